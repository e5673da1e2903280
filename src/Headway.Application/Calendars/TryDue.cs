using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Domain;
using Headway.Domain.Calendars;
using NodaTime.Text;

namespace Headway.Application.Calendars;

/// <summary>"Where would a due land?": a start and a length on a calendar, drafted or as it stands, with how it was counted.</summary>
public sealed class TryDue(CalendarBook book, DeskClock clock)
{
    private static readonly LocalDateTimePattern Start = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    /// <param name="caller">Whoever may read settings.</param>
    /// <param name="id">The calendar as it stands; not looked at when there is a draft.</param>
    /// <param name="draft">Hours that are not saved yet.</param>
    /// <param name="start">In the calendar's own zone, 2026-03-02T16:30; empty for now.</param>
    /// <param name="hours">Business hours.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Outcome<CalendarTrace>> On(Caller caller, long? id, CalendarDraft? draft, string? start, string? hours, CancellationToken stop = default)
    {
        var now = clock.Now(caller.Tenant);
        var calendar = draft is null ? (await book.One(caller, id ?? 0, stop)).Then<WorkCalendar>(read => read.Newest)
            : caller.Denies(Permission.ReadSettings) is { } no ? no
            : draft.Read(1, now);
        if (calendar.Refusal is { } wrong)
        {
            return wrong;
        }

        var zone = calendar.Value.Zone;
        var from = now;
        if (!string.IsNullOrWhiteSpace(start))
        {
            if (!Start.Parse(start.Trim()).TryGetValue(default, out var local) || local.Year is < 1970 or > 2200)
            {
                return CalendarUseRefusals.StartMalformed;
            }

            from = zone.AtLeniently(local).ToInstant();
        }

        return Length(hours) is { } length ? calendar.Value.Trace(from, length) : CalendarUseRefusals.LengthMalformed;
    }

    private static WorkingTime? Length(string? text) =>
        double.TryParse(text?.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours) && hours is >= 0 and <= 2000
            ? WorkingTime.FromHours(hours)
            : null;
}
