namespace Dressora;

/// <summary>What the sender of a callback is to be told.</summary>
public enum CallbackReceipt
{
    /// <summary>2xx: the message is stored, or was before.</summary>
    Received,

    /// <summary>
    /// 404, whether the provider, the token or the signature is wrong: a guesser learns nothing.
    /// </summary>
    NotFound,
}
