using System.Buffers;

namespace Dressora;

/// <summary>The one rule for names that come from outside: bounded, visible, not blank.</summary>
internal static class Name
{
    private static readonly SearchValues<char> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(char.IsControl)]);

    public static string Checked(string value, int lengthMax, string noun)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        return Problem(value, lengthMax, noun) is { } problem ? throw new ArgumentException(problem, nameof(value)) : value;
    }

    /// <summary>Says what is wrong with a name; <see langword="null"/>: nothing.</summary>
    public static string? Problem(string? value, int lengthMax, string noun)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return $"The {noun} is blank.";
        }

        if (value.Length > lengthMax)
        {
            return $"The {noun} has {value.Length} characters; at most {lengthMax} are allowed.";
        }

        var control = value.AsSpan().IndexOfAny(Controls);
        return control < 0 ? null : $"The {noun} contains the control character U+{(int)value[control]:X4}.";
    }
}
