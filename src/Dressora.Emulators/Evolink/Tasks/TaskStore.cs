using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dressora.Emulators;

/// <summary>
/// The tasks: in memory, and each in a file of its own, so that creates do not wait for one
/// another. Thread-safe.
/// </summary>
internal sealed partial class TaskStore(
    EmulatorFolder folder, IOptions<EvolinkEmulatorOptions> options, TimeProvider time, ILogger<TaskStore> logger)
{
    private readonly ConcurrentDictionary<string, LiveTask> _tasks = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, LiveTask> _byResultName = new(StringComparer.Ordinal);

    /// <summary>Gets every task, oldest first.</summary>
    public IReadOnlyList<LiveTask> All => [.. _tasks.Values.OrderBy(task => task.Record.CreatedAt).ThenBy(task => task.Record.Id, StringComparer.Ordinal)];

    /// <summary>Gets how many tasks have not ended.</summary>
    public int Unfinished => _tasks.Values.Count(task => task.Record.Outcome == TaskOutcome.None);

    /// <summary>Gets the credits used by the tasks that can still be queried.</summary>
    public decimal CreditsUsed => _tasks.Values.Sum(task => task.Record.CreditsUsed);

    /// <summary>Reads what an earlier process has written.</summary>
    public void Load()
    {
        AtomicFile.DeleteUnfinished(folder.Tasks);
        AtomicFile.DeleteUnfinished(folder.Results);
        foreach (var file in Directory.EnumerateFiles(folder.Tasks, "*.json"))
        {
            try
            {
                if (JsonSerializer.Deserialize(File.ReadAllBytes(file), EmulatorDocuments.Default.TaskRecord) is { } record)
                {
                    Keep(record);
                }
            }
            catch (JsonException failure)
            {
                Log.Unreadable(logger, Path.GetFileName(file), failure);
            }
        }
    }

    /// <summary>Writes and keeps a new task; it survives the process from here on.</summary>
    public LiveTask Add(TaskRecord record)
    {
        Write(record);
        return Keep(record);
    }

    /// <summary>Writes a change, then shows it.</summary>
    public void Update(LiveTask task, TaskRecord record)
    {
        Write(record);
        task.Show(record);
    }

    /// <summary>
    /// Finds a task; <see langword="null"/> when it is unknown or has outlived its time.
    /// </summary>
    public LiveTask? Find(string id) =>
        _tasks.TryGetValue(id, out var task) && !HasLapsed(task.Record) ? task : null;

    /// <summary>
    /// Finds the file of a result by its path below the account; <see langword="null"/> when it
    /// is unknown or has expired.
    /// </summary>
    public string? FindResult(string path)
    {
        var file = path[(path.LastIndexOf('/') + 1)..];
        var cut = file.IndexOf('_', StringComparison.Ordinal);
        if (cut < 0 || !_byResultName.TryGetValue(file[..cut], out var task) || HasExpired(task.Record))
        {
            return null;
        }

        var record = task.Record;
        var index = Enumerable.Range(0, record.Delivered).FirstOrDefault(index => record.ResultPath(index) == path, -1);
        return index < 0 ? null : ResultFile(record, index);
    }

    /// <summary>Where a result lies.</summary>
    public string ResultFile(TaskRecord record, int index) => Path.Combine(folder.Results, record.ResultFile(index));

    /// <summary>
    /// Deletes results that have expired and tasks that have outlived their time.
    /// </summary>
    public void Sweep()
    {
        foreach (var task in _tasks.Values)
        {
            var record = task.Record;
            if (HasExpired(record))
            {
                DeleteResults(record);
            }

            if (HasLapsed(record) && record.Outcome != TaskOutcome.None && record.CallbackIsSettled && _tasks.TryRemove(record.Id, out _))
            {
                _byResultName.TryRemove(record.ResultName, out _);
                File.Delete(PathOf(record));
            }
        }
    }

    private LiveTask Keep(TaskRecord record)
    {
        var task = new LiveTask(record);
        task.Show(record);
        _byResultName[record.ResultName] = task;
        return _tasks[record.Id] = task;
    }

    private void DeleteResults(TaskRecord record)
    {
        for (var index = 0; index < record.Delivered; index++)
        {
            File.Delete(ResultFile(record, index));
        }
    }

    private void Write(TaskRecord record) =>
        AtomicFile.Write(PathOf(record), JsonSerializer.SerializeToUtf8Bytes(record, EmulatorDocuments.Default.TaskRecord));

    private string PathOf(TaskRecord record) => Path.Combine(folder.Tasks, $"{record.Id}.json");

    private bool HasExpired(TaskRecord record) => record.EndedAt + options.Value.ResultLifetime <= time.GetUtcNow();

    private bool HasLapsed(TaskRecord record) => record.CreatedAt + options.Value.TaskLifetime <= time.GetUtcNow();
}
