using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Tickets;

namespace Headway.Application.Desk;

/// <summary>Switches what the desk runs in the middle of a ticket's life. What is open stays open; new dues see the change.</summary>
public sealed class ChangeSubProcesses(Database database, DeskRulesCache rules, DeskClock clock)
{
    public async Task<Outcome<SubProcesses>> Read(Caller caller, CancellationToken stop = default) =>
        caller.Denies(Permission.ManageSettings) is { } no ? no : (await rules.Of(caller.Tenant, stop)).Runs;

    public async Task<Refusal?> Do(Caller caller, SubProcesses runs, CancellationToken stop = default)
    {
        var before = await Read(caller, stop);
        if (before.IsRefused || before.Value == runs)
        {
            return before.Refusal;
        }

        var now = clock.Now(caller.Tenant).ToUnixTimeMilliseconds();
        await database.Write(
            async session =>
            {
                await session.Do(
                    "INSERT INTO settings (tenant, key, value, changed) VALUES ($1, $2, $3, $4) ON CONFLICT (tenant, key) DO UPDATE SET value = $3, changed = $4",
                    caller.Tenant.Value, SubProcessSettings.Key, SubProcessSettings.Write(runs), now);
                await AuditTrail.Record(
                    session, caller.Tenant, caller.Actor,
                    new AuditEntry("desk.runs-changed", $"desk:{caller.Tenant.Value}", SettingChange.Body(new SettingChange("runs", before.Value.ToString(), runs.ToString()))));
                await rules.Changed(session, caller.Tenant, now);
            },
            stop);
        return null;
    }
}
