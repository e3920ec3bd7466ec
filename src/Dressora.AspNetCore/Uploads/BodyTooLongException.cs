namespace Dressora;

/// <summary>
/// A body turned out to be longer than allowed while it was read. Never leaves the upload call.
/// </summary>
internal sealed class BodyTooLongException : Exception;
