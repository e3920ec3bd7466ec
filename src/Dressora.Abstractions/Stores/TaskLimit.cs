namespace Dressora.Stores;

/// <summary>How many tasks may be begun at one provider.</summary>
/// <param name="Begun">How many this lease may begin: what this node's rate, a throttle or an open circuit leaves; 0 for none.</param>
/// <param name="Tasks">
/// How many may be under way at once, over all nodes that share the store; <see langword="null"/> for any number.
/// <see cref="StoredJob.Occupies"/> says what counts.
/// </param>
public readonly record struct TaskLimit(int Begun, int? Tasks = null)
{
    /// <summary>Says how many more may be begun.</summary>
    /// <param name="underWay">How many the store counts at the provider.</param>
    public int Left(int underWay) => Math.Max(0, Math.Min(Begun, (Tasks ?? int.MaxValue) - underWay));
}
