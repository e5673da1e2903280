using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Teams;

/// <summary>What of a team is set. <paramref name="Mode"/> by its name.</summary>
public sealed record TeamWish(string? Name, long? Calendar, string? Mode, bool Restricted)
{
    /// <summary>One's own work comes a little sooner; of no effect in modes that have no such thing.</summary>
    public bool Affinity { get; init; }
}

/// <summary>Adds a team or changes how one is set. What is decided from then on goes by it; what is dated stays dated.</summary>
public sealed class SetTeam(Database database, DeskRulesCache rules, Sessions sessions, DeskClock clock)
{
    public Task<Outcome<TeamId>> Add(Caller caller, TeamWish wish, CancellationToken stop = default) => Write(
        caller,
        async session =>
        {
            var checkedWish = await Check(session, caller, wish, null);
            if (checkedWish.Refusal is { } no)
            {
                return no;
            }

            var (name, calendar, mode) = checkedWish.Value;
            var id = await NewTenant.AddTeam(session, database.Counters, caller.Tenant, name, isDesk: false, calendar, mode);
            if (wish.Affinity)
            {
                await session.Do("UPDATE teams SET affinity = (1 = 1) WHERE tenant = $1 AND id = $2", caller.Tenant.Value, id.Value);
            }

            if (wish.Restricted)
            {
                // Whoever makes it is its first member: a restricted team nobody is in would be seen by nobody.
                await session.Do("UPDATE teams SET restricted = (1 = 1) WHERE tenant = $1 AND id = $2", caller.Tenant.Value, id.Value);
                await session.Do("INSERT INTO memberships (tenant, team, person, lead) VALUES ($1, $2, $3, $4)", caller.Tenant.Value, id.Value, caller.Person.Value, false);
            }

            await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry("team.added", Target(id), SettingChange.Body(new SettingChange("name", null, name), new("mode", null, mode))));
            return id;
        },
        stop);

    public Task<Outcome<TeamId>> Change(Caller caller, TeamId team, TeamWish wish, CancellationToken stop = default) => Write(
        caller,
        async session =>
        {
            if (await Before(session, caller.Tenant, team) is not { } before)
            {
                return TeamRefusals.Unknown;
            }

            var checkedWish = await Check(session, caller, wish, team);
            if (checkedWish.Refusal is { } no)
            {
                return no;
            }

            if (wish.Restricted && before.Desk)
            {
                return TeamRefusals.DeskStays;
            }

            if (wish.Restricted && !before.Restricted && await session.Number("SELECT 1 FROM memberships WHERE tenant = $1 AND team = $2 LIMIT 1", caller.Tenant.Value, team.Value) is null)
            {
                return TeamRefusals.RestrictedEmpty;
            }

            var (name, calendar, mode) = checkedWish.Value;
            await session.Do(
                "UPDATE teams SET name = $3, calendar = $4, mode = $5, restricted = $6, affinity = $7 WHERE tenant = $1 AND id = $2", caller.Tenant.Value, team.Value, name, calendar, mode, wish.Restricted,
                wish.Affinity);
            if (SettingChange.Body(
                new("name", before.Name, name),
                new("calendar", await CalendarName(session, caller.Tenant, before.Calendar), await CalendarName(session, caller.Tenant, calendar)),
                new("mode", before.Mode, mode),
                new("affinity", before.Affinity ? "yes" : "no", wish.Affinity ? "yes" : "no"),
                new("restricted", before.Restricted ? "yes" : "no", wish.Restricted ? "yes" : "no")) is { } body)
            {
                await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry("team.changed", Target(team), body));
            }

            return team;
        },
        stop);

    /// <summary>Gives a team up while it holds nothing, or takes it up again.</summary>
    public Task<Outcome<TeamId>> Activate(Caller caller, TeamId team, bool active, CancellationToken stop = default) => Write(
        caller,
        async session =>
        {
            if (await Before(session, caller.Tenant, team) is not { } before)
            {
                return TeamRefusals.Unknown;
            }

            if (before.Desk && !active)
            {
                return TeamRefusals.DeskStays;
            }

            var open = await session.Number("SELECT count(*) FROM tickets k WHERE k.tenant = $1 AND k.team = $2 AND k.state = 'open'", caller.Tenant.Value, team.Value) ?? 0;
            if (!active && open > 0)
            {
                return TeamRefusals.HoldsTickets.Because(
                    open == 1 ? "This team holds one open ticket. Hand it to another team first, then deactivate this one."
                    : $"This team holds {open} open tickets. Hand them to another team first, then deactivate this one.");
            }

            if (!active && await session.Number("SELECT 1 FROM services s WHERE s.tenant = $1 AND s.team = $2 AND s.active LIMIT 1", caller.Tenant.Value, team.Value) is not null)
            {
                return TeamRefusals.ServesServices;
            }

            if (before.Active != active)
            {
                await session.Do("UPDATE teams SET active = $3 WHERE tenant = $1 AND id = $2", caller.Tenant.Value, team.Value, active);
                await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry(active ? "team.activated" : "team.deactivated", Target(team)));
            }

            return team;
        },
        stop);

    internal static string Target(TeamId team) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"team:{team.Value}");

    private async Task<Outcome<TeamId>> Write(Caller caller, Func<Session, Task<Outcome<TeamId>>> write, CancellationToken stop)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        var done = await Refusable.Write<TeamId>(
            database,
            async session =>
            {
                var outcome = await write(session);
                if (!outcome.IsRefused)
                {
                    await rules.Changed(session, caller.Tenant, clock.Wall().ToUnixTimeMilliseconds());
                }

                return outcome;
            },
            stop);
        rules.Forget(caller.Tenant);
        sessions.ForgetAll();
        return done;
    }

    private static async Task<Outcome<(string Name, long Calendar, string Mode)>> Check(Session session, Caller caller, TeamWish wish, TeamId? of)
    {
        var name = wish.Name?.Trim() ?? "";
        if (name.Length is 0 or > 100 || TextCheck.Check(name) is not null)
        {
            return TeamRefusals.NameMissing;
        }

        if (await session.Number("SELECT 1 FROM teams t WHERE t.tenant = $1 AND lower(t.name) = lower($2) AND t.id <> $3", caller.Tenant.Value, name, of?.Value ?? 0) is not null)
        {
            return TeamRefusals.NameTaken;
        }

        if (wish.Calendar is not { } calendar || await session.Number("SELECT 1 FROM calendars WHERE tenant = $1 AND id = $2 AND current", caller.Tenant.Value, calendar) is null)
        {
            return TeamRefusals.CalendarUnknown;
        }

        return TeamModes.Find(wish.Mode) is { } mode
            ? (name, calendar, mode.ToString())
            : TeamRefusals.ModeUnknown;
    }

    private static ValueTask<string?> CalendarName(Session session, TenantId tenant, long calendar) =>
        session.Text("SELECT name FROM calendars WHERE tenant = $1 AND id = $2 AND current", tenant.Value, calendar);

    private static ValueTask<Known?> Before(Session session, TenantId tenant, TeamId team) => session.One(
        "SELECT name, desk, mode, calendar, restricted, active, affinity FROM teams WHERE tenant = $1 AND id = $2" + session.ForUpdate,
        row => new Known(row.GetString(0), row.GetBoolean(1), row.GetString(2), row.GetInt64(3), row.GetBoolean(4), row.GetBoolean(5), row.GetBoolean(6)), tenant.Value, team.Value);

    private sealed record Known(string Name, bool Desk, string Mode, long Calendar, bool Restricted, bool Active, bool Affinity);
}
