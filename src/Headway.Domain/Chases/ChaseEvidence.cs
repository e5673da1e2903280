using Headway.Domain.Calendars;
using Headway.Domain.Ledger;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Chases;

public enum PromiseThen { None, Ahead, Missed }

/// <summary>
/// What a review goes by, as it stood when the customer asked: what was promised, what had happened, whether they can work
/// meanwhile. <see cref="Suggested"/> is what these speak for; a person decides.
/// </summary>
public sealed record ChaseEvidence
{
    public required Chase Chase { get; init; }

    public PromiseThen Promise { get; init; }

    public Instant? PromisedAt { get; init; }

    /// <summary>When support last answered in public; null when never.</summary>
    public Instant? LastReplyAt { get; init; }

    public Actor? LastReplyBy { get; init; }

    public required WorkingTime ResponseTook { get; init; }

    public required WorkingTime ResponseTarget { get; init; }

    public bool Answered { get; init; }

    /// <summary>The activity that stood then was past its due.</summary>
    public bool Overdue { get; init; }

    public bool TargetMissed { get; init; }

    public bool? Workaround { get; init; }

    public int EarlierChases { get; init; }

    public bool ResponseLate => ResponseTook > ResponseTarget;

    public (ChaseFinding Finding, ChaseGround? Ground, string? Cause, string Because) Suggested
    {
        get
        {
            if (Workaround == true)
            {
                return (ChaseFinding.NotValid, null, null, "workaround");
            }

            if (TargetMissed)
            {
                return (ChaseFinding.Valid, ChaseGround.TargetMissed, "slow-response", "target-missed");
            }

            if (ResponseLate)
            {
                return (ChaseFinding.Valid, ChaseGround.TooSlowAtFirst, "slow-response", "slow-at-first");
            }

            return Promise switch
            {
                PromiseThen.Missed => (ChaseFinding.Valid, ChaseGround.UnmetSinceThen, "promise-missed", "promise-missed"),
                _ when Overdue => (ChaseFinding.Valid, ChaseGround.UnmetSinceThen, "slow-response", "overdue"),
                PromiseThen.None => (ChaseFinding.Valid, ChaseGround.UnmetSinceThen, "no-promise", "no-promise"),
                _ => (ChaseFinding.NotValid, null, null, "promise-ahead"),
            };
        }
    }

    /// <param name="ledger">The ticket's whole ledger; what came after the asking is not looked at.</param>
    public static ChaseEvidence Of(DeskRules rules, TicketState now, IReadOnlyList<Recorded<TicketFact>> ledger, Chase chase)
    {
        var before = TicketFold.Of(now.Key, [.. TicketFold.Standing(ledger).TakeWhile(recorded =>
            recorded.Seq < chase.Activity && (recorded.At < chase.OpenedAt || recorded.Fact is TicketOpened))]);
        var last = TicketFold.Standing(ledger).LastOrDefault(recorded => recorded.Fact is Replied && recorded.By.IsOfSupport && recorded.At < chase.OpenedAt);
        var promise = before.Promise;
        return new ChaseEvidence
        {
            Chase = chase,
            Promise = promise switch
            {
                null or { Outcome: PromiseOutcome.Kept } => PromiseThen.None,
                { Outcome: PromiseOutcome.Missed } => PromiseThen.Missed,
                var open => Activity.IsOnTime(chase.OpenedAt, open.At) ? PromiseThen.Ahead : PromiseThen.Missed,
            },
            PromisedAt = promise?.At,
            LastReplyAt = last?.At,
            LastReplyBy = last?.By,
            ResponseTook = TicketClocks.ResponseUsed(before, team => rules.CalendarFor(team, now.Service, now.Priority).Calendar, chase.OpenedAt),
            ResponseTarget = rules.Statuses.ResponseTarget(before.Exists ? before.Priority : now.Priority, now.Service),
            Answered = before.FirstReplyAt is not null,
            Overdue = before.Displayed is { } displayed && displayed.IsOverdue(chase.OpenedAt),
            TargetMissed = before.Targets.Any(watch => watch is { Kind: TargetKind.Completion, BreachedAt: not null }),
            Workaround = now.Workaround,
            EarlierChases = now.Chases.Count(other => other.Activity != chase.Activity && other.OpenedAt < chase.OpenedAt),
        };
    }
}
