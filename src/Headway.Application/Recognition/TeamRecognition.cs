using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Flow;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Recognition;
using NodaTime;

namespace Headway.Application.Recognition;

/// <summary>Who did whose work: from, for, how often.</summary>
public sealed record CoverPair(string By, string For, int Count);

/// <summary>Somebody of the team, by name only: a door to their page, no figure beside it.</summary>
public sealed record Member(PersonId Person, string Name, Instant? NewcomerUntil);

/// <summary>
/// What a team contributed together. <paramref name="Pairs"/>, <paramref name="Unthanked"/>, <paramref name="Samples"/>,
/// <paramref name="Observations"/> and <paramref name="Objections"/> are for its leads only and empty for others.
/// </summary>
public sealed record TeamRecognitionRead(
    TeamId Team, string Name, Instant From, Instant To, Picture Picture, IReadOnlyList<WeekCount> Weeks, IReadOnlyList<PraiseRead> Thanks, IReadOnlyList<Member> Members, IReadOnlyList<CoverPair> Pairs,
    IReadOnlyList<ContributionRead> Unthanked, IReadOnlyList<SampleRead> Samples, IReadOnlyList<(Observation Seen, string Name, string? With, long? Number)> Observations, IReadOnlyList<ObjectionRead> Objections, bool Leads,
    IReadOnlyDictionary<TeamId, string> Teams)
{
    /// <summary>First names of who did what stands unthanked, by ticket and activity.</summary>
    public IReadOnlyDictionary<(long, int), string> Doers { get; init; } = new Dictionary<(long, int), string>();
}

/// <summary>Reads a team's page; its members see the whole, its leads also what to praise, to check and to talk about.</summary>
public sealed class TeamRecognition(Database database, DeskRulesCache rules, DeskClock clock, PickSamples samples)
{
    public async Task<Outcome<TeamRecognitionRead>> Read(Caller caller, TeamId? asked, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadFigures) is { } no)
        {
            return no;
        }

        var desk = await rules.Of(caller.Tenant, stop);
        var own = caller.Leads.Concat(caller.Teams).Concat(caller.SeesAllTeams() ? desk.Teams.Keys : []).Where(desk.Teams.ContainsKey).Distinct()
            .OrderBy(id => !caller.Leads.Contains(id)).ThenBy(id => !desk.Teams[id].IsDesk).ThenBy(id => id.Value).ToList();
        if (own.Count == 0)
        {
            return AccessRefusals.NotAllowed;
        }

        var team = asked is { } one && own.Contains(one) ? one : own[0];
        var leads = caller.Leads.Contains(team) && caller.Role == Role.Lead;
        var now = clock.Now(caller.Tenant);
        var monday = FlowScope.MondayOf(now, caller.Zone).PlusWeeks(1 - OwnRecognition.Weeks);
        var from = caller.Zone.AtStartOfDay(monday).ToInstant();
        if (leads)
        {
            await samples.Do(caller.Tenant, team, stop);
        }

        return await database.Snapshot<Outcome<TeamRecognitionRead>>(
            async session =>
            {
                var names = await RecognitionRows.Names(session, caller.Tenant);
                var all = await RecognitionRows.Read(session, caller.Tenant, desk, team, null, from, now);
                var counted = all.Where(item => item.State == ContributionState.Counted).ToLookup(item => FlowScope.MondayOf(item.Act.At, caller.Zone));
                var standouts = await Unthanked(session, caller, all, now);
                var observed = leads ? await CoachingRows.Of(session, caller.Tenant, desk, team, all, now) : [];
                var tickets = await RecognitionRows.Tickets(session, caller, standouts.Select(item => item.Act.Ticket).Concat(observed.Select(seen => seen.Ticket ?? 0)));
                return new TeamRecognitionRead(
                    team, desk.Teams[team].Name, from, now, Picture.Of(all),
                    [.. Enumerable.Range(0, OwnRecognition.Weeks).Select(week => monday.PlusWeeks(week)).Select(date => new WeekCount(date, counted[date].Count(), counted[date].Count(item => item.Act.ForOthers)))],
                    await PraiseRows.Of(session, caller, "team", team.Value, from, 12), leads ? await Members(session, caller.Tenant, team, now) : [],
                    leads ? Pairs(all, names) : [], leads ? [.. standouts.Select(item => OwnRecognition.Shown(item, tickets, names))] : [],
                    leads ? await SampleRows.Read(session, caller, "s.team", team.Value, from) : [],
                    [.. observed.Select(seen => (seen, names.GetValueOrDefault(seen.Person) ?? "?", seen.With is { } with ? names.GetValueOrDefault(with) : null, seen.Ticket is { } key && tickets.TryGetValue(key, out var found) ? (long?)found.Number : null))],
                    leads ? await ObjectionRows.Read(session, caller, "team", team.Value, names) : [], leads, own.ToDictionary(id => id, id => desk.Teams[id].Name))
                {
                    Doers = standouts.ToDictionary(item => (item.Act.Ticket, item.Act.Activity), item => (names.GetValueOrDefault(item.Act.Person) ?? "?").Split(' ')[0]),
                };
            },
            stop);
    }

    /// <summary>
    /// What was done for others in two weeks and stands unthanked, newest first: of each person on each ticket the latest. Thanks for an
    /// act are thanks for what the person had done on the ticket before.
    /// </summary>
    private static async ValueTask<List<Contribution>> Unthanked(Session session, Caller caller, IReadOnlyList<Contribution> all, Instant now)
    {
        var thanked = (await session.Query(
            "SELECT given_to, ticket, max(activity) FROM praise WHERE tenant = $1 GROUP BY given_to, ticket",
            row => (Key: (new PersonId(row.GetInt64(0)), row.GetInt64(1)), Activity: row.GetInt64(2)), caller.Tenant.Value)).ToDictionary(one => one.Key, one => one.Activity);
        return [.. all.Where(item => item.Act.ForOthers && item.Act.Person != caller.Person && item.State is ContributionState.Counted or ContributionState.Maturing && item.Act.At > now - Duration.FromDays(14))
            .Reverse().DistinctBy(item => (item.Act.Person, item.Act.Ticket))
            .Where(item => !thanked.TryGetValue((item.Act.Person, item.Act.Ticket), out var last) || last < item.Act.Activity).Take(6)];
    }

    private static List<CoverPair> Pairs(IReadOnlyList<Contribution> all, Dictionary<PersonId, string> names) =>
        [.. all.Where(one => one.State == ContributionState.Counted && one.Act.Cover && one.Act.For is not null).GroupBy(one => (one.Act.Person, one.Act.For))
            .Select(pair => new CoverPair(names.GetValueOrDefault(pair.Key.Person) ?? "?", pair.Key.For is { } owner ? names.GetValueOrDefault(owner) ?? "?" : "?", pair.Count()))
            .OrderBy(pair => pair.By, StringComparer.Ordinal).ThenBy(pair => pair.For, StringComparer.Ordinal)];

    private static async ValueTask<List<Member>> Members(Session session, TenantId tenant, TeamId team, Instant now) => await session.Query(
        "SELECT p.id, p.name, n.until FROM memberships m JOIN people p ON p.tenant = m.tenant AND p.id = m.person LEFT JOIN newcomers n ON n.tenant = p.tenant AND n.person = p.id WHERE m.tenant = $1 AND m.team = $2 AND p.active ORDER BY p.name",
        row => new Member(new PersonId(row.GetInt64(0)), row.GetString(1), row.LongOrNull(2) is { } until && until > RecognitionRows.Ms(now) ? RecognitionRows.At(until) : null), tenant.Value, team.Value);
}
