using System.CommandLine;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Headway.Cli;

/// <summary><c>headway serve [--empty]</c>: the desk people work on. An unclaimed one prints the code that makes its administrator.</summary>
public static class ServeVerb
{
    public static Command Command()
    {
        var empty = new Option<bool>("--empty") { Description = "Begin with an empty desk where there is none yet." };
        var name = new Option<string>("--name") { Description = "What the new desk is called.", DefaultValueFactory = _ => "Support" };
        var zone = new Option<string>("--zone") { Description = "The new desk's time zone, like Europe/Berlin.", DefaultValueFactory = _ => TimeZoneInfo.Local.Id };
        var language = new Option<string>("--language") { Description = "The new desk's language: en or de.", DefaultValueFactory = _ => "en" };
        var json = Verbs.AsJson();
        var command = new Command("serve", "Serve the desk on http://localhost:8017 (PORT).") { empty, name, zone, language, json };
        command.SetAction((parsed, stop) => Run(
            parsed.GetValue(empty), parsed.GetValue(name)!, parsed.GetValue(zone)!, parsed.GetValue(language)!, parsed.GetValue(json), stop));
        return command;
    }

    private static async Task<int> Run(bool empty, string name, string zone, string language, bool json, CancellationToken stop)
    {
        if (language is not ("en" or "de"))
        {
            return Verbs.Fail(Verbs.BadArguments, "Headway speaks en and de");
        }

        // A machine's own name for its zone may be none that calendars know.
        var known = Zones.Find(zone) is { IsRefused: false } ? zone : "UTC";
        var place = DeskPlace.Read();
        if (place.IsTaken())
        {
            return Verbs.NoPlace(place, Verbs.Taken);
        }

        var address = place.Address(DeskPlace.Real);
        TenantId? tenant = null;
        await using (var database = await DeskPlace.Open(address, stop))
        {
            if (!empty && !await FirstTenant.IsLaid(database, stop))
            {
                return Verbs.Fail(Verbs.Refused, "there is no desk here yet: 'headway serve --empty' begins one");
            }

            tenant = await FirstTenant.FindOrLay(database, NewTenant.Plan(name, known, language), TimeProvider.System, stop);
        }

        await using var host = await DeskHost.Build(new HostSettings(address, Url: place.Url, Quiet: true, Spool: place.Spool(DeskPlace.Real), Listen: place.Listening), stop: stop);
        try
        {
            await host.StartAsync(stop);
        }
        catch (IOException taken)
        {
            return Verbs.NoPlace(place, taken.Message);
        }

        var code = await Offer(host, tenant, stop);
        Verbs.Say(json, new { url = place.Url, claimCode = code }, code is null
            ? place.Url
            : $"{place.Url}{Environment.NewLine}Nobody administers this desk yet. Open {place.Url}/claim within 24 hours and enter this code:{Environment.NewLine}{code}");
        await host.WaitForShutdownAsync(stop);
        return Verbs.Done;
    }

    // The code with which somebody becomes the administrator; null when there is one.
    private static async Task<string?> Offer(IHost host, TenantId? tenant, CancellationToken stop)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return tenant is { } unclaimed ? await scope.ServiceProvider.GetRequiredService<Claiming>().Offer(unclaimed, stop) : null;
    }
}
