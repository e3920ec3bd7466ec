namespace Dressora.Emulators.Tests;

public sealed class CallbackUrlTests
{
    [Theory]
    [InlineData("https://app.example.com/cb")]
    [InlineData("https://8.8.8.8/cb")]
    [InlineData("https://172.32.0.1/cb")]
    [InlineData("http://localhost:5080/cb")]
    [InlineData("http://127.0.0.1:5080/cb")]
    [InlineData("http://[::1]:5080/cb")]
    [InlineData("http://app.localhost/cb")]
    public void Public_addresses_and_this_machine_may_be_called_back(string url) => Assert.Null(CallbackUrlRule.Check(url, allowLoopback: true));

    [Theory]
    [InlineData("http://app.example.com/cb")]
    [InlineData("ftp://app.example.com/cb")]
    [InlineData("/cb")]
    [InlineData("")]
    [InlineData("https://10.1.2.3/cb")]
    [InlineData("https://172.16.0.1/cb")]
    [InlineData("https://192.168.1.1/cb")]
    [InlineData("https://169.254.169.254/cb")]
    [InlineData("https://[fd00::1]/cb")]
    [InlineData("https://[::ffff:10.0.0.1]/cb")]
    [InlineData("http://localhost.example.com/cb")]
    public void Anything_else_may_not(string url) => Assert.NotNull(CallbackUrlRule.Check(url, allowLoopback: true));

    [Theory]
    [InlineData("https://localhost/cb")]
    [InlineData("https://127.0.0.1/cb")]
    [InlineData("https://[::1]/cb")]
    [InlineData("http://localhost:5080/cb")]
    public void As_the_real_service_does_it_this_machine_may_not_either(string url) => Assert.NotNull(CallbackUrlRule.Check(url, allowLoopback: false));

    [Fact]
    public void A_url_may_have_2048_characters_and_no_more()
    {
        var url = "https://app.example.com/".PadRight(2_048, 'x');

        Assert.Null(CallbackUrlRule.Check(url, allowLoopback: false));
        Assert.NotNull(CallbackUrlRule.Check(url + "x", allowLoopback: false));
    }

    [Fact]
    public async Task A_forbidden_callback_url_is_a_400_of_the_create()
    {
        await using var host = await EmulatorHost.StartAsync();

        var response = await host.SendAsync(
            HttpMethod.Post, "v1/images/generations", Some.Create(changes: ("callback_url", "https://10.0.0.1/secret")));

        Assert.Equal(400, (int)response.StatusCode);
        Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
