namespace Dressora.Emulators;

/// <summary>Everything about one task; one file of the data directory.</summary>
internal sealed record TaskRecord
{
    /// <summary>Gets the id, made by <see cref="TaskIds"/>; the name of the file.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// Gets the model's id as answers carry it, which an old id in the request may differ from.
    /// </summary>
    public required string Model { get; init; }

    /// <summary>Gets the create, as it was sent.</summary>
    public required CreateRequest Request { get; init; }

    /// <summary>Gets how many images are wanted.</summary>
    public required int Count { get; init; }

    /// <summary>
    /// Gets what the creator used as base URL; links in callbacks start with it.
    /// </summary>
    public required string BaseUrl { get; init; }

    /// <summary>Gets when the create was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// Gets when the work is done; after a restart this may lie in the past, and the task ends at
    /// once.
    /// </summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Gets the estimate that the create was answered with.</summary>
    public required decimal CreditsReserved { get; init; }

    /// <summary>Gets the faults in force when the task was created.</summary>
    public required FaultSet Faults { get; init; }

    /// <summary>Gets the unguessable part of the names of the results.</summary>
    public required string ResultName { get; init; }

    /// <summary>Gets how the task has ended, if it has.</summary>
    public TaskOutcome Outcome { get; init; }

    /// <summary>Gets when it ended and was billed; results expire from here on.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Gets how many results were made.</summary>
    public int Delivered { get; init; }

    /// <summary>
    /// Gets why the task failed; <see langword="null"/> for a failure without an error object.
    /// </summary>
    public string? ErrorCode { get; init; }

    /// <summary>Gets what was charged: per delivered image, nothing for a failure.</summary>
    public decimal CreditsUsed { get; init; }

    /// <summary>Gets how often the callback has been tried.</summary>
    public int CallbackTries { get; init; }

    /// <summary>Gets whether the callback was taken or given up, or there is none.</summary>
    public bool CallbackIsSettled { get; init; }

    /// <summary>Gets how long the task takes.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public TimeSpan Duration => DueAt - CreatedAt;

    /// <summary>The path of a result below the account, as the real service builds it.</summary>
    public string ResultPath(int index) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"images/{CreatedAt:yyyy/MM/dd}/{ResultFile(index)}");

    /// <summary>The file of a result.</summary>
    public string ResultFile(int index) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{ResultName}_{index}.png");
}
