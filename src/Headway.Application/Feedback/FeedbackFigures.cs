using Headway.Application.Access;
using Headway.Application.Flow;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Feedback;

/// <summary>
/// How resolutions of a period were: how often it was asked and answered, the middle of what was said, how often it was low, and the
/// newest low ones, each with its ticket. Of teams, never of persons.
/// </summary>
public sealed record FeedbackSummary(int Asked, int Given, double? Median, int Low, IReadOnlyList<FeedbackRead> LowOnes);

/// <summary>Counts what customers said, of the teams whose figures the caller sees.</summary>
public sealed class FeedbackFigures(Database database)
{
    /// <summary>So many low ones are named; the rest is counted.</summary>
    public const int Most = 20;

    public async Task<Outcome<FeedbackSummary>> Read(Caller caller, FlowScope scope, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadFigures) is { } no)
        {
            return no;
        }

        return await database.Snapshot<Outcome<FeedbackSummary>>(
            async session =>
            {
                var args = new List<object?> { caller.Tenant.Value, scope.From.ToUnixTimeMilliseconds(), scope.To.ToUnixTimeMilliseconds() };
                var which = $"f.tenant = $1 AND f.asked_at >= $2 AND f.asked_at < $3{FlowReach.Where(caller, scope.Team, "f.team", args)}{FlowReach.Narrowed(scope, "f", args)}";
                var counts = await session.Query(
                    $"SELECT f.score, f.low, count(*) FROM feedback f WHERE {which} GROUP BY f.score, f.low ORDER BY f.score",
                    row => (Score: (int?)row.LongOrNull(0), Low: row.GetInt64(1) == 1, Count: (int)row.GetInt64(2)), [.. args]);
                var said = counts.Where(one => one.Score is not null).SelectMany(one => Enumerable.Repeat(one.Score ?? 0, one.Count)).Order().ToList();
                var named = new List<object?>(args);
                var seen = caller.Where("t", named);
                var low = await FeedbackQuery.Read(session, $"{which} AND f.low = 1 AND {seen} ORDER BY f.said_at DESC, f.ticket LIMIT {Most}", [.. named]);
                return new FeedbackSummary(counts.Sum(one => one.Count), said.Count, Median(said), counts.Where(one => one.Low).Sum(one => one.Count), low);
            },
            stop);
    }

    /// <summary>The middle of ordered numbers; between two of them, their mean.</summary>
    public static double? Median(IReadOnlyList<int> ordered) => ordered.Count == 0 ? null : (ordered[(ordered.Count - 1) / 2] + ordered[ordered.Count / 2]) / 2.0;
}
