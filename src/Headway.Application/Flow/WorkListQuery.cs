using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Rota;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.People;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Flow;

/// <summary>Whose list: one's own (with what nobody owns in one's teams), or a whole team's.</summary>
public sealed record WorkScope(TeamId? Team = null, PersonId? As = null);

/// <summary>
/// The list in its order, and how many open activities it has in all. <paramref name="OpenTickets"/> counts the tenant's
/// open tickets that the caller may see: every one of them has a next step.
/// </summary>
public sealed record WorkListed(IReadOnlyList<WorkRow> Rows, int Total, int Overdue, int OpenTickets, Instant Now)
{
    /// <summary>How the team whose list this is prioritises.</summary>
    public PrioritisationMode Mode { get; init; } = PrioritisationMode.Standard;

    /// <summary>Whether this list lets one's own work come a little sooner.</summary>
    public bool Affinity { get; init; }

    /// <summary>Colleagues' work that is offered beside the list, in order of due.</summary>
    public IReadOnlyList<WorkRow> Offers { get; init; } = [];

    /// <summary>The queues that the person holds now, in perfect mode; null where there are no queues.</summary>
    public IReadOnlyList<string>? Queues { get; init; }
}

/// <summary>Reads the work list: the domain says what a person sees and in which order, as it does for scenarios and the twin.</summary>
public sealed class WorkListQuery(Database database, DeskRulesCache rules, DeskClock clock, ListCounts counts)
{
    /// <summary>More than anybody works through in a day; the rest is counted.</summary>
    public const int Most = 200;

    /// <param name="caller">Who asks.</param>
    /// <param name="scope">Whose list.</param>
    /// <param name="stop">Gives up.</param>
    /// <param name="most">How many of the first rows are wanted, never more than <see cref="Most"/>.</param>
    public async Task<WorkListed> Read(Caller caller, WorkScope scope, CancellationToken stop = default, int most = Most) =>
        await Read(caller, scope, await rules.Of(caller.Tenant, stop), stop, Math.Min(Most, most));

    /// <summary>The list as it would be by other rules, as long as is wanted: what a change of a team's mode would mean for its people.</summary>
    public async Task<WorkListed> Read(Caller caller, WorkScope scope, DeskRules desk, CancellationToken stop = default, int most = Most)
    {
        var now = clock.Now(caller.Tenant);
        return await database.Read(
            async session =>
            {
                var rota = await RotaRows.Published(session, caller.Tenant, desk.Teams.Values, now);
                var reading = new ListReading(session, caller, scope, desk, rota, now);
                var args = new List<object?>();
                var seen = caller.Where("t", args);
                var (open, _) = await counts.Of(session, [$"SELECT 0 AS late FROM tickets t WHERE t.tenant = $1 AND {seen} AND t.state = 'open'"], [.. args], args.Count);
                var parts = reading.Parts(args);
                var skipped = await SkipRow.Skipped(session, caller, now);
                // What was skipped stands behind the others: as many more are read.
                var limit = Math.Min(Math.Max(Most, most), most + skipped.Count);
                var same = args.Count;
                args.Add(now.ToUnixTimeMilliseconds());
                var at = string.Create(CultureInfo.InvariantCulture, $"${args.Count}");
                var rows = await reading.Rows(parts, seen, at, limit, args);
                var late = $"CASE WHEN a.due < {at} THEN 1 ELSE 0 END AS late";
                var (total, overdue) = await counts.Of(session, [.. parts.Where(part => !part.Above).Select(part => $"SELECT {late} {reading.Counted(part, seen)} ORDER BY a.due")], args, same);
                // Points are told from the rows alone, and what is everybody's now stands above them: a list that was read whole is counted by what is shown.
                var all = rows.Count < limit;
                var whole = all && reading.Mode == PrioritisationMode.Basic;
                IReadOnlyList<WorkRow> shown = [.. rows.OrderBy(row => skipped.Contains(row.ActivityId)).Take(most)];
                return new WorkListed(await reading.Rated(await reading.Named(shown)), whole ? rows.Count : total, all ? rows.Count(row => row.IsOverdue(now)) : overdue, open, now)
                {
                    Mode = reading.Mode,
                    Affinity = scope.Team is null && reading.Affinity,
                    Offers = scope.Team is null ? await reading.Offers() : [],
                    Queues = reading.Queues,
                };
            },
            stop);
    }

    public async Task<string> TeamName(TenantId tenant, TeamId team, CancellationToken stop = default) =>
        (await rules.Of(tenant, stop)).Teams.TryGetValue(team, out var found) ? found.Name : "";

    /// <summary>The team whose order a list has: the one asked for, or the person's first.</summary>
    internal static Team? TeamOf(DeskRules desk, Caller caller, WorkScope scope)
    {
        var team = scope.Team ?? caller.FirstTeam;
        return team is { } one && desk.Teams.TryGetValue(one, out var found) ? found : null;
    }
}
