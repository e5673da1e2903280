using System.Text.RegularExpressions;

namespace Headway.Application.Mail;

/// <summary>What kind of mail it is: written by a person, or by which kind of machine.</summary>
public enum MailClass { Person, AutoReply, Bounce, Report, List, Calendar }

/// <summary>The class, and the rule that decided as a stable code that an agent can look up.</summary>
public sealed record MailVerdict(MailClass Class, string Rule)
{
    public bool IsMachine => Class != MailClass.Person && Class != MailClass.Calendar;

    public string Code => Class == MailClass.AutoReply ? "auto-reply" : Class.ToString().ToLowerInvariant();
}

/// <summary>
/// Tells a person's mail from a machine's. Standards first (a report, Auto-Submitted, an empty return path), then who sends
/// it, then what its subject and its first lines say, as mail systems of forty years have said it.
/// </summary>
public static partial class MailClassifier
{
    private const int ReadOfText = 4_000;

    public static MailVerdict Of(ParsedMail mail)
    {
        var read = mail.BareReturns ?? mail;
        return Report(read) ?? ByHeader(read) ?? BySender(read) ?? BySubject(read) ?? ByText(read) ?? new(MailClass.Person, "nothing-of-a-machine");
    }

    private static MailVerdict? Report(ParsedMail mail)
    {
        var type = mail.Header("content-type") ?? "";
        bool Has(string part) => mail.Parts.Any(one => one.Depth == 0 && one.Type == part);
        return Has("message/feedback-report") || Says(type, "report-type=\"?feedback-report") ? new(MailClass.Report, "feedback-report")
            : Has("message/disposition-notification") || Says(type, "disposition-notification") ? new(MailClass.Report, "disposition-notification")
            : mail.Reports.Any(one => one.Type == "message/delivery-status") || Has("message/delivery-status") ? new(MailClass.Bounce, "delivery-status")
            : type.StartsWith("multipart/report", StringComparison.OrdinalIgnoreCase) ? new(MailClass.Bounce, "multipart-report")
            : mail.Header("x-failed-recipients") is not null ? new(MailClass.Bounce, "failed-recipients")
            : mail.Event is { Method: "REQUEST" or "REPLY" or "CANCEL" or "COUNTER" or "REFRESH" or "PUBLISH" or "ADD" or "DECLINECOUNTER" } ? new(MailClass.Calendar, "calendar-method")
            : mail.Parts.Any(one => one.Depth == 0 && one.Type == "text/calendar" && !one.IsFile) ? new(MailClass.Calendar, "calendar-part")
            : null;
    }

    private static MailVerdict? ByHeader(ParsedMail mail)
    {
        var auto = mail.Header("auto-submitted")?.Split([';', ' '], 2)[0].Trim().ToLowerInvariant();
        var subject = mail.Subject ?? "";
        if (auto is not (null or "" or "no"))
        {
            return MachineWords.Bounces(subject) ? new(MailClass.Bounce, "auto-submitted")
                : auto.StartsWith("auto-gen", StringComparison.Ordinal) && !MachineWords.Away(subject) ? new(MailClass.Report, "auto-generated")
                : new(MailClass.AutoReply, "auto-submitted");
        }

        if (mail.Header("list-id") is not null || mail.Header("list-post") is not null || mail.Header("mailing-list") is not null || mail.Header("x-mailing-list") is not null)
        {
            return new(MailClass.List, "list-id");
        }

        if (mail.Header("x-autoreply") is not null || mail.Header("x-autorespond") is not null || mail.Header("x-vacation") is not null || mail.Header("x-mail-autoreply") is not null
            || Says(mail.Header("preference"), "auto_reply") || Says(mail.Header("precedence"), "auto.?reply"))
        {
            return new(MailClass.AutoReply, "autoreply-header");
        }

        if (Says(mail.Header("precedence"), "^(bulk|list|junk)"))
        {
            return MachineWords.Bounces(subject) || Daemon(mail) ? new(MailClass.Bounce, "precedence")
                : MachineWords.Away(subject) ? new(MailClass.AutoReply, "precedence")
                : new(MailClass.List, "precedence");
        }

        return mail.Header("list-unsubscribe") is not null ? new(MailClass.List, "list-unsubscribe") : null;
    }

    private static MailVerdict? BySender(ParsedMail mail)
    {
        if (Daemon(mail))
        {
            return MachineWords.Away(mail.Subject ?? "") ? new(MailClass.AutoReply, "daemon") : new(MailClass.Bounce, "daemon");
        }

        if (mail.Header("return-path") is { } path && path.Replace(" ", "", StringComparison.Ordinal) == "<>")
        {
            return MachineWords.Away(mail.Subject ?? "") || MachineWords.AwayText(Top(mail)) ? new(MailClass.AutoReply, "empty-return-path") : new(MailClass.Bounce, "empty-return-path");
        }

        return mail.From.Any(one => NoReply().IsMatch(one.Address)) ? new(MailClass.Report, "no-reply") : null;
    }

    private static MailVerdict? BySubject(ParsedMail mail)
    {
        var subject = mail.Subject ?? "";
        return MachineWords.Away(subject) ? new(MailClass.AutoReply, "subject")
            : MachineWords.Bounces(subject) ? new(MailClass.Bounce, "subject")
            : subject.StartsWith("complaint about message from ", StringComparison.OrdinalIgnoreCase) ? new(MailClass.Report, "feedback-report")
            : null;
    }

    private static MailVerdict? ByText(ParsedMail mail)
    {
        var top = Top(mail);
        // Somebody who answers, or passes such a mail on, is asking for help with it.
        if (mail.InReplyTo is not null || PassedOn().IsMatch(mail.Subject ?? ""))
        {
            return null;
        }

        return MachineWords.BounceText(top) ? new(MailClass.Bounce, "text")
            : MachineWords.AwayText(top) ? new(MailClass.AutoReply, "text")
            : null;
    }

    private static bool Daemon(ParsedMail mail) =>
        mail.From.Any(one => DaemonAddress().IsMatch(one.Address) || DaemonName().IsMatch(one.Name))
        || (mail.Header("sender") is { } sender && DaemonAddress().IsMatch(sender.Trim('<', '>', ' ')));

    private static string Top(ParsedMail mail)
    {
        var words = mail.Words.TrimStart();
        return words.Length > ReadOfText ? words[..ReadOfText] : words;
    }

    private static bool Says(string? value, string pattern) =>
        value is not null && Regex.IsMatch(value, pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(200));

    [GeneratedRegex(@"^(mailer[-_.]?daemon|mail[-_.]?daemon|daemon|postmaster|post[-_.]?master|mail-?delivery|maildelivery|mdaemon|bounces?|bounced?[-+=].*|mailsender|mail-?returned|delivery-?status|autoresponder|auto-?reply|owner-[^@]*bounce.*|[^@]*-bounces|fml|majordomo|listserv|uucp|complaints?|feedback|fbl|abuse-?report|returned-mail)(@|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DaemonAddress();

    [GeneratedRegex(@"(mail(er)?[ -_]?(delivery|deliver|daemon)( (sub)?system| service)?|delivery (sub)?system|postmaster|mail administrator|system administrator|mail ?server|mail router|internet mail delivery)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DaemonName();

    [GeneratedRegex(@"^\s*(re|aw|sv|fwd?|wg|tr|rv|antw|vs|odp|ynt)\s*:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PassedOn();

    [GeneratedRegex(@"^(no-?_?reply|do-?not-?reply|donotreply|nicht-?antworten|ne-?pas-?repondre|noresponder|notifications?|alerts?|nagios|zabbix|root|cron|monitor(ing)?)@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NoReply();
}
