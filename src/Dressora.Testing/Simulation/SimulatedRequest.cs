namespace Dressora.Testing;

/// <summary>What a user of a simulation wants.</summary>
/// <param name="Job">Which of the simulation's jobs it is, from 0.</param>
/// <param name="At">When he asks for it, from the beginning.</param>
/// <param name="Count">How many images he asks for.</param>
/// <param name="HasInput">Whether he names the URL of an image.</param>
/// <param name="HasKey">Whether he sends an idempotency key, and so may ask again.</param>
internal sealed record SimulatedRequest(int Job, TimeSpan At, int Count, bool HasInput, bool HasKey)
{
    /// <summary>What an image costs.</summary>
    public const long PricePerOutput = 3;

    private const string Prefix = "job ";

    /// <summary>Gets who asks.</summary>
    public AccountId Account { get; } = new(Job % 2 == 0 ? "alice" : "bob");

    /// <summary>Gets the key that he sends, where he does.</summary>
    public IdempotencyKey? Key { get; } = HasKey ? new IdempotencyKey($"key-{Job}") : null;

    /// <summary>Gets what all of it costs.</summary>
    public Credits Price => new(PricePerOutput * Count);

    /// <summary>Makes the request that he sends.</summary>
    public GenerationRequest ToRequest() => new()
    {
        Prompt = Prefix + Job,
        Count = Count,
        Inputs = HasInput ? [GenerationInput.From(InputRole.Person, InputUrl(Job))] : [],
    };

    /// <summary>Finds the job that a request is for.</summary>
    public static int IndexOf(string prompt) => int.Parse(prompt.AsSpan(Prefix.Length), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Returns the URL of the image that he names.</summary>
    public static Uri InputUrl(int job) => new($"https://inputs.example.com/{job}.png");
}
