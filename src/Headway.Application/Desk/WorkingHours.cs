using System.Text.Json;
using System.Text.Json.Nodes;
using Headway.Application.Access;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Application.Views;
using Headway.Domain;

namespace Headway.Application.Desk;

/// <summary>The week of the Service Desk's calendar and its zone.</summary>
public sealed record DeskHours(HoursView Week, string Zone);

/// <summary>
/// The hours the Service Desk is there, as the first run asks them. A change is a new version of its calendar, holidays and
/// days of other hours kept; what is dated already stays dated.
/// </summary>
public sealed class WorkingHours(Database database, DeskRulesCache rules, DeskClock clock)
{
    public static readonly IReadOnlyList<string> Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    public async Task<Outcome<DeskHours>> Read(Caller caller, CancellationToken stop = default) =>
        caller.Denies(Permission.ManageSettings) is { } no
            ? no
            : await database.Read<Outcome<DeskHours>>(async session => (await Find(session, caller.Tenant)) is { } found ? Shown(found.Body) : DeskRefusals.HoursMissing, stop);

    public async Task<Refusal?> Set(Caller caller, DeskHours wish, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        if (Domain.Calendars.Zones.Find(wish.Zone).IsRefused)
        {
            return DeskRefusals.ZoneMissing;
        }

        var days = wish.Week.Days.Select(day => (day.Day, Spans: day.Spans.Where(span => span.From.Length > 0 || span.To.Length > 0).ToList())).Where(day => day.Spans.Count > 0).ToList();
        if (days.Count == 0)
        {
            return DeskRefusals.HoursMissing;
        }

        var week = new JsonObject();
        foreach (var (day, spans) in days)
        {
            week[day] = new JsonArray([.. spans.Select(span => (JsonNode)$"{span.From}-{span.To}")]);
        }

        var done = await Refusable.Write<bool>(database, session => Write(session, caller, week, wish.Zone), stop);
        rules.Forget(caller.Tenant);
        return done.Refusal;
    }

    private async Task<Outcome<bool>> Write(Session session, Caller caller, JsonObject week, string zone)
    {
        if (await Find(session, caller.Tenant) is not { } known)
        {
            return DeskRefusals.HoursMissing;
        }

        var body = JsonNode.Parse(known.Body)!.AsObject();
        var (weekBefore, zoneBefore) = (body["weekly"]?.ToJsonString(), body["zone"]?.GetValue<string>());
        body["weekly"] = week.DeepClone();
        body["zone"] = zone;
        try
        {
            RulesReader.ReadCalendar(body.ToJsonString(), known.Name, 1);
        }
        catch (FormatException wrong)
        {
            return DeskRefusals.HoursMalformed.Because(wrong.Message);
        }

        if (SettingChange.Body(new("weekly", weekBefore, week.ToJsonString()), new("zone", zoneBefore, zone)) is not { } changes)
        {
            return true;
        }

        var now = clock.Wall().ToUnixTimeMilliseconds();
        await session.Do("UPDATE calendars SET current = (1 = 0) WHERE tenant = $1 AND id = $2 AND current", caller.Tenant.Value, known.Id);
        await session.Do(
            "INSERT INTO calendars (tenant, id, version, name, body, current, created) VALUES ($1, $2, $3, $4, $5, true, $6)",
            caller.Tenant.Value, known.Id, known.Version + 1, known.Name, body.ToJsonString(), now);
        await rules.Changed(session, caller.Tenant, now);
        await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry("calendar.changed", $"calendar:{known.Id}", changes));
        return true;
    }

    private static DeskHours Shown(string body)
    {
        using var json = JsonDocument.Parse(body);
        var weekly = json.RootElement.TryGetProperty("weekly", out var week) ? week : default;
        var zone = json.RootElement.TryGetProperty("zone", out var given) ? given.GetString() : null;
        return new DeskHours(
            new HoursView([.. Days.Select(day => new DayHours(day, weekly.ValueKind == JsonValueKind.Object && weekly.TryGetProperty(day, out var spans)
                ? [.. spans.EnumerateArray().Select(span => span.GetString()?.Split('-', 2) is [var from, var to] ? new HourSpan(from.Trim(), to.Trim()) : new HourSpan("", ""))] : []))]),
            zone ?? "UTC");
    }

    private static ValueTask<Known?> Find(Session session, TenantId tenant) => session.One(
        """
        SELECT c.id, c.version, c.name, c.body FROM teams t JOIN calendars c ON c.tenant = t.tenant AND c.id = t.calendar
        WHERE t.tenant = $1 AND t.desk AND t.active AND c.current
        """,
        row => new Known(row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetString(3)), tenant.Value);

    private sealed record Known(long Id, long Version, string Name, string Body);
}
