using System.Text.Json;

namespace Dressora.Providers.Evolink;

/// <summary>The account's balance. Reading it is free.</summary>
internal sealed class EvolinkCredits(EvolinkApi api, decimal lowCredits)
{
    /// <summary>Reads what can be spent, in EvoLink's credits.</summary>
    /// <exception cref="ProviderException">It could not be read.</exception>
    public async Task<decimal> ReadAsync(CancellationToken cancellationToken)
    {
        var answer = await api.ReadAsync(HttpMethod.Get, api.Endpoints.Credits, cancellationToken).ConfigureAwait(false);
        if (!answer.IsSuccess)
        {
            throw new ProviderException(TaskErrors.OfRead(answer));
        }

        return Spendable(answer.Body.Get("data"))
            ?? throw new ProviderException(new ProviderError(ProviderErrorKind.Unknown, "unreadable_answer"));
    }

    /// <summary>Tells whether a balance counts as empty, which is for the host to say.</summary>
    public bool IsLow(decimal credits) => credits <= lowCredits;

    /// <summary>
    /// Decides what an error about a quota means, which EvoLink says of rate limits and of empty
    /// accounts alike.
    /// </summary>
    /// <remarks>
    /// While the balance cannot be read, the milder meaning holds: nothing is lost by asking
    /// again later.
    /// </remarks>
    public async Task<ProviderErrorKind> JudgeQuotaAsync(CancellationToken cancellationToken)
    {
        try
        {
            var credits = await ReadAsync(cancellationToken).ConfigureAwait(false);
            return IsLow(credits) ? ProviderErrorKind.ProviderAccount : ProviderErrorKind.Throttled;
        }
        catch (ProviderException exception)
        {
            const ProviderErrorKind Refused = ProviderErrorKind.ProviderAccount;
            return exception.Error.Kind == Refused ? Refused : ProviderErrorKind.Throttled;
        }
    }

    // The user's balance is what is spent; a key may have a cap of its own below it.
    private static decimal? Spendable(JsonElement data)
    {
        var token = data.Get("token");
        var cap = token.Get("unlimited_credits").ValueKind == JsonValueKind.True ? null : token.Get("remaining_credits").Number();
        var user = data.Get("user").Get("remaining_credits").Number();
        return user is null || cap < user ? cap ?? user : user;
    }
}
