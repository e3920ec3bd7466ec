namespace Dressora;

/// <summary>What one journal entry changed on one grant. With the source, the changes of an entry sum to zero.</summary>
/// <param name="Grant">The grant.</param>
/// <param name="Available">The change of what is available.</param>
/// <param name="Held">The change of what is held.</param>
/// <param name="Settled">The change of what was charged; a refund makes it less.</param>
/// <param name="Expired">The change of what expired.</param>
/// <param name="Revoked">The change of what was revoked.</param>
public sealed record CreditMovement(
    GrantId Grant, Credits Available, Credits Held, Credits Settled, Credits Expired, Credits Revoked);
