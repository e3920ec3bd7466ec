namespace Dressora.Ledger.Tests.Rows;

public sealed class LineTextTests
{
    private static readonly CreditHoldLine[] Lines =
    [
        new(new GrantId("g1"), new Credits(5), new Credits(3), new Credits(2), new Credits(1)),
        new(new GrantId("g\"2"), new Credits(long.MaxValue), Credits.Zero, Credits.Zero, Credits.Zero),
    ];

    private static readonly CreditMovement[] Movements =
    [
        new(new GrantId("g1"), new Credits(-5), new Credits(1), new Credits(2), new Credits(3), new Credits(-1)),
    ];

    [Fact]
    public void Lines_have_one_form_and_are_read_back_from_it()
    {
        var text = LineText.Write(Lines);

        Assert.Equal("""[["g1",5,3,2,1],["g\u00222",9223372036854775807,0,0,0]]""", text);
        Assert.Equal(Lines, LineText.ReadLines(text));
    }

    [Fact]
    public void Movements_have_one_form_and_are_read_back_from_it()
    {
        var text = LineText.Write(Movements);

        Assert.Equal("""[["g1",-5,1,2,3,-1]]""", text);
        Assert.Equal(Movements, LineText.ReadMovements(text));
    }

    [Fact]
    public void No_lines_are_a_text_too()
    {
        Assert.Equal("[]", LineText.Write(Array.Empty<CreditHoldLine>()));
        Assert.Empty(LineText.ReadLines("[]"));
        Assert.Empty(LineText.ReadMovements("[]"));
    }

    [Fact]
    public void Nothing_cannot_be_written()
    {
        Assert.Throws<ArgumentNullException>("lines", () => LineText.Write((IReadOnlyList<CreditHoldLine>)null!));
        Assert.Throws<ArgumentNullException>("movements", () => LineText.Write((IReadOnlyList<CreditMovement>)null!));
    }
}
