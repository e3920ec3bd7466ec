using System.Text.Json.Nodes;

namespace Dressora.Emulators;

/// <summary>Every way a call can end.</summary>
internal abstract record Answer
{
    private Answer()
    {
    }

    /// <summary>Gets the task that a create has made, for the list of received calls.</summary>
    public string? TaskId { get; init; }

    /// <summary>Gets the HTTP status; zero when no answer is given at all.</summary>
    public abstract int Status { get; }

    /// <summary>An answer with a JSON body.</summary>
    public static Answer OfJson(int status, JsonNode body) => new Json(status, body);

    /// <summary>A JSON body.</summary>
    public sealed record Json(int StatusCode, JsonNode Body) : Answer
    {
        /// <inheritdoc/>
        public override int Status => StatusCode;
    }

    /// <summary>The bytes of a file, in parts on request.</summary>
    public sealed record File(string Path, string ContentType) : Answer
    {
        /// <inheritdoc/>
        public override int Status => 200;
    }

    /// <summary>Nothing but a status.</summary>
    public sealed record Empty(int StatusCode) : Answer
    {
        /// <inheritdoc/>
        public override int Status => StatusCode;
    }

    /// <summary>The connection is closed without a response.</summary>
    public sealed record Dropped : Answer
    {
        /// <inheritdoc/>
        public override int Status => 0;
    }
}
