using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace Dressora.Benchmarks;

/// <summary>
/// What is written today: a pooled context, an explicit transaction, the account and then its lots
/// locked, one save.
/// </summary>
internal sealed class EntityFrameworkCredits : IContender
{
    private readonly NpgsqlDataSource _source;
    private readonly PooledDbContextFactory<CreditContext> _contexts;

    private readonly bool _hasSavepoints;

    private EntityFrameworkCredits(NpgsqlDataSource source, bool hasSavepoints)
    {
        _source = source;
        _hasSavepoints = hasSavepoints;
        _contexts = new PooledDbContextFactory<CreditContext>(
            new DbContextOptionsBuilder<CreditContext>().UseNpgsql(source).Options);
    }

    /// <summary>Makes the tables.</summary>
    /// <param name="source">The database. It is the contender's from here on.</param>
    /// <param name="hasSavepoints">
    /// Whether a save sets a savepoint before and releases it after, as EF Core does in a transaction unless told otherwise.
    /// </param>
    public static async Task<EntityFrameworkCredits> OpenAsync(NpgsqlDataSource source, bool hasSavepoints)
    {
        await BaselineTables.CreateAsync(source);
        return new EntityFrameworkCredits(source, hasSavepoints);
    }

    public Task StockAsync(IReadOnlyList<string> accounts) => BaselineTables.StockAsync(_source, accounts);

    public Task<Books> AddUpAsync(IReadOnlyList<string> accounts) => BaselineTables.AddUpAsync(_source);

    public async Task FreezeAsync(string account, string hold)
    {
        await using var context = await OpenContextAsync();
        await using var transaction = await context.Database.BeginTransactionAsync();
        var (owner, lots) = await LockAsync(context, account);

        var (missing, now) = (Pair.Frozen, DateTime.UtcNow);
        var frozen = new HoldRow { Account = account, Id = hold, Amount = Pair.Frozen, IsOpen = true, Deadline = now + Pair.Lifetime };
        foreach (var lot in lots.Where(lot => lot.Available > 0 && lot.ExpiresAt > now).TakeWhile(_ => missing > 0))
        {
            var taken = Math.Min(lot.Available, missing);
            lot.Available -= taken;
            lot.Held += taken;
            missing -= taken;
            frozen.Lines.Add(new HoldLineRow { Account = account, Hold = hold, Lot = lot.Id, Amount = taken });
        }

        if (missing > 0)
        {
            throw new InvalidOperationException($"The account '{account}' lacks {missing} credits.");
        }

        owner.Available -= Pair.Frozen;
        owner.Held += Pair.Frozen;
        context.Holds.Add(frozen);
        Enter(context, owner, "frozen", hold, Pair.Frozen);
        await context.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    public async Task SettleAsync(string account, string hold)
    {
        await using var context = await OpenContextAsync();
        await using var transaction = await context.Database.BeginTransactionAsync();
        var (owner, lots) = await LockAsync(context, account);
        var frozen = await context.Holds.Include(row => row.Lines)
            .SingleAsync(row => row.Account == account && row.Id == hold && row.IsOpen);

        var charge = Pair.Settled;
        foreach (var lot in lots)
        {
            var line = frozen.Lines.Find(line => line.Lot == lot.Id)?.Amount ?? 0;
            var charged = Math.Min(line, charge);
            lot.Held -= line;
            lot.Settled += charged;
            lot.Available += line - charged;
            charge -= charged;
        }

        owner.Held -= frozen.Amount;
        owner.Available += frozen.Amount - Pair.Settled;
        (frozen.IsOpen, frozen.Settled) = (false, Pair.Settled);
        Enter(context, owner, "settled", hold, Pair.Settled);
        await context.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private async Task<CreditContext> OpenContextAsync()
    {
        var context = await _contexts.CreateDbContextAsync();
        context.Database.AutoSavepointsEnabled = _hasSavepoints;
        return context;
    }

    private static async Task<(AccountRow Account, List<LotRow> Lots)> LockAsync(CreditContext context, string account)
    {
        var owners = await context.Accounts.FromSql($"SELECT * FROM accounts WHERE name = {account} FOR UPDATE").ToListAsync();
        var lots = await context.Lots
            .FromSql($"SELECT * FROM lots WHERE account = {account} ORDER BY expires_at FOR UPDATE").ToListAsync();
        return (owners[0], lots);
    }

    private static void Enter(CreditContext context, AccountRow account, string kind, string hold, long amount) => context.Journal.Add(
        new JournalRow
        {
            Account = account.Name,
            Kind = kind,
            Hold = hold,
            Amount = amount,
            AvailableAfter = account.Available,
            At = DateTime.UtcNow,
        });
}
