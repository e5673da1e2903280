using Headway.Domain.Calendars;
using NodaTime;

namespace Headway.Domain.Audits;

/// <summary>A week of the ruler: the tickets opened in the four weeks before its end, as they stood then. Null where there was nothing to measure.</summary>
public sealed record RulerWeek(Instant Ends, int Cases, IReadOnlyDictionary<string, double?> Figures);

/// <summary>
/// The same audit run for every week. Each is over tickets of the same age, so that one week is like another: what was
/// still open counts as far as it was seen, and nothing that came later is used.
/// </summary>
public static class RulerWeeks
{
    /// <summary>Fewer tickets make no figure.</summary>
    public const int LeastCases = 10;

    private const double Hour = 3_600_000d;

    /// <summary>How long before the end of a week its tickets were opened at the earliest.</summary>
    public static readonly Duration Behind = Duration.FromDays(28);

    /// <summary>The lines of the curve, lower is better in all of them; hours where it is no share.</summary>
    public static readonly IReadOnlyList<(string Name, bool IsShare)> Lines =
        [("idle", true), ("nobody", true), ("first", false), ("reply", false), ("late", true), ("back", true), ("inertia", false)];

    /// <summary>The ends of the weeks (Mondays, local midnight) after <paramref name="from"/> up to <paramref name="until"/>.</summary>
    public static IEnumerable<Instant> Ends(WorkCalendar calendar, Instant from, Instant until)
    {
        var day = from.InZone(calendar.Zone).Date.Next(IsoDayOfWeek.Monday);
        for (var end = Zones.StartOf(calendar.Zone, day); end <= until; day = day.PlusWeeks(1), end = Zones.StartOf(calendar.Zone, day))
        {
            yield return end;
        }
    }

    public static IReadOnlyList<RulerWeek> Of(CaseLog log, AuditMethod method, BusinessClock clock, IEnumerable<Instant> ends) =>
        [.. ends.Select(end => Week(LogWindow.Of(log, end - Behind, end), method, clock, end))];

    private static RulerWeek Week(CaseLog log, AuditMethod method, BusinessClock clock, Instant end)
    {
        if (log.Cases < LeastCases)
        {
            return new RulerWeek(end, log.Cases, new Dictionary<string, double?>());
        }

        var figures = new CaseFigures(log.Cases);
        var pass = new AuditPass(log, method, clock, end, figures);
        pass.Count(0, log.Cases);
        var result = AuditPass.Total([pass], figures, log.Cases);
        var found = result.Findings;
        return new RulerWeek(end, log.Cases, new Dictionary<string, double?>
        {
            ["idle"] = found.Idle3.Share, ["nobody"] = found.Idle3NotWaiting.Share, ["first"] = found.FirstResponse.P50, ["reply"] = found.CustomerUpdates.Answer.P50,
            ["late"] = 1 - result.Progression.MidLifecycleSla, ["back"] = found.BackToEarlierTeam.Share, ["inertia"] = figures.Inertia.Sum(length => length / Hour) / log.Cases,
        });
    }
}

/// <summary>A part of a log as it stood at an instant: cases opened in a period, and nothing that came later.</summary>
public static class LogWindow
{
    public static CaseLog Of(CaseLog log, Instant openedFrom, Instant until)
    {
        var (from, last) = (openedFrom.ToUnixTimeMilliseconds(), until.ToUnixTimeMilliseconds());
        var chosen = Enumerable.Range(0, log.Cases).Where(of => log.Start[of] < log.Start[of + 1] && log.Opened[of] >= from && log.Opened[of] < last && log.At[log.Start[of]] <= last).ToArray();
        var start = new int[chosen.Length + 1];
        for (var place = 0; place < chosen.Length; place++)
        {
            var kept = 0;
            for (var at = log.Start[chosen[place]]; at < log.Start[chosen[place] + 1] && log.At[at] <= last; at++)
            {
                kept++;
            }

            start[place + 1] = start[place] + kept;
        }

        T[] events<T>(T[] column)
        {
            var kept = new T[start[^1]];
            for (var place = 0; place < chosen.Length; place++)
            {
                Array.Copy(column, log.Start[chosen[place]], kept, start[place], start[place + 1] - start[place]);
            }

            return kept;
        }

        T[] cases<T>(T[] column) => column.Length == 0 ? [] : [.. chosen.Select(of => column[of])];
        return new CaseLog
        {
            Start = start, At = events(log.At), Situations = events(log.Situations), Marks = events(log.Marks), Team = events(log.Team), Actor = events(log.Actor),
            Opened = cases(log.Opened), Priorities = cases(log.Priorities), Requester = cases(log.Requester), CaseName = place => log.CaseName(chosen[place]), TeamName = log.TeamName,
            HasMessages = log.HasMessages, IsConversation = log.IsConversation, MarksReopening = log.MarksReopening, IsList = log.IsList,
            TellsWaiting = log.TellsWaiting, InfersReplies = log.InfersReplies,
        };
    }
}
