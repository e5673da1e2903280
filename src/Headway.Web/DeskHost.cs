using Headway.Application;
using Headway.Application.Demo;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Web.Desk;
using Headway.Web.Doors;
using Headway.Application.Access;
using Headway.Web.Access;
using Headway.Web.Api;
using Headway.Web.Layout;
using Headway.Web.Live;

namespace Headway.Web;

/// <summary>How a desk is served: on which database, as the demo or for real, at which address. <paramref name="Listen"/>: where it listens when that is not the address.</summary>
public sealed record HostSettings(DatabaseAddress Database, bool Demo = false, string Url = "http://localhost:8017", string? Environment = null, bool Quiet = false, AccessOptions? Access = null, string? Spool = null, string? Listen = null);

/// <summary>The composition root of the web: the contents page of what a running desk consists of.</summary>
public static class DeskHost
{
    /// <exception cref="StorageException">The database can't be opened or brought up to date, or its key does not fit.</exception>
    public static async Task<WebApplication> Build(HostSettings settings, Action<WebApplicationBuilder>? more = null, CancellationToken stop = default)
    {
        var database = await Database.OpenCurrent(settings.Database, stop);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = settings.Environment, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(settings.Listen ?? settings.Url);
        if (settings.Quiet)
        {
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
        }

        // Not over TLS of its own, where lengths could tell secrets; a proxy in front decides that for itself.
        builder.Services.AddResponseCompression();
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(new Application.Mail.MailSpoolPlace(settings.Spool));
        builder.Services.AddSingleton(Application.Webhooks.OutboundPlaces.Read(builder.Configuration["Headway:Outbound"]));
        builder.Services.AddDesk(database);
        builder.Services.AddHeartbeat();
        builder.Services.AddFace();
        builder.Services.AddWorkspace();
        builder.Services.AddApiDocument();
        builder.Services.AddMailWords();
        builder.AddAccessDoor(settings.Access ?? AccessDoor.Read(builder.Configuration, settings.Url, settings.Demo, sendsMail: false));
        more?.Invoke(builder);
        var app = builder.Build();
        app.Lifetime.ApplicationStopped.Register(() => database.DisposeAsync().AsTask().GetAwaiter().GetResult());
        await app.Services.GetRequiredService<SecretBox>().Ready(stop);
        await DemoClock.Restore(database, app.Services.GetRequiredService<DeskClock>(), stop);
        app.UseResponseCompression();
        app.UseFace();
        app.UseAccessDoor();
        app.UseViewer();
        app.UseAntiforgery();
        app.MapFace();
        app.MapAccessDoor(app.Services.GetRequiredService<AccessOptions>());
        DeskRoutes.Map(app, settings);
        return app;
    }
}
