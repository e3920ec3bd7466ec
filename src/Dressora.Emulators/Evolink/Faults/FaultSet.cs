using System.Text.Json.Serialization;

namespace Dressora.Emulators;

/// <summary>
/// What shall go wrong. A task keeps the set that was in force when it was created.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record FaultSet
{
    // About a task, from its creation on.

    /// <summary>Gets whether tasks fail.</summary>
    public bool FailTask { get; init; }

    /// <summary>Gets the error code tasks fail with; implies <see cref="FailTask"/>.</summary>
    public string? FailWithCode { get; init; }

    /// <summary>Gets whether a failed task carries no error object.</summary>
    public bool FailWithoutError { get; init; }

    /// <summary>Gets whether tasks end as cancelled.</summary>
    public bool CancelTask { get; init; }

    /// <summary>Gets how long tasks take, in place of the configured duration.</summary>
    public double? DelaySeconds { get; init; }

    /// <summary>Gets whether tasks have ended when the create is answered.</summary>
    public bool FinishAtOnce { get; init; }

    /// <summary>Gets how many images fewer than asked for are delivered.</summary>
    public int DeliverFewer { get; init; }

    /// <summary>Gets the status word reported until tasks end.</summary>
    public string? UnknownStatus { get; init; }

    /// <summary>Gets how many first reads of each task are answered with 404.</summary>
    public int NotFoundReads { get; init; }

    /// <summary>Gets whether no callback is sent.</summary>
    public bool DropCallbacks { get; init; }

    /// <summary>Gets whether a delivered callback is sent a second time.</summary>
    public bool DuplicateCallbacks { get; init; }

    /// <summary>
    /// Gets whether tasks end at once and call back before the create is answered.
    /// </summary>
    public bool EarlyCallback { get; init; }

    /// <summary>Gets how long after the end of a task its callback is sent.</summary>
    public double CallbackDelaySeconds { get; init; }

    // About calls.

    /// <summary>
    /// Gets whether the connection of an accepted create is closed without a response.
    /// </summary>
    public bool DropCreateResponse { get; init; }

    /// <summary>Gets how long the response to an accepted create is held back.</summary>
    public double CreateDelaySeconds { get; init; }

    /// <summary>Gets how many creates are still to be answered with 429.</summary>
    public int ThrottleCreates { get; init; }

    /// <summary>Gets the status that every create is refused with.</summary>
    public int? RejectCreatesWith { get; init; }

    /// <summary>Gets how many task reads are still to be answered with 503.</summary>
    public int UnavailableReads { get; init; }

    /// <summary>Gets whether results can no longer be fetched.</summary>
    public bool ExpireResults { get; init; }

    /// <summary>Gets whether uploaded files can no longer be fetched or used.</summary>
    public bool ExpireUploads { get; init; }

    /// <summary>Gets whether the file API answers <c>success: false</c> with HTTP 200.</summary>
    public bool FileApiFails { get; init; }

    /// <summary>
    /// Gets the dialect of errors: integer codes, words, or by the call's own page.
    /// </summary>
    public bool? IntegerErrorCodes { get; init; }

    /// <summary>The dialect that an error is written in, unless a fault says otherwise.</summary>
    public ErrorDialect DialectOr(ErrorDialect own) => IntegerErrorCodes switch
    {
        true => ErrorDialect.Integer,
        false => ErrorDialect.Text,
        null => own,
    };
}
