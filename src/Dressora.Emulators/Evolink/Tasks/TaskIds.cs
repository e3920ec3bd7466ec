using System.Globalization;
using System.Security.Cryptography;

namespace Dressora.Emulators;

/// <summary>
/// Ids the way the service makes them: <c>task-unified-1757156493-imcg5zqt</c>.
/// </summary>
internal static class TaskIds
{
    /// <summary>What every id starts with.</summary>
    public const string Prefix = "task-unified-";

    private const string Characters = "abcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>A new id.</summary>
    public static string New(DateTimeOffset now) => string.Create(
        CultureInfo.InvariantCulture, $"{Prefix}{now.ToUnixTimeSeconds()}-{RandomNumberGenerator.GetString(Characters, 8)}");
}
