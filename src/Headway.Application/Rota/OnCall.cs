using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Statuses;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Rota;
using Headway.Domain.Statuses;

namespace Headway.Application.Rota;

/// <summary>The rules by which something counts by another calendar, who is on call now, and who could be.</summary>
public sealed record OnCallRead(IReadOnlyList<CalendarRule> Rules, IReadOnlyList<OnCallNow> Now, IReadOnlyList<Named> Staff, IReadOnlyList<Named> Calendars, IReadOnlyList<Named> Services);

/// <summary>A rule as somebody would have it. No people: the calendar alone, nobody on call.</summary>
public sealed record OnCallDraft(long Calendar, ServiceId? Service, Priority? Priority, OnCallTurn Turn, IReadOnlyList<OnCallInstead> Instead);

/// <summary>Which calendar counts a priority or a service, and who answers for it outside of everybody else's hours.</summary>
public sealed class OnCall(SettingsChange settings, Database database, DeskClock clock)
{
    public async Task<Outcome<OnCallRead>> Read(Caller caller, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadSettings) is { } no)
        {
            return no;
        }

        var now = clock.Now(caller.Tenant);
        return await database.Snapshot<Outcome<OnCallRead>>(
            async session => new OnCallRead(
                await OnCallRows.Read(session, caller), await OnCallRows.Now(session, caller, now),
                await session.Query(
                    "SELECT id, name FROM people WHERE tenant = $1 AND kind = 'staff' AND active ORDER BY name", row => new Named(row.GetInt64(0), row.GetString(1)), caller.Tenant.Value),
                await session.Query("SELECT id, name FROM calendars WHERE tenant = $1 AND current ORDER BY name", row => new Named(row.GetInt64(0), row.GetString(1)), caller.Tenant.Value),
                await StatusSettings.Services(session, caller)),
            stop);
    }

    /// <summary>Who is on call now, for everybody of support.</summary>
    public Task<IReadOnlyList<OnCallNow>> Now(Caller caller, CancellationToken stop = default) => caller.May(Permission.ReadSettings)
        ? database.Read<IReadOnlyList<OnCallNow>>(async session => await OnCallRows.Now(session, caller, clock.Now(caller.Tenant)), stop)
        : Task.FromResult<IReadOnlyList<OnCallNow>>([]);

    /// <summary>Adds a rule (<paramref name="id"/> null) or changes one; answers its id.</summary>
    public async Task<Outcome<long>> Keep(Caller caller, long? id, OnCallDraft draft, int? expected, CancellationToken stop = default)
    {
        var kept = id ?? 0;
        var no = await settings.Make(caller, Permission.ManageSettings, stop, new SettingPart(id is { } known ? OnCallRows.What(known) : "on-call", expected, async session =>
        {
            var rules = await OnCallRows.Read(session, caller);
            var before = rules.FirstOrDefault(rule => rule.Id == id);
            if (id is not null && before is null)
            {
                return OnCallRefusals.Unknown;
            }

            if (await Check(session, caller.Tenant, rules, id, draft) is { } wrong)
            {
                return wrong;
            }

            var rota = OnCallRows.Write(draft.Turn, draft.Instead);
            object?[] values = [caller.Tenant.Value, id ?? (kept = await session.NextId()), draft.Calendar, draft.Service?.Value, (long?)draft.Priority, draft.Turn.People is [{ } first, ..] ? first.Value : null, rota];
            await session.Do(
                id is null
                    ? "INSERT INTO calendar_choices (tenant, id, calendar, service, priority, on_call, rota) VALUES ($1, $2, $3, $4, $5, $6, $7)"
                    : "UPDATE calendar_choices SET calendar = $3, service = $4, priority = $5, on_call = $6, rota = $7 WHERE tenant = $1 AND id = $2",
                values);
            return new Remembered(Difference.Entry(
                id is null ? "on-call.added" : "on-call.changed", OnCallRows.What(kept),
                new Difference("for", before is null ? null : For(before.Service, before.Priority), For(draft.Service, draft.Priority)),
                new Difference("calendar", before is null ? null : $"calendar:{before.Calendar}", $"calendar:{draft.Calendar}"),
                new Difference("on-call", People(before?.Rota), People(rota is null ? null : new OnCallRota(NodaTime.DateTimeZone.Utc, draft.Turn, draft.Instead)))));
        }));
        return no is null ? kept : no;
    }

    public Task<Refusal?> Remove(Caller caller, long id, int? expected, CancellationToken stop = default) =>
        settings.Make(caller, Permission.ManageSettings, stop, new SettingPart(OnCallRows.What(id), expected, async session =>
        {
            if ((await OnCallRows.Read(session, caller)).FirstOrDefault(rule => rule.Id == id) is not { } before)
            {
                return OnCallRefusals.Unknown;
            }

            await session.Do("DELETE FROM calendar_choices WHERE tenant = $1 AND id = $2", caller.Tenant.Value, id);
            return new Remembered(Difference.Entry(
                "on-call.removed", OnCallRows.What(id), new Difference("for", For(before.Service, before.Priority), null), new Difference("on-call", People(before.Rota), null)));
        }));

    private static async Task<Refusal?> Check(Session session, TenantId tenant, List<CalendarRule> rules, long? id, OnCallDraft draft)
    {
        if (draft is { Service: null, Priority: null })
        {
            return OnCallRefusals.NothingChosen;
        }

        if (rules.Any(rule => rule.Id != id && rule.Service == draft.Service && rule.Priority == draft.Priority))
        {
            return OnCallRefusals.ChosenTwice;
        }

        if ((draft.Turn.People.Count > 0 || draft.Instead.Count > 0) && OnCallRota.Check(draft.Turn, draft.Instead) is { } wrong)
        {
            return wrong;
        }

        if (await session.Number("SELECT id FROM calendars WHERE tenant = $1 AND id = $2 AND current", tenant.Value, draft.Calendar) is null)
        {
            return SettingsRefusals.CalendarUnknown;
        }

        if (draft.Service is { } service && await session.Number("SELECT id FROM services WHERE tenant = $1 AND id = $2", tenant.Value, service.Value) is null)
        {
            return SettingsRefusals.ServiceUnknown;
        }

        var staff = (await session.Query("SELECT id FROM people WHERE tenant = $1 AND kind = 'staff' AND active", row => row.GetInt64(0), tenant.Value)).ToHashSet();
        return draft.Turn.People.Concat(draft.Instead.Select(one => one.Person)).All(person => staff.Contains(person.Value)) ? null : OnCallRefusals.PersonUnknown;
    }

    private static string For(ServiceId? service, Priority? priority) =>
        string.Join(" ", new[] { priority?.ToString(), service is { } one ? $"service:{one.Value}" : null }.Where(part => part is not null));

    private static string? People(OnCallRota? rota) => rota is null ? null
        : string.Join(", ", rota.Turn.People.Select(person => $"person:{person.Value}"))
            + (rota.Turn.People.Count > 1 ? $" every {rota.Turn.Days} days from {rota.Turn.From:uuuu-MM-dd} {rota.Turn.At:HH:mm}" : "")
            + string.Concat(rota.Instead.Select(one => $"; {one.From:uuuu-MM-dd} to {one.Until:uuuu-MM-dd} person:{one.Person.Value}"));
}
