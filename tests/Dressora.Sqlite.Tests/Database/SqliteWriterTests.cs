using Microsoft.Data.Sqlite;

namespace Dressora.Sqlite.Tests.Database;

public sealed class SqliteWriterTests : IAsyncLifetime
{
    private readonly string _file = TempFile.ConnectionString();
    private SqliteDatabase _database = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = new SqliteDatabase(_file);
        await _database.WriteAsync(session => session.Execute("CREATE TABLE notes (text TEXT NOT NULL)"), Cancellation);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Writes_that_meet_share_one_commit()
    {
        var held = await HeldWriter.HoldAsync(_database);
        var first = NoteAsync("first");
        var seen = _database.WriteAsync(_ => RawFile.Count(_file, "notes"), Cancellation);

        await held.ReleaseAsync();

        await first;
        Assert.Equal(0, await seen); // The second one ran before the first was committed, so both were in one transaction.
        Assert.Equal(1, RawFile.Count(_file, "notes"));
    }

    [Fact]
    public async Task What_throws_is_undone_alone()
    {
        var held = await HeldWriter.HoldAsync(_database);
        var before = NoteAsync("before");
        var bad = _database.WriteAsync<int>(
            session =>
            {
                session.Execute("INSERT INTO notes VALUES ('bad')");
                throw new OverflowException("Too much.");
            },
            Cancellation);
        var refused = _database.WriteAsync(session => session.Execute("INSERT INTO notes VALUES (NULL)"), Cancellation);
        var after = NoteAsync("after");

        await held.ReleaseAsync();

        await Assert.ThrowsAsync<OverflowException>(() => bad);
        await Assert.ThrowsAsync<SqliteException>(() => refused);
        await before;
        await after;
        Assert.Equal(["before", "after"], await NotesAsync());
    }

    [Fact]
    public async Task A_write_that_has_not_begun_is_withdrawn_at_once()
    {
        using var cancellation = new CancellationTokenSource();
        var held = await HeldWriter.HoldAsync(_database);
        var withdrawn = NoteAsync("withdrawn", cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => withdrawn); // While the writer is still held.
        await held.ReleaseAsync();
        await NoteAsync("after");
        Assert.Equal(["after"], await NotesAsync());
    }

    [Fact]
    public async Task A_write_that_has_begun_is_completed()
    {
        using var cancellation = new CancellationTokenSource();

        var written = await _database.WriteAsync(
            session =>
            {
                cancellation.Cancel();
                return session.Execute("INSERT INTO notes VALUES ('begun')");
            },
            cancellation.Token);

        Assert.Equal(1, written);
        Assert.Equal(["begun"], await NotesAsync());
    }

    [Fact]
    public async Task A_copy_of_the_file_in_the_middle_of_a_batch_has_what_was_answered_and_nothing_else()
    {
        var path = new SqliteConnectionStringBuilder(_file).DataSource;
        var copy = TempFile.Path();
        await NoteAsync("answered");

        await _database.WriteAsync(
            session =>
            {
                session.Execute("INSERT INTO notes VALUES ('not answered')");
                File.Copy(path, copy);
                File.Copy($"{path}-wal", $"{copy}-wal");
                return 0;
            },
            Cancellation);

        await using var reopened = new SqliteDatabase($"Data Source={copy}");
        Assert.Equal(["answered"], await NotesAsync(reopened));
    }

    [Fact]
    public async Task A_file_that_another_process_writes_to_is_waited_for()
    {
        using var other = RawFile.Open(_file);
        RawFile.Execute(other, "BEGIN IMMEDIATE; INSERT INTO notes VALUES ('theirs')");

        var ours = NoteAsync("ours");
        Assert.Empty(await NotesAsync()); // Readers do not wait.
        RawFile.Execute(other, "COMMIT");

        await ours;
        Assert.Equal(["theirs", "ours"], await NotesAsync());
    }

    [Fact]
    public async Task A_file_that_stays_taken_fails_the_write_and_the_next_one_succeeds()
    {
        await using var impatient = new SqliteDatabase(_file, new SqliteOptions { BusyTimeout = TimeSpan.FromSeconds(1) });
        using var other = RawFile.Open(_file);
        RawFile.Execute(other, "BEGIN IMMEDIATE");

        await Assert.ThrowsAsync<SqliteException>(() => NoteAsync("in vain", database: impatient));
        RawFile.Execute(other, "ROLLBACK");

        await NoteAsync("next", database: impatient);
        Assert.Equal(["next"], await NotesAsync());
    }

    [Fact]
    public async Task Disposing_writes_what_is_queued_first()
    {
        var held = await HeldWriter.HoldAsync(_database);
        var queued = Enumerable.Range(0, 300).Select(i => NoteAsync($"{i}")).ToList();

        var disposing = _database.DisposeAsync();
        await held.ReleaseAsync();
        await disposing;

        Assert.All(await Task.WhenAll(queued), written => Assert.Equal(1, written));
        Assert.Equal(300, RawFile.Count(_file, "notes"));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => NoteAsync("late"));
    }

    [Fact]
    public async Task A_read_cannot_write()
    {
        await Assert.ThrowsAsync<SqliteException>(
            () => _database.ReadAsync(session => session.Execute("INSERT INTO notes VALUES ('sly')"), Cancellation));

        Assert.Empty(await NotesAsync());
    }

    [Fact]
    public async Task More_readers_than_places_wait_their_turn_and_are_all_answered()
    {
        await NoteAsync("one");

        var reads = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => NotesAsync()));

        Assert.All(reads, notes => Assert.Equal(["one"], notes));
    }

    private Task<int> NoteAsync(string text, CancellationToken? cancellationToken = null, SqliteDatabase? database = null) =>
        (database ?? _database).WriteAsync(
            session => session.Execute("INSERT INTO notes VALUES ($1)", text), cancellationToken ?? Cancellation);

    private Task<List<string>> NotesAsync(SqliteDatabase? database = null) => (database ?? _database).ReadAsync(
        session => session.List("SELECT text FROM notes ORDER BY rowid", reader => reader.GetString(0)), Cancellation);
}
