using System.Collections.Frozen;

namespace Headway.Application.Notifications;

/// <summary>What news is about, as far as somebody chooses by it how to be told.</summary>
public enum NewsAbout { Chases, Targets, Asked, Customers, Handed, Colleagues, Failures, Rest }

/// <summary>How news comes: in the open page, to a browser while no page is open, by mail. In the list it stands in any case.</summary>
[Flags]
public enum NewsWays { None = 0, Here = 1, Closed = 2, Mail = 4 }

/// <summary>What each kind of news is about, and how somebody chose to be told of it.</summary>
public static class NewsChoice
{
    private static readonly FrozenDictionary<NotificationKind, NewsAbout> About = new Dictionary<NotificationKind, NewsAbout>
    {
        [NotificationKind.Chased] = NewsAbout.Chases, [NotificationKind.ChasedAgain] = NewsAbout.Chases,
        [NotificationKind.TargetAtRisk] = NewsAbout.Targets, [NotificationKind.TargetMissed] = NewsAbout.Targets, [NotificationKind.PromiseSlips] = NewsAbout.Targets,
        [NotificationKind.ApprovalOverdue] = NewsAbout.Targets, [NotificationKind.TimeNear] = NewsAbout.Targets, [NotificationKind.OutcomeOwed] = NewsAbout.Targets,
        [NotificationKind.Mentioned] = NewsAbout.Asked, [NotificationKind.Nudged] = NewsAbout.Asked, [NotificationKind.HelpAsked] = NewsAbout.Asked, [NotificationKind.CoverAsked] = NewsAbout.Asked,
        [NotificationKind.TeamCalled] = NewsAbout.Asked, [NotificationKind.CalledIn] = NewsAbout.Asked, [NotificationKind.SwapAsked] = NewsAbout.Asked, [NotificationKind.ApprovalAsked] = NewsAbout.Asked,
        [NotificationKind.HandWanted] = NewsAbout.Asked,
        [NotificationKind.CustomerWrote] = NewsAbout.Customers, [NotificationKind.Reopened] = NewsAbout.Customers, [NotificationKind.SolvedByCustomer] = NewsAbout.Customers, [NotificationKind.TimeChosen] = NewsAbout.Customers,
        [NotificationKind.Assigned] = NewsAbout.Handed, [NotificationKind.Claimed] = NewsAbout.Handed, [NotificationKind.Covered] = NewsAbout.Handed, [NotificationKind.Merged] = NewsAbout.Handed, [NotificationKind.LessonSent] = NewsAbout.Handed,
        [NotificationKind.ColleagueWrote] = NewsAbout.Colleagues, [NotificationKind.HelpGiven] = NewsAbout.Colleagues, [NotificationKind.Watched] = NewsAbout.Colleagues, [NotificationKind.Approved] = NewsAbout.Colleagues,
        [NotificationKind.Declined] = NewsAbout.Colleagues, [NotificationKind.SwapTaken] = NewsAbout.Colleagues, [NotificationKind.SwapRefused] = NewsAbout.Colleagues,
        [NotificationKind.Bounced] = NewsAbout.Failures, [NotificationKind.NotSent] = NewsAbout.Failures, [NotificationKind.RulePaused] = NewsAbout.Failures, [NotificationKind.RuleTold] = NewsAbout.Failures,
    }.ToFrozenDictionary();

    /// <summary>What somebody chooses from who has chosen nothing yet: exceptions, in the page and while none is open.</summary>
    public static readonly IReadOnlyDictionary<NewsAbout, NewsWays> Usual = Enum.GetValues<NewsAbout>().ToDictionary(
        about => about, about => about is NewsAbout.Chases or NewsAbout.Targets or NewsAbout.Asked or NewsAbout.Failures ? NewsWays.Here | NewsWays.Closed : NewsWays.None);

    public static NewsAbout Of(NotificationKind kind) => About.GetValueOrDefault(kind, NewsAbout.Rest);

    /// <summary>As it is kept and as the API has it: <c>chases: here closed</c>.</summary>
    public static Dictionary<string, string[]> Write(IReadOnlyDictionary<NewsAbout, NewsWays> chosen) => chosen.ToDictionary(
        one => Code(one.Key), one => Enum.GetValues<NewsWays>().Where(way => way != NewsWays.None && one.Value.HasFlag(way)).Select(way => Code(way)).ToArray());

    /// <summary>Null when a name in it is unknown. What is left out is told nowhere but in the list.</summary>
    internal static IReadOnlyDictionary<NewsAbout, NewsWays>? Read(IReadOnlyDictionary<string, string[]> kept)
    {
        var chosen = Enum.GetValues<NewsAbout>().ToDictionary(about => about, _ => NewsWays.None);
        foreach (var (name, ways) in kept)
        {
            if (!Named<NewsAbout>(name, out var about))
            {
                return null;
            }

            foreach (var said in ways ?? [])
            {
                if (!Named<NewsWays>(said, out var way) || way == NewsWays.None)
                {
                    return null;
                }

                chosen[about] |= way;
            }
        }

        return chosen;
    }

    public static string Code(Enum name) => name.ToString().ToLowerInvariant();

    private static bool Named<T>(string? text, out T found)
        where T : struct, Enum => Enum.TryParse(text, ignoreCase: true, out found) && Enum.IsDefined(found) && !char.IsAsciiDigit(text![0]);
}
