using Headway.Domain.Calendars;
using NodaTime;

namespace Headway.Domain.Landing;

/// <summary>Why a ticket is looked at sooner than another.</summary>
public enum LandingReason
{
    /// <summary>The customer said something last, and nobody has answered.</summary>
    Unanswered,

    /// <summary>The customer has asked where it is.</summary>
    Chased,

    /// <summary>Only its age speaks for it.</summary>
    Age,
}

/// <summary>An open ticket that is to land; <paramref name="Place"/> names it to whoever asks.</summary>
public sealed record ToReview(int Place, TeamId Team, LandingReason Reason, Instant Opened);

/// <summary>A team's share of the plan: so many reviews a working day, from the first day to the last.</summary>
public sealed record LandingShare(TeamId Team, int Reviews, int PerDay, int Days, LocalDate First, LocalDate Last)
{
    /// <summary>Working weeks, begun ones counted.</summary>
    public int Weeks => (Days + 4) / 5;
}

/// <summary>
/// When each imported open ticket is looked at: a team takes so many a working day, whoever waits for an answer first, then
/// who has asked where it is, then the oldest. Within a day reviews stand evenly over the open hours.
/// </summary>
public sealed record LandingPlan(IReadOnlyDictionary<int, Instant> Dues, IReadOnlyList<LandingShare> Shares)
{
    /// <summary>What a person can look through beside the day's work, unless somebody says otherwise.</summary>
    public const int EachPerDay = 4;

    /// <summary>A plan longer than this has lost its tickets again.</summary>
    private const int MostDays = 400;

    public int Reviews => Shares.Sum(share => share.Reviews);

    public int PerDay => Shares.Sum(share => share.PerDay);

    public int Weeks => Shares.Select(share => share.Weeks).DefaultIfEmpty(0).Max();

    /// <param name="reviews">The open tickets.</param>
    /// <param name="perDay">How many a team takes a working day; less than one counts as one.</param>
    /// <param name="calendarOf">The team's hours.</param>
    /// <param name="from">The first day on which reviews may stand.</param>
    public static LandingPlan Of(IEnumerable<ToReview> reviews, Func<TeamId, int> perDay, Func<TeamId, WorkCalendar> calendarOf, LocalDate from)
    {
        var (dues, shares) = (new Dictionary<int, Instant>(), new List<LandingShare>());
        foreach (var team in reviews.GroupBy(review => review.Team).OrderBy(team => team.Key.Value))
        {
            var calendar = calendarOf(team.Key);
            var ordered = team.OrderBy(review => review.Reason).ThenBy(review => review.Opened).ThenBy(review => review.Place).ToList();
            var each = Math.Max(Math.Max(1, perDay(team.Key)), (ordered.Count + MostDays - 1) / MostDays);
            var (day, days, first) = (from, 0, (LocalDate?)null);
            for (var done = 0; done < ordered.Count; done += each, day = day.PlusDays(1), days++)
            {
                day = Open(calendar, day);
                first ??= day;
                var today = ordered.Skip(done).Take(each).ToList();
                for (var at = 0; at < today.Count; at++)
                {
                    dues[today[at].Place] = Slot(calendar, day, at + 1, each);
                }
            }

            shares.Add(new LandingShare(team.Key, ordered.Count, each, days, first ?? from, day.PlusDays(-1)));
        }

        return new LandingPlan(dues, shares);
    }

    /// <summary>The first day from <paramref name="day"/> on that has open hours; the day itself where a calendar has none for a year.</summary>
    public static LocalDate Open(WorkCalendar calendar, LocalDate day)
    {
        for (var ahead = 0; ahead < 366; ahead++)
        {
            if (calendar.SpansOn(day.PlusDays(ahead)).Count > 0)
            {
                return day.PlusDays(ahead);
            }
        }

        return day;
    }

    private static Instant Slot(WorkCalendar calendar, LocalDate day, int number, int of)
    {
        var start = Zones.StartOf(calendar.Zone, day);
        var length = calendar.Between(start, Zones.StartOf(calendar.Zone, day.PlusDays(1)));
        var into = new WorkingTime(Duration.FromMinutes(Math.Floor(length.Length.TotalMinutes * number / of)));
        return (calendar.OpeningOn(day) is { } opening ? calendar.Add(opening, into) : null) ?? start;
    }
}
