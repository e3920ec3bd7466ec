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
    }
}
