using System.Globalization;

namespace Dressora;

/// <summary>An amount in whole credits, as the host sells them. Never fractional, never rounded.</summary>
/// <param name="Value">The number of units. Operations on a ledger refuse a negative one; a difference may be negative.</param>
/// <remarks>Arithmetic is checked: an overflow throws <see cref="OverflowException"/> and never wraps.</remarks>
public readonly record struct Credits(long Value) : IComparable<Credits>
{
    /// <summary>Gets no credits. A price, a hold and a settle may all be zero.</summary>
    public static Credits Zero => default;

    /// <summary>Adds two amounts.</summary>
    public static Credits operator +(Credits left, Credits right) => new(checked(left.Value + right.Value));

    /// <summary>Subtracts one amount from another.</summary>
    public static Credits operator -(Credits left, Credits right) => new(checked(left.Value - right.Value));

    /// <summary>Multiplies a price by a number of outputs.</summary>
    public static Credits operator *(Credits price, int count) => new(checked(price.Value * count));

    /// <summary>Tells whether one amount is less than another.</summary>
    public static bool operator <(Credits left, Credits right) => left.Value < right.Value;

    /// <summary>Tells whether one amount is more than another.</summary>
    public static bool operator >(Credits left, Credits right) => left.Value > right.Value;

    /// <summary>Tells whether one amount is at most another.</summary>
    public static bool operator <=(Credits left, Credits right) => left.Value <= right.Value;

    /// <summary>Tells whether one amount is at least another.</summary>
    public static bool operator >=(Credits left, Credits right) => left.Value >= right.Value;

    /// <summary>Returns the smaller of two amounts.</summary>
    public static Credits Min(Credits left, Credits right) => left <= right ? left : right;

    /// <inheritdoc/>
    public int CompareTo(Credits other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value} cr");
}
