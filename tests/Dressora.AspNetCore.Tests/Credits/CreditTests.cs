using System.Net;
using NSubstitute;

namespace Dressora.AspNetCore.Tests;

public sealed class CreditTests
{
    [Fact]
    public async Task The_balance_lists_its_grants_with_their_expiries()
    {
        await using var app = await TestApp.StartAsync();
        app.Ledger.GetBalanceAsync(TestApp.Alice, Arg.Any<CancellationToken>()).Returns(new CreditBalance
        {
            Available = new Credits(8),
            Held = new Credits(2),
            Grants = [Grant("trial", 4, 2, 2, Some.Noon.AddDays(7)), Grant("gift", 6, 6, 0, null)],
            Sequence = 3,
        });

        var text = await app.Client.GetStringAsync("/dressora/credits", TestContext.Current.CancellationToken);

        Assert.Equal(
            """
            {"available":8,"held":2,"grants":[
            {"id":"trial","amount":4,"available":2,"held":2,"expiresAt":"2026-05-08T12:00:00+00:00"},
            {"id":"gift","amount":6,"available":6,"held":0,"expiresAt":null}]}
            """.ReplaceLineEndings(string.Empty),
            text);
    }

    [Fact]
    public async Task The_statement_is_read_in_pages()
    {
        await using var app = await TestApp.StartAsync();
        app.Ledger.ListEntriesAsync(TestApp.Alice, 5, 1, Arg.Any<CancellationToken>()).Returns(new CreditEntryPage([Frozen], 4));

        var text = await app.Client.GetStringAsync("/dressora/credits/entries?before=5&limit=1", TestContext.Current.CancellationToken);

        Assert.Equal(
            """
            {"items":[{"sequence":4,"at":"2026-05-01T12:00:00+00:00","kind":"Frozen","amount":2,"hold":"job_1",
            "grant":null,"key":null,"reason":null,"deadline":"2026-05-01T13:00:00+00:00","refused":null,"note":null,
            "movements":[{"grant":"trial","available":-2,"held":2,"settled":0,"expired":0,"revoked":0}],
            "availableAfter":8,"heldAfter":2}],"next":"4"}
            """.ReplaceLineEndings(string.Empty),
            text);
    }

    [Fact]
    public async Task A_refusal_is_told_with_its_reason()
    {
        await using var app = await TestApp.StartAsync();
        var denied = Frozen with
        {
            Kind = CreditEntryKind.Denied,
            Deadline = null,
            Denial = new CreditDenial(CreditEntryKind.Frozen, CreditRefusal.Insufficient, new Credits(1)),
            Movements = [],
        };
        app.Ledger.ListEntriesAsync(TestApp.Alice, null, 50, Arg.Any<CancellationToken>()).Returns(new CreditEntryPage([denied], null));

        var text = await app.Client.GetStringAsync("/dressora/credits/entries", TestContext.Current.CancellationToken);

        Assert.Contains("\"refused\":{\"kind\":\"Frozen\",\"reason\":\"Insufficient\",\"spendable\":1}", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/csv", true)]
    [InlineData("text/csv, application/json;q=0.9", true)]
    [InlineData("application/json, text/csv;q=0.5", false)]
    [InlineData("text/csv;q=0", false)]
    [InlineData("*/*", false)]
    [InlineData("nonsense/", false)]
    public async Task The_statement_is_CSV_for_who_prefers_that(string accept, bool isCsv)
    {
        await using var app = await TestApp.StartAsync();
        app.Ledger.ListEntriesAsync(TestApp.Alice, null, 1, Arg.Any<CancellationToken>()).Returns(new CreditEntryPage([Frozen], 4));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/dressora/credits/entries?limit=1");
        request.Headers.TryAddWithoutValidation("Accept", accept);

        using var response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(isCsv ? "text/csv" : "application/json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("Accept", Assert.Single(response.Headers.Vary));
        Assert.Equal(isCsv, response.Headers.TryGetValues("Link", out var link));
        Assert.True(!isCsv || link!.Single() == "</dressora/credits/entries?before=4&limit=1>; rel=\"next\"");
        Assert.True(!isCsv || (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains(
            "\r\n4,2026-05-01T12:00:00.0000000Z,Frozen,2,job_1,", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("limit=501", "limit")]
    [InlineData("before=0", "before")]
    [InlineData("before=first&limit=x", "limit before")]
    public async Task A_page_that_cannot_be_is_400(string query, string fields)
    {
        await using var app = await TestApp.StartAsync();

        var response = await app.Client.SendAsync(HttpMethod.Get, $"/dressora/credits/entries?{query}");

        Assert.Equal(fields.Split(' '), (await response.AssertProblemAsync(HttpStatusCode.BadRequest, "invalid_request")).Fields());
    }

    private static CreditEntry Frozen { get; } = new()
    {
        Sequence = 4,
        At = Some.Noon,
        Kind = CreditEntryKind.Frozen,
        Amount = new Credits(2),
        Hold = new HoldId("job_1"),
        Deadline = Some.Noon.AddHours(1),
        Movements = [new CreditMovement(new GrantId("trial"), new Credits(-2), new Credits(2), Credits.Zero, Credits.Zero, Credits.Zero)],
        AvailableAfter = new Credits(8),
        HeldAfter = new Credits(2),
    };

    private static CreditGrant Grant(string id, long amount, long available, long held, DateTimeOffset? expiresAt) => new()
    {
        Id = new GrantId(id),
        Amount = new Credits(amount),
        Available = new Credits(available),
        Held = new Credits(held),
        Settled = Credits.Zero,
        Expired = Credits.Zero,
        Priority = 0,
        EffectiveAt = Some.Noon,
        ExpiresAt = expiresAt,
        Sequence = 1,
    };
}
