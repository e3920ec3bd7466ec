using System.Globalization;
using System.Text.RegularExpressions;

namespace Dressora.Ledger.Tests.Audits;

/// <summary>
/// What an audit says of damage, to the word: an account of every kind is damaged in every way, and forged entries are appended to it; the
/// first answer of each form is compared with Damage.approved.txt. A failing run leaves what it received beside the copy of that file in the
/// output folder.
/// </summary>
public sealed partial class DamageTests
{
    private const int Accounts = 30;

    [Fact]
    public void Every_kind_of_damage_is_named_as_it_was_approved()
    {
        var said = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var seed = 1; seed <= Accounts; seed++)
        {
            var books = Books.Of(seed);
            Assert.Null(books.Verify().Problem);
            foreach (var corruption in Corruption.AllOf(books).Concat(Forgeries.Of(books)))
            {
                var problem = corruption.Books.Verify().Problem;
                Assert.NotNull(problem);
                said.TryAdd(
                    $"{Form(corruption.What)}: {problem.Rule} {Form(problem.Message)}",
                    $"{corruption.What}: [{problem.Sequence?.ToString(CultureInfo.InvariantCulture) ?? "rows"}] {problem.Rule} {problem.Message}");
            }
        }

        Approved.Compare(string.Join('\n', said.Values) + "\n", Path.Combine(AppContext.BaseDirectory, "Audits", "Damage.approved.txt"));
    }

    /// <summary>Leaves of a sentence what does not depend on the account.</summary>
    private static string Form(string text) => Specific().Replace(text, "*");

    [GeneratedRegex(@"'[^']*'+|\d[\d:.T+-]*|-\d+")]
    private static partial Regex Specific();
}
