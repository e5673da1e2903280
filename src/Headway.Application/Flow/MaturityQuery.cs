using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Flow;
using Headway.Domain.People;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Flow;

/// <summary>One of the field's twenty-one operational issues: the capability that removes it, this tenant's figure, where to see it.</summary>
public sealed record IssueRow(int Number, string Measure, MeasureUnit Unit, MeasureReading Reading, string Href);

public sealed record MaturityRead(Maturity Maturity, IReadOnlyList<IssueRow> Issues);

/// <summary>How far the desk has come, from its settings and its last thirty days; and its figure for each operational issue.</summary>
public sealed class MaturityQuery(Database database, FlowQuery flow, DeskClock clock)
{
    private static readonly Duration Back = Duration.FromDays(30);

    public async Task<Outcome<MaturityRead>> Read(Caller caller, CancellationToken stop = default)
    {
        var now = clock.Now(caller.Tenant);
        var read = await flow.Read(caller, new FlowScope(now - Back, now + Duration.FromMilliseconds(1)), stop);
        if (read.Refusal is { } no)
        {
            return no;
        }

        var counts = await database.Snapshot(session => Counts(session, caller.Tenant, now).AsTask(), stop);
        var measures = FlowMeasures.Of(read.Value).ToDictionary(row => row.Key);
        return new MaturityRead(Maturity.Of(Evidence(read.Value, measures, counts)), Issues(measures, read.Value, counts));
    }

    private static MaturityEvidence Evidence(FlowRead read, Dictionary<string, MeasureRow> measures, Counted counts)
    {
        var (desk, teams) = (read.Rules, read.Rules.Teams.Values.Where(team => team.Active).ToList());
        return new MaturityEvidence
        {
            Guided = teams.Count > 0,
            BreachPrevention = desk.Runs.HasFlag(SubProcesses.BreachPrevention),
            FullStatusSet = desk.Statuses.All.Count >= 22 && teams.TrueForAll(team => team.Mode != PrioritisationMode.Basic),
            Confirmed = measures["confirmed"].Now.Value,
            Standard = teams.TrueForAll(team => team.Mode.HasDues()),
            Open = read.Open.Tickets,
            Unscheduled = read.Open.Unscheduled,
            Progression = measures["progression"].Now.Value,
            Chases = desk.Runs.HasFlag(SubProcesses.Chases),
            Appointments = desk.Runs.HasFlag(SubProcesses.Appointments),
            Returns = desk.Runs.HasFlag(SubProcesses.Returns),
            Advanced = teams.Exists(team => team.Mode.SharesWork()),
            HighCover = measures["cover-high"].Now.Value,
            Contributions = read.Tally.Done,
            Promises = read.Tickets.PromisesKept + read.Tickets.PromisesMissed,
            PerfectOrAdvancedEverywhere = teams.Exists(team => team.IsDesk && team.Mode == PrioritisationMode.Perfect) || teams.TrueForAll(team => team.Mode.SharesWork()),
            Audits = counts.Audits,
            AuditsImproved = counts.AuditsImproved,
            ValidChases = measures.TryGetValue("chases-valid", out var chases) ? chases.Now.Value : null,
        };
    }

    private static List<IssueRow> Issues(Dictionary<string, MeasureRow> measures, FlowRead read, Counted counts)
    {
        return
        [
            From(1, "overdue"), From(2, "update-met"), From(3, "times-kept"), From(4, "late"), From(5, "unscheduled"), From(6, "failure"), From(7, "cover"),
            Own(8, "help-given", read.Tally.Where(key => key.Status == StatusCode.Assist).Done, "/recognition"), From(9, "straight-off"), From(10, "promises"), Own(11, "problems", counts.Problems, "/problems"),
            From(12, "progression"), Own(13, "thanks-given", counts.Thanks, "/recognition"), Own(14, "reviews", counts.Reviews, "/recognition"), From(15, "resolution-met"), From(16, "first-response-met"),
            Own(17, "checked", counts.Checked, "/recognition") with { Reading = new(counts.Checked, counts.Checked, counts.Samples) }, From(18, "journaled"), From(19, "rejected"), From(20, measures.ContainsKey("chases-valid") ? "chases-valid" : "late"),
            Own(21, "audits", counts.Audits, "/audit"),
        ];

        IssueRow From(int number, string key) => new(number, key, measures[key].Unit, measures[key].Now, $"/flow#m-{key}");

        static IssueRow Own(int number, string key, int count, string href) => new(number, key, MeasureUnit.Count, new(count, count, count), href);
    }

    private static async ValueTask<Counted> Counts(Session session, TenantId tenant, Instant now)
    {
        var since = (now - Duration.FromDays(90)).ToUnixTimeMilliseconds();
        var audits = await session.Number("SELECT count(*) FROM audits WHERE tenant = $1", tenant.Value) ?? 0;
        var problems = await session.Number("SELECT count(*) FROM problems WHERE tenant = $1", tenant.Value) ?? 0;
        var thanks = await session.Number("SELECT count(*) FROM praise WHERE tenant = $1 AND at >= $2", tenant.Value, since) ?? 0;
        var reviews = await session.Number("SELECT count(*) FROM reviews WHERE tenant = $1 AND at >= $2", tenant.Value, (now - Duration.FromDays(365)).ToUnixTimeMilliseconds()) ?? 0;
        var samples = (await session.Query("SELECT count(*), count(checked_at) FROM samples WHERE tenant = $1 AND picked_at >= $2", row => ((int)row.GetInt64(0), (int)row.GetInt64(1)), tenant.Value, since))[0];
        return new Counted((int)audits, await Improved(session, tenant), (int)problems, (int)thanks, (int)reviews, samples.Item1, samples.Item2);
    }

    // The later of two frozen audits has a higher Progression SLA than the first: that is what the value is made from.
    private static async ValueTask<bool> Improved(Session session, TenantId tenant)
    {
        var all = await session.Query("SELECT report FROM audits WHERE tenant = $1 ORDER BY made_at, id", row => Share(row.GetString(0)), tenant.Value);
        return all.Count >= 2 && all[^1] > all[0];
    }

    private static double? Share(string report)
    {
        using var json = System.Text.Json.JsonDocument.Parse(report);
        return json.RootElement.TryGetProperty("progression", out var progression) && progression.TryGetProperty("midLifecycleSla", out var share) && share.ValueKind == System.Text.Json.JsonValueKind.Number ? share.GetDouble() : null;
    }

    private sealed record Counted(int Audits, bool AuditsImproved, int Problems, int Thanks, int Reviews, int Samples, int Checked);
}
