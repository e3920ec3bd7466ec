using Microsoft.Extensions.DependencyInjection;

namespace Dressora.Emulators.Tests;

internal static class EmulatorServices
{
    public static EmulatorFolder GetFolder(this IServiceProvider services) => services.GetRequiredService<EmulatorFolder>();

    public static void Sweep(this IServiceProvider services)
    {
        services.GetRequiredService<UploadStore>().Sweep();
        services.GetRequiredService<TaskStore>().Sweep();
    }
}
