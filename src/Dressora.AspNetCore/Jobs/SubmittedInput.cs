using System.Text.Json;

namespace Dressora;

/// <summary>Reads one input image of a request: its role, and an upload or a URL.</summary>
internal static class SubmittedInput
{
    private static readonly string[] Members = ["role", "upload", "url"];

    /// <summary>Returns the input; nothing when it has a problem, which is then noted.</summary>
    public static IEnumerable<GenerationInput> Read(JsonElement value, int index, List<RequestProblem> problems)
    {
        var path = $"inputs[{index}]";
        var before = problems.Count;
        var members = new MemberReader(value, path, Members, problems);
        var role = ReadRole(members);
        var upload = members.Text("upload");
        var url = members.Text("url");
        if (problems.Count != before)
        {
            return [];
        }

        var input = (upload, url) switch
        {
            ({ } id, null) => FromUpload(role, id, members),
            (null, { } address) => FromUrl(role, address, members),
            _ => null,
        };
        if (input is null && problems.Count == before)
        {
            members.Note(path, "invalid_input", $"{path} must have either an upload or a url.");
        }

        return input is null ? [] : [input];
    }

    /// <summary>
    /// Reads the role, which is open: a provider may know one that is unknown here.
    /// </summary>
    private static InputRole ReadRole(MemberReader members)
    {
        if (members.Text("role") is not { } role)
        {
            return InputRole.Reference;
        }

        if (!string.IsNullOrWhiteSpace(role) && role.Length <= InputRole.LengthMax && !role.Any(char.IsControl))
        {
            return new InputRole(role);
        }

        var field = members.PathOf("role");
        members.Note(field, "invalid_role", $"{field} must have from 1 to {InputRole.LengthMax} visible characters.");
        return InputRole.Reference;
    }

    /// <summary>
    /// Refers to an upload. Whether the account has it is for the pipeline to say, in the same
    /// words.
    /// </summary>
    private static GenerationInput? FromUpload(InputRole role, string id, MemberReader members)
    {
        if (UploadId.TryParse(id, out var upload))
        {
            return GenerationInput.From(role, upload);
        }

        var field = members.PathOf("upload");
        members.Note(field, "unknown", $"{field} is not an upload of this account.");
        return null;
    }

    /// <summary>
    /// Refers to an address, which is not fetched before the pipeline has judged it.
    /// </summary>
    private static GenerationInput? FromUrl(InputRole role, string address, MemberReader members)
    {
        if (Uri.TryCreate(address, UriKind.Absolute, out var url))
        {
            return GenerationInput.From(role, url);
        }

        var field = members.PathOf("url");
        members.Note(field, "invalid_url", $"{field} must be an absolute URL.");
        return null;
    }
}
