using System.Globalization;
using Headway.Domain;
using Headway.Domain.Appointments;
using Headway.Domain.Tickets;

namespace Headway.Application.Storage;

/// <summary>
/// How a ticket's agreed times and lessons lie in the tables. An open time of a person is put down only under that person's
/// lock and when it is free: two bookings of one time never both stand, whatever the engine and the door.
/// </summary>
internal static class ContactRows
{
    public static readonly Columns Appointments = new(
        "appointments",
        ["tenant", "ticket", "activity"],
        ["tenant", "ticket", "activity", "person", "team", "starts", "ends", "mode", "booked_at", "result", "ended_at", "root", "sequence", "open"]);

    public static readonly Columns Lessons = new(
        "lessons",
        ["tenant", "ticket", "seq"],
        [
            "tenant", "ticket", "seq", "at", "sent_by", "reason", "kept", "from_team", "assigner", "right_team", "service", "text", "next_time", "acknowledged_at",
        ]);

    public static object?[] Row(TenantId tenant, TicketState state, Appointment kept) =>
    [
        tenant.Value, state.Key.Value, (long)kept.Activity, kept.With.Value, state.Activities.First(row => row.Seq == kept.Activity).Team.Value,
        kept.Start.ToUnixTimeMilliseconds(), kept.End.ToUnixTimeMilliseconds(), AppointmentCodes.Of(kept.Mode), kept.BookedAt.ToUnixTimeMilliseconds(),
        kept.Result is { } result ? AppointmentCodes.Of(result) : null, kept.EndedAt?.ToUnixTimeMilliseconds(), (long)kept.Root, (long)kept.Sequence, kept.IsOpen,
    ];

    public static object?[] Row(TenantId tenant, TicketState state, Lesson lesson) =>
    [
        tenant.Value, state.Key.Value, (long)lesson.Seq, lesson.At.ToUnixTimeMilliseconds(), lesson.By?.Value, AppointmentCodes.Of(lesson.Reason), lesson.Kept,
        lesson.From.Value, lesson.Assigner?.Value, lesson.RightTeam?.Value, state.Service?.Value, lesson.Text?.Value, lesson.NextTime?.Value,
        lesson.AcknowledgedAt?.ToUnixTimeMilliseconds(),
    ];

    /// <summary>What lies there in a few words, for comparing.</summary>
    public static IEnumerable<string> Spelled(TicketState state) =>
        state.Appointments.Select(kept => string.Create(
                CultureInfo.InvariantCulture,
                $"{kept.Activity} {kept.With.Value} {kept.Start.ToUnixTimeMilliseconds()} {(kept.Result is { } result ? AppointmentCodes.Of(result) : "open")}"))
            .Concat(state.Lessons.Select(lesson => string.Create(
                CultureInfo.InvariantCulture, $"{lesson.Seq} {AppointmentCodes.Of(lesson.Reason)} {(lesson.Kept ? "kept" : "returned")}")));

    /// <summary>Puts down what differs. Times that ended go first, so that moving one within a person's day never clashes with itself.</summary>
    /// <exception cref="StorageException">The person is taken then.</exception>
    public static async ValueTask Project(Session session, TenantId tenant, TicketState before, TicketState after)
    {
        if (before.Appointments != after.Appointments || (before.Team != after.Team && !after.Appointments.IsEmpty))
        {
            foreach (var gone in before.Appointments.Where(was => !after.Appointments.Exists(kept => kept.Activity == was.Activity)))
            {
                await session.Do("DELETE FROM appointments WHERE tenant = $1 AND ticket = $2 AND activity = $3", tenant.Value, after.Key.Value, (long)gone.Activity);
            }

            foreach (var kept in after.Appointments.OrderBy(kept => kept.IsOpen))
            {
                var was = before.Appointments.Find(earlier => earlier.Activity == kept.Activity);
                if (kept.IsOpen && (was is null || !was.IsOpen || was.With != kept.With))
                {
                    await Reserve(session, tenant, after.Key, kept);
                }

                await session.Do(Appointments.Upsert, Row(tenant, after, kept));
            }
        }

        if (before.Lessons == after.Lessons)
        {
            return;
        }

        foreach (var gone in before.Lessons.Where(was => !after.Lessons.Exists(lesson => lesson.Seq == was.Seq)))
        {
            await session.Do("DELETE FROM lessons WHERE tenant = $1 AND ticket = $2 AND seq = $3", tenant.Value, after.Key.Value, (long)gone.Seq);
        }

        foreach (var lesson in after.Lessons)
        {
            await session.Do(Lessons.Upsert, Row(tenant, after, lesson));
        }
    }

    private static async ValueTask Reserve(Session session, TenantId tenant, TicketKey ticket, Appointment kept)
    {
        await session.Run(
            "INSERT INTO booking_locks (tenant, person, taken) VALUES ($1, $2, 1) ON CONFLICT (tenant, person) DO UPDATE SET taken = booking_locks.taken + 1",
            tenant.Value, kept.With.Value);
        var taken = await session.Number(
            "SELECT count(*) FROM appointments WHERE tenant = $1 AND person = $2 AND open AND starts < $3 AND ends > $4 AND ticket <> $5",
            tenant.Value, kept.With.Value, kept.End.ToUnixTimeMilliseconds(), kept.Start.ToUnixTimeMilliseconds(), ticket.Value);
        if (taken > 0)
        {
            throw new StorageException(AppointmentRefusals.DoubleBooked);
        }
    }
}
