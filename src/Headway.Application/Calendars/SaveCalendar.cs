using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Statuses;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Progression;
using NodaTime;
using NodaTime.Text;

namespace Headway.Application.Calendars;

/// <summary>
/// Adds calendars and changes their hours. A calendar is never edited in place: a change is a new version with a first date,
/// and every due that was made keeps the version that counted it.
/// </summary>
public sealed class SaveCalendar(SettingsChange settings, Database database, DeskClock clock)
{
    /// <summary>Answers the new calendar's id.</summary>
    public async Task<Outcome<long>> Add(Caller caller, CalendarDraft draft, RequestKey? key = null, CancellationToken stop = default)
    {
        var id = 0L;
        var no = await settings.Make(caller, Permission.ManageSettings, stop, new SettingPart("calendars", null, async session =>
        {
            var before = await AddedOnce.Before(session, caller, key);
            if (before.Refusal is { } reused)
            {
                return reused;
            }

            if (before.Value is { } known)
            {
                id = known;
                return Remembered.Nothing;
            }

            var calendar = draft.Read(1, clock.Now(caller.Tenant));
            if ((calendar.Refusal ?? await Taken(session, caller.Tenant, draft.Name, null)) is { } wrong)
            {
                return wrong;
            }

            id = await session.NextId();
            await Insert(session, caller.Tenant, id, calendar.Value, null);
            await AddedOnce.Keep(session, caller, key, id);
            return new Remembered(Difference.Entry("calendar.added", $"calendar:{id}", CalendarLines.Of(null, calendar.Value)));
        }));
        return no is null ? id : no;
    }

    /// <param name="caller">An administrator.</param>
    /// <param name="id">Which calendar.</param>
    /// <param name="draft">Its name, zone and hours from then on.</param>
    /// <param name="version">The version that was looked at; null for whatever stands.</param>
    /// <param name="stop">Gives up before anything is changed.</param>
    public Task<Refusal?> Change(Caller caller, long id, CalendarDraft draft, int? version, CancellationToken stop = default) =>
        settings.Make(caller, Permission.ManageSettings, stop, new SettingPart($"calendar:{id}", null, async session =>
        {
            if (await Newest(session, caller.Tenant, id) is not { } before)
            {
                return SettingsRefusals.CalendarUnknown;
            }

            if (version is { } seen && seen != before.Version)
            {
                return SettingsRefusals.Stale;
            }

            var now = clock.Now(caller.Tenant);
            var calendar = draft.Read(before.Version + 1, now);
            if ((calendar.Refusal ?? await Taken(session, caller.Tenant, draft.Name, id)) is { } wrong)
            {
                return wrong;
            }

            var from = draft.Begins(now.InZone(calendar.Value.Zone).Date).Value;
            var lines = Difference.Among(CalendarLines.Of(before, calendar.Value));
            if (lines.Count == 0)
            {
                return Remembered.Nothing;
            }

            await session.Do("UPDATE calendars SET current = false WHERE tenant = $1 AND id = $2 AND current", caller.Tenant.Value, id);
            await Insert(session, caller.Tenant, id, calendar.Value, from);
            return new Remembered(Difference.Entry(
                "calendar.changed", $"calendar:{id}", [.. lines, new Difference("from", null, LocalDatePattern.Iso.Format(from)), new Difference("version", $"{before.Version}", $"{calendar.Value.Version}")]));
        }));

    /// <summary>
    /// Puts a calendar away: nobody can choose it any more. Its versions stay, since dues that it counted name them; its name stays
    /// taken for the same reason. Refused while a team, a service or a rule counts by it.
    /// </summary>
    public Task<Refusal?> Retire(Caller caller, long id, CancellationToken stop = default) =>
        settings.Make(caller, Permission.ManageSettings, stop, new SettingPart($"calendar:{id}", null, async session =>
        {
            if (await Newest(session, caller.Tenant, id) is not { } calendar)
            {
                return SettingsRefusals.CalendarUnknown;
            }

            if (await CalendarUses.Of(session, caller.Tenant, id) is { Count: > 0 } uses)
            {
                return SettingsRefusals.CalendarInUse.Because($"Used by {string.Join(", ", uses)}. {SettingsRefusals.CalendarInUse.Message}");
            }

            await session.Do("UPDATE calendars SET current = false WHERE tenant = $1 AND id = $2 AND current", caller.Tenant.Value, id);
            return new Remembered(Difference.Entry("calendar.retired", $"calendar:{id}", new Difference("name", calendar.Name, null)));
        }));

    /// <summary>Takes a calendar that was put away back into use, by its newest version.</summary>
    public Task<Refusal?> Restore(Caller caller, long id, CancellationToken stop = default) =>
        settings.Make(caller, Permission.ManageSettings, stop, new SettingPart($"calendar:{id}", null, async session =>
        {
            if (await Newest(session, caller.Tenant, id) is not null)
            {
                return Remembered.Nothing;
            }

            var changed = await session.Run(
                "UPDATE calendars SET current = true WHERE tenant = $1 AND id = $2 AND version = (SELECT max(x.version) FROM calendars x WHERE x.tenant = $1 AND x.id = $2)",
                caller.Tenant.Value, id);
            return changed == 0 || await Newest(session, caller.Tenant, id) is not { } calendar
                ? SettingsRefusals.CalendarUnknown
                : new Remembered(Difference.Entry("calendar.restored", $"calendar:{id}", new Difference("name", null, calendar.Name)));
        }));

    /// <summary>What the hours would have meant for what this calendar counted in the last 28 days; nothing for a new one.</summary>
    public async Task<Outcome<Rehearsed>> Rehearse(Caller caller, long? id, CalendarDraft draft, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        var now = clock.Now(caller.Tenant);
        var calendar = draft.Read(1, now);
        if (calendar.Refusal is { } wrong)
        {
            return wrong;
        }

        return await database.Snapshot<Outcome<Rehearsed>>(
            async session =>
            {
                if (id is not { } known)
                {
                    return Rehearsed.Nothing;
                }

                return await Newest(session, caller.Tenant, known) is { } before
                    ? Rehearsal.OfHours(await PastActivities.Read(session, caller.Tenant, now, calendar: before.Name), calendar.Value, now)
                    : SettingsRefusals.CalendarUnknown;
            },
            stop);
    }

    private static Task<WorkCalendar?> Newest(Session session, TenantId tenant, long id) => session.One(
        "SELECT body, name, version FROM calendars WHERE tenant = $1 AND id = $2 AND current",
        row => RulesReader.ReadCalendar(row.GetString(0), row.GetString(1), (int)row.GetInt64(2)), tenant.Value, id).AsTask();

    // A due names its calendar by name and version, so that no two calendars ever share a name.
    private static async Task<Refusal?> Taken(Session session, TenantId tenant, string name, long? id) =>
        await session.Number("SELECT id FROM calendars WHERE tenant = $1 AND lower(name) = lower($2) AND id <> $3 LIMIT 1", tenant.Value, name.Trim(), id ?? 0) is null
            ? null
            : SettingsRefusals.NameTaken;

    private static async Task Insert(Session session, TenantId tenant, long id, WorkCalendar calendar, LocalDate? from) => await session.Do(
        "INSERT INTO calendars (tenant, id, version, name, body, current, created, valid_from) VALUES ($1, $2, $3, $4, $5, true, $6, $7)",
        tenant.Value, id, (long)calendar.Version, calendar.Name, DescribedCalendar.Write(calendar), await session.Now(), from is { } date ? LocalDatePattern.Iso.Format(date) : null);
}

/// <summary>A calendar in lines, before and after: what the trail keeps of a change.</summary>
internal static class CalendarLines
{
    public static IEnumerable<Difference> Of(WorkCalendar? before, WorkCalendar after)
    {
        yield return new Difference("name", before?.Name, after.Name);
        yield return new Difference("zone", before?.Zone.Id, after.Zone.Id);
        for (var day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Sunday; day++)
        {
            yield return new Difference(Weekdays.CodeOf(day), before is null ? null : Line(before.SpansOn(day)), Line(after.SpansOn(day)));
        }

        var dates = (before?.Overrides.Keys ?? []).Concat(after.Overrides.Keys).Distinct().Order();
        foreach (var date in dates)
        {
            yield return new Difference(LocalDatePattern.Iso.Format(date), Day(before, date), Day(after, date));
        }
    }

    private static string? Day(WorkCalendar? calendar, LocalDate date) =>
        calendar?.Overrides.TryGetValue(date, out var day) == true ? string.Join(" ", new[] { Line(day.Spans), day.Name }.Where(part => part is not null)) : null;

    private static string Line(IReadOnlyList<Span> spans) => spans.Count == 0 ? "closed" : string.Join(", ", spans);
}
