using System.Net;
using System.Text;

namespace TryOn.Tests;

/// <summary>What is wrong is named, and nothing is charged. One sample serves all: none of these leaves anything behind.</summary>
public sealed class BadInputTests(SharedSample shared) : IClassFixture<SharedSample>
{
    [Theory]
    [InlineData("""{"inputs":[]}""", "prompt")]
    [InlineData("""{"prompt":" "}""", "prompt")]
    [InlineData("""{"prompt":"p","model":"no-such-model"}""", "model")]
    [InlineData("""{"prompt":"p","provider":"nobody"}""", "provider")]
    [InlineData("""{"prompt":"p","count":0}""", "count")]
    [InlineData("""{"prompt":"p","count":1000}""", "count")]
    [InlineData("""{"prompt":"p","aspectRatio":"7:5000"}""", "aspectRatio")]
    [InlineData("""{"prompt":"p","inputs":[{"role":"person","url":"http://example.com/a.png"}]}""", "inputs[0].url")]
    [InlineData("""{"prompt":"p","inputs":[{"role":"person","url":"https://127.0.0.1/a.png"}]}""", "inputs[0].url")]
    [InlineData("""{"prompt":"p","inputs":[{"role":"person","url":"https://[::1]/a.png"}]}""", "inputs[0].url")]
    [InlineData("""{"prompt":"p","inputs":[{"role":"person","url":"https://169.254.169.254/latest"}]}""", "inputs[0].url")]
    [InlineData("""{"prompt":"p","inputs":[{"role":"person","url":"file:///etc/passwd"}]}""", "inputs[0].url")]
    [InlineData("""{"prompt":"p","inputs":[{"role":"person","upload":"upl_00000000000000000000000000000000"}]}""", "inputs[0].upload")]
    [InlineData("""{"count":0,"inputs":[{"role":"person","url":"http://10.0.0.1/"}]}""", "prompt count inputs[0].url")]
    [InlineData("""{"count":"one","coutn":1}""", "count coutn prompt")]
    public async Task A_bad_request_is_400_naming_each_problem(string request, string fields)
    {
        using var shopper = await Shopper.SignInAsync(shared.Sample);

        var answer = await shopper.PostJobAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var named = (await Shopper.ReadAsync(answer)).GetProperty("errors").EnumerateArray()
            .Select(error => error.GetProperty("field").GetString()!);
        Assert.Equal(fields.Split(' ').Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
        Assert.Equal((10, 0), ((await shopper.GetCreditsAsync()).Available, (await shopper.GetCreditsAsync()).Held));
        Assert.Equal(0, (await shopper.GetJsonAsync("/dressora/jobs")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task What_is_not_JSON_is_400()
    {
        using var shopper = await Shopper.SignInAsync(shared.Sample);

        Assert.Equal(HttpStatusCode.BadRequest, (await shopper.PostJobAsync("prompt=wear the coat")).StatusCode);
    }

    [Fact]
    public async Task A_truncated_photo_is_400()
    {
        using var shopper = await Shopper.SignInAsync(shared.Sample);
        var image = await File.ReadAllBytesAsync(
            Path.Combine(AppContext.BaseDirectory, "Images", "truncated.jpg"), TestContext.Current.CancellationToken);

        await AssertRefusedAsync(shopper, new ByteArrayContent(image), "truncated");
    }

    [Fact]
    public async Task A_text_named_png_is_400()
    {
        using var shopper = await Shopper.SignInAsync(shared.Sample);
        using var form = new MultipartFormDataContent { { new ByteArrayContent("just words"u8.ToArray()), "file", "photo.png" } };

        await AssertRefusedAsync(shopper, form, "not_an_image");
    }

    [Fact]
    public async Task Another_users_upload_and_job_do_not_exist()
    {
        using var shopper = await Shopper.SignInAsync(shared.Sample);
        using var other = await Shopper.SignInAsync(shared.Sample);
        var request = await shopper.PrepareAsync();
        var accepted = await shopper.PostJobAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, (await other.PostJobAsync(request)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(accepted.Headers.Location!.OriginalString)).StatusCode);
    }

    [Fact]
    public async Task Two_hundred_megabytes_are_413()
    {
        using var shopper = await Shopper.SignInAsync(shared.Sample);

        var answer = await shopper.PostAsync("/dressora/uploads", new ByteArrayContent(new byte[200_000_000]));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_forged_callback_is_404_and_one_of_ten_megabytes_413()
    {
        using var stranger = Shopper.Anonymous(shared.Sample);

        var forged = await stranger.PostAsync("/dressora/callbacks/evolink/guessed", new StringContent("{}", Encoding.UTF8, "application/json"));
        var huge = await stranger.PostAsync("/dressora/callbacks/evolink/guessed", new ByteArrayContent(new byte[10_000_000]));

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.RequestEntityTooLarge), (forged.StatusCode, huge.StatusCode));
    }

    [Theory]
    [InlineData("/dressora/jobs")]
    [InlineData("/dressora/credits")]
    [InlineData("/dressora/models")]
    public async Task Nobody_is_401_and_not_sent_to_a_login_page(string path)
    {
        using var stranger = Shopper.Anonymous(shared.Sample);

        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync(path)).StatusCode);
    }

    private static async Task AssertRefusedAsync(Shopper shopper, HttpContent image, string code)
    {
        var answer = await shopper.PostAsync("/dressora/uploads", image);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await Shopper.ReadAsync(answer);
        Assert.Equal(code, problem.GetProperty("errors")[0].GetProperty("code").GetString());
    }
}
