using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Domain;
using Headway.Domain.Calendars;
using NodaTime;

namespace Headway.Application.Calendars;

/// <summary>A date that a holiday file would close, with what the file says about it.</summary>
public sealed record HolidayProposed(LocalDate Date, string Name, string? Note);

/// <summary>What was understood of a holiday file, date by date from today through the end of the year after next, and what was not.</summary>
public sealed record HolidaysProposed(IReadOnlyList<HolidayProposed> Dates, IReadOnlyList<NotUnderstood> NotUnderstood, LocalDate From, LocalDate Until);

/// <summary>Reads a holiday file and proposes; nothing is closed by it.</summary>
public sealed class ProposeHolidays(DeskClock clock)
{
    public Outcome<HolidaysProposed> From(Caller caller, string ics)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        var today = clock.Now(caller.Tenant).InZone(caller.Zone).Date;
        var until = new LocalDate(today.Year + 2, 12, 31);
        return Holidays.ReadIcs(ics).Then<HolidaysProposed>(file => new HolidaysProposed(
            [.. Holidays.Closing(file.Holidays, today, until).OrderBy(day => day.Key)
                .Select(day => new HolidayProposed(day.Key, day.Value.Name ?? "", file.Holidays.FirstOrDefault(one => day.Value.Name?.Contains(one.Name, StringComparison.Ordinal) == true)?.Note))],
            file.NotUnderstood, today, until));
    }
}
