using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Dressora.Emulators;

/// <summary>Adds emulated providers to a host.</summary>
public static class EvolinkEmulatorServiceCollectionExtensions
{
    /// <summary>Adds what the emulated EvoLink needs; <c>MapEvolinkEmulator</c> then gives it an address.</summary>
    /// <param name="services">Where to register. Only the emulator's own services are added, and a <see cref="TimeProvider"/> if there is none.</param>
    /// <param name="configure">Changes the options; every call adds one more change.</param>
    /// <returns>The same collection.</returns>
    /// <remarks>
    /// Safe to call twice. For development and tests only: its <c>_admin</c> calls and its files need no key, and it fetches any
    /// URL that it is given. The emulator's clock is the host's <see cref="TimeProvider"/>; its tasks run from the host's start to
    /// its stop, and continue with the next start.
    /// </remarks>
    public static IServiceCollection AddEvolinkEmulator(
        this IServiceCollection services, Action<EvolinkEmulatorOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);

        services.AddLogging();
        services.AddOptions<EvolinkEmulatorOptions>().ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<EvolinkEmulatorOptions>, EvolinkEmulatorOptionsValidator>());
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.TryAddSingleton(TimeProvider.System);
        AddState(services);
        AddCalls(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, EvolinkEmulatorService>());
        return services;
    }

    private static void AddState(IServiceCollection services)
    {
        services.TryAddSingleton<EmulatorFolder>();
        services.TryAddSingleton<FaultBoard>();
        services.TryAddSingleton<RequestLog>();
        services.TryAddSingleton<UploadStore>();
        services.TryAddSingleton<TaskStore>();
        services.TryAddSingleton<Backchannel>();
        services.TryAddSingleton<TaskInputs>();
        services.TryAddSingleton<TaskFinisher>();
        services.TryAddSingleton<CallbackSender>();
        services.TryAddSingleton<TaskRunner>();
    }

    private static void AddCalls(IServiceCollection services)
    {
        services.TryAddSingleton<CallGate>();
        services.TryAddSingleton<CreateTaskCall>();
        services.TryAddSingleton<GetTaskCall>();
        services.TryAddSingleton<GetCreditsCall>();
        services.TryAddSingleton<UploadCalls>();
        services.TryAddSingleton<FileCalls>();
        services.TryAddSingleton<ServedFileCalls>();
        services.TryAddSingleton<AdminCalls>();
    }
}
