namespace Dressora;

/// <summary>What is wrong with a storage's settings or service, for whoever runs the host.</summary>
/// <param name="Code">A stable name such as <c>no_bucket</c>; each store documents its own.</param>
/// <param name="Message">What is wrong, as half a sentence without secrets.</param>
/// <param name="Fix">What mends it, in one sentence that names the setting.</param>
public sealed record StorageProblem(string Code, string Message, string Fix);
