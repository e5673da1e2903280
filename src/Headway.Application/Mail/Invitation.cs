using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Headway.Application.Appointments;
using Headway.Domain;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Mail;

/// <summary>
/// What a calendar is told of a time (iTIP): that it is asked for, agreed or moved (REQUEST), or called off (CANCEL). The id is the
/// same through every move and the sequence counts them. <paramref name="IsOffer"/>: the one time that was offered and nobody has taken yet.
/// </summary>
public sealed record Invitation(string Method, string Uid, int Sequence, Instant Start, Instant End, string Title, bool IsOffer = false)
{
    /// <summary>The invitation that belongs to a mail about a ticket's times; null when there is none to send.</summary>
    internal static Invitation? Of(MailOrder order, TicketState state, Func<int, string> uid, string title)
    {
        if (order.Kind == MailKind.ChooseTime)
        {
            return state.OfferedSlots.ToList() is [var only] ? new Invitation("REQUEST", uid(only.Activity), 0, only.Start, only.End, title, IsOffer: true) : null;
        }

        if (order.Kind is not (MailKind.Booked or MailKind.CalledOff) || state.Appointments.Find(one => one.Activity == order.Activity) is not { } time)
        {
            return null;
        }

        var off = order.Kind == MailKind.CalledOff;
        var offered = OfferOf(state, time.Root);
        // The offer was the first word about it, so whatever follows counts one further.
        var sequence = time.Sequence + (off ? 1 : 0) + (offered is null ? 0 : 1);
        return new Invitation(off ? "CANCEL" : "REQUEST", uid(offered ?? time.Root), sequence, time.Start, time.End, title);
    }

    /// <summary>The offer of a single time that became this chain of times: the customer's calendar knows it by that.</summary>
    internal static int? OfferOf(TicketState state, int root)
    {
        var first = state.Appointments.Find(one => one.Activity == root);
        var slot = first is null ? null : state.Slots.FindLast(one => one.Activity < root && one.Start == first.Start);
        return slot is not null && state.Slots.Count(one => one.Activity == slot.Activity) == 1 ? slot.Activity : null;
    }

    /// <summary>iCalendar text. The organizer is the desk's own address, since that is where answers go.</summary>
    internal string Text(string deskName, string deskAddress, string name, string address, Instant now)
    {
        var text = new StringBuilder();
        var cancelled = Method == "CANCEL";
        foreach (var line in new[]
        {
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Headway//Appointments//EN", "CALSCALE:GREGORIAN", $"METHOD:{Method}", "BEGIN:VEVENT", $"UID:{Uid}",
            $"DTSTAMP:{CalendarFile.Utc.Format(now)}", $"DTSTART:{CalendarFile.Utc.Format(Start)}", $"DTEND:{CalendarFile.Utc.Format(End)}",
            string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{Sequence}"), $"STATUS:{(cancelled ? "CANCELLED" : IsOffer ? "TENTATIVE" : "CONFIRMED")}",
            $"SUMMARY:{CalendarFile.Escaped(Title)}", "TRANSP:OPAQUE",
            $"ORGANIZER;CN={Quoted(deskName)}:mailto:{deskAddress}",
            $"ATTENDEE;CN={Quoted(name)};CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION{(cancelled ? "" : ";RSVP=TRUE")}:mailto:{address}",
        })
        {
            CalendarFile.Line(text, line);
        }

        if (!cancelled)
        {
            foreach (var line in new[] { "BEGIN:VALARM", "ACTION:DISPLAY", $"DESCRIPTION:{CalendarFile.Escaped(Title)}", "TRIGGER:-PT15M", "END:VALARM" })
            {
                CalendarFile.Line(text, line);
            }
        }

        CalendarFile.Line(text, "END:VEVENT");
        CalendarFile.Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    // A parameter's value can't hold its own quotes, whatever escapes it.
    private static string Quoted(string name) => $"\"{new string([.. name.Where(sign => sign != '"' && !char.IsControl(sign))])}\"";
}

/// <summary>The id of a time in calendars, sealed, so that an answer to it proves that we sent it.</summary>
internal static partial class InvitationId
{
    public static string Of(MailSeal seal, TenantId tenant, long number, int root, string host)
    {
        var said = string.Create(CultureInfo.InvariantCulture, $"{tenant.Value}-{number}-{root}");
        return $"{said}-{seal.Time(said)}@{host}";
    }

    /// <summary>The ticket's number and the root that a whole id names; null for every other.</summary>
    public static (long Number, int Root)? Read(MailSeal seal, TenantId tenant, string? uid) =>
        uid is not null && Shape().Match(uid) is { Success: true } match && match.Groups["seal"].Value == seal.Time(match.Groups["said"].Value)
        && match.Groups["tenant"].Value == tenant.Value.ToString(CultureInfo.InvariantCulture)
            ? (long.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups["root"].Value, CultureInfo.InvariantCulture))
            : null;

    [GeneratedRegex(@"^(?<said>(?<tenant>\d{1,18})-(?<number>\d{1,18})-(?<root>\d{1,9}))-(?<seal>[0-9a-f]{24})@", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
