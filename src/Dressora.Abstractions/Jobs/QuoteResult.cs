namespace Dressora;

/// <summary>The price of a request, or what is wrong with it.</summary>
public abstract record QuoteResult
{
    private QuoteResult()
    {
    }

    /// <summary>What a job would freeze if it were submitted now.</summary>
    /// <param name="PerOutput">The price of one output.</param>
    /// <param name="Total">The price of all that are asked for.</param>
    /// <param name="Provider">The provider that would be asked first.</param>
    /// <param name="Model">The model that would be asked.</param>
    public sealed record Quoted(Credits PerOutput, Credits Total, string Provider, string Model) : QuoteResult;

    /// <summary>The request cannot be done; every problem is named.</summary>
    public sealed record Invalid(IReadOnlyList<RequestProblem> Problems) : QuoteResult;
}
