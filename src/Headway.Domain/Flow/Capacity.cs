using Headway.Domain.Calendars;
using Headway.Domain.Rota;
using Headway.Domain.Statuses;
using NodaTime;

namespace Headway.Domain.Flow;

/// <summary>
/// What a team's people can do: the hours in which the team works, for everybody who is not away, less what other duties
/// take. <paramref name="Focus"/> is the share of presence that goes into activities.
/// </summary>
public sealed record Capacity(WorkCalendar Calendar, IReadOnlyCollection<PersonId> People, IReadOnlyList<Absence> Absences, double Focus)
{
    /// <summary>Three quarters: calls, talk and pauses take the rest. A starting choice, to be set by each desk.</summary>
    public const double UsualFocus = 0.75;

    public WorkingTime Between(Instant from, Instant until) => WorkingTime.FromHours(Focus * People.Sum(person => Present(person, from, until)));

    /// <summary>How many people are there at an instant at which the team works.</summary>
    public int At(Instant at) => Calendar.IsOpen(at) ? People.Count(person => !Absences.Any(absence => absence.Person == person && absence.Covers(at))) : 0;

    private double Present(PersonId person, Instant from, Instant until)
    {
        var hours = Calendar.Between(from, until).Hours;
        var seen = from;
        foreach (var absence in Absences.Where(absence => absence.Person == person && absence.From < until && absence.To > from).OrderBy(absence => absence.From))
        {
            // Two absences that overlap take the time once.
            var (start, end) = (Instant.Max(seen, absence.From), Instant.Min(until, absence.To));
            hours -= end > start ? Calendar.Between(start, end).Hours : 0;
            seen = Instant.Max(seen, end);
        }

        return Math.Max(0, hours);
    }
}

/// <summary>How much work an activity is, by its type: starting choices that a desk can set to its own.</summary>
public sealed record TouchTimes(IReadOnlyDictionary<string, WorkingTime> Own)
{
    public static readonly TouchTimes Usual = new(new Dictionary<string, WorkingTime>());

    public WorkingTime Of(string type) => Own.TryGetValue(type, out var own) ? own
        : ActivityTypes.TryParse(type, out var known) ? WorkingTime.FromMinutes(Minutes(known)) : WorkingTime.FromMinutes(15);

    private static int Minutes(ActivityType type) => type switch
    {
        ActivityType.Work or ActivityType.Appointment => 30,
        ActivityType.TargetRisk or ActivityType.Collaboration => 20,
        ActivityType.CustomerFollowUp or ActivityType.External or ActivityType.LongWait or ActivityType.AppointmentRequest => 10,
        _ => 15,
    };
}
