namespace Dressora.Jobs;

/// <summary>
/// A transfer did not work this time; its step is tried again until the job's deadline.
/// </summary>
internal sealed class TransferUnavailableException(string reason) : Exception(reason);
