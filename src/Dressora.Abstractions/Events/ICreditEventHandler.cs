namespace Dressora;

/// <summary>Hears what happens to credits. Registered with <c>AddCreditEvents</c>.</summary>
/// <remarks>
/// Made in a scope of its own for every event, so it may depend on a database context. An event
/// is delivered at least once: after a crash, or when another handler of the same event failed,
/// it comes again. <see cref="CreditEvent.Account"/>, <see cref="CreditEvent.Sequence"/> and the
/// type of the event tell it from every other. Events of one account come in order.
/// </remarks>
public interface ICreditEventHandler
{
    /// <summary>Handles one event.</summary>
    /// <param name="happened">What happened. It is on the disk.</param>
    /// <param name="cancellationToken">Cancelled when the application stops; the event then comes again.</param>
    /// <returns>A task that ends when the event is dealt with. When it fails, the event comes again, later and later.</returns>
    Task HandleAsync(CreditEvent happened, CancellationToken cancellationToken);
}
