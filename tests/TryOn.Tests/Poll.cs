namespace TryOn.Tests;

/// <summary>Waits for what another process does, by asking again and again within a limit.</summary>
internal static class Poll
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Returns the first reading that is as wished, or the last one when the limit has passed.</summary>
    public static async Task<T> UntilAsync<T>(Func<Task<T>> read, Func<T, bool> isWished, TimeSpan limit)
    {
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        while (true)
        {
            var reading = await read();
            if (isWished(reading) || clock.GetElapsedTime(start) > limit)
            {
                return reading;
            }

            await Task.Delay(Pause, clock, TestContext.Current.CancellationToken);
        }
    }
}
