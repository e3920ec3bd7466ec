namespace Dressora.Stores;

/// <summary>Says how long ended jobs and callback messages are kept.</summary>
/// <param name="JobsFor">Rows of ended jobs with nothing left to do, counted from their end.</param>
/// <param name="MessagesFor">Callback messages, counted from their arrival.</param>
/// <param name="Limit">How many rows of each at the most in one call.</param>
public sealed record PruneRequest(TimeSpan JobsFor, TimeSpan MessagesFor, int Limit = 500);
