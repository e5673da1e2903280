using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Desk;

/// <summary>What a desk is called, which language it speaks with who says nothing else, and which zone it lives in.</summary>
public sealed record DeskNamed(string Name, string Language, string Zone);

/// <summary>Reads and changes how the desk is called and where it lives.</summary>
public sealed class ChangeDesk(Database database, TenantDoors doors, Sessions sessions)
{
    public async Task<Outcome<DeskNamed>> Read(Caller caller, CancellationToken stop = default) =>
        caller.Denies(Permission.ManageSettings) is { } no
            ? no
            : await database.Read<Outcome<DeskNamed>>(
                async session => await session.One(
                    "SELECT name, language, zone FROM tenants WHERE tenant = $1", row => new DeskNamed(row.GetString(0), row.GetString(1), row.GetString(2)), caller.Tenant.Value)
                    is { } found ? found : DeskRefusals.NameMissing,
                stop);

    public async Task<Refusal?> Do(Caller caller, DeskNamed wish, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        var named = wish with { Name = wish.Name.Trim(), Zone = wish.Zone.Trim() };
        if (named.Name.Length is 0 or > 100 || TextCheck.Check(named.Name) is not null)
        {
            return DeskRefusals.NameMissing;
        }

        if (named.Language is not ("en" or "de"))
        {
            return DeskRefusals.LanguageMissing;
        }

        if (Domain.Calendars.Zones.Find(named.Zone).IsRefused)
        {
            return DeskRefusals.ZoneMissing;
        }

        var before = await Read(caller, stop);
        if (before.IsRefused || before.Value == named)
        {
            return before.Refusal;
        }

        await database.Write(
            async session =>
            {
                await session.Do("UPDATE tenants SET name = $2, language = $3, zone = $4 WHERE tenant = $1", caller.Tenant.Value, named.Name, named.Language, named.Zone);
                await AuditTrail.Record(
                    session, caller.Tenant, caller.Actor,
                    new AuditEntry(
                        "desk.changed", $"desk:{caller.Tenant.Value}",
                        SettingChange.Body(new("name", before.Value.Name, named.Name), new("language", before.Value.Language, named.Language), new("zone", before.Value.Zone, named.Zone))));
            },
            stop);
        doors.Forget();
        sessions.ForgetAll();
        return null;
    }
}
