using System.Text.Json.Serialization;

namespace Dressora.LedgerHost;

/// <summary>A call that was answered: what was asked, what came back, and when, on the clock that all processes of a machine share.</summary>
public sealed record LedgerCall(
    [property: JsonPropertyName("b")] long Begun,
    [property: JsonPropertyName("e")] long Ended,
    [property: JsonPropertyName("a")] string Account,
    [property: JsonPropertyName("o")] string Operation,
    [property: JsonPropertyName("i")] string Id,
    [property: JsonPropertyName("k")] string? Key,
    [property: JsonPropertyName("n")] long Amount,
    [property: JsonPropertyName("r")] string Result,
    [property: JsonPropertyName("w")] string? Refusal,
    [property: JsonPropertyName("s")] long Sequence);
