namespace Dressora;

/// <summary>Why a URL is not fetched.</summary>
/// <param name="Code">One of <see cref="TransferRefusals"/>.</param>
/// <param name="Message">The rule, in a sentence that never contains the URL.</param>
internal sealed record UrlProblem(string Code, string Message);
