namespace Dressora;

/// <summary>One thing that is wrong with a request, for the person who wrote the client.</summary>
/// <param name="Field">Where: <c>prompt</c>, <c>inputs[1].url</c> and so on.</param>
/// <param name="Code">A stable code, such as <c>required</c> or <c>too_long</c>.</param>
/// <param name="Message">The value and the rule, in a sentence. Never the prompt.</param>
public sealed record RequestProblem(string Field, string Code, string Message);
