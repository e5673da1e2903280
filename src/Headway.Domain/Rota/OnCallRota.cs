using NodaTime;

namespace Headway.Domain.Rota;

/// <summary>People who take turns: the first from <paramref name="From"/> on, each for <paramref name="Days"/> days, handed over at <paramref name="At"/>.</summary>
public sealed record OnCallTurn(IReadOnlyList<PersonId> People, LocalDate From, LocalTime At, int Days);

/// <summary>Somebody else from a date through another, both in, handed over at the same time of day.</summary>
public sealed record OnCallInstead(LocalDate From, LocalDate Until, PersonId Person);

/// <summary>One person on call from (in) to (out).</summary>
public sealed record OnCallShift(PersonId Person, Instant From, Instant To);

/// <summary>
/// Who answers for what counts by a calendar of its own. Dates win over turns; a turn also reaches back before its first
/// date, so that there is always somebody.
/// </summary>
public sealed record OnCallRota(DateTimeZone Zone, OnCallTurn Turn, IReadOnlyList<OnCallInstead> Instead)
{
    public const int MostPeople = 30, MostInstead = 200;

    public PersonId At(Instant at) => On(DutyDate(at));

    /// <summary>When the person who is on call at an instant hands over to another; null when nobody else follows within a year.</summary>
    public Instant? HandOver(Instant at)
    {
        var date = DutyDate(at);
        var person = On(date);
        for (var next = date.PlusDays(1); next <= date.PlusDays(366); next = next.PlusDays(1))
        {
            if (On(next) != person)
            {
                return Start(next);
            }
        }

        return null;
    }

    /// <summary>The shifts from an instant on, one after another, at most <paramref name="most"/>.</summary>
    public IReadOnlyList<OnCallShift> From(Instant at, int most)
    {
        var shifts = new List<OnCallShift>();
        while (shifts.Count < most && HandOver(at) is { } next)
        {
            shifts.Add(new OnCallShift(At(at), at, next));
            at = next;
        }

        return shifts;
    }

    /// <summary>Why the rota can't be kept, or null.</summary>
    public static Refusal? Check(OnCallTurn turn, IReadOnlyList<OnCallInstead> instead) =>
        turn.People.Count is < 1 or > MostPeople ? OnCallRefusals.NobodyOnCall
        : turn.Days is < 1 or > 91 ? OnCallRefusals.TurnLength
        : instead.Count > MostInstead || instead.Any(one => one.Until < one.From) ? OnCallRefusals.DatesReversed
        : null;

    private PersonId On(LocalDate date)
    {
        foreach (var one in Instead)
        {
            if (one.From <= date && date <= one.Until)
            {
                return one.Person;
            }
        }

        var days = Period.DaysBetween(Turn.From, date);
        var turn = (int)Math.Floor(days / (double)Turn.Days);
        return Turn.People[((turn % Turn.People.Count) + Turn.People.Count) % Turn.People.Count];
    }

    // A duty belongs to the date on which it begins.
    private LocalDate DutyDate(Instant at)
    {
        var date = at.InZone(Zone).Date;
        return at < Start(date) ? date.PlusDays(-1) : date;
    }

    private Instant Start(LocalDate date) => Calendars.Zones.StartOf(Zone, date.At(Turn.At));
}

public static class OnCallRefusals
{
    public static readonly Refusal NobodyOnCall = new(RefusalKind.Invalid, "on-call.nobody", "Name who is on call: at least one person of support, at most 30.");
    public static readonly Refusal TurnLength = new(RefusalKind.Invalid, "on-call.turn-length", "Let a turn last 1 to 91 days.");
    public static readonly Refusal DatesReversed = new(RefusalKind.Invalid, "on-call.dates-reversed", "Let each exception's last day be on or after its first; keep at most 200 of them.");
    public static readonly Refusal PersonUnknown = new(RefusalKind.Invalid, "on-call.person-unknown", "Only active people of support can be on call.");
    public static readonly Refusal NothingChosen = new(RefusalKind.Invalid, "on-call.nothing-chosen", "Say for which priority, service or both the calendar holds.");
    public static readonly Refusal ChosenTwice = new(RefusalKind.Conflict, "on-call.chosen-twice", "There is a rule for this priority and service already: change that one.");
    public static readonly Refusal Unknown = new(RefusalKind.NotFound, "on-call.unknown", "There is no such rule any more.");
}
