using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Approvals;
using NodaTime;

namespace Headway.Application.Approvals;

/// <summary>What whoever is asked sees, and as whom.</summary>
public sealed record ApprovalPaper(Caller Caller, ApprovalRead Approval);

/// <summary>
/// The approver or the substitute decides: by the one-time link of the mail, which is bound to one of them, or signed in. Looking
/// changes nothing. Nothing but the approval itself is shown, whatever else the person may or may not see.
/// </summary>
public sealed class AnswerApproval(TicketActs acts, TicketLinks links, Database database)
{
    /// <summary>How long a link lives after the due has passed.</summary>
    public static readonly Duration Grace = Duration.FromDays(14);

    /// <summary>What the link shows. Changes nothing.</summary>
    public async Task<Outcome<ApprovalPaper>> Look(string? carried, CancellationToken stop = default)
    {
        var link = await links.Look(LinkFor.Approval, carried, stop);
        if (link.IsRefused || await Callers.Find(database, link.Value.Tenant, link.Value.Person, stop) is not { } caller)
        {
            return SignInRefusals.LinkDead;
        }

        return await Read(caller, link.Value.Number, link.Value.Place, stop) is { } asked ? new ApprovalPaper(caller, asked) : SignInRefusals.LinkDead;
    }

    /// <summary>An approval that the caller was asked for, by its id (<c>1042-7</c>); of others nobody learns that they exist.</summary>
    public async Task<Outcome<ApprovalPaper>> Find(Caller caller, string? id, CancellationToken stop = default) =>
        Parse(id) is { } key && await Read(caller, key.Number, key.Activity, stop) is { } asked ? new ApprovalPaper(caller, asked) : ApprovalRefusals.Unknown;

    public async Task<Outcome<Changed>> ByLink(string? carried, bool approved, string? reason, CancellationToken stop = default)
    {
        var paper = await Look(carried, stop);
        return paper.IsRefused ? paper.Refusal! : await Decide(paper.Value, approved, reason, null, stop);
    }

    public async Task<Outcome<Changed>> Do(Caller caller, string? id, bool approved, string? reason, RequestKey? key = null, CancellationToken stop = default)
    {
        // To decide is every person's own; only a program that reads may not.
        if (caller.ReadOnly)
        {
            return AccessRefusals.OnlyReads;
        }

        var paper = await Find(caller, id, stop);
        return paper.IsRefused ? paper.Refusal! : await Decide(paper.Value, approved, reason, key, stop);
    }

    private async Task<Outcome<Changed>> Decide(ApprovalPaper paper, bool approved, string? reason, RequestKey? key, CancellationToken stop)
    {
        var words = new ActWords(acts.Counters);
        var decide = new DecideApproval(paper.Caller.Person, paper.Approval.Activity, approved, await words.Put(reason));
        var done = await acts.Asked(paper.Caller, paper.Approval.Ticket, words, decide.Decide, key, stop);
        // Who comes second reads what was decided and by whom.
        return done.Refusal is { } no && (no.Code == ApprovalRefusals.Decided.Code || no.Code == ApprovalRefusals.Withdrawn.Code)
            && await Read(paper.Caller, paper.Approval.Number, paper.Approval.Activity, stop) is { } now
            ? no.Because(Told(now) ?? no.Message)
            : done;
    }

    private static string? Told(ApprovalRead one) => one switch
    {
        { WithdrawnAt: { } at } => $"{one.WithdrawnBy ?? "Headway"} withdrew this on {Day(at)}: no decision is needed any more.",
        { Approved: { } approved, DecidedAt: { } at } => $"{one.DecidedBy ?? "Somebody"} {(approved ? "approved" : "declined")} this on {Day(at)}{(one.Reason is { Length: > 0 } why ? $": {why}" : ".")}",
        _ => null,
    };

    private static string Day(Instant at) => at.ToString("uuuu-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private Task<ApprovalRead?> Read(Caller caller, long number, int activity, CancellationToken stop) => database.Snapshot(
        async session => (await ApprovalQuery.Read(
            session, caller.Tenant, "a.tenant = $1 AND t.number = $2 AND a.activity = $3", caller.Tenant.Value, number, (long)activity)).FirstOrDefault(one => one.IsAsked(caller.Person)),
        stop);

    private static (long Number, int Activity)? Parse(string? id) =>
        id?.Split('-') is [var number, var activity]
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var known) && int.TryParse(activity, NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
            ? (known, seq) : null;
}
