namespace Dressora.Ledger.Tests.Audits;

/// <summary>One thing that is not as the book wrote it.</summary>
/// <param name="What">What was changed, for the message of a test that fails.</param>
/// <param name="Books">The account with the change.</param>
/// <param name="First">No entry before this one may be named.</param>
/// <param name="IsPlain">Whether exactly that entry is to be named: it contradicts itself or what comes before it.</param>
internal sealed record Corruption(string What, Books Books, long First, bool IsPlain = false)
{
    /// <summary>Lists every change of one entry or of one row that can be noticed at all.</summary>
    public static IEnumerable<Corruption> AllOf(Books books) => OfJournal(books)
        .Concat(Enumerable.Range(0, books.Journal.Count).SelectMany(i => OfEntry(books, i)))
        .Concat(RowCorruptions.Of(books).Select(changed => new Corruption(changed.What, books with { Rows = changed.Rows }, 1)));

    private static IEnumerable<Corruption> OfJournal(Books books)
    {
        for (var i = 0; i < books.Journal.Count; i++)
        {
            var (dropped, doubled) = (books.Journal.ToList(), books.Journal.ToList());
            dropped.RemoveAt(i);
            doubled.Insert(i, doubled[i]);
            yield return new($"entry {i + 1} dropped", books with { Journal = dropped }, i + 1, IsPlain: true);
            yield return new($"entry {i + 1} doubled", books with { Journal = doubled }, i + 2, IsPlain: true);
            if (i > 0)
            {
                var swapped = books.Journal.ToList();
                (swapped[i - 1], swapped[i]) = (swapped[i], swapped[i - 1]);
                yield return new($"entries {i} and {i + 1} swapped", books with { Journal = swapped }, i, IsPlain: true);
            }
        }
    }

    private static IEnumerable<Corruption> OfEntry(Books books, int i)
    {
        foreach (var (what, changed, isPlain) in EntryCorruptions.Of(books.Journal, i))
        {
            var journal = books.Journal.ToList();
            journal[i] = changed;
            yield return new($"entry {i + 1}: {what}", books with { Journal = journal }, i + 1, isPlain);
        }
    }
}
