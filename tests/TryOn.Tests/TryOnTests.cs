using System.Net;
using System.Text;

namespace TryOn.Tests;

/// <summary>What a newcomer does with the running sample.</summary>
public sealed class TryOnTests(SharedSample shared) : IClassFixture<SharedSample>
{
    [Fact]
    public async Task A_try_on_puts_the_garment_on_the_photo_and_costs_two_credits_of_those_that_expire_first()
    {
        using var shopper = await Shopper.SignInAsync(shared.Sample);
        var before = await shopper.GetCreditsAsync();

        var job = await shopper.TryOnAsync(await shopper.PrepareAsync());

        Assert.Equal("Succeeded", Shopper.StatusOf(job));
        Assert.Equal(2, job.GetProperty("credits").GetProperty("charged").GetInt64());
        Assert.Equal([4, 6], before.Grants);
        var (available, held, grants) = await shopper.GetCreditsAsync();
        Assert.Equal((8, 0), (available, held));
        Assert.Equal([2, 6], grants);
        var result = job.GetProperty("results")[0];
        Assert.Equal("image/png", result.GetProperty("contentType").GetString());
        var difference = Pictures.Difference(
            await shopper.GetBytesAsync("/person.png"), await shopper.GetBytesAsync(result.GetProperty("url").GetString()!));
        Assert.False(difference.IsEmpty, "The garment is not on the photo.");
        Assert.True(difference.Left > 0.1 && difference.Right < 0.9 && difference.Top > 0.3, $"The photo changed within {difference}.");
    }

    [Fact]
    public async Task Twenty_posts_at_once_get_what_six_credits_buy()
    {
        using var shopper = await Shopper.SignInAsync(shared.Sample);
        var request = await shopper.PrepareAsync();
        await shopper.TryOnAsync(request);
        await shopper.TryOnAsync(request);
        Assert.Equal(6, (await shopper.GetCreditsAsync()).Available);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => shopper.PostJobAsync(request)));

        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.Accepted));
        Assert.Equal(17, answers.Count(answer => answer.StatusCode == HttpStatusCode.PaymentRequired));
        Assert.Equal(0, (await shopper.GetCreditsAsync()).Available);
        foreach (var accepted in answers.Where(answer => answer.StatusCode == HttpStatusCode.Accepted))
        {
            Assert.Equal("Succeeded", Shopper.StatusOf(await shopper.FollowAsync(accepted.Headers.Location!.OriginalString)));
        }

        Assert.Equal((0, 0), ((await shopper.GetCreditsAsync()).Available, (await shopper.GetCreditsAsync()).Held));
    }

    [Fact]
    public async Task The_cookie_the_credits_and_the_history_survive_a_killed_process()
    {
        using var shopper = await Shopper.SignInAsync(shared.Sample);
        var job = await shopper.TryOnAsync(await shopper.PrepareAsync());

        await shared.Sample.RestartAsync();

        Assert.Equal(8, (await shopper.GetCreditsAsync()).Available);
        var first = (await shopper.GetJsonAsync("/dressora/jobs")).GetProperty("items")[0];
        Assert.Equal(job.GetProperty("id").GetString(), first.GetProperty("id").GetString());
        Assert.Equal("Succeeded", Shopper.StatusOf(first));
        Assert.NotEmpty(await shopper.GetBytesAsync(first.GetProperty("results")[0].GetProperty("url").GetString()!));
    }

    [Fact]
    public async Task Signing_in_again_gives_nothing_twice()
    {
        using var shopper = Shopper.Anonymous(shared.Sample);
        for (var i = 0; i < 2; i++)
        {
            using var form = new StringContent("user=regular", Encoding.UTF8, "application/x-www-form-urlencoded");
            await shopper.PostAsync("/demo/sign-in", form);
        }

        var (_, _, grants) = await shopper.GetCreditsAsync();
        Assert.Equal([4, 6], grants);
    }
}
