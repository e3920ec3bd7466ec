namespace Dressora.Emulators;

/// <summary>One received call, and one line of the file that lists them.</summary>
/// <param name="Number">Its place in the order of arrival.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path, without its query.</param>
/// <param name="At">When it arrived.</param>
/// <param name="Status">The status it was answered with; zero while or when there was no answer.</param>
/// <param name="TaskId">The task a create made.</param>
internal sealed record RequestLine(long Number, string Method, string Path, DateTimeOffset At, int Status = 0, string? TaskId = null);
