using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Chases;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Tickets;

/// <summary>
/// What a touch says: the situation it leaves, a public reply and/or an internal note, and what goes with them.
/// <paramref name="Mentions"/> are told of the note beside those it calls with "@".
/// </summary>
public sealed record TouchInput(
    string Status,
    string? Reply = null,
    string? Note = null,
    Instant? Due = null,
    Instant? Eta = null,
    Instant? Promise = null,
    string? Owner = null,
    string? Predicted = null,
    string? PredictionRule = null,
    IReadOnlyList<PersonId>? Mentions = null,
    IReadOnlyList<AttachmentDraft>? Files = null,
    string? ReplyHtml = null,
    string? NoteHtml = null,
    ChaseVerdict? Verdict = null,
    Priority? Priority = null,
    bool Anew = false,
    long? WaitsFor = null)
{
    /// <summary>Resolves although an approval is still asked for.</summary>
    public bool WithoutApproval { get; init; }

    /// <summary>How many minutes it took, where the desk keeps that; 0 when nothing is said.</summary>
    public int Minutes { get; init; }
}

/// <summary>
/// A due that has passed already is no promise: who answers while the situation behind is overdue, and stays in it, gets its
/// time anew.
/// </summary>
internal static class FreshDue
{
    public static Instant? Of(DeskRules rules, TicketState state, StatusCode status, Instant now)
    {
        if (state.Base is not { } stands || stands.Status != status || !stands.IsOverdue(now) || rules.Statuses.Find(status) is not { Timing: not DueTiming.ChosenDay })
        {
            return null;
        }

        var allowed = rules.Statuses.Threshold(status, state.Team, state.Priority, state.Service).Threshold;
        return rules.CalendarFor(state.Team, state.Service, state.Priority).Calendar.Add(now, allowed);
    }
}

/// <summary>What a person found a chase to be. <see cref="Cause"/> is a code of the desk's list, whatever was given.</summary>
public sealed record ChaseVerdict(ChaseFinding Finding, ChaseGround? Ground = null, string? Cause = null)
{
    public string? Cause { get; } = ChaseWords.Cause(Cause);
}

/// <summary>A person of support moves a ticket on; with the situation RESOLVED it is "reply and resolve" in one act.</summary>
public sealed class ProgressTicket(TicketActs acts, StaffDirectory staff, Mentions mentions, LinkTickets links)
{
    // The verdict on a chase and a corrected priority go with the answer in one act.
    private static IEnumerable<Decide> Before(ActOn on, TouchInput touch)
    {
        if (touch.Priority is { } priority)
        {
            yield return Annotate.Priority(on.Caller.Person, priority).Decide;
        }

        if (touch.Verdict is { } verdict)
        {
            yield return (rules, state, now) => state.OpenChase is { Finding: null }
                ? new JudgeChase(on.Caller.Person, verdict.Finding, verdict.Ground, verdict.Cause).Decide(rules, state, now)
                : new Decision(state, state, []);
        }
    }

    public async Task<Outcome<Changed>> Do(ActOn on, TouchInput touch, CancellationToken stop = default)
    {
        PersonId? owner = null;
        if (touch.Owner is { } named && (owner = await staff.Find(on.Caller.Tenant, named, stop)) is null)
        {
            return TicketRefusals.PersonUnknown.Because($"There is nobody with the address {named} in support.");
        }

        TicketState? awaited = null;
        if (touch.WaitsFor is { } number)
        {
            var found = await links.Awaited(on.Caller, number, stop);
            if (found.IsRefused)
            {
                return found.Refusal!;
            }

            awaited = found.Value;
        }

        var words = new ActWords(acts.Counters);
        var reply = await words.Put(touch.Reply, touch.ReplyHtml);
        var note = await words.Put(touch.Note, touch.NoteHtml);
        words.Mentioned.AddRange([.. touch.Mentions ?? [], .. await mentions.In(on.Caller.Tenant, touch.Note, stop)]);
        words.Files.AddRange((touch.Files ?? []).Select(file => file with { Text = reply ?? note }));
        words.Within = Knowledge.ArticleLinks.Kept(on.Caller, touch.Reply, acts.Now(on.Caller));
        var progress = new Progress(
            on.Caller.Person, new StatusCode(touch.Status), reply, note, touch.Due, touch.Eta ?? awaited?.PlannedFor, touch.Promise, owner,
            touch.Predicted is { } predicted ? new StatusCode(predicted) : null, touch.PredictionRule)
        { WithoutApproval = touch.WithoutApproval, ByMachine = on.Caller.Machine };
        var moved = await acts.Do(on, Permission.ActOnTickets, words, Decision.InOrder([.. Before(on, touch), touch.Anew ? Anew : progress.Decide, TimeOf.Act(on, touch.Minutes)]), stop);
        return moved.IsRefused || touch.WaitsFor is not { } other ? moved : await links.Do(on with { Version = null, Key = null }, other, LinkKind.WaitsFor, stop) is { IsRefused: true } no ? no : moved;

        Outcome<Decision> Anew(DeskRules rules, TicketState state, Instant now) =>
            (progress.Due is null && progress.Eta is null ? progress with { Due = FreshDue.Of(rules, state, progress.Status, now) } : progress).Decide(rules, state, now);
    }
}
