using SkiaSharp;

namespace Dressora.Emulators.Tests;

public sealed class TryOnTests
{
    [Fact]
    public async Task The_result_shows_the_garment_on_the_person_and_equals_the_photo_elsewhere()
    {
        await using var host = await EmulatorHost.StartAsync();
        var (person, garment) = (Some.Photo(), Some.Garment());

        var task = await host.RunAsync(await RequestAsync(host, person, garment));

        using var photo = Some.Decode(person);
        using var result = Some.Decode(await ResultAsync(host, task, 0));
        var torso = new SKRectI(40, 120, 160, 285);
        Assert.Equal((photo.Width, photo.Height), (result.Width, result.Height));
        Assert.Equal(0, Different(photo, result, (x, y) => !torso.Contains(x, y)));
        Assert.InRange(Different(photo, result, torso.Contains), 3_000, (torso.Width * torso.Height) - 3_000);
        Assert.Equal(SKColors.Lime, result.GetPixel(torso.MidX, torso.MidY));
    }

    [Fact]
    public async Task A_real_photo_comes_back_untouched_outside_the_torso()
    {
        await using var host = await EmulatorHost.StartAsync();
        var person = SomeJpeg();

        var task = await host.RunAsync(await RequestAsync(host, person, Some.Garment()));

        using var photo = Some.Decode(person);
        using var result = Some.Decode(await ResultAsync(host, task, 0));
        Assert.Equal(0, Different(photo, result, (_, y) => y < photo.Height * 0.39));
    }

    [Fact]
    public async Task Every_output_is_another_picture_and_the_same_request_gives_the_same_ones()
    {
        await using var host = await EmulatorHost.StartAsync();
        var request = await RequestAsync(host, Some.Photo(), Some.Garment());
        request["n"] = 10;

        var (first, second) = (await host.RunAsync(request.DeepClone()), await host.RunAsync(request));
        var hashes = new List<string>();
        for (var index = 0; index < 10; index++)
        {
            var result = await ResultAsync(host, first, index);
            Assert.Equal(result, await ResultAsync(host, second, index));
            hashes.Add(Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(result)));
        }

        Assert.Equal(10, hashes.Distinct().Count());
    }

    [Fact]
    public async Task Without_a_garment_the_prompt_alone_makes_the_picture()
    {
        await using var host = await EmulatorHost.StartAsync();

        var red = await ResultAsync(host, await host.RunAsync(Some.Create()), 0);
        var again = await ResultAsync(host, await host.RunAsync(Some.Create()), 0);
        var blue = await ResultAsync(host, await host.RunAsync(Some.Create(changes: ("prompt", "a blue coat"))), 0);

        using var picture = Some.Decode(red);
        Assert.Equal((1_024, 1_024), (picture.Width, picture.Height));
        Assert.Equal(red, again);
        Assert.NotEqual(red, blue);
    }

    [Theory]
    [InlineData("1:1", 200, 200)]
    [InlineData("1:2", 150, 300)]
    [InlineData("2:1", 200, 100)]
    [InlineData("auto", 200, 300)]
    [InlineData("1024x768", 1_024, 768)]
    public async Task A_size_changes_the_size_of_the_result(string size, int width, int height)
    {
        await using var host = await EmulatorHost.StartAsync();
        var request = await RequestAsync(host, Some.Photo(), Some.Garment());
        request["size"] = size;

        using var result = Some.Decode(await ResultAsync(host, await host.RunAsync(request), 0));

        Assert.Equal((width, height), (result.Width, result.Height));
    }

    [Fact]
    public async Task A_result_can_be_the_input_of_another_task()
    {
        await using var host = await EmulatorHost.StartAsync();
        var url = (await host.RunAsync()).GetProperty("results")[0].GetString()!;

        var task = await host.RunAsync(Some.Create(changes: ("image_urls", Some.Urls(url))));

        Assert.Equal("completed", task.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Images_from_elsewhere_are_downloaded()
    {
        await using var host = await EmulatorHost.StartAsync();
        host.Backchannel.Files["https://a.example.com/p.png"] = Some.Photo();

        var task = await host.RunAsync(Some.Create(changes: ("image_urls", Some.Urls("https://a.example.com/p.png"))));

        Assert.Equal("completed", task.GetProperty("status").GetString());
    }

    [Fact]
    public async Task An_image_that_cannot_be_fetched_or_read_to_its_end_fails_the_task()
    {
        await using var host = await EmulatorHost.StartAsync();
        host.Backchannel.Files["https://a.example.com/cut.png"] = Some.Photo()[..^200];
        host.Backchannel.Files["https://a.example.com/cut.jpg"] = SomeJpeg()[..^2_000];
        host.Backchannel.Files["https://a.example.com/text.png"] = "text"u8.ToArray();

        foreach (var name in new[] { "cut.png", "cut.jpg", "text.png", "missing.png" })
        {
            var task = await host.RunAsync(Some.Create(changes: ("image_urls", Some.Urls($"https://a.example.com/{name}"))));
            Assert.Equal("image_processing_error", task.GetProperty("error").GetProperty("code").GetString());
        }
    }

    [Fact]
    public async Task An_image_with_sides_the_model_does_not_take_fails_the_task()
    {
        await using var host = await EmulatorHost.StartAsync();
        host.Backchannel.Files["https://a.example.com/small.png"] = Some.Photo(383, 400);

        var task = await host.RunAsync(Some.Create("qwen-image-edit", ("image_urls", Some.Urls("https://a.example.com/small.png"))));

        Assert.Equal("image_dimension_mismatch", task.GetProperty("error").GetProperty("code").GetString());
    }

    private static async Task<System.Text.Json.Nodes.JsonObject> RequestAsync(EmulatorHost host, byte[] person, byte[] garment)
    {
        var first = await host.UploadAsync(person, "person.png");
        var second = await host.UploadAsync(garment, "garment.png");
        return Some.Create(changes: ("image_urls", Some.Urls(first.GetProperty("file_url").GetString()!, second.GetProperty("file_url").GetString()!)));
    }

    private static async Task<byte[]> ResultAsync(EmulatorHost host, System.Text.Json.JsonElement task, int index)
    {
        var response = await host.SendAsync(HttpMethod.Get, task.GetProperty("results")[index].GetString()!);
        return await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    private static int Different(SKBitmap one, SKBitmap other, Func<int, int, bool> where)
    {
        var count = 0;
        for (var y = 0; y < one.Height; y++)
        {
            for (var x = 0; x < one.Width; x++)
            {
                count += where(x, y) && one.GetPixel(x, y) != other.GetPixel(x, y) ? 1 : 0;
            }
        }

        return count;
    }

    private static byte[] SomeJpeg()
    {
        using var picture = Some.Decode(Some.Photo());
        using var data = picture.Encode(SKEncodedImageFormat.Jpeg, 90);
        return data.ToArray();
    }
}
