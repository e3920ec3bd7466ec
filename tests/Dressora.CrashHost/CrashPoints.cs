using System.Diagnostics;
using Dressora.Providers;
using Dressora.Stores;

namespace Dressora.CrashHost;

/// <summary>The named points at which the process ends itself by SIGKILL, in doubles around the real store, provider and result store.</summary>
internal static class CrashPoints
{
    public const string AfterAccept = "after-accept";
    public const string AfterMarker = "after-marker";
    public const string AfterCreate = "after-create";
    public const string WhileStoring = "while-storing";
    public const string BeforeFinish = "before-finish";
    public const string AfterFinish = "after-finish";

    public static void Wrap(IServiceCollection services, string point)
    {
        Replace<IJobStore>(services, null, inner => new CrashingJobStore(inner, point));
        Replace<IResultStore>(services, null, inner => new CrashingResultStore(inner, point));
        Replace<IGenerationProvider>(services, "evolink", inner => new CrashingProvider(inner, point));
    }

    public static void Reach(string here, string point)
    {
        if (here == point)
        {
            Process.GetCurrentProcess().Kill(); // SIGKILL: nothing runs after it, no finally, no flush.
            Thread.Sleep(Timeout.Infinite);
        }
    }

    private static void Replace<T>(IServiceCollection services, object? key, Func<T, T> wrap)
        where T : class
    {
        var found = services.Last(service => service.ServiceType == typeof(T) && Equals(service.ServiceKey, key));
        services.Remove(found);
        if (key is null)
        {
            services.AddSingleton(provider => wrap((T)(found.ImplementationInstance
                ?? found.ImplementationFactory?.Invoke(provider)
                ?? ActivatorUtilities.CreateInstance(provider, found.ImplementationType!))));
        }
        else
        {
            services.AddKeyedSingleton(key, (provider, name) => wrap((T)found.KeyedImplementationFactory!(provider, name)));
        }
    }
}
