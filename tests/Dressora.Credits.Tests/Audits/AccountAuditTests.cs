using CsCheck;
using Dressora.Ledger.Tests.Model;

namespace Dressora.Ledger.Tests.Audits;

public sealed class AccountAuditTests
{
    [Fact]
    public void Whatever_the_book_writes_is_sound() => Books.Any.Sample(
        books => Assert.Equal(new CreditVerification(Books.Alice, books.Journal.Count, null), books.Verify()), iter: Histories.Count(5_000));

    [Fact]
    public void Any_single_change_is_found_and_no_entry_before_it_is_blamed() => Books.Any.Sample(
        books =>
        {
            foreach (var corruption in Corruption.AllOf(books))
            {
                var problem = corruption.Books.Verify().Problem;
                Assert.True(problem is not null, $"{corruption.What}: nothing was found");
                Assert.True(!(problem.Sequence < corruption.First), $"{corruption.What}: {problem}");
                Assert.True(!corruption.IsPlain || problem.Sequence == corruption.First, $"{corruption.What}: {problem}");
            }
        },
        iter: Histories.Count(100));

    [Fact]
    public void An_account_that_nobody_knows_is_sound() =>
        Assert.True(new AccountAudit(Books.Alice).Complete(AccountSnapshot.Empty(Books.Alice)).IsSound);

    [Fact]
    public void An_entry_that_cannot_be_read_is_named_and_what_follows_is_counted()
    {
        var audit = new AccountAudit(Books.Alice);
        audit.AddUnreadable("its movements are not JSON.");
        audit.AddUnreadable("neither.");

        var verification = audit.Complete(AccountSnapshot.Empty(Books.Alice));

        Assert.Equal((2, 1, "I5"), (verification.Entries, verification.Problem!.Sequence!.Value, verification.Problem.Rule));
        Assert.Equal("It cannot be read: its movements are not JSON.", verification.Problem.Message);
    }

    [Fact]
    public void A_row_that_cannot_be_read_is_named_unless_an_entry_was_worse()
    {
        var audit = new AccountAudit(Books.Alice);
        Assert.Equal(new CreditProblem(null, "I5", "A row cannot be read: no number."), audit.CompleteUnreadable("no number.").Problem);
        audit.AddUnreadable("no JSON.");

        Assert.Equal(new CreditVerification(Books.Alice, 1, new CreditProblem(1, "I5", "It cannot be read: no JSON.")), audit.CompleteUnreadable("no number."));
    }

    [Fact]
    public void What_a_reader_throws_is_unreadable_and_what_a_connection_throws_is_not()
    {
        Assert.All(
            new Exception[]
            {
                new System.Text.Json.JsonException(), new ArgumentException(), new FormatException(), new OverflowException(), new InvalidOperationException(),
                new InvalidCastException(), Assert.ThrowsAny<Exception>(() => Array.Empty<int>()[Environment.ProcessorCount]),
            },
            exception => Assert.True(AccountAudit.IsUnreadable(exception), exception.GetType().Name));
        Assert.All(
            new Exception[] { new ObjectDisposedException("connection"), new IOException(), new OperationCanceledException(), new TimeoutException() },
            exception => Assert.False(AccountAudit.IsUnreadable(exception), exception.GetType().Name));
    }

    [Fact]
    public void Nothing_cannot_be_audited()
    {
        Assert.Throws<ArgumentNullException>("entry", () => new AccountAudit(Books.Alice).Add(null!));
        Assert.Throws<ArgumentNullException>("rows", () => new AccountAudit(Books.Alice).Complete(null!));
        Assert.Throws<ArgumentNullException>("entry", () => new JournalReplay(Books.Alice).Apply(null!));
    }
}
