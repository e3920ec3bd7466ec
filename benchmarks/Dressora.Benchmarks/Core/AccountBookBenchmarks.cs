using BenchmarkDotNet.Attributes;
using Dressora.Ledger;

namespace Dressora.Benchmarks;

/// <summary>What deciding costs, without a store: an account with three grants is opened, and does its pairs.</summary>
public class AccountBookBenchmarks
{
    private static readonly AccountId Account = new("account");
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly CreditOptions _policies = new();
    private AccountSnapshot _rows = AccountSnapshot.Empty(Account);
    private CreditOperation[] _operations = [];

    /// <summary>Gets or sets how many pairs share an opened book, as they share a commit.</summary>
    [Params(1, 100)]
    public int Pairs { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var book = AccountBook.Open(AccountSnapshot.Empty(Account), _policies);
        for (var grant = 0L; grant < Stock.Grants; grant++)
        {
            book.Apply(
                new GrantCredits
                {
                    Account = Account,
                    Grant = new GrantId($"grant-{grant}"),
                    Amount = new Credits(Stock.Amount),
                    ExpiresAt = Now.AddDays(Stock.DaysOf(grant)),
                },
                Now);
        }

        var stocked = book.TakeChanges();
        _rows = new AccountSnapshot(stocked.Account, [.. stocked.Grants], [], []);
        _operations = [.. Enumerable.Range(0, Pairs).SelectMany(PairOf)];
    }

    [Benchmark]
    public BookChanges FreezeAndSettle()
    {
        var book = AccountBook.Open(_rows, _policies);
        foreach (var operation in _operations)
        {
            book.Apply(operation, Now);
        }

        return book.TakeChanges();
    }

    private static CreditOperation[] PairOf(int number)
    {
        var hold = new HoldId($"job-{number}");
        return
        [
            new FreezeCredits { Account = Account, Hold = hold, Amount = new Credits(Pair.Frozen), Lifetime = Pair.Lifetime },
            new SettleCredits { Account = Account, Hold = hold, Amount = new Credits(Pair.Settled) },
        ];
    }
}
