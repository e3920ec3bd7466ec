namespace Dressora.Stores;

/// <summary>
/// An optional capability of a job store: it hears when another node has written something that is due. Only a hint, which saves a part of
/// the wait until the next look.
/// </summary>
/// <remarks>
/// A worker listens where its <see cref="IJobStore"/> implements this, and looks at regular times all the same: a hint may come late, twice,
/// without cause, or never.
/// </remarks>
public interface IWorkListener
{
    /// <summary>Listens until it is stopped. Connects again by itself, and takes a lost connection for a hint.</summary>
    /// <param name="heard">Called at every hint, on any thread. Returns at once and does not throw.</param>
    /// <param name="cancellationToken">Stops listening; the task then ends without an exception.</param>
    Task ListenAsync(Action heard, CancellationToken cancellationToken = default);
}
