using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace Dressora.Emulators;

/// <summary>The file API's calls about files that are already there.</summary>
internal sealed class FileCalls(
    UploadStore uploads, EmulatorFolder folder, FaultBoard faults, IOptions<EvolinkEmulatorOptions> options)
{
    private const int PageSizeMax = 100;
    private const int PageMax = 1_000;

    /// <summary><c>GET /api/v1/files/list</c>, newest first.</summary>
    public Task<Answer> ListAsync(Call call) => UnlessScripted(() =>
    {
        var page = Math.Clamp(call.QueryNumber("page", 1), 1, PageMax);
        var size = Math.Clamp(call.QueryNumber("pageSize", 20), 1, PageSizeMax);
        var all = uploads.All;
        var shown = all.Skip((page - 1) * size).Take(size)
            .Select(upload => FileView.Of(upload, call.BaseUrl, folder.FilesUrl(call.BaseUrl)));
        return FileView.Success("success", new JsonObject
        {
            ["files"] = new JsonArray([.. shown]),
            ["total"] = all.Count,
            ["page"] = page,
            ["page_size"] = size,
        });
    });

    /// <summary><c>GET /api/v1/files/quota</c>.</summary>
    public Task<Answer> GetQuotaAsync(Call call) => UnlessScripted(() =>
    {
        var used = uploads.All.Count;
        return FileView.Success("success", new JsonObject
        {
            ["user_group"] = options.Value.IsVip ? "vip" : "default",
            ["used_files"] = used,
            ["max_files"] = uploads.FilesMax,
            ["remain_files"] = Math.Max(0, uploads.FilesMax - used),
        });
    });

    /// <summary><c>DELETE /api/v1/files/{id}</c>.</summary>
    public Task<Answer> DeleteAsync(Call call) => UnlessScripted(() =>
    {
        if (uploads.FindById(call.RouteValue("id")) is not { } upload)
        {
            return FileErrors.NotFound();
        }

        uploads.Delete(upload);
        return FileView.Success("File deleted successfully");
    });

    private Task<Answer> UnlessScripted(Func<Answer> answer) =>
        Task.FromResult(faults.Current.FileApiFails ? FileErrors.Storage() : answer());
}
