namespace Dressora;

/// <summary>Why an operation was refused, and will be refused for ever under its key.</summary>
public enum CreditRefusal
{
    /// <summary>Too few credits could be spent.</summary>
    Insufficient,

    /// <summary>The account has no such hold, or no such grant.</summary>
    NotFound,

    /// <summary>The hold was not settled, so there is nothing to refund.</summary>
    NotSettled,

    /// <summary>The refunds of a hold would exceed what it was charged.</summary>
    MoreThanSettled,

    /// <summary>The revocations of a grant would exceed what it gave.</summary>
    MoreThanGranted,
}
