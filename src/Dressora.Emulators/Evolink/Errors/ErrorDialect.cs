namespace Dressora.Emulators;

/// <summary>The three shapes in which EvoLink's pages document errors.</summary>
internal enum ErrorDialect
{
    /// <summary>Newer pages: <c>error.code</c> is a word.</summary>
    Text,

    /// <summary>
    /// Older pages: <c>error.code</c> is the HTTP status as a number, and some errors carry a
    /// suggestion.
    /// </summary>
    Integer,

    /// <summary>The file API: <c>success</c>, <c>code</c> and <c>msg</c>.</summary>
    FileApi,
}
