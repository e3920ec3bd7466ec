using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Dressora;

/// <summary>The balance and the statement.</summary>
internal static class CreditEndpoints
{
    private const int LimitMax = 500;
    private const int LimitDefault = 50;

    private static readonly string[] Reading = ["GET", "HEAD"];

    /// <summary>
    /// Maps the balance and the statement. Both only read: credits are given by the host, in
    /// code.
    /// </summary>
    public static void MapCredits(this IEndpointRouteBuilder group, AccountGate accounts)
    {
        group.MapMethods("/credits", Reading, accounts.Guard(ReadBalanceAsync));
        group.MapMethods("/credits/entries", Reading, accounts.Guard(ListEntriesAsync));
    }

    private static async Task ReadBalanceAsync(HttpContext context, AccountId account)
    {
        var balance = await Ledger(context).GetBalanceAsync(account, context.RequestAborted).ConfigureAwait(false);
        context.Response.Headers.CacheControl = "private, no-cache";
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, BalanceBody.From(balance), JsonAnswer.Shapes.BalanceBody)
            .ConfigureAwait(false);
    }

    private static async Task ListEntriesAsync(HttpContext context, AccountId account)
    {
        var query = new PageQuery(context.Request.Query);
        var limit = query.Limit(LimitDefault, LimitMax);
        var before = ReadBefore(query);
        if (query.Problems is { Count: > 0 } problems)
        {
            await Problem.InvalidRequest(problems).WriteAsync(context).ConfigureAwait(false);
            return;
        }

        var page = await Ledger(context).ListEntriesAsync(account, before, limit, context.RequestAborted).ConfigureAwait(false);
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.Headers.Vary = "Accept";
        await (CsvAnswer.IsWanted(context.Request)
            ? CsvAnswer.WriteAsync(context, page, limit)
            : JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, EntryPageBody.From(page), JsonAnswer.Shapes.EntryPageBody))
            .ConfigureAwait(false);
    }

    /// <summary>Reads the sequence to continue below, and notes what is none.</summary>
    private static long? ReadBefore(PageQuery query)
    {
        if (query.Before is not { } text)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var before) && before >= 1)
        {
            return before;
        }

        query.NoteBefore("the sequence of an entry, as \"next\" gave it");
        return null;
    }

    private static ICreditLedger Ledger(HttpContext context) => context.RequestServices.GetRequiredService<ICreditLedger>();
}
