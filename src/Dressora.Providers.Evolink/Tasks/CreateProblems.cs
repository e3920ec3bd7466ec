using System.Text;

namespace Dressora.Providers.Evolink;

/// <summary>
/// What makes a request unfit to be sent. Found before the billable call, so that it costs
/// nothing.
/// </summary>
internal static class CreateProblems
{
    /// <summary>Returns the first problem as a code; null for none.</summary>
    public static string? Find(EvolinkModel model, ProviderTaskRequest request) => request switch
    {
        _ when request.Inputs.Any(input => input.Url is null) => "input_without_url",
        _ when request.Inputs.Count + request.Count > model.ImagesMax => "too_many_images",
        { AspectRatio: { } shape } when !model.Sizes.ContainsKey(shape) => "aspect_ratio_unknown",
        _ when !IsWellFormed(request.Prompt) => "prompt_not_unicode",
        _ => null,
    };

    /// <summary>
    /// JSON cannot carry half of a surrogate pair: the writer would throw, and a throw counts as
    /// perhaps billed.
    /// </summary>
    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out var length) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }
}
