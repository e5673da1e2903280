using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Flow;
using Headway.Application.Mail;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.People;
using NodaTime;

namespace Headway.Application.Notifications;

/// <summary>What somebody chose, as it was typed: times as 22:00, null or empty for none.</summary>
public sealed record TellingDraft(string? Interrupts, string? QuietFrom, string? QuietUntil, string? DigestAt, bool DigestHere, bool DigestByMail)
{
    /// <summary>The week before by mail; only who answers for a team can have it.</summary>
    public bool WeekByMail { get; init; }

    /// <summary>With <c>chosen</c>: for each thing that news is about the ways by which it comes.</summary>
    public IReadOnlyDictionary<string, string[]>? Ways { get; init; }

    /// <summary>Notifications outside of the page name the ticket's subject.</summary>
    public bool PushSubject { get; init; }
}

/// <summary>How somebody is told, and what follows from it now. <paramref name="QuietEnds"/>: it is quiet now, until then. <paramref name="Mail"/>: the desk sends mail. <paramref name="Week"/>: the week is offered to them.</summary>
public sealed record TellingRead(Telling Telling, Instant? QuietEnds, bool Mail, bool Week);

/// <summary>A person's own choice of how to be told: read and changed by nobody else.</summary>
public sealed class KeepTelling(Database database, DeskClock clock)
{
    public async Task<TellingRead> Read(Caller caller, CancellationToken stop = default)
    {
        var (telling, mail) = await database.Read(
            async session => (await Of(session, caller), await session.Text("SELECT value FROM settings WHERE tenant = $1 AND key = $2", caller.Tenant.Value, MailSettings.Key) is { Length: > 2 }), stop);
        var now = clock.Now(caller.Tenant);
        return new TellingRead(telling, telling.Quiet is { } quiet && quiet.Covers(now, caller.Zone) ? quiet.EndsAt(now, caller.Zone) : null, mail, WeekQuery.IsFor(caller));
    }

    public async Task<Outcome<TellingRead>> Change(Caller caller, TellingDraft draft, CancellationToken stop = default)
    {
        var chosen = Check(draft);
        if (chosen.Refusal is { } no)
        {
            return no;
        }

        if (draft.WeekByMail && !WeekQuery.IsFor(caller))
        {
            return AccessRefusals.NotAllowed;
        }

        await database.Write(
            async session =>
            {
                if (draft.WeekByMail && !(await Of(session, caller)).WeekByMail)
                {
                    // Whoever wishes it now has the first with the next week; the last one stands on its page.
                    await SendWeeks.Mark(session, caller, WeeklyLetter.MondayOf(clock.Now(caller.Tenant), caller.Zone));
                }

                var mails = chosen.Value.Interrupts == Interrupting.Chosen && chosen.Value.Chosen.Values.Any(ways => ways.HasFlag(NewsWays.Mail));
                var kept = chosen.Value with { MailSince = mails ? (await Of(session, caller)).MailSince ?? clock.Now(caller.Tenant) : null };
                return await session.Run(
                    "INSERT INTO personal_settings (tenant, person, key, value) VALUES ($1, $2, $3, $4) ON CONFLICT (tenant, person, key) DO UPDATE SET value = $4",
                    caller.Tenant.Value, caller.Person.Value, Telling.Key, kept.Write());
            },
            stop);
        return await Read(caller, stop);
    }

    internal static async ValueTask<Telling> Of(Session session, Caller caller) => Telling.Read(await session.Text(
        "SELECT value FROM personal_settings WHERE tenant = $1 AND person = $2 AND key = $3", caller.Tenant.Value, caller.Person.Value, Telling.Key));

    private static Outcome<Telling> Check(TellingDraft draft)
    {
        if (!Enum.TryParse<Interrupting>(draft.Interrupts, ignoreCase: true, out var interrupts) || !Enum.IsDefined(interrupts))
        {
            return NotificationRefusals.InterruptsUnknown;
        }

        var ways = interrupts != Interrupting.Chosen ? NewsChoice.Usual : draft.Ways is { } said ? NewsChoice.Read(said) : null;
        if (ways is null)
        {
            return NotificationRefusals.WaysUnknown;
        }

        var (from, until, at) = (Telling.Time(draft.QuietFrom), Telling.Time(draft.QuietUntil), Telling.Time(draft.DigestAt));
        if (Wrong(draft.QuietFrom, from) || Wrong(draft.QuietUntil, until) || Wrong(draft.DigestAt, at))
        {
            return NotificationRefusals.TimeUnknown;
        }

        return from is null != until is null ? NotificationRefusals.QuietHalf
            : from is { } start && start == until ? NotificationRefusals.QuietAllDay
            : at is not null && !draft.DigestHere && !draft.DigestByMail ? NotificationRefusals.DigestNowhere
            : new Telling(interrupts, from is { } begins && until is { } ends ? new QuietHours(begins, ends) : null, at, draft.DigestHere, draft.DigestByMail) { WeekByMail = draft.WeekByMail, PushSubject = draft.PushSubject, Chosen = ways };
    }

    private static bool Wrong(string? text, LocalTime? read) => !string.IsNullOrWhiteSpace(text) && read is null;
}

public static class NotificationRefusals
{
    public static readonly Refusal InterruptsUnknown = new(RefusalKind.Invalid, "notices.interrupts-unknown", "Choose what may interrupt you: exceptions, everything, nothing, or chosen for each.");
    public static readonly Refusal WaysUnknown = new(RefusalKind.Invalid, "notices.ways-unknown", "Choose for each thing by which ways it comes: here, closed, mail, or none of them.");
    public static readonly Refusal TimeUnknown = new(RefusalKind.Invalid, "notices.time-unknown", "Write times of day as 07:30.");
    public static readonly Refusal QuietHalf = new(RefusalKind.Invalid, "notices.quiet-half", "Quiet hours have a beginning and an end: give both, or none.");
    public static readonly Refusal QuietAllDay = new(RefusalKind.Invalid, "notices.quiet-all-day", "Quiet hours end at another time than they begin. For silence all day choose that nothing interrupts you.");
    public static readonly Refusal DigestNowhere = new(RefusalKind.Invalid, "notices.digest-nowhere", "Say where the digest should come: here, by mail, or both.");
}
