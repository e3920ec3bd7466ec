namespace Dressora;

/// <summary>A page of an account's jobs, newest first.</summary>
/// <param name="Jobs">The jobs.</param>
/// <param name="Next">The id to pass as <c>before</c> for the next page; <see langword="null"/> on the last.</param>
public sealed record JobPage(IReadOnlyList<GenerationJob> Jobs, JobId? Next);
