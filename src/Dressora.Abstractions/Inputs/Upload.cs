namespace Dressora;

/// <summary>An input image that an account has uploaded.</summary>
/// <param name="Id">Its id, for use in requests of the same account.</param>
/// <param name="Image">What its bytes say it is.</param>
/// <param name="ExpiresAt">Until when a new job may use it. A job that already does keeps it for as long as it needs it.</param>
public sealed record Upload(UploadId Id, ImageInfo Image, DateTimeOffset ExpiresAt);
