using System.Globalization;
using System.Text.Json;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.People;
using Headway.Domain.Rota;
using Headway.Domain.Statuses;
using NodaTime;
using NodaTime.Text;

namespace Headway.Application.Rota;

/// <summary>A week as it is kept: the draft, what was published of it, and how often it was changed.</summary>
internal sealed record KeptWeek(RotaPlan Draft, RotaPlan? Published, int Revision, Instant? PublishedAt, PersonId? PublishedBy, string? Overridden)
{
    public static readonly KeptWeek Empty = new(RotaPlan.Empty, null, 0, null, null, null);
}

/// <summary>How queues and weeks lie in their tables.</summary>
internal static class RotaRows
{
    /// <summary>The weekly template stands under this name of a week.</summary>
    public const string Template = "";

    private sealed record SlotJson(int Id, long Person, int Day, string Hours, long[] Queues);

    public static string Write(RotaPlan plan) => JsonSerializer.Serialize(
        plan.Slots.Select(slot => new SlotJson(slot.Id, slot.Person.Value, (int)slot.Day, slot.Hours.ToString(), [.. slot.Queues])), JsonSerializerOptions.Web);

    public static RotaPlan Read(string json) => new([.. (JsonSerializer.Deserialize<SlotJson[]>(json, JsonSerializerOptions.Web) ?? []).Select(slot => new RotaSlot(
        slot.Id, new PersonId(slot.Person), (IsoDayOfWeek)slot.Day, Span.Parse(slot.Hours).Value, slot.Queues))]);

    public static ValueTask<List<StatusQueue>> Queues(Session session, TenantId tenant, TeamId? team = null) => session.Query(
        $"SELECT id, name, team, statuses, min_cover FROM status_queues WHERE tenant = $1{(team is null ? "" : " AND team = $2")} ORDER BY team, place, id",
        row => new StatusQueue(row.GetString(1), new TeamId(row.GetInt64(2)), [.. row.GetString(3).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(code => new StatusCode(code))])
        {
            Id = row.GetInt64(0),
            MinCover = (int)row.GetInt64(4),
        },
        team is { } one ? [tenant.Value, one.Value] : [tenant.Value]);

    public static async ValueTask<KeptWeek> Week(Session session, TenantId tenant, TeamId team, string week) => await session.One(
        "SELECT draft, published, revision, published_at, published_by, overridden FROM rota_plans WHERE tenant = $1 AND team = $2 AND week = $3",
        row => new KeptWeek(
            Read(row.GetString(0)), row.TextOrNull(1) is { } published ? Read(published) : null, (int)row.GetInt64(2),
            row.LongOrNull(3) is { } at ? Instant.FromUnixTimeMilliseconds(at) : null, row.LongOrNull(4) is { } by ? new PersonId(by) : null, row.TextOrNull(5)),
        tenant.Value, team.Value, week) ?? KeptWeek.Empty;

    /// <summary>Keeps a week that stood at <paramref name="week"/>'s revision; false when somebody was faster.</summary>
    public static async ValueTask<bool> Keep(Session session, TenantId tenant, TeamId team, string name, KeptWeek week)
    {
        var published = week.Published is { } plan ? Write(plan) : null;
        object?[] values =
        [
            tenant.Value, team.Value, name, Write(week.Draft), published, week.PublishedAt?.ToUnixTimeMilliseconds(), week.PublishedBy?.Value, week.Overridden, (long)week.Revision,
        ];
        return await session.Run(
            week.Revision == 0
                ? """
                  INSERT INTO rota_plans (tenant, team, week, draft, published, published_at, published_by, overridden, revision) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9 + 1)
                  ON CONFLICT (tenant, team, week) DO NOTHING
                  """
                : """
                  UPDATE rota_plans SET draft = $4, published = $5, published_at = $6, published_by = $7, overridden = $8, revision = revision + 1
                  WHERE tenant = $1 AND team = $2 AND week = $3 AND revision = $9
                  """,
            values) == 1;
    }

    /// <summary>The published rota around an instant of the teams that go by one, with who is away. Empty when none does.</summary>
    public static async ValueTask<PublishedRota> Published(Session session, TenantId tenant, IEnumerable<Team> teams, Instant at)
    {
        var away = await Absences(session, tenant, at, at + Duration.FromDays(1));
        var perfect = teams.Where(team => team.Mode == PrioritisationMode.Perfect).ToList();
        if (perfect.Count == 0)
        {
            return PublishedRota.Empty.With(away);
        }

        var queues = (await Queues(session, tenant)).Where(queue => perfect.Exists(team => team.Id == queue.Team)).ToList();
        var shifts = new List<RotaShift>();
        foreach (var team in perfect)
        {
            shifts.AddRange(await Shifts(session, tenant, team, queues, at));
        }

        return new PublishedRota(queues, shifts, away);
    }

    /// <summary>The published shifts of the week of that instant, and of the one before it, whose last night may reach into it.</summary>
    private static async ValueTask<IEnumerable<RotaShift>> Shifts(Session session, TenantId tenant, Team team, IReadOnlyList<StatusQueue> queues, Instant at)
    {
        var zone = team.Calendar.Zone;
        var monday = Monday(at.InZone(zone).Date);
        var names = queues.Where(queue => queue.Team == team.Id).ToDictionary(queue => queue.Id, queue => queue.Name);
        var rows = await session.Query(
            "SELECT week, published FROM rota_plans WHERE tenant = $1 AND team = $2 AND week IN ($3, $4) AND published IS NOT NULL",
            row => (Week: row.GetString(0), Plan: Read(row.GetString(1))), tenant.Value, team.Id.Value, Name(monday), Name(monday.PlusWeeks(-1)));
        return rows.SelectMany(row => row.Plan.Shifts(team.Id, LocalDatePattern.Iso.Parse(row.Week).Value, zone, names)).ToList();
    }

    /// <summary>Who is away at some time between the two.</summary>
    public static async ValueTask<Absences> Absences(Session session, TenantId tenant, Instant from, Instant to) => new(await session.Query(
        "SELECT person, starts, ends FROM absences WHERE tenant = $1 AND ends > $2 AND starts < $3",
        row => new Absence(new PersonId(row.GetInt64(0)), Instant.FromUnixTimeMilliseconds(row.GetInt64(1)), Instant.FromUnixTimeMilliseconds(row.GetInt64(2))),
        tenant.Value, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds()));

    public static LocalDate Monday(LocalDate day) => day.PlusDays(1 - (int)day.DayOfWeek);

    public static string Name(LocalDate monday) => monday.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
