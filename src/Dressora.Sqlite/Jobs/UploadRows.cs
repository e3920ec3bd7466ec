using Dressora.Stores;
using Microsoft.Data.Sqlite;

namespace Dressora.Sqlite;

/// <summary>Loads and saves uploads, inside a transaction.</summary>
internal static class UploadRows
{
    private const string Columns =
        "upload_id, account, storage_key, content_type, width, height, bytes, usable_until, keep_until";

    /// <summary>Adds an upload, unless the account has as many usable ones as it may.</summary>
    /// <returns>The upload with its times; <see langword="null"/> at the limit.</returns>
    public static UploadRecord? TryAdd(SqliteSession session, UploadRecord upload, TimeSpan lifetime, int liveMax, DateTimeOffset now)
    {
        var live = session.Find(
            "SELECT count(*) FROM uploads WHERE account = $1 AND usable_until > $2",
            reader => reader.GetInt64(0),
            upload.Account.Value,
            now.ToColumn());
        if (live >= liveMax)
        {
            return null;
        }

        var added = upload with { UsableUntil = now + lifetime, KeepUntil = now + lifetime };
        session.Execute(
            $"INSERT INTO uploads ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            added.Id.Value,
            added.Account.Value,
            added.Key.Value,
            added.Image.ContentType,
            added.Image.Width,
            added.Image.Height,
            added.Image.Bytes,
            added.UsableUntil.ToColumn(),
            added.KeepUntil.ToColumn());
        return added;
    }

    /// <summary>Finds an upload that new jobs may use; another account's is none.</summary>
    public static UploadRecord? FindUsable(SqliteSession session, AccountId account, UploadId upload, DateTimeOffset now) => session.Find(
        $"SELECT {Columns} FROM uploads WHERE account = $1 AND upload_id = $2 AND usable_until > $3",
        Read,
        account.Value,
        upload.Value,
        now.ToColumn());

    /// <summary>
    /// Reads the uploads that need not be kept any longer, longest expired first.
    /// </summary>
    public static List<UploadRecord> ListExpired(SqliteSession session, int limit, DateTimeOffset now) => session.List(
        $"SELECT {Columns} FROM uploads WHERE keep_until <= $1 ORDER BY keep_until LIMIT $2", Read, now.ToColumn(), limit);

    /// <summary>Keeps the uploads that a job uses for as long as it may need them.</summary>
    public static void Keep(SqliteSession session, JobRecord job)
    {
        foreach (var input in job.Inputs)
        {
            if (input.Upload is { } upload)
            {
                session.Execute(
                    "UPDATE uploads SET keep_until = max(keep_until, $3) WHERE account = $1 AND upload_id = $2",
                    job.Account.Value,
                    upload.Value,
                    (job.EndBy + StoredJob.InputsKeptAfterDeadline).ToColumn());
            }
        }
    }

    /// <summary>Forgets an upload; one that is not there is a success.</summary>
    public static void Remove(SqliteSession session, AccountId account, UploadId upload) =>
        session.Execute("DELETE FROM uploads WHERE account = $1 AND upload_id = $2", account.Value, upload.Value);

    private static UploadRecord Read(SqliteDataReader reader) => new()
    {
        Id = UploadId.TryParse(reader.GetString(0), out var id) ? id : throw new InvalidOperationException("An upload row has no valid id."),
        Account = new AccountId(reader.GetString(1)),
        Key = new StorageKey(reader.GetString(2)),
        Image = new ImageInfo(reader.GetString(3), reader.GetInt32(4), reader.GetInt32(5), reader.GetInt64(6)),
        UsableUntil = reader.GetTime(7),
        KeepUntil = reader.GetTime(8),
    };
}
