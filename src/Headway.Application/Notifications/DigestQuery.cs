using Headway.Application.Access;
using Headway.Application.Appointments;
using Headway.Application.Desk;
using Headway.Application.Flow;
using Headway.Application.Recognition;
using Headway.Application.Storage;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Notifications;

/// <summary>Something to do today.</summary>
public sealed record DigestRow(long Number, string Subject, StatusCode Status, string Requester, Instant Due);

/// <summary>
/// What a person's day brings: what is overdue and due today of their own list, its first rows, the times agreed for today, what
/// happened that they have not read, and, for leads, what needs them. <paramref name="Month"/>: on the first working day of a month, the one before.
/// </summary>
public sealed record DigestRead(
    LocalDate Day, int Overdue, int Today, IReadOnlyList<DigestRow> First, IReadOnlyList<AgreedTime> Times, int Unread, int Exceptions, int? Needs, string? ShortDay, double ShortHours, MonthRead? Month)
{
    /// <summary>Whether the person's list shows dues; where it does not, <see cref="Today"/> counts what waits in it, and the first rows are those of its order.</summary>
    public bool Dated { get; init; } = true;

    /// <summary>Nothing is there to be told.</summary>
    public bool IsCalm => Overdue + Today + Times.Count + Unread == 0 && Needs is null or 0 && Month is null;
}

/// <summary>Reads what a person's day brings, at the moment it is asked for.</summary>
public sealed class DigestQuery(Database database, WorkListQuery lists, DeskTimes times, BoardQuery boards, MonthQuery months, DeskRulesCache rules, DeskClock clock)
{
    private const int Rows = 5;

    public async Task<DigestRead> Read(Caller caller, CancellationToken stop = default)
    {
        var now = clock.Now(caller.Tenant);
        var today = now.InZone(caller.Zone).Date;
        var midnight = caller.Zone.AtStartOfDay(today.PlusDays(1)).ToInstant();
        var listed = await lists.Read(caller, new WorkScope(), stop);
        var dated = listed.Mode.HasDues();
        var due = dated ? listed.Rows.Where(row => row.Due < midnight).OrderBy(row => row.Due).ToList() : [.. listed.Rows];
        var agreed = (await times.OfTheDay(caller, stop)).Where(time => time.Open && time.With == caller.Person && time.Start >= now && time.Start < midnight).ToList();
        var kinds = await database.Read(
            async session => await session.Query(
                "SELECT kind FROM notifications WHERE tenant = $1 AND person = $2 AND read_at IS NULL AND kind <> 'Digest'",
                row => Enum.TryParse<NotificationKind>(row.GetString(0), out var kind) ? kind : NotificationKind.Watched, caller.Tenant.Value, caller.Person.Value),
            stop);
        var board = caller.May(Permission.ReadBoard) && await boards.Read(caller, null, stop) is { IsRefused: false } read ? read.Value : null;
        var tight = board is { Dues: true } ? board.Load.Days.FirstOrDefault(day => day.IsShort) : null;
        return new DigestRead(
            today, dated ? listed.Overdue : 0, dated ? due.Count(row => row.Due >= now) : listed.Total, [.. due.Take(Rows).Select(row => new DigestRow(row.Number, row.Subject, row.Status, row.Requester, row.Due))],
            agreed, kinds.Count, kinds.Count(Telling.IsException), board?.Needs.Count, tight is null ? null : NodaTime.Text.LocalDatePattern.Iso.Format(tight.Date), tight?.Short.Hours ?? 0,
            await IsFirstOfMonth(caller, today, stop) ? await months.Read(caller, today.PlusMonths(-1), stop) : null)
        { Dated = dated };
    }

    /// <summary>Whether somebody's teams work on that date; who is in none works every day.</summary>
    internal async Task<bool> Works(Caller caller, LocalDate date, CancellationToken stop)
    {
        var desk = await rules.Of(caller.Tenant, stop);
        var teams = caller.Teams.Where(desk.Teams.ContainsKey).ToList();
        return teams.Count == 0 || teams.Exists(team => desk.CalendarOf(team).SpansOn(date).Count > 0);
    }

    private async Task<bool> IsFirstOfMonth(Caller caller, LocalDate today, CancellationToken stop)
    {
        for (var date = new LocalDate(today.Year, today.Month, 1); date < today; date = date.PlusDays(1))
        {
            if (await Works(caller, date, stop))
            {
                return false;
            }
        }

        return true;
    }
}
