using Microsoft.Extensions.Options;

namespace Dressora.Tests.Transfers;

public sealed class TransferOptionsTests
{
    [Fact]
    public void The_defaults_are_valid() => Assert.True(Validate(new TransferOptions()).Succeeded);

    [Fact]
    public void Every_broken_bound_is_named_with_its_value_and_its_rule()
    {
        var result = Validate(new TransferOptions
        {
            ResultBytesMax = 0,
            UploadBytesMax = (1L << 30) + 1,
            PixelsMax = -1,
            ConcurrencyMax = 0,
            SpoolMemoryBytes = -1,
            HeadersTimeout = TimeSpan.Zero,
            IdleTimeout = TimeSpan.FromHours(1),
            TotalTimeout = TimeSpan.FromDays(2),
            TempFolder = " ",
        });

        string[] settings =
        [
            "ResultBytesMax is 0", "UploadBytesMax", "PixelsMax", "ConcurrencyMax", "SpoolMemoryBytes", "HeadersTimeout",
            "IdleTimeout is 01:00:00", "TotalTimeout", "TempFolder",
        ];
        Assert.All(settings, setting => Assert.Contains(result.Failures!, failure => failure.Contains(setting, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_total_time_out_covers_the_others()
    {
        var result = Validate(new TransferOptions { TotalTimeout = TimeSpan.FromSeconds(10) });

        Assert.Contains("00:00:10", Assert.Single(result.Failures!), StringComparison.Ordinal);
    }

    private static ValidateOptionsResult Validate(TransferOptions options) => new TransferOptionsValidator().Validate(null, options);
}
