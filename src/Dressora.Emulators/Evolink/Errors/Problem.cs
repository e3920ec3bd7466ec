namespace Dressora.Emulators;

/// <summary>What is wrong with a request.</summary>
/// <param name="Message">The value, the rule and the unit.</param>
/// <param name="Param">The field at fault, where it is one.</param>
internal sealed record Problem(string Message, string? Param = null);
