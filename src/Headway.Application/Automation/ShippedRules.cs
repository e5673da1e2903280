using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Tickets;

namespace Headway.Application.Automation;

/// <summary>
/// A rule that comes with the desk. With <paramref name="Switch"/> it has a switch of its own; with <paramref name="With"/> it is
/// switched with a sub-process; with neither it is how every open ticket keeps its due.
/// </summary>
public sealed record ShippedRule(string Key, Automatisms? Switch = null, SubProcesses? With = null);

/// <summary>The rules that come with the desk: shown as rules, switched like rules.</summary>
public sealed class ShippedRules(Database database, DeskRulesCache rules, DeskClock clock)
{
    public const string Setting = "automatisms";

    public static readonly IReadOnlyList<ShippedRule> Each =
    [
        new("customer-reply", Automatisms.CustomerUpdates),
        new("waiting-due", Automatisms.Reminders),
        new("colleague-reply", Automatisms.ColleagueUpdates),
        new("linked-ticket", Automatisms.LinkedTickets),
        new("resolved-silence", Automatisms.AutoClose),
        new("owner-leaves", Automatisms.Leavers),
        new("appointment-near", With: SubProcesses.Appointments),
        new("appointment-over", With: SubProcesses.Appointments),
        new("target-near", With: SubProcesses.BreachPrevention),
        new("eta-reached"),
    ];

    public static Automatisms Read(string? kept)
    {
        var on = Automatisms.All;
        foreach (var off in kept is null ? [] : JsonSerializer.Deserialize<List<string>>(kept) ?? [])
        {
            on &= Enum.TryParse<Automatisms>(off, out var one) ? ~one : Automatisms.All;
        }

        return on;
    }

    public static string Write(Automatisms on) => JsonSerializer.Serialize(
        Each.Select(one => one.Switch).OfType<Automatisms>().Where(one => !on.HasFlag(one)).Select(one => one.ToString()));

    public async Task<Outcome<(Automatisms On, SubProcesses Runs)>> Read(Caller caller, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        var desk = await rules.Of(caller.Tenant, stop);
        return (desk.Automatic, desk.Runs);
    }

    public async Task<Refusal?> Switch(Caller caller, Automatisms on, CancellationToken stop = default)
    {
        var before = await Read(caller, stop);
        if (before.IsRefused || before.Value.On == on)
        {
            return before.Refusal;
        }

        var now = clock.Now(caller.Tenant).ToUnixTimeMilliseconds();
        await database.Write(
            async session =>
            {
                await Keep(session, caller.Tenant, on, now);
                await AuditTrail.Record(
                    session, caller.Tenant, caller.Actor,
                    new AuditEntry("automation.shipped-changed", $"desk:{caller.Tenant.Value}", SettingChange.Body(new SettingChange("automatisms", before.Value.On.ToString(), on.ToString()))));
                await rules.Changed(session, caller.Tenant, now);
            },
            stop);
        rules.Forget(caller.Tenant);
        return null;
    }

    internal static async Task Keep(Session session, TenantId tenant, Automatisms on, long now) => await session.Do(
        "INSERT INTO settings (tenant, key, value, changed) VALUES ($1, $2, $3, $4) ON CONFLICT (tenant, key) DO UPDATE SET value = $3, changed = $4",
        tenant.Value, Setting, Write(on), now);
}
