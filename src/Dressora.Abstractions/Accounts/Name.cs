namespace Dressora;

/// <summary>The one rule for names that come from outside: bounded, visible, not blank.</summary>
internal static class Name
{
    public static string Checked(string value, int lengthMax, string noun)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        if (value.Length > lengthMax)
        {
            throw new ArgumentException($"The {noun} has {value.Length} characters; at most {lengthMax} are allowed.", nameof(value));
        }

        foreach (var character in value)
        {
            if (char.IsControl(character))
            {
                throw new ArgumentException($"The {noun} contains the control character U+{(int)character:X4}.", nameof(value));
            }
        }

        return value;
    }
}
