namespace Dressora;

/// <summary>Why a job delivered nothing, for the user: never the provider's own words.</summary>
/// <param name="Code">One of <see cref="JobErrorCodes"/>.</param>
/// <param name="Message">A sentence that may be shown to the user.</param>
public sealed record JobError(string Code, string Message);
