namespace Dressora;

/// <summary>Which operation made a hold.</summary>
public enum HoldOrigin
{
    /// <summary>A freeze.</summary>
    Freeze,

    /// <summary>An adjustment: it was charged at once.</summary>
    Adjustment,

    /// <summary>
    /// A settle that came after the deadline of the work's own hold: it was charged at once.
    /// </summary>
    LateSettle,
}
