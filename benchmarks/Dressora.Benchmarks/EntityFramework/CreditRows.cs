namespace Dressora.Benchmarks;

internal sealed class AccountRow
{
    public required string Name { get; init; }

    public long Available { get; set; }

    public long Held { get; set; }
}

internal sealed class LotRow
{
    public long Id { get; init; }

    public required string Account { get; init; }

    public long Available { get; set; }

    public long Held { get; set; }

    public long Settled { get; set; }

    public DateTime ExpiresAt { get; init; }
}

internal sealed class HoldRow
{
    public required string Account { get; init; }

    public required string Id { get; init; }

    public long Amount { get; init; }

    public long Settled { get; set; }

    public bool IsOpen { get; set; }

    public DateTime Deadline { get; init; }

    public List<HoldLineRow> Lines { get; init; } = [];
}

internal sealed class HoldLineRow
{
    public required string Account { get; init; }

    public required string Hold { get; init; }

    public long Lot { get; init; }

    public long Amount { get; init; }
}

internal sealed class JournalRow
{
    public long Id { get; init; }

    public required string Account { get; init; }

    public required string Kind { get; init; }

    public string? Hold { get; init; }

    public long Amount { get; init; }

    public long AvailableAfter { get; init; }

    public DateTime At { get; init; }
}
