using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Audits.Reading;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Landing;

namespace Headway.Application.Landing;

/// <summary>
/// Another tool's tickets to work on: open and closed ones with their history at its own times. The same export may be
/// loaded again: what is known stays, what went on there goes on here, and a load that was cut off is completed.
/// </summary>
public sealed class LoadTickets(Database database, TicketStore store, DeskRulesCache rules, DeskClock clock)
{
    /// <summary>Reads an export as tickets. The caller need not hold a file of more than the log in memory.</summary>
    public static Outcome<LandingLog> Understand(Caller caller, LogFile file, ReadingWishes wishes, Action<long>? progress = null, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.LoadTickets) is { } no)
        {
            return no;
        }

        var words = new LogWords();
        return ReadLog.From(file, wishes, progress, stop, words).Then<LandingLog>(reading => new LandingLog(reading, words));
    }

    public async Task<Outcome<LoadPreview>> Preview(Caller caller, LandingLog log, LoadWishes wishes, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.LoadTickets) is { } no)
        {
            return no;
        }

        var desk = await OurDesk.Read(database, caller.Tenant, await rules.Of(caller.Tenant, stop), clock.Now(caller.Tenant), stop);
        var known = await KnownTickets.Of(database, caller.Tenant, SourceOf(log, wishes), stop);
        return Plan(log, wishes, desk, known).Preview;
    }

    /// <param name="caller">Who loads.</param>
    /// <param name="log">What is loaded.</param>
    /// <param name="wishes">How.</param>
    /// <param name="progress">Told the share that is done, 0 to 1.</param>
    /// <param name="stop">Gives up between two groups: what was loaded stays, and loading again goes on from there.</param>
    public async Task<Outcome<LoadDone>> Do(Caller caller, LandingLog log, LoadWishes wishes, Action<double>? progress = null, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.LoadTickets) is { } no)
        {
            return no;
        }

        var (tenant, source) = (caller.Tenant, SourceOf(log, wishes));
        var desk = await OurDesk.Read(database, tenant, await rules.Of(tenant, stop), clock.Now(tenant), stop);
        var known = await KnownTickets.Of(database, tenant, source, stop);
        var begins = await database.Read(session => session.Number("SELECT count(*) FROM tickets WHERE tenant = $1", tenant.Value).AsTask(), stop) == 0;
        var plan = Plan(log, wishes, desk, known);
        var import = await LandingBook.Begin(database, caller, source, log.Reading.FileName, Kept(plan, wishes), desk.Now, stop);
        await desk.AddRequesters(database, tenant, plan.Fresh.Select(of => Requester(log, of)), clock.Wall(), stop);
        var made = new PastTickets(log, desk, wishes, plan.Preview.Plan, import, source);
        await made.Reserve(database, tenant, plan.Fresh, stop);
        var all = Math.Max(1, plan.Fresh.Count);
        await new TicketImport(database).Run(tenant, plan.Fresh.Select(made.Of), done => progress?.Invoke((double)done / all), stop);
        var (wentOn, left) = await GoOn(tenant, log, plan.Grown, known, made, desk, stop);
        var open = plan.Fresh.Count(log.IsOpen);
        var result = new LoadDone(import, open, plan.Fresh.Count - open, known.Count - plan.Grown.Count, wentOn, left);
        await LandingBook.Finish(database, caller, result, stop);
        if (begins)
        {
            // A desk that brings its past along begins small and takes its steps one by one.
            await database.Write(
                async session =>
                {
                    await NextSteps.Imported(session, tenant, desk.Now.ToUnixTimeMilliseconds());
                    await AuditTrail.Record(session, tenant, caller.Actor, new AuditEntry("desk.begun-basic", $"desk:{tenant.Value}"));
                    await rules.Changed(session, tenant, desk.Now.ToUnixTimeMilliseconds());
                },
                stop);
            rules.Forget(tenant);
        }

        return result;
    }

    private async Task<(int WentOn, int Left)> GoOn(
        TenantId tenant, LandingLog log, IReadOnlyList<int> grown, IReadOnlyDictionary<string, KnownTicket> known, PastTickets made, OurDesk desk, CancellationToken stop)
    {
        var (wentOn, left) = (0, 0);
        foreach (var of in grown)
        {
            var earlier = known[log.Log.CaseName(of)];
            var (past, slot) = await made.GoingOn(database, of, earlier, stop);
            var changed = await store.Change(
                tenant, earlier.Ticket, null, state => LandTicket.GoOn(desk.Rules, state, past, earlier.Entries, slot, desk.Now),
                new Enclosure { Texts = made.Texts, Within = (session, _) => KnownTickets.Grow(session, tenant, made.Source, log.Log.CaseName(of), past.Entries.Count) }, stop);
            (wentOn, left) = changed.IsRefused ? (wentOn, left + 1) : (wentOn + 1, left);
        }

        return (wentOn, left);
    }

    private static LoadSplit Plan(LandingLog log, LoadWishes wishes, OurDesk desk, IReadOnlyDictionary<string, KnownTicket> known)
    {
        var (fresh, grown, reviews, requesters) = (new List<int>(), new List<int>(), new List<ToReview>(), new HashSet<int>());
        var teams = new Dictionary<int, int>();
        for (var of = 0; of < log.Log.Cases; of++)
        {
            if (!log.HasEvents(of))
            {
                continue;
            }

            if (known.TryGetValue(log.Log.CaseName(of), out var earlier))
            {
                if (log.Entries(of).Count > earlier.Entries)
                {
                    grown.Add(of);
                }

                continue;
            }

            if (!log.IsOpen(of))
            {
                if (!wishes.OpenOnly)
                {
                    fresh.Add(of);
                }

                continue;
            }

            fresh.Add(of);
            var team = log.LastTeam(of);
            teams[team] = teams.GetValueOrDefault(team) + 1;
            reviews.Add(new ToReview(of, desk.TeamOf(team < 0 ? null : log.Log.TeamName(team), wishes.Teams), log.Standing(of).Reason, log.Opened(of)));
            requesters.Add(log.Log.Requester.Length == 0 ? -1 : log.Log.Requester[of]);
        }

        var from = wishes.From is { } day && day >= desk.Today ? day : desk.Today.PlusDays(1);
        var plan = LandingPlan.Of(reviews, team => desk.PerDay(team, wishes), desk.Rules.CalendarOf, from);
        var found = teams.OrderByDescending(team => team.Value).Select(team => (Name: team.Key < 0 ? "" : log.Log.TeamName(team.Key), team.Value))
            .Select(team => new TeamFound(team.Name, team.Value, desk.Found(team.Name, wishes.Teams))).ToList();
        var shares = plan.Shares.Select(share => new TeamShare(share.Team, desk.Rules.Teams[share.Team].Name, desk.People(share.Team), share)).ToList();
        return new LoadSplit(fresh, grown, new LoadPreview(
            SourceOf(log, wishes), reviews.Count, fresh.Count - reviews.Count, known.Count, reviews.Count(review => review.Reason == LandingReason.Unanswered),
            reviews.Count(review => review.Reason == LandingReason.Chased), requesters.Count, found, shares, plan, from)
        {
            OurTeams = [.. desk.Rules.Teams.Values.Where(team => team.Active).OrderByDescending(team => team.IsDesk).ThenBy(team => team.Name, StringComparer.Ordinal)],
        });
    }

    private static string? Requester(LandingLog log, int of) =>
        log.Log.Requester.Length > 0 && log.Log.Requester[of] >= 0 ? log.Log.RequesterName?.Invoke(log.Log.Requester[of]) : null;

    private static string SourceOf(LandingLog log, LoadWishes wishes) => wishes.Source is { Length: > 0 } named ? named : log.Reading.Profile.Name;

    private static string Kept(LoadSplit plan, LoadWishes wishes) => JsonSerializer.Serialize(new
    {
        from = plan.Preview.From.ToString("uuuu-MM-dd", null), quiet = !wishes.Tell, perDay = plan.Preview.Shares.ToDictionary(share => share.Team.Value, share => share.Share.PerDay),
    });

    private sealed record LoadSplit(IReadOnlyList<int> Fresh, IReadOnlyList<int> Grown, LoadPreview Preview);
}
