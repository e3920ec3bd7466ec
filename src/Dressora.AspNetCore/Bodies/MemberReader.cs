using System.Text.Json;

namespace Dressora;

/// <summary>
/// Reads the members of one JSON object and notes every problem instead of stopping at the first.
/// </summary>
internal sealed class MemberReader
{
    private const int ProblemsMax = 50;
    private const int NameLengthMax = 40;

    private readonly JsonElement _object;
    private readonly string _path;
    private readonly List<RequestProblem> _problems;

    /// <param name="value">What should be an object.</param>
    /// <param name="path">Where it stands, such as <c>inputs[0]</c>; empty for the body itself.</param>
    /// <param name="members">The members it may have; an unknown one is a problem, so that a misspelt one is not silently ignored.</param>
    /// <param name="problems">Where problems are noted.</param>
    public MemberReader(JsonElement value, string path, ReadOnlySpan<string> members, List<RequestProblem> problems)
    {
        (_object, _path, _problems) = (value, path, problems);
        if (value.ValueKind != JsonValueKind.Object)
        {
            Note(path, "invalid_type", $"{(path.Length == 0 ? "The body" : path)} must be a JSON object.");
            return;
        }

        foreach (var member in value.EnumerateObject())
        {
            if (!Contains(members, member))
            {
                NoteUnknown(member);
            }
        }
    }

    /// <summary>
    /// Reads text; <see langword="null"/> where the member is missing or null, or is no text,
    /// which is noted.
    /// </summary>
    public string? Text(string name) =>
        !TryGet(name, out var value) ? null
        : value.ValueKind == JsonValueKind.String && TryRead(() => value.GetString()) is { } text ? text
        : Wrong(name, "text");

    /// <summary>
    /// Reads a whole number; <see langword="null"/> where it is missing or null, or is none,
    /// which is noted.
    /// </summary>
    public int? Integer(string name)
    {
        if (!TryGet(name, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number))
        {
            return number;
        }

        Wrong(name, "a whole number of at most 32 bits");
        return null;
    }

    /// <summary>
    /// Reads the items of an array; none where it is missing or null, or is no array, which is
    /// noted.
    /// </summary>
    public IEnumerable<JsonElement> Items(string name)
    {
        if (!TryGet(name, out var value))
        {
            return [];
        }

        if (value.ValueKind == JsonValueKind.Array)
        {
            return value.EnumerateArray();
        }

        Wrong(name, "an array");
        return [];
    }

    /// <summary>
    /// Notes a problem of a member, or of the object itself where the name is empty.
    /// </summary>
    public void Note(string name, string code, string message)
    {
        // The list goes back to the client: what it sent must not blow the answer up.
        if (_problems.Count < ProblemsMax)
        {
            _problems.Add(new RequestProblem(name, code, message));
        }
    }

    /// <summary>Returns the whole name of a member, as problems give it.</summary>
    public string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";

    private static bool Contains(ReadOnlySpan<string> members, JsonProperty member)
    {
        foreach (var name in members)
        {
            if (member.NameEquals(name))
            {
                return true;
            }
        }

        return false;
    }

    // Half a surrogate pair, written as an escape, is legal JSON and no text.
    private static string? TryRead(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private bool TryGet(string name, out JsonElement value)
    {
        value = default;
        return _object.ValueKind == JsonValueKind.Object
            && _object.TryGetProperty(name, out value)
            && value.ValueKind is not JsonValueKind.Null;
    }

    private string? Wrong(string name, string expected)
    {
        Note(PathOf(name), "invalid_type", $"{PathOf(name)} must be {expected}.");
        return null;
    }

    private void NoteUnknown(JsonProperty member)
    {
        var name = TryRead(() => member.Name) ?? "?";
        name = PathOf(name.Length > NameLengthMax ? name[..NameLengthMax] + "…" : name);
        Note(name, "unknown_member", $"{name} is not a member of this request.");
    }
}
