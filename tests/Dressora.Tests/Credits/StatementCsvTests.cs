using System.Globalization;

namespace Dressora.Tests.Ledger;

public sealed class StatementCsvTests
{
    private const string Header =
        "sequence,at,kind,amount,hold,grant,key,reason,deadline,refused,spendable,note,available,held,settled,expired,revoked,available_after,held_after";

    [Fact]
    public void An_entry_is_a_line_with_its_movements_summed()
    {
        var entry = Entry(CreditEntryKind.Settled) with
        {
            Hold = new HoldId("h"),
            Movements = [Moving("a", available: 1, held: -3, settled: 2), Moving("b", held: -4, settled: 4)],
        };

        Assert.Equal($"{Header}\r\n7,2026-05-01T10:00:00.0000001Z,Settled,6,h,,,,,,,,1,-7,6,0,0,12,3\r\n", StatementCsv.Format([entry]));
    }

    [Fact]
    public void Every_part_has_its_column()
    {
        var denied = Entry(CreditEntryKind.Denied) with
        {
            Grant = new GrantId("g"),
            Key = new OperationKey("k"),
            Denial = new CreditDenial(CreditEntryKind.Frozen, CreditRefusal.Insufficient, new Credits(2)),
            Deadline = new DateTimeOffset(2026, 5, 2, 0, 0, 0, TimeSpan.Zero),
            Reason = ReleaseReason.Canceled,
            Note = "n",
        };

        Assert.EndsWith(
            "Denied,6,,g,k,Canceled,2026-05-02T00:00:00.0000000Z,Frozen Insufficient,2,n,0,0,0,0,0,12,3\r\n",
            StatementCsv.Format([denied]),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"no\"", "\"say \"\"no\"\"\"")]
    [InlineData("two\r\nlines", "\"two\r\nlines\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("＝1", "'＝1")]
    [InlineData("=HYPERLINK(\"https://example.com\",\"x\")", "\"'=HYPERLINK(\"\"https://example.com\"\",\"\"x\"\")\"")]
    public void Words_are_quoted_and_never_a_formula(string note, string field) => Assert.Contains(
        $",,,{field},0,", StatementCsv.Format([Entry(CreditEntryKind.Adjusted) with { Note = note }]), StringComparison.Ordinal);

    [Fact]
    public async Task A_whole_statement_is_written_the_same_in_every_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (other.NumberFormat.NegativeSign, other.DateTimeFormat.TimeSeparator) = ("minus", "h");
        CultureInfo.CurrentCulture = other;
        try
        {
            using var writer = new StringWriter(CultureInfo.CurrentCulture);
            var entry = Entry(CreditEntryKind.Frozen) with { Movements = [Moving("a", available: -6, held: 6)] };

            await StatementCsv.WriteAsync(writer, new[] { entry }.ToAsyncEnumerable(), TestContext.Current.CancellationToken);

            Assert.Equal($"{Header}\r\n7,2026-05-01T10:00:00.0000001Z,Frozen,6,,,,,,,,,-6,6,0,0,0,12,3\r\n", writer.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static CreditEntry Entry(CreditEntryKind kind) => new()
    {
        Sequence = 7,
        At = new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.FromHours(2)).AddTicks(1),
        Kind = kind,
        Amount = new Credits(6),
        Hold = null,
        Movements = [],
        AvailableAfter = new Credits(12),
        HeldAfter = new Credits(3),
    };

    private static CreditMovement Moving(string grant, long available = 0, long held = 0, long settled = 0) =>
        new(new GrantId(grant), new Credits(available), new Credits(held), new Credits(settled), Credits.Zero, Credits.Zero);
}
