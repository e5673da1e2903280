using System.Globalization;
using System.Text.Json;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Mail;

/// <summary>What a mail is about. The words are made when it is sent, in the reader's language.</summary>
public enum MailKind { Opened, Answered, Resolved, Reminder, SignIn, Invitation, Reset, Test, ChooseTime, Booked, Upcoming, CalledOff, WaitedOver, WaitedMoved, Copied, Tried, Digest, ApprovalAsked, ApprovalOver, Weekly, News }

/// <summary>
/// A mail as it waits in the outbox: ids and no words, so that nothing personal lies there. <paramref name="Secret"/> is the
/// one exception, a one-time link in the clear: it is never written, only carried from an access mail that was unsealed.
/// <paramref name="AsHelper"/>: the answer to it is a colleague's word, not the customer's.
/// </summary>
public sealed record MailOrder(
    MailKind Kind, long To, long? Text = null, long? By = null, long? PromiseMs = null, string? Secret = null, bool AsHelper = false, long? At = null, int? Activity = null)
{
    public const string OutboxKind = "mail";

    /// <summary>The reader's own ticket, where theirs goes on as part of the one that was answered: the mail names that, and so do answers.</summary>
    public long? As { get; init; }

    /// <summary>A machine wrote it for the person it is from; the reader is told.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault)]
    public bool ByMachine { get; init; }

    /// <summary>The Monday of the week that is told, where one is.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault)]
    public string? Week { get; init; }

    /// <summary>The news that is told, by the id it has in its reader's list.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault)]
    public long? Notice { get; init; }

    public string Json() => JsonSerializer.Serialize(this);

    public static MailOrder Read(string body) => JsonSerializer.Deserialize<MailOrder>(body) ?? throw new JsonException("The mail order is empty.");
}

/// <summary>Which mails a change of a ticket sends to its customer. Internal notes never make one.</summary>
public static class MailDrafts
{
    /// <param name="changed">What was decided.</param>
    /// <param name="wall">The real time: a mail waits for undo by the wall's clock, whatever a demo shows.</param>
    /// <param name="acknowledges">Whether a need that has arrived is answered by itself.</param>
    /// <param name="asksHow">Whether a customer whom somebody did not get through to is asked how and when to reach them.</param>
    public static IEnumerable<OutboxDraft> Of(Changed changed, Instant wall, bool acknowledges = true, bool asksHow = false)
    {
        var promise = changed.State.Promise is { Outcome: null } open ? open.At.ToUnixTimeMilliseconds() : (long?)null;
        var requester = changed.State.Requester.Value;
        var resolves = changed.Facts.Any(recorded => recorded.Fact is TicketResolved);
        foreach (var recorded in changed.Facts)
        {
            var order = recorded.Fact switch
            {
                TicketOpened when acknowledges && recorded.By.Kind == ActorKind.Customer => new MailOrder(MailKind.Opened, requester, PromiseMs: promise),
                Replied f when recorded.By.IsOfSupport || recorded.By == Actor.Automation => new MailOrder(
                    resolves ? MailKind.Resolved : MailKind.Answered, requester, f.Text?.Value, recorded.By.Person?.Value, promise),
                LinkFollowed f => new MailOrder(f.Over ? MailKind.WaitedOver : MailKind.WaitedMoved, requester, PromiseMs: promise),
                PromiseMade { Text: { } told } when recorded.By.IsOfSupport => new MailOrder(MailKind.Answered, requester, told.Value, recorded.By.Person?.Value, promise),
                AttemptLogged f when asksHow && recorded.By.IsOfSupport && IsFirstInVain(changed.State, f) => new MailOrder(MailKind.Tried, requester, PromiseMs: promise),
                ReminderSent => new MailOrder(MailKind.Reminder, requester, PromiseMs: promise),
                _ => AppointmentMails.Of(changed.State, recorded.Fact),
            };
            if (order is not null)
            {
                yield return new OutboxDraft(Key(changed.Ticket, recorded.Seq), MailOrder.OutboxKind, (order with { ByMachine = recorded.By.Kind == ActorKind.Machine }).Json(), wall + Withdraw.Window);
                foreach (var (to, own) in ReadingAlong(changed.State, order))
                {
                    yield return new OutboxDraft(
                        string.Create(CultureInfo.InvariantCulture, $"{Key(changed.Ticket, recorded.Seq)}:{to}"), MailOrder.OutboxKind, (order with { To = to, As = own, ByMachine = recorded.By.Kind == ActorKind.Machine }).Json(), wall + Withdraw.Window);
                }
            }

            foreach (var asked in ApprovalMails.Of(changed.State, recorded.Fact))
            {
                yield return new OutboxDraft(
                    string.Create(CultureInfo.InvariantCulture, $"{Key(changed.Ticket, recorded.Seq)}:{asked.To}"), MailOrder.OutboxKind, asked.Json(), wall + Withdraw.Window);
            }
        }
    }

    // Whose ticket goes on as part of this one reads our answers too.
    private static IEnumerable<(long To, long Own)> ReadingAlong(TicketState state, MailOrder order) => order.Kind is MailKind.Answered or MailKind.Resolved
        ? state.Joined.Where(joined => joined.Requester != state.Requester).GroupBy(joined => joined.Requester).Select(own => (own.Key.Value, own.First().From.Value))
        : [];

    // Once: who was asked and does not answer is not asked at every attempt.
    private static bool IsFirstInVain(TicketState state, AttemptLogged tried) =>
        Reached.IsSpoken(tried.Channel) && state.Attempts.Find(attempt => Reached.IsSpoken(attempt.Channel)).Number == tried.Number;

    /// <summary>The outbox keys of a touch's mails, for taking it back.</summary>
    public static IEnumerable<string> Keys(TicketKey ticket, int from, int to) =>
        Enumerable.Range(from, Math.Max(0, to - from + 1)).Select(seq => Key(ticket, seq));

    private static string Key(TicketKey ticket, int seq) => string.Create(CultureInfo.InvariantCulture, $"mail:{ticket.Value}:{seq}");
}
