using Headway.Domain.Calendars;
using NodaTime;

namespace Headway.Domain.Appointments;

/// <summary>The hours in which somebody can be reached, by their own clock, Monday to Friday.</summary>
public sealed record ReachableHours(DateTimeZone Zone, LocalTime From, LocalTime To)
{
    public bool Hold(Instant start, Instant end)
    {
        var (first, last) = (start.InZone(Zone), end.InZone(Zone));
        return first.Date == last.Date && first.DayOfWeek <= IsoDayOfWeek.Friday && first.TimeOfDay >= From && last.TimeOfDay <= To;
    }
}

/// <summary>What is being looked for. <paramref name="Preferred"/> keeps the time when free; else whoever has least that day.</summary>
public sealed record TimesWanted(Instant From, Duration Length, int Days, int PerDay, int Most, PersonId? Preferred);

/// <summary>Times that suit both sides: inside the team's hours and the customer's, with somebody who is free.</summary>
public static class Availability
{
    private static readonly Duration Step = Duration.FromMinutes(30);

    public static IReadOnlyList<ProposedSlot> Of(
        WorkCalendar calendar, ReachableHours? customer, IReadOnlyList<PersonId> people, IReadOnlyList<Busy> busy, TimesWanted wanted)
    {
        var found = new List<ProposedSlot>();
        var perDay = new Dictionary<LocalDate, int>();
        foreach (var open in calendar.OpenBetween(wanted.From, wanted.From + Duration.FromDays(wanted.Days)))
        {
            for (var start = Aligned(Instant.Max(open.Start, wanted.From)); start + wanted.Length <= open.End && found.Count < wanted.Most; start += Step)
            {
                var (end, day) = (start + wanted.Length, start.InZone(calendar.Zone).Date);
                if (perDay.GetValueOrDefault(day) >= wanted.PerDay || customer?.Hold(start, end) == false || Free(people, busy, wanted.Preferred, start, end) is not { } person)
                {
                    continue;
                }

                // With few a day the second lies in its other half, so that there is something to choose.
                if (wanted.PerDay == 2 && found.Count > 0 && found[^1].Start.InZone(calendar.Zone).Date == day && start - found[^1].Start < Duration.FromHours(3))
                {
                    continue;
                }

                found.Add(new ProposedSlot(start, end, person));
                perDay[day] = perDay.GetValueOrDefault(day) + 1;
            }
        }

        return found;
    }

    private static PersonId? Free(IReadOnlyList<PersonId> people, IReadOnlyList<Busy> busy, PersonId? preferred, Instant start, Instant end)
    {
        PersonId? best = null;
        var least = int.MaxValue;
        foreach (var person in people)
        {
            if (busy.Any(taken => taken.Person == person && taken.Start < end && start < taken.End))
            {
                continue;
            }

            var load = person == preferred ? -1 : busy.Count(taken => taken.Person == person && taken.Start - start < Duration.FromHours(12) && start - taken.Start < Duration.FromHours(12));
            if (load < least)
            {
                (best, least) = (person, load);
            }
        }

        return best;
    }

    private static Instant Aligned(Instant at)
    {
        var (ms, step) = (at.ToUnixTimeMilliseconds(), (long)Step.TotalMilliseconds);
        return Instant.FromUnixTimeMilliseconds((ms + step - 1) / step * step);
    }
}
