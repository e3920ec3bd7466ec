namespace Dressora.Providers.Evolink;

/// <summary>
/// The image models as EvoLink's pages describe them. Where two pages differ, the smaller
/// reading.
/// </summary>
internal static class KnownModels
{
    private const long Megabyte = 1_000_000;

    private static readonly string[] Effort = ["low", "medium", "high"];
    private static readonly string[] Tiers = ["1K", "2K", "4K"];
    private static readonly string[] WithGif = ["image/png", "image/jpeg", "image/webp", "image/gif"];

    private static readonly IReadOnlyDictionary<string, string> GptSizes =
        Ratios("1:1 1:2 2:1 1:3 3:1 2:3 3:2 3:4 4:3 4:5 5:4 9:16 16:9 9:21 21:9");

    private static readonly IReadOnlyDictionary<string, string> BananaSizes = Ratios("1:1 2:3 3:2 3:4 4:3 4:5 5:4 9:16 16:9 21:9");

    private static readonly IReadOnlyDictionary<string, string> WideBananaSizes =
        Ratios("1:1 1:4 4:1 1:8 8:1 2:3 3:2 3:4 4:3 4:5 5:4 9:16 16:9 21:9");

    // This model knows pixels only: shapes of about four million of them, which lies within its bounds.
    private static readonly Dictionary<string, string> SeedreamSizes = new()
    {
        ["1:1"] = "2048x2048",
        ["2:3"] = "1664x2496",
        ["3:2"] = "2496x1664",
        ["3:4"] = "1728x2304",
        ["4:3"] = "2304x1728",
        ["9:16"] = "1440x2560",
        ["16:9"] = "2560x1440",
    };

    /// <summary>Gets the models, the default one first.</summary>
    public static IReadOnlyList<EvolinkModel> All { get; } =
    [
        Model("gpt-image-2", inputs: 16, megabytes: 50, count: 10, prompt: 32_000) with
        {
            Sizes = GptSizes,
            Qualities = Effort,
            Resolutions = Tiers,
        },

        // Its page names neither input images nor a number of outputs.
        Model("gpt-image-2-beta", inputs: 0) with { Sizes = GptSizes },
        Model("gemini-3.1-flash-image-preview", inputs: 14, megabytes: 20) with
        {
            Sizes = WideBananaSizes,
            Qualities = ["0.5K", .. Tiers],
        },
        Model("gemini-3.1-flash-lite-image", inputs: 14, megabytes: 20) with { Sizes = WideBananaSizes, Qualities = ["1K"] },
        Model("gemini-3-pro-image-preview", inputs: 10) with { Sizes = BananaSizes, Qualities = Tiers },
        Model("nano-banana-2-lite", inputs: 10) with { Sizes = BananaSizes, Qualities = Tiers },
        Model("nano-banana-beta", inputs: 5) with { Sizes = Ratios("1:1 2:3 3:2 4:3 3:4 16:9 9:16") },
        Model("doubao-seedream-4.5", inputs: 14, count: 15, sideMin: 15, types: WithGif) with
        {
            Sizes = SeedreamSizes,
            ImagesMax = 15,
        },
        Model("doubao-seedream-5.0-lite", inputs: 14, count: 15) with
        {
            Sizes = Ratios("1:1 2:3 3:2 3:4 4:3 9:16 16:9 21:9"),
            Qualities = ["2K", "3K"],
            ImagesMax = 15,
        },
        Model("qwen-image-edit", inputs: 3, inputsMin: 1, prompt: 1_000, sideMin: 384, sideMax: 3_072),

        // It takes a size too, but for a single output only, which a limit cannot say: the shape is the model's own.
        Model("qwen-image-edit-plus", inputs: 3, inputsMin: 1, count: 6, sideMin: 384, sideMax: 3_072),
        Model("wan2.5-image-to-image", inputs: 2, inputsMin: 1, sideMin: 384, sideMax: 4_096),

        // One, two or four outputs: up to two, every number is legal.
        Model("gpt-4o-image", inputs: 1, count: 2, prompt: 1_000) with { Sizes = Ratios("1:1 2:3 3:2") },
    ];

    /// <summary>
    /// Makes a model from the columns that most pages fill in; its shapes and words are added to
    /// it.
    /// </summary>
    private static EvolinkModel Model(
        string name, int inputs, int inputsMin = 0, int megabytes = 10, int count = 1, int prompt = 2_000,
        int sideMin = 1, int sideMax = int.MaxValue, string[]? types = null)
    {
        var limits = new ModelDescriptor
        {
            Name = name,
            PromptLengthMax = prompt,
            InputsMin = inputsMin,
            InputsMax = inputs,
            InputBytesMax = megabytes * Megabyte,
            InputSideMin = sideMin,
            InputSideMax = sideMax,
            CountMax = count,
        };
        return new EvolinkModel { Limits = types is null ? limits : limits with { InputContentTypes = types } };
    }

    /// <summary>Makes shapes that are sent the way they are called.</summary>
    private static Dictionary<string, string> Ratios(string spaced) => spaced.Split(' ').ToDictionary(ratio => ratio);
}
