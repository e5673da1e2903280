using Headway.Domain.Calendars;
using Headway.Web.Layout;
using NodaTime;

namespace Headway.Web.Settings;

/// <summary>A week of hours in one line: "Mon–Fri 09:00–17:00".</summary>
internal static class WeekWords
{
    public static string Of(Viewer viewer, WorkCalendar calendar)
    {
        if (CalendarTyped.IsAlways(calendar))
        {
            return viewer["rules.always"];
        }

        var runs = new List<(IsoDayOfWeek First, IsoDayOfWeek Last, string Hours)>();
        for (var day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Sunday; day++)
        {
            var hours = string.Join(", ", calendar.SpansOn(day).Select(span => span.ToString().Replace('-', '–')));
            if (hours.Length == 0)
            {
                continue;
            }

            if (runs.Count > 0 && runs[^1].Hours == hours && runs[^1].Last == day - 1)
            {
                runs[^1] = (runs[^1].First, day, hours);
            }
            else
            {
                runs.Add((day, day, hours));
            }
        }

        return runs.Count == 0 ? viewer["rules.only-dates"]
            : string.Join(" · ", runs.Select(run => run.First == run.Last ? $"{Short(viewer, run.First)} {run.Hours}" : $"{Short(viewer, run.First)}–{Short(viewer, run.Last)} {run.Hours}"));
    }

    public static string Length(Viewer viewer, WorkCalendar calendar)
    {
        var week = Enumerable.Range(1, 7).SelectMany(day => calendar.SpansOn((IsoDayOfWeek)day)).Aggregate(Duration.Zero, (sum, span) => sum + span.WallLength);
        return viewer["rules.week-hours", viewer.Number(week.TotalHours, "0.##")];
    }

    private static string Short(Viewer viewer, IsoDayOfWeek day) =>
        viewer.Words.Culture.DateTimeFormat.AbbreviatedDayNames[(int)day % 7].TrimEnd('.');
}
