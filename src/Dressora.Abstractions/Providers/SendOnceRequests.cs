namespace Dressora.Providers;

/// <summary>Marks billable requests for <see cref="SendOnceHandler"/>.</summary>
public static class SendOnceRequests
{
    private static readonly HttpRequestOptionsKey<SendPermit> Key = new("Dressora.SendOnce");

    /// <summary>
    /// Allows this request one send. Copies that a retrying handler makes of it share the permit.
    /// </summary>
    public static void AllowOneSend(this HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Options.Set(Key, new SendPermit());
    }

    internal static SendPermit? PermitOf(HttpRequestMessage request) =>
        request.Options.TryGetValue(Key, out var permit) ? permit : null;
}
