using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Dressora;

/// <summary>
/// The query of a keyset page: <c>limit</c>, and <c>before</c> as the page before it gave it in
/// <c>next</c>.
/// </summary>
internal sealed class PageQuery(IQueryCollection query)
{
    private readonly List<RequestProblem> _problems = [];

    /// <summary>Gets what is wrong so far; read it once every part has been asked for.</summary>
    public IReadOnlyList<RequestProblem> Problems => _problems;

    /// <summary>
    /// Gets the key to continue below, unread; <see langword="null"/> for the first page.
    /// </summary>
    public string? Before { get; } = query["before"] is { Count: > 0 } values ? values.ToString() : null;

    /// <summary>Reads how many to return at the most, from 1 to a bound.</summary>
    public int Limit(int normal, int max)
    {
        if (query["limit"] is not { Count: > 0 } values)
        {
            return normal;
        }

        if (int.TryParse(values.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit >= 1 && limit <= max)
        {
            return limit;
        }

        _problems.Add(new RequestProblem("limit", "out_of_range", $"limit must be a whole number from 1 to {max}."));
        return normal;
    }

    /// <summary>Notes that <see cref="Before"/> cannot be used.</summary>
    public JobId? NoteBefore(string expected)
    {
        _problems.Add(new RequestProblem("before", "invalid_cursor", $"before must be {expected}."));
        return null;
    }
}
