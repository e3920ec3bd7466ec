namespace Dressora;

/// <summary>Where the file store keeps its objects. Set by <c>UseFileResults</c>.</summary>
internal sealed class FileResultOptions
{
    /// <summary>
    /// Gets or sets the folder; relative to the working directory unless it is rooted.
    /// </summary>
    public string Folder { get; set; } = string.Empty;
}
