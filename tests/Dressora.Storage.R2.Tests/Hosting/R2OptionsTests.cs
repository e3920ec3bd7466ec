using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Dressora.Storage.R2.Tests;

public sealed class R2OptionsTests
{
    public static TheoryData<Action<R2Options>, string> Broken => new()
    {
        { options => options.AccountId = null, "Set AccountId" },
        { options => options.Endpoint = new Uri("https://s3.example.com"), "not both" },
        { options => options.AccountId = "my-account", "AccountId is 'my-account'" },
        { options => options.Bucket = string.Empty, "Bucket is ''" },
        { options => options.Bucket = "My_Bucket", "Bucket is 'My_Bucket'" },
        { options => options.AccessKeyId = " ", "AccessKeyId is missing" },
        { options => options.SecretAccessKey = string.Empty, "SecretAccessKey is missing" },
        { options => options.Region = string.Empty, "Region is missing" },
        { options => options.Prefix = "/shop", "Prefix is '/shop'" },
        { options => options.Prefix = "shop/", "Prefix is 'shop/'" },
        { options => options.Prefix = "a b", "Prefix is 'a b'" },
        { options => options.Prefix = new string('p', 201), "200 characters" },
        { options => options.PublicBaseUrl = new Uri("http://img.example.com"), "PublicBaseUrl" },
        { options => options.PublicBaseUrl = new Uri("https://img.example.com?x=1"), "PublicBaseUrl" },
        { options => options.PublicBaseUrl = new Uri("/images", UriKind.Relative), "PublicBaseUrl" },
        { options => (options.AccountId, options.Endpoint) = (null, new Uri("ftp://s3.example.com")), "Endpoint" },
        { options => (options.AccountId, options.Endpoint) = (null, new Uri("https://me:secret@s3.example.com")), "Endpoint" },
        { options => options.Retries = -1, "Retries is -1" },
        { options => options.Retries = 11, "Retries is 11" },
        { options => options.Timeout = TimeSpan.Zero, "Timeout is 00:00:00" },
        { options => options.Timeout = TimeSpan.FromDays(1), "Timeout is 1.00:00:00" },
        { options => options.Metadata["a b"] = "c", "Metadata 'a b'" },
        { options => options.Metadata["name"] = "größe", "Metadata 'name'" },
        { options => options.Metadata["name"] = "a\r\nb", "Metadata 'name'" },
        { options => Enumerable.Range(0, 11).ToList().ForEach(i => options.Metadata[$"n{i}"] = "v"), "11 names" },
    };

    [Theory]
    [MemberData(nameof(Broken), DisableDiscoveryEnumeration = true)]
    public void A_broken_setting_is_named(Action<R2Options> breakIt, string named)
    {
        var options = Good();
        breakIt(options);

        var problem = new R2OptionsValidator().Validate(null, options).FailureMessage;

        Assert.Contains(named, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("the-secret", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Good_settings_pass() => Assert.True(new R2OptionsValidator().Validate(null, Good()).Succeeded);

    [Fact]
    public void An_account_has_its_own_address_and_another_service_the_one_that_was_set()
    {
        var options = Good();
        Assert.Equal("https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com/", R2Client.EndpointOf(options).AbsoluteUri);
        (options.AccountId, options.Endpoint) = (null, new Uri("https://s3.example.com/base"));
        Assert.Equal("https://s3.example.com/base", R2Client.EndpointOf(options).AbsoluteUri);
    }

    [Fact]
    public async Task Settings_come_from_a_section_and_a_key_that_is_none_of_them_stops_the_start()
    {
        var values = new Dictionary<string, string?>
        {
            ["R2:AccountId"] = "0123456789abcdef0123456789abcdef",
            ["R2:Bucket"] = "images",
            ["R2:AccessKeyId"] = "id",
            ["R2:SecretAccessKey"] = "secret",
            ["R2:PublicBaseUrl"] = "https://img.example.com",
            ["R2:Metadata:app"] = "try-on",
        };

        await using var services = Build(values);
        var options = services.GetRequiredService<IOptions<R2Options>>().Value;
        Assert.Equal(("images", "https://img.example.com/", "try-on"), (options.Bucket, options.PublicBaseUrl?.AbsoluteUri, options.Metadata["app"]));
        Assert.NotNull(services.GetRequiredService<IResultStore>());

        values["R2:Buckett"] = "typo";
        await using var broken = Build(values);
        Assert.Contains("Buckett", Assert.ThrowsAny<Exception>(() => broken.GetRequiredService<IOptions<R2Options>>().Value).Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Build(Dictionary<string, string?> values)
    {
        var services = new ServiceCollection();
        services.AddDressora().UseR2(new ConfigurationBuilder().AddInMemoryCollection(values).Build().GetSection("R2"));
        return services.BuildServiceProvider();
    }

    private static R2Options Good() => new()
    {
        AccountId = "0123456789abcdef0123456789abcdef",
        Bucket = "images",
        AccessKeyId = "id",
        SecretAccessKey = "the-secret",
        Prefix = "shop/eu-1",
    };
}
