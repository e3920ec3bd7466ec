using System.CommandLine;
using Dressora.Soak;

var seeds = new Option<int>("--seeds") { Description = "How many worlds.", DefaultValueFactory = _ => 2_000 };
var from = new Option<long>("--from") { Description = "The first seed.", DefaultValueFactory = _ => 1 };
var faults = new Option<int>("--faults") { Description = "How many faults a world has at least; twice as many at most.", DefaultValueFactory = _ => 3 };
var show = new Option<long?>("--show") { Description = "Tell the history of one seed, shrunk when it fails." };
var command = new RootCommand("Runs the pipeline in simulated worlds, and looks after every step at everything that must hold.") { seeds, from, faults, show };
seeds.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() < 1)
    {
        result.AddError("--seeds must be at least 1.");
    }
});
command.SetAction(arguments => arguments.GetValue(show) is { } seed
    ? SeedSoak.Show(seed, arguments.GetValue(faults), Console.Out)
    : SeedSoak.Run(arguments.GetValue(from), arguments.GetValue(seeds), arguments.GetValue(faults), Console.Out));
return command.Parse(args).Invoke();
