namespace Dressora;

/// <summary>One thing that a <see cref="StorageDoctor"/> tried.</summary>
/// <param name="What">What was tried, such as <c>put a result</c>.</param>
/// <param name="Succeeded">Whether it worked.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record StorageStep(string What, bool Succeeded, TimeSpan Elapsed);
