using System.CommandLine;
using Dressora.Chaos;

var seconds = new Option<int>("--seconds") { Description = "How long nodes are killed and stopped.", DefaultValueFactory = _ => 60 };
var jobs = new Option<int>("--jobs") { Description = "How many jobs are sent meanwhile.", DefaultValueFactory = _ => 500 };
var command = new RootCommand("Kills nodes while they work on one PostgreSQL, and counts what came of it.") { seconds, jobs };
seconds.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() is < 10 or > 7_200)
    {
        result.AddError("--seconds must be from 10 to 7200.");
    }
});
jobs.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() is < 1 or > 100_000)
    {
        result.AddError("--jobs must be from 1 to 100000.");
    }
});
command.SetAction(async (arguments, cancellationToken) =>
{
    var options = new ChaosOptions { Duration = TimeSpan.FromSeconds(arguments.GetValue(seconds)), Jobs = arguments.GetValue(jobs) };
    return await ChaosDrill.RunAsync(options, Console.Out, cancellationToken) == true ? 0 : 1;
});
return await command.Parse(args).InvokeAsync();
