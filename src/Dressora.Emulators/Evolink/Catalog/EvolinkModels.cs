namespace Dressora.Emulators;

/// <summary>
/// The image models, as their pages describe them. What a page does not show is not restricted
/// here.
/// </summary>
internal static class EvolinkModels
{
    private const int Megabyte = 1024 * 1024;

    private static readonly string[] WideRatios =
        ["auto", "1:1", "1:4", "4:1", "1:8", "8:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"];

    private static readonly string[] ProRatios =
        ["auto", "1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"];

    private static readonly string[] GptRatios =
        ["auto", "1:1", "1:2", "2:1", "1:3", "3:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "9:21", "21:9"];

    /// <summary>Gets every model.</summary>
    public static IReadOnlyList<EvolinkModel> All { get; } = [.. Gpt(), .. Banana(), .. Seedream(), .. Qwen(), .. Wan()];

    /// <summary>Finds a model by its id or the old id that is still accepted.</summary>
    public static EvolinkModel? Find(string id) => All.FirstOrDefault(model => model.Id == id || model.OldId == id);

    private static IEnumerable<EvolinkModel> Gpt() =>
    [
        new("gpt-image-2", 32_000)
        {
            Images = new(0, 16), ImageBytesMax = 50 * Megabyte, Sizes = GptRatios,
            Pixels = new(new(16, 3_840), new(655_360, 8_294_400), RatioMax: 3, Multiple: 16),
            Qualities = ["low", "medium", "high"], Resolutions = ["1K", "2K", "4K"], Counts = [.. Enumerable.Range(1, 10)],
            Reserved = 2.5m, Used = 1.62m,
        },
        new("gpt-image-2-beta", 2_000) { Images = new(0, 16), Sizes = GptRatios, Counts = [1], Reserved = 1.25m, Used = 1.1m },
        new("gpt-4o-image", 1_000)
        {
            Dialect = ErrorDialect.Integer, Images = new(0, 5), Sizes = ["1:1", "2:3", "3:2", "1024x1024", "1024x1536", "1536x1024"],
            Counts = [1, 2, 4], Extras = ["mask_url"], Reserved = 1m, Used = 0.9m,
        },
    ];

    private static IEnumerable<EvolinkModel> Banana() =>
    [
        new("gemini-3.1-flash-image-preview", 2_000)
        {
            Images = new(0, 14), ImageBytesMax = 20 * Megabyte, Sizes = WideRatios, Qualities = ["0.5K", "1K", "2K", "4K"],
            Extras = ["model_params"], Reserved = 8.7m, Used = 4.1m,
        },
        new("gemini-3.1-flash-lite-image", 2_000)
        {
            Dialect = ErrorDialect.Integer, Images = new(0, 14), ImageBytesMax = 20 * Megabyte, Sizes = WideRatios, Qualities = ["1K"],
            Extras = ["model_params"], Reserved = 8.7m, Used = 1.783m,
        },
        new("gemini-3-pro-image-preview", 2_000)
        {
            Images = new(0, 10), Sizes = ProRatios, Qualities = ["1K", "2K", "4K"], Reserved = 12m, Used = 9.6m,
        },
        new("nano-banana-2-lite", 2_000)
        {
            Dialect = ErrorDialect.Integer, Images = new(0, 10), Sizes = ProRatios, Qualities = ["1K", "2K", "4K"], Reserved = 4m, Used = 2.2m,
        },
        new("nano-banana-beta", 2_000)
        {
            OldId = "gemini-2.5-flash-image", Dialect = ErrorDialect.Integer, Images = new(0, 5),
            Sizes = ["auto", "1:1", "2:3", "3:2", "4:3", "3:4", "16:9", "9:16"], Reserved = 1.6m, Used = 1.5m,
        },
    ];

    private static IEnumerable<EvolinkModel> Seedream() =>
    [
        new("doubao-seedream-4.5", 2_000)
        {
            Dialect = ErrorDialect.Integer, Images = new(0, 14), ImageSides = new(15, 16_384), Sizes = ["2K", "4K"],
            Pixels = new(new(1, 16_384), new(2_560 * 1_440, 4_096 * 4_096), RatioMax: 16),
            Counts = [.. Enumerable.Range(1, 15)], ImagesAndOutputsMax = 15, Extras = ["prompt_priority"], Reserved = 2.9m, Used = 2.7m,
        },
        new("doubao-seedream-5.0-lite", 2_000)
        {
            Dialect = ErrorDialect.Integer, Images = new(0, 14), Sizes = ProRatios,
            Pixels = new(new(1, 16_384), new(2_560 * 1_440, 3_072 * 3_072), RatioMax: 16), Qualities = ["2K", "3K"],
            Counts = [.. Enumerable.Range(1, 15)], ImagesAndOutputsMax = 15, Extras = ["model_params"], Reserved = 2.6m, Used = 2.3m,
        },
    ];

    private static IEnumerable<EvolinkModel> Qwen() =>
    [
        new("qwen-image-edit", 1_000)
        {
            Dialect = ErrorDialect.Integer, Images = new(1, 3), ImageSides = new(384, 3_072), Reserved = 2m, Used = 1.9m,
        },
        new("qwen-image-edit-plus", 2_000)
        {
            Dialect = ErrorDialect.Integer, Images = new(1, 3), ImageSides = new(384, 3_072),
            Pixels = new(new(512, 2_048), new(512 * 512, 2_048 * 2_048)), SizeNeedsSingleOutput = true,
            Counts = [.. Enumerable.Range(1, 6)], Extras = ["negative_prompt", "prompt_extend", "watermark", "seed"],
            Reserved = 2.2m, Used = 2.1m,
        },
    ];

    private static IEnumerable<EvolinkModel> Wan() =>
    [
        new("wan2.5-image-to-image", 2_000)
        {
            Dialect = ErrorDialect.Integer, Images = new(1, 2), ImageSides = new(384, 5_000), Counts = [1, 2, 3, 4],
            Extras = ["prompt_extend"], Reserved = 2.4m, Used = 2.3m,
        },
    ];
}
