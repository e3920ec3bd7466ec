namespace Dressora;

/// <summary>
/// A multipart body breaks the rules of its own boundary. Never leaves the upload call.
/// </summary>
internal sealed class InvalidFormException : Exception;
