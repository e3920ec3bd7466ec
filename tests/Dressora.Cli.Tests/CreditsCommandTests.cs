using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Dressora.Cli.Tests;

public sealed class CreditsCommandTests
{
    private const string TamperWithBob =
        "DROP TRIGGER entries_stay; UPDATE entries SET available_after = available_after + 1 WHERE account = 'bob' AND sequence = 2";

    [Fact]
    public async Task A_sound_ledger_ends_with_0()
    {
        using var file = await LedgerFile.CreateAsync();

        var (code, output, _) = await Tool.RunAsync("credits", "verify", "--sqlite", file.Path);

        Assert.Equal((0, "Sound: 2 accounts with 6 entries."), (code, output.Trim()));
    }

    [Fact]
    public async Task An_unsound_ledger_ends_with_1_and_names_the_account_and_the_entry()
    {
        using var file = await LedgerFile.CreateAsync();
        file.Tamper(TamperWithBob);

        var (code, output, _) = await Tool.RunAsync("credits", "verify", "--sqlite", file.Path);
        var json = await Tool.RunAsync("credits", "verify", "--sqlite", file.Path, "--json");

        Assert.Equal(1, code);
        Assert.StartsWith("bob: entry 2: I16: ", output, StringComparison.Ordinal);
        var problem = Assert.Single(JsonNode.Parse(json.Output)!["unsound"]!.AsArray())!;
        Assert.Equal((1, "bob", 2, "I16"), (json.Code, (string)problem["account"]!, (int)problem["entry"]!, (string)problem["rule"]!));
    }

    [Fact]
    public async Task One_account_is_verified_alone()
    {
        using var file = await LedgerFile.CreateAsync();
        file.Tamper(TamperWithBob);

        Assert.Equal(0, (await Tool.RunAsync("credits", "verify", "--sqlite", file.Path, "--account", "alice")).Code);
        Assert.Equal(1, (await Tool.RunAsync("credits", "verify", "--sqlite", file.Path, "--account", "bob")).Code);
        Assert.Equal(2, (await Tool.RunAsync("credits", "verify", "--sqlite", file.Path, "--account", "carol")).Code);
    }

    [Fact]
    public async Task A_statement_is_a_table_or_CSV_or_JSON()
    {
        using var file = await LedgerFile.CreateAsync();
        string[] statement = ["credits", "statement", "--sqlite", file.Path, "--account", "alice"];

        var (tableCode, table, _) = await Tool.RunAsync(statement);
        var (csvCode, csv, _) = await Tool.RunAsync([.. statement, "--csv", "--limit", "1"]);
        var (jsonCode, json, _) = await Tool.RunAsync([.. statement, "--json", "--before", "3"]);

        Assert.Equal((0, 0, 0), (tableCode, csvCode, jsonCode));
        Assert.All(["Granted", "Frozen", "Adjusted"], kind => Assert.Contains(kind, table, StringComparison.Ordinal));
        Assert.Contains(",'=1+1,-1,0,1,0,0,6,3\r\n", csv, StringComparison.Ordinal);
        Assert.Equal(["Frozen", "Granted"], JsonNode.Parse(json)!.AsArray().Select(entry => (string)entry!["kind"]!));
    }

    [Fact]
    public async Task A_balance_is_shown_as_of_now_or_then()
    {
        using var file = await LedgerFile.CreateAsync();
        string[] balance = ["credits", "balance", "--sqlite", file.Path, "--account", "alice", "--json"];

        var now = JsonNode.Parse((await Tool.RunAsync(balance)).Output)!;
        var then = JsonNode.Parse((await Tool.RunAsync([.. balance, "--at", "2000-01-01T00:00:00Z"])).Output)!;
        var (code, text, _) = await Tool.RunAsync([.. balance[..^1]]);

        Assert.Equal((6, 3, 0), ((int)now["available"]!, (int)now["held"]!, (int)then["available"]!));
        Assert.StartsWith("6 cr available, 3 cr held, after entry 3.", text, StringComparison.Ordinal);
        Assert.Equal(0, code);
    }

    [Fact]
    public async Task A_ledger_is_read_while_its_host_writes()
    {
        using var file = await LedgerFile.CreateAsync();
        await using var host = file.Host();
        var ledger = host.GetRequiredService<ICreditLedger>();
        await ledger.GrantAsync(new() { Account = new("carol"), Grant = new("g"), Amount = new(1) }, TestContext.Current.CancellationToken);

        var (code, output, _) = await Tool.RunAsync("credits", "verify", "--sqlite", file.Path);

        Assert.Equal((0, "Sound: 3 accounts with 7 entries."), (code, output.Trim()));
    }

    [Fact]
    public async Task Reading_changes_nothing_in_the_file()
    {
        using var file = await LedgerFile.CreateAsync();
        var before = await File.ReadAllBytesAsync(file.Path, TestContext.Current.CancellationToken);

        await Tool.RunAsync("credits", "verify", "--sqlite", file.Path);
        await Tool.RunAsync("credits", "balance", "--sqlite", file.Path, "--account", "alice");

        Assert.Equal(before, await File.ReadAllBytesAsync(file.Path, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("credits verify", "Say which ledger")]
    [InlineData("credits verify --sqlite /nowhere/ledger.db", "does not exist")]
    [InlineData("credits verify --sqlite a --postgres Host=b", "Choose one of")]
    [InlineData("credits verify --postgres secret", "cannot be read")]
    [InlineData("credits statement --sqlite a", "--account")]
    [InlineData("credits statement --sqlite a --account b --csv --json", "Choose one of")]
    [InlineData("credits statement --sqlite a --account b --limit 0", "at least 1")]
    [InlineData("credits nonsense", "nonsense")]
    public async Task What_cannot_be_found_out_ends_with_2_and_says_why(string arguments, string message)
    {
        var (code, _, error) = await Tool.RunAsync(arguments.Split(' '));

        Assert.Equal(2, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_does_not_exist_is_not_made()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.db");

        var (code, _, error) = await Tool.RunAsync("credits", "verify", "--sqlite", path);

        Assert.Equal(2, code);
        Assert.Contains("it does not exist", error, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }
}
