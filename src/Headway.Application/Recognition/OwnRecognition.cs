using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Recognition;
using NodaTime;

namespace Headway.Application.Recognition;

/// <summary>A contribution with its ticket, where the reader may see that.</summary>
public sealed record ContributionRead(Contribution Contribution, long? Number, string? Subject, string? ForWhom);

/// <summary>Thanks that somebody got.</summary>
public sealed record PraiseRead(long Id, string By, string To, long? Number, string? Subject, string? Words, Instant At);

/// <summary>A piece of a newcomer's work that is to be checked, or was.</summary>
public sealed record SampleRead(long Ticket, int Activity, long? Number, string? Subject, PersonId Person, string Name, string Status, string Why, Instant At, string? Verdict, string? Note, string? CheckedBy);

public sealed record ReviewRead(Instant From, Instant To, string Focus, string By, Instant At);

/// <summary>What somebody objects to, and what was answered.</summary>
public sealed record ObjectionRead(long Id, long? Number, int Activity, string Words, Instant At, string? Answer, string? AnsweredBy, PersonId Person, string Name);

/// <summary>Contributions of one week.</summary>
public sealed record WeekCount(LocalDate Monday, int Counted, int ForOthers);

/// <summary>
/// Everything that is recorded of a person: their contributions, thanks, samples, lessons, reviews. For the person and for the
/// leads of their teams; each look of a lead is written down, and the person sees who looked.
/// </summary>
public sealed record PersonRecognition(
    PersonId Person, string Name, Instant From, Instant To, Picture Picture, Picture Team, IReadOnlyList<WeekCount> Weeks, IReadOnlyList<ContributionRead> Latest, IReadOnlyList<PraiseRead> Thanks,
    IReadOnlyList<SampleRead> Samples, int LessonsGot, int LessonsAcknowledged, IReadOnlyList<ReviewRead> Reviews, IReadOnlyList<ObjectionRead> Objections, IReadOnlyList<(string Name, Instant At)> Looked,
    IReadOnlyList<Observation> Observations, Instant? NewcomerUntil)
{
    /// <summary>The middle of the team's own shares on time; null in a team of fewer than three, where it would tell of one person.</summary>
    public double? MedianOnTime { get; init; }
}

/// <summary>Reads one person's page, pack and export.</summary>
public sealed class OwnRecognition(Database database, DeskRulesCache rules, DeskClock clock)
{
    public const int Weeks = 13;
    private const int Most = 60;

    /// <param name="caller">The person, or a lead of theirs.</param>
    /// <param name="person">Null for oneself.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Outcome<PersonRecognition>> Read(Caller caller, PersonId? person = null, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadFigures) is { } no)
        {
            return no;
        }

        var whose = person ?? caller.Person;
        var teams = await database.Read(async session => await session.Query(
            "SELECT m.team FROM memberships m WHERE m.tenant = $1 AND m.person = $2 ORDER BY m.team", row => new TeamId(row.GetInt64(0)), caller.Tenant.Value, whose.Value), stop);
        if (!caller.SeesFiguresOf(whose, teams))
        {
            return RecognitionRefusals.PersonNotYours;
        }

        if (whose != caller.Person)
        {
            await database.Write(async session => await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry("figures.read", $"person:{whose.Value}")), stop);
        }

        var desk = await rules.Of(caller.Tenant, stop);
        var now = clock.Now(caller.Tenant);
        var to = now;
        var monday = Flow.FlowScope.MondayOf(now, caller.Zone).PlusWeeks(1 - Weeks);
        var from = caller.Zone.AtStartOfDay(monday).ToInstant();
        return await database.Snapshot<Outcome<PersonRecognition>>(
            async session =>
            {
                var names = await RecognitionRows.Names(session, caller.Tenant);
                var all = await RecognitionRows.Read(session, caller.Tenant, desk, null, whose, from, now);
                var team = teams.Count == 0 ? [] : await RecognitionRows.Read(session, caller.Tenant, desk, teams[0], null, from, now);
                var latest = all.Reverse().Take(Most).ToList();
                var tickets = await RecognitionRows.Tickets(session, caller, latest.Select(one => one.Act.Ticket));
                var counted = all.Where(one => one.State == ContributionState.Counted).ToLookup(one => Flow.FlowScope.MondayOf(one.Act.At, caller.Zone));
                var (got, acknowledged) = await Lessons(session, caller.Tenant, whose, from);
                return new PersonRecognition(
                    whose, names.GetValueOrDefault(whose) ?? "?", from, to, Picture.Of(all), Picture.Of(team),
                    [.. Enumerable.Range(0, Weeks).Select(week => monday.PlusWeeks(week)).Select(date => new WeekCount(date, counted[date].Count(), counted[date].Count(one => one.Act.ForOthers)))],
                    [.. latest.Select(one => Shown(one, tickets, names))], await PraiseRows.Of(session, caller, "p.given_to", whose.Value, from),
                    await SampleRows.Read(session, caller, "s.person", whose.Value, from), got, acknowledged, await Reviews(session, caller.Tenant, whose, names), await ObjectionRows.Read(session, caller, "o.person", whose.Value, names),
                    await Looked(session, caller.Tenant, whose, names), [.. (await CoachingRows.Of(session, caller.Tenant, desk, teams.Count == 0 ? null : teams[0], team, now)).Where(seen => seen.Person == whose || seen.With == whose)],
                    await session.Number("SELECT until FROM newcomers WHERE tenant = $1 AND person = $2", caller.Tenant.Value, whose.Value) is { } until && until > RecognitionRows.Ms(now) ? RecognitionRows.At(until) : null)
                {
                    MedianOnTime = Picture.MedianOnTime(team),
                };
            },
            stop);
    }

    internal static ContributionRead Shown(Contribution one, Dictionary<long, (long Number, string Subject, bool Shown)> tickets, Dictionary<PersonId, string> names) =>
        tickets.TryGetValue(one.Act.Ticket, out var ticket)
            ? new ContributionRead(one, ticket.Number, ticket.Subject, one.Act.For is { } owner ? names.GetValueOrDefault(owner) : null)
            : new ContributionRead(one, null, null, null);

    private static async ValueTask<(int Got, int Acknowledged)> Lessons(Session session, TenantId tenant, PersonId person, Instant from) => (await session.Query(
        "SELECT count(*), count(acknowledged_at) FROM lessons WHERE tenant = $1 AND assigner = $2 AND at >= $3", row => ((int)row.GetInt64(0), (int)row.GetInt64(1)), tenant.Value, person.Value, RecognitionRows.Ms(from)))[0];

    internal static async ValueTask<List<ReviewRead>> Reviews(Session session, TenantId tenant, PersonId person, Dictionary<PersonId, string> names, int most = 8) => await session.Query(
        $"SELECT starts, ends, focus, written_by, at FROM reviews WHERE tenant = $1 AND person = $2 ORDER BY at DESC, id DESC LIMIT {most}",
        row => new ReviewRead(RecognitionRows.At(row.GetInt64(0)), RecognitionRows.At(row.GetInt64(1)), row.GetString(2), names.GetValueOrDefault(new PersonId(row.GetInt64(3))) ?? "?", RecognitionRows.At(row.GetInt64(4))),
        tenant.Value, person.Value);

    internal static async ValueTask<List<(string, Instant)>> Looked(Session session, TenantId tenant, PersonId person, Dictionary<PersonId, string> names, int most = 5) => [.. (await session.Query(
        $"SELECT actor, at FROM audit WHERE tenant = $1 AND kind = 'figures.read' AND target = $2 ORDER BY seq DESC LIMIT {most}",
        row => (Actor: row.GetString(0), At: RecognitionRows.At(row.GetInt64(1))), tenant.Value, $"person:{person.Value}"))
        .Select(row => (row.Actor.StartsWith("staff:", StringComparison.Ordinal) && names.TryGetValue(new PersonId(long.Parse(row.Actor.AsSpan(6), System.Globalization.CultureInfo.InvariantCulture)), out var name) ? name : "?", row.At))];
}
