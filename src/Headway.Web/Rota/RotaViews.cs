using Headway.Application.Rota;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Rota;
using NodaTime;

namespace Headway.Web.Rota;

/// <summary>An hour of a day and how a queue is covered in it; no people where the team is closed.</summary>
public sealed record CoverHour(LocalTime At, int? People, int Wanted)
{
    public string Kind => People is not { } held ? "shut" : held == 0 ? "none" : held < Wanted ? "thin" : held == Wanted ? "enough" : "more";
}

/// <summary>A day of the plan with the hours in which anything is open or planned.</summary>
public sealed record RotaDay(IsoDayOfWeek Day, LocalDate? Date, bool IsToday, bool IsOpen, IReadOnlyDictionary<long, IReadOnlyList<CoverHour>> Cover);

/// <summary>A gap in words: which queue, when, and how many hold it.</summary>
public sealed record RotaGap(StatusQueue Queue, Instant From, Instant To, int People);

/// <summary>A rota as its page shows it. <paramref name="Mine"/>: the reader's own number.</summary>
public sealed record RotaView(RotaRead Read, IReadOnlyList<RotaDay> Days, IReadOnlyList<RotaGap> Gaps, IReadOnlyList<Domain.People.Team> Teams, PersonId Mine, Refusal? Refused = null, string? Done = null)
{
    public string At => $"/rota/{Read.Team.Id.Value}";

    /// <summary>The week as its address has it.</summary>
    public string Week => Read.Monday is { } monday ? RotaViews.Iso(monday) : "template";

    public IEnumerable<RotaSlot> SlotsOf(PersonId person, IsoDayOfWeek day) => Read.Draft.Slots.Where(slot => slot.Person == person && slot.Day == day);

    public IEnumerable<string> QueuesOf(RotaSlot slot) => Read.Queues.Where(queue => slot.Queues.Contains(queue.Id)).Select(queue => queue.Name);

    /// <summary>Whether the shift is published as it stands in the draft.</summary>
    public bool IsPublished(RotaSlot slot) => Read.IsPublishedSo(slot);

    /// <summary>Whether the person is away for some of the shift.</summary>
    public Absence? AwayIn(RotaSlot slot)
    {
        if (Read.Monday is not { } monday)
        {
            return null;
        }

        var (from, to) = RotaPlan.Times(slot, monday, Read.Team.Calendar.Zone);
        return Read.Absences.FirstOrDefault(absence => absence.Person == slot.Person && absence.From < to && absence.To > from);
    }

    public SwapAsked? SwapOf(RotaSlot slot) => Read.Swaps.FirstOrDefault(swap => swap.Slot.Id == slot.Id);
}

/// <summary>Lays a rota out: days, hours, gaps.</summary>
internal static class RotaViews
{
    public static RotaView Of(RotaRead read, IReadOnlyList<Domain.People.Team> teams, PersonId mine) => new(read, [.. Days(read)], [.. Gaps(read)], teams, mine);

    public static string Iso(LocalDate date) => date.ToString("uuuu-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static string Hour(LocalTime time) => time.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    public static string Hours(Span span) => $"{Hour(span.From)}–{(span.To == LocalTime.Midnight ? "24:00" : Hour(span.To))}";

    private static IEnumerable<RotaDay> Days(RotaRead read)
    {
        var zone = read.Team.Calendar.Zone;
        var today = read.Now.InZone(zone).Date;
        // A template is laid over the present week, but a holiday in it closes no weekday for ever.
        var monday = read.Monday ?? today.PlusDays(1 - (int)today.DayOfWeek);
        var parts = read.Coverage.ToLookup(part => part.Queue.Id);
        for (var day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Sunday; day++)
        {
            var date = monday.PlusDays((int)day - 1);
            var spans = read.Monday is null ? read.Team.Calendar.SpansOn(day) : read.Team.Calendar.SpansOn(date);
            var planned = read.Draft.Slots.Any(slot => slot.Day == day);
            if (spans.Count == 0 && !planned && day >= IsoDayOfWeek.Saturday)
            {
                continue;
            }

            var hours = Open(spans).ToList();
            yield return new RotaDay(
                day, read.Monday is null ? null : date, read.Monday is not null && date == today, spans.Count > 0,
                read.Queues.ToDictionary(queue => queue.Id, queue => (IReadOnlyList<CoverHour>)[.. hours.Select(hour => Cover(read, parts[queue.Id], queue, date, hour, spans))]));
        }
    }

    private static IEnumerable<LocalTime> Open(IReadOnlyList<Span> spans)
    {
        if (spans.Count == 0)
        {
            yield break;
        }

        var first = spans.Min(span => span.From.Hour);
        var last = spans.Max(span => span.To <= span.From ? 23 : span.To.Minute == 0 ? span.To.Hour - 1 : span.To.Hour);
        for (var hour = first; hour <= last; hour++)
        {
            yield return new LocalTime(hour, 0);
        }
    }

    // The least that holds anywhere in the hour: a gap of ten minutes is a gap.
    private static CoverHour Cover(RotaRead read, IEnumerable<Covered> parts, StatusQueue queue, LocalDate date, LocalTime hour, IReadOnlyList<Span> spans)
    {
        var zone = read.Team.Calendar.Zone;
        var from = date.At(hour).InZoneLeniently(zone).ToInstant();
        var to = from + Duration.FromHours(1);
        var within = parts.Where(part => part.From < to && part.To > from).ToList();
        if (within.Count > 0)
        {
            return new CoverHour(hour, within.Min(part => part.People), queue.MinCover);
        }

        // A template's weekday that is a holiday in the present week still has its hours.
        var open = read.Monday is null && spans.Any(span => span.From < hour.PlusHours(1) && (span.To > hour || span.To <= span.From));
        return new CoverHour(hour, open ? read.Draft.Slots.Count(slot => slot.Queues.Contains(queue.Id) && slot.Day == date.DayOfWeek && slot.Hours.From <= hour && (slot.Hours.To > hour || slot.Hours.To <= slot.Hours.From)) : null, queue.MinCover);
    }

    private static IEnumerable<RotaGap> Gaps(RotaRead read) => read.Gaps.Select(part => new RotaGap(part.Queue, part.From, part.To, part.People)).OrderBy(gap => gap.From);
}
