namespace Dressora;

/// <summary>What an <see cref="IResultReview"/> decided.</summary>
public enum ReviewVerdict
{
    /// <summary>Not to be delivered, and not charged. The default, so that a verdict that was forgotten shows nothing.</summary>
    Refuse,

    /// <summary>To be delivered.</summary>
    Deliver,
}
