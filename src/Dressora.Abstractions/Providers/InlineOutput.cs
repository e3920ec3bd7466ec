namespace Dressora.Providers;

/// <summary>An output that came with the answer to the create itself.</summary>
/// <param name="Content">The bytes. Their type is found from them, not declared.</param>
public sealed record InlineOutput(ReadOnlyMemory<byte> Content);
