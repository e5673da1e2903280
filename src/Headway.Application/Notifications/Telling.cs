using System.Collections.Frozen;
using System.Text.Json;
using Headway.Domain.People;
using NodaTime;
using NodaTime.Text;

namespace Headway.Application.Notifications;

/// <summary>What may interrupt somebody. Whatever does not is in the list of notifications all the same.</summary>
public enum Interrupting
{
    /// <summary>What went wrong or is about to, and what a person asks of one.</summary>
    Exceptions,

    Everything,

    Nothing,

    /// <summary>What the person chose for each: what it is about, and by which ways it comes.</summary>
    Chosen,
}

/// <summary>
/// How somebody is told what happens: what may interrupt them, when nothing may, and when a digest of the day comes, here and by mail.
/// Times are of the person's own clock. <paramref name="DigestAt"/> null: no digest.
/// </summary>
public sealed record Telling(Interrupting Interrupts, QuietHours? Quiet, LocalTime? DigestAt, bool DigestHere, bool DigestByMail)
{
    /// <summary>The week before by mail, for whoever answers for a team.</summary>
    public bool WeekByMail { get; init; }

    /// <summary>Whether a notification outside of the page names the ticket's subject, which its customer wrote: a locked screen shows it to whoever stands there.</summary>
    public bool PushSubject { get; init; }

    /// <summary>What was chosen for each, where <see cref="Interrupting.Chosen"/> holds.</summary>
    public IReadOnlyDictionary<NewsAbout, NewsWays> Chosen { get; init; } = NewsChoice.Usual;

    /// <summary>Since when news is mailed: what came before is not; null where none is.</summary>
    public Instant? MailSince { get; init; }

    /// <summary>As it is until somebody says otherwise: exceptions only, and what the day brings at eight.</summary>
    public static readonly Telling Usual = new(Interrupting.Exceptions, null, new LocalTime(8, 0), true, false);

    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>Dues and targets that slip, chases, reopened tickets, and what somebody asks of a person by name.</summary>
    private static readonly FrozenSet<NotificationKind> Exceptional = FrozenSet.ToFrozenSet([
        NotificationKind.Chased, NotificationKind.ChasedAgain, NotificationKind.TargetAtRisk, NotificationKind.TargetMissed, NotificationKind.PromiseSlips, NotificationKind.Reopened, NotificationKind.Bounced, NotificationKind.NotSent,
        NotificationKind.Nudged, NotificationKind.Mentioned, NotificationKind.HelpAsked, NotificationKind.CoverAsked, NotificationKind.TeamCalled, NotificationKind.CalledIn, NotificationKind.TimeNear,
        NotificationKind.OutcomeOwed, NotificationKind.RulePaused, NotificationKind.SwapAsked,
        NotificationKind.ApprovalAsked, NotificationKind.Declined, NotificationKind.ApprovalOverdue,
    ]);

    public static bool IsException(NotificationKind kind) => Exceptional.Contains(kind);

    /// <summary>Whether news of this kind may interrupt that way at that moment. By mail only where that was chosen.</summary>
    public bool Lets(NotificationKind kind, NewsWays way, Instant now, DateTimeZone zone) =>
        (Interrupts switch
        {
            Interrupting.Chosen => Chosen.GetValueOrDefault(NewsChoice.Of(kind)).HasFlag(way),
            Interrupting.Everything => way != NewsWays.Mail,
            Interrupting.Exceptions => way != NewsWays.Mail && IsException(kind),
            _ => false,
        }) && Quiet?.Covers(now, zone) != true;

    /// <summary>The time of day as it is typed; null for what is none.</summary>
    public static LocalTime? Time(string? text) => Clock.Parse(text ?? "") is { Success: true } time ? time.Value : null;

    public static string Text(LocalTime time) => Clock.Format(time);

    internal const string Key = "telling";

    /// <summary>What was kept; the usual for what can't be read.</summary>
    internal static Telling Read(string? kept)
    {
        try
        {
            return kept is not null && JsonSerializer.Deserialize<Kept>(kept, JsonSerializerOptions.Web) is { } read ? read.Telling : Usual;
        }
        catch (JsonException)
        {
            return Usual;
        }
    }

    internal string Write() => JsonSerializer.Serialize(
        new Kept(Interrupts.ToString(), Quiet is null ? null : Text(Quiet.From), Quiet is null ? null : Text(Quiet.Until), DigestAt is { } at ? Text(at) : null, DigestHere, DigestByMail, WeekByMail, PushSubject)
        { Ways = Interrupts == Interrupting.Chosen ? NewsChoice.Write(Chosen) : null, MailSince = MailSince?.ToUnixTimeMilliseconds() }, JsonSerializerOptions.Web);

    private sealed record Kept(string? Interrupts, string? QuietFrom, string? QuietUntil, string? DigestAt, bool DigestHere, bool DigestByMail, bool WeekByMail = false, bool PushSubject = false)
    {
        public Dictionary<string, string[]>? Ways { get; init; }

        public long? MailSince { get; init; }

        public Telling Telling => new(
            Enum.TryParse<Interrupting>(Interrupts, out var what) ? what : Usual.Interrupts, Time(QuietFrom) is { } from && Time(QuietUntil) is { } until && from != until ? new QuietHours(from, until) : null,
            Time(DigestAt), DigestHere, DigestByMail)
        {
            WeekByMail = WeekByMail, PushSubject = PushSubject, Chosen = Ways is null ? NewsChoice.Usual : NewsChoice.Read(Ways) ?? NewsChoice.Usual,
            MailSince = MailSince is { } since ? Instant.FromUnixTimeMilliseconds(since) : null,
        };
    }
}
