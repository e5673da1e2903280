using Headway.Application.Access;
using Headway.Domain;

namespace Headway.Application.Mail;

/// <summary>What became of a message: exactly one of these.</summary>
public enum Fate { Opened, Appended, Quarantined, Ignored }

/// <summary>As what a message is taken: the customer's, a helper's, a note of an agent, a note that a machine answered, the answer to an invitation.</summary>
public enum TakenAs { Customer, Helper, AgentNote, MachineNote, Attendee }

/// <summary>Who the From address is known as. <paramref name="IsActive"/>: may act here at all.</summary>
public sealed record KnownSender(PersonId Person, bool IsStaff, bool IsActive);

/// <summary>A ticket that the message points at. <paramref name="SenderSees"/>: the known sender may read it.</summary>
public sealed record PointedAt(TicketKey Ticket, long Number, bool SenderSees);

/// <summary>How much came lately, before this message. The counts are of the last hour, notes of the last day.</summary>
public sealed record MailTraffic(int FromSender, int FromMachine, int OnThread, int NotesOnThread, int InMailbox);

/// <summary>Everything that decides where a message belongs.</summary>
public sealed record Arrival(ParsedMail Mail, MailVerdict Verdict, Proof Proof, KnownSender? Sender, bool IsOurOwn, MailTraffic Traffic, MailBefore Before)
{
    /// <summary>What the known sender may do here, at the moment in which the rest was read; null for somebody unknown or disabled.</summary>
    public Caller? SenderMay { get; init; }

    /// <summary>The newest whole token among its references, and whether one was ours by shape only.</summary>
    public TokenFound Token { get; init; }

    /// <summary>The token's ticket, where it still exists.</summary>
    public PointedAt? Thread { get; init; }

    /// <summary>For a bounce or a report: the token of the mail that came back.</summary>
    public MailToken? Returned { get; init; }

    /// <summary>An answer to an invitation of ours, whose id was whole.</summary>
    public InvitationReply? Invited { get; init; }

    /// <summary>The ticket whose number stands in the subject.</summary>
    public PointedAt? Tagged { get; init; }
}

/// <summary>
/// Where a message goes and why. <paramref name="Reason"/> is a code that the log says in words. <paramref name="Ticket"/>: the ticket
/// it is put to, or the one a new ticket is linked with.
/// </summary>
public sealed record MailRoute(Fate Fate, string Reason, TakenAs As = TakenAs.Customer, PointedAt? Ticket = null);

/// <summary>The policy of what belongs where, first match. When it is not sure it asks a person, by quarantine; it never guesses.</summary>
public static class MailPolicy
{
    /// <summary>Messages of one address within an hour; beyond it a person looks.</summary>
    public const int MostFromSender = 30;

    /// <summary>New tickets that one machine may open within an hour.</summary>
    public const int MostFromMachine = 10;

    /// <summary>Messages to one ticket within an hour.</summary>
    public const int MostOnThread = 20;

    /// <summary>Notes about automatic answers on one ticket within a day; further ones are only logged.</summary>
    public const int MostNotes = 2;

    /// <summary>Messages to one mailbox within an hour.</summary>
    public const int MostInMailbox = 2_000;

    public static MailRoute Decide(Arrival one) =>
        Broken(one) ?? (one.Verdict.IsMachine ? Machine(one) : Doubtful(one) ?? Invited(one) ?? Answer(one) ?? ByTag(one) ?? Fresh(one));

    private static MailRoute? Broken(Arrival one) =>
        one.IsOurOwn ? new(Fate.Ignored, "own-mail")
        : one.Mail.Froms > 1 || one.Mail.From.Count > 1 ? new(Fate.Quarantined, "several-senders")
        : one.Mail is { Error: not null, From.Count: 0 } ? new(Fate.Quarantined, "unreadable")
        : one.Verdict.Class != MailClass.Bounce && (one.Mail.From.Count == 0 || !one.Mail.From[0].Address.Contains('@', StringComparison.Ordinal)) ? new(Fate.Quarantined, "no-sender")
        : one.Mail.Error is not null ? new(Fate.Quarantined, "unreadable")
        : one.Traffic.InMailbox >= MostInMailbox ? new(Fate.Quarantined, "budget-mailbox")
        : null;

    private static MailRoute Machine(Arrival one) => one.Verdict switch
    {
        { Class: MailClass.Bounce } when one.Returned is not null && one.Thread is { } thread =>
            one.Traffic.NotesOnThread >= MostNotes ? new(Fate.Ignored, "bounce-again", Ticket: thread) : new(Fate.Appended, "bounce", TakenAs.MachineNote, thread),
        { Class: MailClass.Bounce } => new(Fate.Ignored, "bounce-unknown"),
        { Rule: "feedback-report" } => new(Fate.Ignored, "complaint-report"),
        { Rule: "disposition-notification" } => new(Fate.Ignored, "receipt"),
        { Class: MailClass.AutoReply } when one is { Token.Token: not null, Thread: { } thread } =>
            one.Traffic.NotesOnThread >= MostNotes ? new(Fate.Ignored, "auto-reply-again", Ticket: thread) : new(Fate.Appended, "auto-reply", TakenAs.MachineNote, thread),
        { Class: MailClass.AutoReply } => new(Fate.Ignored, "auto-reply"),
        { Class: MailClass.List } => new(Fate.Ignored, "list"),
        _ when one is { Token.Token: not null, Thread: { } thread } =>
            one.Traffic.NotesOnThread >= MostNotes ? new(Fate.Ignored, "machine-again", Ticket: thread) : new(Fate.Appended, "machine-note", TakenAs.MachineNote, thread),
        _ when one.Traffic.FromMachine >= MostFromMachine => new(Fate.Quarantined, "budget-sender"),
        _ when one.Sender is { IsStaff: true } or { IsActive: false } => new(Fate.Quarantined, one.Sender.IsStaff ? "agent-unproven" : "sender-disabled"),
        _ => new(Fate.Opened, "machine"),
    };

    private static MailRoute? Doubtful(Arrival one) =>
        one.Sender is { IsActive: false } ? new(Fate.Quarantined, "sender-disabled")
        : one.Proof == Proof.Fail ? new(Fate.Quarantined, "not-genuine")
        : one.Sender is { IsStaff: true } && one.Proof != Proof.Pass ? new(Fate.Quarantined, "agent-unproven")
        : one.Traffic.FromSender >= MostFromSender ? new(Fate.Quarantined, "budget-sender")
        : one.Traffic.OnThread >= MostOnThread ? new(Fate.Quarantined, "budget-thread")
        : one.Token.IsForged && one.Token.Token is null ? new(Fate.Quarantined, "token-forged")
        : null;

    private static MailRoute? Invited(Arrival one) => one.Invited switch
    {
        null => null,
        { IsAttendee: true, Ticket.SenderSees: true } reply when one.Sender is { IsStaff: false } => new(Fate.Appended, reply.Reason, TakenAs.Attendee, reply.Ticket),
        { } reply => new(Fate.Quarantined, "reply-of-another", Ticket: reply.Ticket),
    };

    private static MailRoute? Answer(Arrival one)
    {
        if (one.Token.Token is not { } token)
        {
            return null;
        }

        if (one.Thread is not { } thread)
        {
            return new(Fate.Quarantined, "ticket-gone");
        }

        var isRecipient = one.Sender?.Person == token.Person;
        return token.Kind == TokenKind.Helper
            ? isRecipient ? new(Fate.Appended, "helper", TakenAs.Helper, thread) : new(Fate.Quarantined, "token-of-another", Ticket: thread)
            : one.Sender is null || !thread.SenderSees ? new(Fate.Quarantined, "stranger-in-thread", Ticket: thread)
            : one.Sender.IsStaff && !isRecipient ? new(Fate.Appended, "agent", TakenAs.AgentNote, thread)
            : new(Fate.Appended, isRecipient ? "answer" : "participant", TakenAs.Customer, thread);
    }

    private static MailRoute? ByTag(Arrival one) => one.Tagged switch
    {
        null => null,
        { SenderSees: true } tagged when one.Sender is not null => new(Fate.Appended, "subject-tag", one.Sender.IsStaff ? TakenAs.AgentNote : TakenAs.Customer, tagged),
        { } tagged => new(Fate.Opened, "tag-of-another", Ticket: tagged),
    };

    private static MailRoute Fresh(Arrival one) => new(Fate.Opened, one.Sender is null ? "new-sender" : "new");
}
