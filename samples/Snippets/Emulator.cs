using Dressora.Emulators;

namespace Snippets;

internal static class EmulatorInAHost
{
    public static void Mount(WebApplicationBuilder builder)
    {
        // snippet: emulator
        builder.Services.AddEvolinkEmulator(options => options.DataDirectory = "data/emulator");

        var app = builder.Build();
        app.MapEvolinkEmulator("/emulators/evolink");
        // end-snippet
    }

    public static void Test(WebApplicationBuilder builder, TimeProvider clock, string folder, HttpMessageHandler applicationUnderTest)
    {
        // snippet: emulator-test
        builder.Services.AddSingleton(clock);
        builder.Services.AddEvolinkEmulator(options =>
        {
            options.DataDirectory = folder;
            options.BackchannelHandler = () => applicationUnderTest;
        });
        // end-snippet
    }
}
