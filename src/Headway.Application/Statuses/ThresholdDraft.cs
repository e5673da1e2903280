using System.Globalization;
using Headway.Application.Desk;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Statuses;

namespace Headway.Application.Statuses;

/// <summary>The threshold of a status and the rules that narrow it, as somebody would have them.</summary>
public sealed record ThresholdDraft(StatusCode Status, WorkingTime Threshold, IReadOnlyList<ThresholdRule> Rules)
{
    /// <summary>The book with this draft in it, or why it can't be: unknown status, no threshold there, above the cap, twice the same.</summary>
    public Outcome<StatusBook> In(StatusBook book)
    {
        if (book.Find(Status) is not { } known)
        {
            return StatusRefusals.Unknown;
        }

        if (known.Threshold is null)
        {
            return SettingsRefusals.NotByThreshold;
        }

        var own = new ThresholdRule(Status, Threshold);
        foreach (var rule in Rules.Prepend(own))
        {
            if (book.Check(rule) is { } no)
            {
                return no == StatusRefusals.ThresholdAboveCap ? no.Because(AboveCap(book, rule)) : no;
            }

            // It would be kept and never hold: whoever types it means something else.
            if (rule.Priority is null && StatusBook.CapOf(Status) && rule.Threshold > book.LongestResponseTarget(rule.Service))
            {
                return StatusRefusals.ThresholdAboveCap.Because(AboveCap(book, rule));
            }
        }

        if (Rules.Any(rule => rule is { Service: null, Team: null, Priority: null } || rule.Status != Status))
        {
            return SettingsRefusals.RuleEmpty;
        }

        if (Rules.GroupBy(rule => (rule.Service, rule.Team, rule.Priority)).Any(same => same.Count() > 1))
        {
            return SettingsRefusals.RuleTwice;
        }

        return book.With(
            book.All.Select(status => status.Code == Status ? status with { Threshold = Threshold } : status),
            [.. book.Rules.Where(rule => rule.Status != Status), .. Rules]);
    }

    /// <summary>One line that says all of it, the same for the same draft: what the trail keeps.</summary>
    public static string Line(WorkingTime? threshold, IEnumerable<ThresholdRule> rules) => string.Join(
        "; ",
        rules.OrderBy(rule => rule.Service?.Value).ThenBy(rule => rule.Team?.Value).ThenBy(rule => rule.Priority)
            .Select(rule => $"{string.Join(" ", new[] { rule.Priority?.ToString(), rule.Service is { } s ? $"service:{s.Value}" : null, rule.Team is { } t ? $"team:{t.Value}" : null }.Where(part => part is not null))} {Hours(rule.Threshold)}")
            .Prepend(threshold is { } time ? Hours(time) : "none"));

    internal static string Hours(WorkingTime time) => time.Hours.ToString("0.###", CultureInfo.InvariantCulture) + " h";

    private static string AboveCap(StatusBook book, ThresholdRule rule) => rule.Priority is { } priority
        ? $"{Hours(rule.Threshold)} for {priority} lies above its response target of {Hours(book.ResponseTarget(priority, rule.Service))}. {StatusRefusals.ThresholdAboveCap.Message}"
        : $"{Hours(rule.Threshold)} lies above the longest response target there is. {StatusRefusals.ThresholdAboveCap.Message}";
}

/// <summary>First-response and completion targets by priority, as somebody would have them.</summary>
public sealed record TargetsDraft(IReadOnlyDictionary<Priority, WorkingTime> Response, IReadOnlyDictionary<Priority, WorkingTime> Completion)
{
    private static readonly WorkingTime Longest = WorkingTime.FromHours(2000);

    /// <summary>Why they can't be kept, or null. <paramref name="all"/>: every priority needs its response target.</summary>
    public Refusal? Check(bool all, IReadOnlyDictionary<Priority, WorkingTime>? otherwise = null)
    {
        if (Response.Values.Concat(Completion.Values).Any(time => time <= WorkingTime.Zero || time > Longest)
            || (all && Enum.GetValues<Priority>().Any(priority => !Response.ContainsKey(priority))))
        {
            return SettingsRefusals.TargetNotPositive;
        }

        return Completion.Any(one => (Response.TryGetValue(one.Key, out var own) ? own : otherwise?.GetValueOrDefault(one.Key) ?? WorkingTime.Zero) > one.Value)
            ? SettingsRefusals.CompletionShorter
            : null;
    }

    public static string Line(IReadOnlyDictionary<Priority, WorkingTime> targets) =>
        string.Join(", ", targets.OrderBy(one => one.Key).Select(one => $"{one.Key} {ThresholdDraft.Hours(one.Value)}"));
}
