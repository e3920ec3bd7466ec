using Dressora.Testing;
using Microsoft.Extensions.Options;

namespace Dressora.Tests.Results;

public sealed class FileResultStoreConformance : ResultStoreConformance
{
    private readonly TempFolder _folder = new();

    protected override Task<IResultStore> CreateStoreAsync() =>
        Task.FromResult<IResultStore>(new FileResultStore(Options.Create(new FileResultOptions { Folder = _folder.Path })));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}
