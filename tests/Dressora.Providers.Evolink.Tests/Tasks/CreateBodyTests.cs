namespace Dressora.Providers.Evolink.Tests;

public sealed class CreateBodyTests
{
    [Fact]
    public async Task A_create_is_spelt_as_the_api_reads_it()
    {
        await using var bench = await EvolinkBench.StartAsync();
        bench.Stub.Answer = EvolinkStub.Json(Some.Accepted);

        await bench.Provider.CreateTaskAsync(Some.Request() with { Count = 2, AspectRatio = "3:4" }, Some.Cancellation);

        var request = Assert.Single(bench.Stub.Requests);
        Assert.Equal("POST", request.Method);
        Assert.Equal("/v1/images/generations", request.Path);
        Assert.Equal("Bearer " + EvolinkStub.Key, request.Headers["Authorization"]);
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.Equal(
            """
            {"model":"gpt-image-2","prompt":"Put the garment on the person","image_urls":["https://files.evolink.ai/a/person.png","https://files.evolink.ai/a/garment.png"],"size":"3:4","n":2,"callback_url":"https://app.example.com/dressora/callbacks/evolink/kJ8"}
            """,
            request.Text);
    }

    [Fact]
    public async Task A_model_that_makes_one_image_is_not_told_a_number()
    {
        var body = await BodyOf(Some.Request("gemini-3.1-flash-image-preview"));

        Assert.DoesNotContain("\"n\"", body, StringComparison.Ordinal);
        Assert.DoesNotContain("\"size\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_images_or_a_callback_those_fields_are_left_out()
    {
        var body = await BodyOf(Some.Request() with { Inputs = [], CallbackUrl = null });

        Assert.Equal("""{"model":"gpt-image-2","prompt":"Put the garment on the person","n":1}""", body);
    }

    [Theory]
    [InlineData("gpt-image-2", "3:4", "\"quality\":\"high\"", true)]
    [InlineData("gpt-image-2", null, "\"quality\":\"high\"", true)]
    [InlineData("gpt-image-2", "3:4", "\"resolution\":\"2K\"", true)]
    [InlineData("gpt-image-2", null, "\"resolution\"", false)]
    [InlineData("gemini-3.1-flash-image-preview", "3:4", "\"quality\"", false)]
    [InlineData("gemini-3.1-flash-image-preview", "3:4", "\"resolution\"", false)]
    public async Task Quality_and_resolution_go_to_the_models_that_know_the_word(string model, string? shape, string text, bool present)
    {
        var body = await BodyOf(Some.Request(model) with { AspectRatio = shape }, options =>
        {
            options.Quality = "HIGH";
            options.Resolution = "2k";
        });

        Assert.Equal(present, body.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_model_that_knows_pixels_only_gets_the_shape_in_pixels()
    {
        var body = await BodyOf(Some.Request("doubao-seedream-4.5") with { AspectRatio = "3:4", Count = 2 });

        Assert.Contains("\"size\":\"1728x2304\"", body, StringComparison.Ordinal);
        Assert.Contains("\"n\":2", body, StringComparison.Ordinal);
    }

    private static async Task<string> BodyOf(ProviderTaskRequest request, Action<EvolinkOptions>? configure = null)
    {
        await using var bench = await EvolinkBench.StartAsync(configure);
        bench.Stub.Answer = EvolinkStub.Json(Some.Accepted);

        Assert.IsType<TaskCreation.Accepted>(await bench.Provider.CreateTaskAsync(request, Some.Cancellation));

        return Assert.Single(bench.Stub.Requests).Text;
    }
}
