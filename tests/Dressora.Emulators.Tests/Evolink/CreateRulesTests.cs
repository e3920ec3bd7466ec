using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dressora.Emulators.Tests;

public sealed class CreateRulesTests
{
    private const string Image = "https://files.example.com/a.png";

    [Theory]
    [InlineData("gpt-image-2", "prompt", "\"\"")]
    [InlineData("gpt-image-2", "prompt", "5")]
    [InlineData("gpt-image-2", "n", "0")]
    [InlineData("gpt-image-2", "n", "11")]
    [InlineData("gpt-image-2", "n", "1.5")]
    [InlineData("gpt-image-2", "size", "\"5:1\"")]
    [InlineData("gpt-image-2", "size", "\"1000x1000\"")]
    [InlineData("gpt-image-2", "size", "\"3840x1024\"")]
    [InlineData("gpt-image-2", "size", "\"16x16\"")]
    [InlineData("gpt-image-2", "quality", "\"2K\"")]
    [InlineData("gpt-image-2", "resolution", "\"1K\"")]
    [InlineData("gpt-image-2", "image_urls", "[\"data:image/png;base64,AA==\"]")]
    [InlineData("gpt-image-2", "image_urls", "\"https://files.example.com/a.png\"")]
    [InlineData("gpt-image-2", "seed", "7")]
    [InlineData("gemini-3.1-flash-image-preview", "n", "1")]
    [InlineData("gemini-3.1-flash-image-preview", "quality", "\"medium\"")]
    [InlineData("gemini-3.1-flash-lite-image", "quality", "\"2K\"")]
    [InlineData("gemini-3-pro-image-preview", "size", "\"8:1\"")]
    [InlineData("nano-banana-beta", "size", "\"21:9\"")]
    [InlineData("nano-banana-beta", "quality", "\"1K\"")]
    [InlineData("doubao-seedream-4.5", "size", "\"1024x1024\"")]
    [InlineData("doubao-seedream-4.5", "n", "16")]
    [InlineData("doubao-seedream-5.0-lite", "size", "\"4096x4096\"")]
    [InlineData("gpt-4o-image", "n", "3")]
    [InlineData("qwen-image-edit", "image_urls", "[]")]
    [InlineData("qwen-image-edit-plus", "size", "\"2049x512\"")]
    [InlineData("wan2.5-image-to-image", "image_urls", "[]")]
    public async Task What_a_page_forbids_is_a_400_that_names_the_field(string model, string field, string value)
    {
        await using var host = await EmulatorHost.StartAsync();
        var body = Body(model);
        body[field] = JsonNode.Parse(value);

        var error = await RefusedAsync(host, body);

        Assert.Contains(field, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty((await host.GetAsync("_admin/tasks")).EnumerateArray());
    }

    [Theory]
    [InlineData("gpt-image-2", "size", "\"1024x1536\"")]
    [InlineData("gpt-image-2", "size", "\"1024×1536\"")]
    [InlineData("gpt-image-2", "n", "10")]
    [InlineData("gemini-3.1-flash-image-preview", "quality", "\"0.5K\"")]
    [InlineData("doubao-seedream-4.5", "size", "\"4K\"")]
    [InlineData("gpt-4o-image", "n", "4")]
    [InlineData("qwen-image-edit-plus", "negative_prompt", "\"rain\"")]
    [InlineData("qwen-image-edit-plus", "size", "\"512x2048\"")]
    [InlineData("gpt-image-2", "size", "null")]
    public async Task What_a_page_allows_is_accepted(string model, string field, string value)
    {
        await using var host = await EmulatorHost.StartAsync();
        var body = Body(model);
        body[field] = JsonNode.Parse(value);

        await host.CreateAsync(body);
    }

    [Theory]
    [InlineData("gpt-image-2", 32_000, 16)]
    [InlineData("gemini-3.1-flash-image-preview", 2_000, 14)]
    [InlineData("gemini-3-pro-image-preview", 2_000, 10)]
    [InlineData("nano-banana-2-lite", 2_000, 10)]
    [InlineData("nano-banana-beta", 2_000, 5)]
    [InlineData("doubao-seedream-4.5", 2_000, 14)]
    [InlineData("qwen-image-edit", 1_000, 3)]
    [InlineData("qwen-image-edit-plus", 2_000, 3)]
    [InlineData("wan2.5-image-to-image", 2_000, 2)]
    [InlineData("gpt-4o-image", 1_000, 5)]
    public async Task Prompts_and_images_are_accepted_up_to_the_limit_and_not_beyond(string model, int promptMax, int imagesMax)
    {
        await using var host = await EmulatorHost.StartAsync();
        var body = Body(model);
        body["prompt"] = string.Concat(Enumerable.Repeat("😀", promptMax)); // Two UTF-16 units each, one code point.
        body["image_urls"] = Some.Urls([.. Enumerable.Repeat(Image, imagesMax)]);
        await host.CreateAsync(body.DeepClone());

        var longer = body.DeepClone().AsObject();
        longer["prompt"] = new string('x', promptMax + 1);
        await RefusedAsync(host, longer);

        body["image_urls"]!.AsArray().Add(Image);
        await RefusedAsync(host, body);
    }

    [Fact]
    public async Task Resolution_goes_with_a_ratio_in_any_case()
    {
        await using var host = await EmulatorHost.StartAsync();

        await host.CreateAsync(Some.Create(changes: [("size", "3:4"), ("resolution", "2k")]));
    }

    [Fact]
    public async Task Sizes_of_a_model_that_wants_a_single_output_for_them_are_refused_for_two()
    {
        await using var host = await EmulatorHost.StartAsync();
        var body = Body("qwen-image-edit-plus");
        body["size"] = "512x512";
        body["n"] = 2;

        await RefusedAsync(host, body);
    }

    [Fact]
    public async Task Inputs_and_outputs_together_may_not_exceed_the_limit_of_the_model()
    {
        await using var host = await EmulatorHost.StartAsync();

        await RefusedAsync(host, Some.Create("doubao-seedream-4.5", ("image_urls", Some.Urls(Image)), ("n", 15)));
    }

    [Theory]
    [InlineData("gpt-image-2", "\"invalid_request\"")]
    [InlineData("gemini-3.1-flash-image-preview", "\"invalid_request\"")]
    [InlineData("doubao-seedream-4.5", "400")]
    [InlineData("qwen-image-edit", "400")]
    [InlineData("wan2.5-image-to-image", "400")]
    [InlineData("nano-banana-2-lite", "400")]
    public async Task Errors_speak_the_dialect_of_the_model(string model, string code)
    {
        await using var host = await EmulatorHost.StartAsync();
        var body = Body(model);
        body["prompt"] = " ";

        var error = await RefusedAsync(host, body);

        Assert.Equal(code, error.GetProperty("code").GetRawText());
        Assert.Equal("invalid_request_error", error.GetProperty("type").GetString());
    }

    [Fact]
    public async Task An_unknown_model_is_404_with_a_model_to_take_instead()
    {
        await using var host = await EmulatorHost.StartAsync();

        var response = await host.SendAsync(HttpMethod.Post, "v1/images/generations", Some.Create("dall-e"));

        Assert.Equal(404, (int)response.StatusCode);
        var error = (await EmulatorHost.ReadAsync(response)).GetProperty("error");
        Assert.Equal(404, error.GetProperty("code").GetInt32());
        Assert.Equal("not_found_error", error.GetProperty("type").GetString());
        Assert.Equal("gpt-image-2", error.GetProperty("fallback_suggestion").GetString());
    }

    [Fact]
    public void Every_model_of_the_documentation_is_known()
    {
        Assert.Equal(13, EvolinkModels.All.Count);
        Assert.All(EvolinkModels.All, model => Assert.NotEqual(model.Reserved, model.Used));
    }

    private static JsonObject Body(string model) => EvolinkModels.Find(model)!.Images.Min > 0
        ? Some.Create(model, ("image_urls", Some.Urls(Image)))
        : Some.Create(model);

    private static async Task<JsonElement> RefusedAsync(EmulatorHost host, JsonObject body)
    {
        var response = await host.SendAsync(HttpMethod.Post, "v1/images/generations", body);
        Assert.Equal(400, (int)response.StatusCode);
        return (await EmulatorHost.ReadAsync(response)).GetProperty("error");
    }
}
