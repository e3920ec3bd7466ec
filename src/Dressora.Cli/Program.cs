using Dressora.Cli;

return await DressoraCommand.RunAsync(args).ConfigureAwait(false);
