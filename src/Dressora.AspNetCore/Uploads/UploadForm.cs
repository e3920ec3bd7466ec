using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Dressora;

/// <summary>Finds the field <c>file</c> of a form without buffering the form.</summary>
internal static class UploadForm
{
    private const string FieldName = "file";
    private const int BoundaryLengthMax = 70;
    private const int PartsMax = 20;

    /// <summary>Gets the answer to a form that is whole and has no such field.</summary>
    public static Problem FileMissing { get; } = Problem.InvalidRequest(
        new RequestProblem(FieldName, "required", $"The form has no field '{FieldName}' among its first {PartsMax}."));

    /// <summary>Gets the answer to a form that cannot be read to its end.</summary>
    public static Problem Malformed { get; } = Problem.InvalidRequest(
        new RequestProblem(string.Empty, "invalid_form", "The body is not a form that can be read: it ends early, or its boundary is missing."));

    /// <summary>
    /// Returns the image: the body itself, or the form's file; <see langword="null"/> for a form
    /// without one.
    /// </summary>
    /// <exception cref="InvalidFormException">The form is broken.</exception>
    public static async Task<Stream?> OpenFileAsync(HttpRequest request, Stream body, CancellationToken cancellationToken)
    {
        if (!IsForm(request, out var type))
        {
            return body;
        }

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary);
        if (boundary.Length is 0 or > BoundaryLengthMax)
        {
            throw new InvalidFormException();
        }

        var reader = new MultipartReader(boundary.ToString(), body);
        return await FindFileAsync(reader, cancellationToken).ConfigureAwait(false) is { } section ? new FormStream(section.Body) : null;
    }

    /// <summary>
    /// Tells whether the body is a form with parts; anything else is taken for the image itself.
    /// </summary>
    public static bool IsForm(HttpRequest request, [NotNullWhen(true)] out MediaTypeHeaderValue? type) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    private static async Task<MultipartSection?> FindFileAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        try
        {
            for (var part = 0; part < PartsMax; part++)
            {
                var section = await reader.ReadNextSectionAsync(cancellationToken).ConfigureAwait(false);
                if (section is null || IsFile(section))
                {
                    return section;
                }
            }

            return null;
        }
        catch (Exception problem) when (FormStream.IsOfForm(problem))
        {
            throw new InvalidFormException();
        }
    }

    /// <summary>
    /// Tells a part by the name of its field. The name of its file, which the client chooses,
    /// does not count.
    /// </summary>
    private static bool IsFile(MultipartSection section) =>
        ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
        && HeaderUtilities.RemoveQuotes(disposition.Name).Equals(FieldName, StringComparison.Ordinal);
}
