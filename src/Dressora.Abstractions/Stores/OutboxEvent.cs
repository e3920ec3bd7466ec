namespace Dressora.Stores;

/// <summary>An event on its way to those who listen.</summary>
/// <param name="Id">Its id in the outbox; later events have higher ones.</param>
/// <param name="Event">What happened.</param>
/// <param name="Tries">How often its delivery was tried, this time included.</param>
public sealed record OutboxEvent(long Id, CreditEvent Event, int Tries);
