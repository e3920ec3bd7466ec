using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Dressora.Emulators;

/// <summary>Gives emulated providers an address in a host.</summary>
public static class EvolinkEmulatorEndpointRouteBuilderExtensions
{
    /// <summary>Maps the whole emulated EvoLink below one prefix: its API, its file API, the files it serves and its <c>_admin</c> calls.</summary>
    /// <param name="endpoints">The host, after <c>AddEvolinkEmulator</c>.</param>
    /// <param name="prefix">
    /// What clients take as base URL, for both of EvoLink's API hosts: <c>/</c> or a path such as <c>/emulators/evolink</c>.
    /// </param>
    /// <returns>The group, for conventions of the host. It lets anonymous callers in: the emulator checks its keys itself.</returns>
    /// <remarks>May be called for several prefixes; they all show the same emulator.</remarks>
    /// <exception cref="InvalidOperationException"><c>AddEvolinkEmulator</c> was not called.</exception>
    public static RouteGroupBuilder MapEvolinkEmulator(this IEndpointRouteBuilder endpoints, string prefix)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(prefix);
        var gate = endpoints.ServiceProvider.GetService<CallGate>()
            ?? throw new InvalidOperationException("Call services.AddEvolinkEmulator() before MapEvolinkEmulator.");

        var group = endpoints.MapGroup(prefix.TrimEnd('/'));
        var routes = new CallRoutes(group, gate);
        MapTasks(routes, endpoints.ServiceProvider);
        MapFiles(routes, endpoints.ServiceProvider);
        MapAdmin(routes, endpoints.ServiceProvider.GetRequiredService<AdminCalls>());
        group.AllowAnonymous();
        group.ExcludeFromDescription();
        return group;
    }

    private static void MapTasks(CallRoutes routes, IServiceProvider services)
    {
        routes.Map("POST", "/v1/images/generations", ErrorDialect.Text, services.GetRequiredService<CreateTaskCall>().RunAsync);
        routes.Map("GET", "/v1/tasks/{id}", ErrorDialect.Text, services.GetRequiredService<GetTaskCall>().RunAsync);
        routes.Map("GET", "/v1/credits", ErrorDialect.Integer, services.GetRequiredService<GetCreditsCall>().RunAsync);
    }

    private static void MapFiles(CallRoutes routes, IServiceProvider services)
    {
        var uploads = services.GetRequiredService<UploadCalls>();
        routes.Map("POST", "/api/v1/files/upload/base64", ErrorDialect.FileApi, uploads.UploadBase64Async);
        routes.Map("POST", "/api/v1/files/upload/stream", ErrorDialect.FileApi, uploads.UploadStreamAsync);
        routes.Map("POST", "/api/v1/files/upload/url", ErrorDialect.FileApi, uploads.UploadUrlAsync);

        var files = services.GetRequiredService<FileCalls>();
        routes.Map("GET", "/api/v1/files/list", ErrorDialect.FileApi, files.ListAsync);
        routes.Map("GET", "/api/v1/files/quota", ErrorDialect.FileApi, files.GetQuotaAsync);
        routes.Map("DELETE", "/api/v1/files/{id}", ErrorDialect.FileApi, files.DeleteAsync);

        var served = services.GetRequiredService<ServedFileCalls>();
        routes.MapOpen("GET", "/api/v1/files/download/{id}", ErrorDialect.FileApi, served.DownloadAsync);
        routes.MapOpen("GET", "/files/{**path}", ErrorDialect.FileApi, served.ServeAsync);
    }

    private static void MapAdmin(CallRoutes routes, AdminCalls admin)
    {
        routes.MapAdmin("GET", "/_admin/faults", admin.GetFaultsAsync);
        routes.MapAdmin("PUT", "/_admin/faults", admin.PutFaultsAsync);
        routes.MapAdmin("DELETE", "/_admin/faults", admin.ClearFaultsAsync);
        routes.MapAdmin("GET", "/_admin/requests", admin.ListRequestsAsync);
        routes.MapAdmin("DELETE", "/_admin/requests", admin.ClearRequestsAsync);
        routes.MapAdmin("GET", "/_admin/tasks", admin.ListTasksAsync);
        routes.MapAdmin("POST", "/_admin/callbacks", admin.SendCallbackAsync);
    }
}
