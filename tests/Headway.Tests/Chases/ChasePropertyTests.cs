using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Headway.Tests.Calendars;
using Headway.Tests.Progression;
using Shouldly;
using Xunit;

namespace Headway.Tests.Chases;

/// <summary>What holds of chases and targets after every act of every generated sequence.</summary>
public sealed class ChasePropertyTests
{
    private const int Count = 300;

    [Fact]
    public void AnyChase_WhenAskedWhileTheTicketRuns_IsHeardByAChaseThatWaits() => AfterEveryAct((world, before, facts) =>
    {
        foreach (var wrote in facts.Where(recorded => recorded.Fact is CustomerWrote { Intent: Intent.Chase } && (before.IsOpen || !before.HasEnded)))
        {
            if (before.OpenChase is null && !world.Rules.RunsIn(before.Team).HasFlag(SubProcesses.Chases))
            {
                world.State.Has(StatusCode.CustomerUpdated).ShouldBeTrue("a team in basic mode hears it as what it is without chases");
                continue;
            }

            world.State.OpenChase.ShouldNotBeNull();
            world.State.OpenChase.Contacts[^1].At.ShouldBe(wrote.At);
            world.State.OpenChase.WaitingSince.ShouldNotBeNull();
        }
    });

    [Fact]
    public void AnyChase_WhenItsRowEnds_HasVerdictAndAnswerOrEndsWithTheTicketByTheCustomer() => AfterEveryAct((world, _, _) =>
    {
        foreach (var chase in world.State.Chases)
        {
            var row = world.State.Activities.Single(activity => activity.Seq == chase.Activity);
            row.Status.ShouldBe(StatusCode.Chased);
            switch (row.Outcome)
            {
                case ActivityOutcome.Progressed:
                    chase.Finding.ShouldBeOneOf(ChaseFinding.Valid, ChaseFinding.NotValid);
                    chase.AnsweredAt.ShouldNotBeNull();
                    break;
                case ActivityOutcome.Cancelled:
                    chase.Finding.ShouldBe(ChaseFinding.NotAChase);
                    break;
                case ActivityOutcome.Superseded:
                    world.Ledger.Any(recorded => recorded.At == row.Closed && recorded.Fact is TicketResolved && recorded.By.Kind == Domain.Ledger.ActorKind.Customer).ShouldBeTrue();
                    break;
                case null:
                    (chase.Finding is not null && chase.WaitingSince is null).ShouldBeFalse("both exist: it has ended");
                    break;
                default:
                    row.Outcome.ShouldBeNull("nothing else ends a chase");
                    break;
            }
        }

        world.State.Open.Count(activity => activity.Status == StatusCode.Chased).ShouldBeLessThanOrEqualTo(1);
    });

    [Fact]
    public void AnyFinding_WhenGiven_StaysForEver() => AfterEveryAct((world, before, _) =>
    {
        foreach (var judged in before.Chases.Where(chase => chase.Finding is not null))
        {
            var now = world.State.Chases.Single(chase => chase.Activity == judged.Activity);
            (now.Finding, now.Ground, now.Cause, now.JudgedAt, now.JudgedBy).ShouldBe((judged.Finding, judged.Ground, judged.Cause, judged.JudgedAt, judged.JudgedBy));
        }
    });

    [Fact]
    public void AnyResolution_WhenMadeBySupport_StandsOverNoOpenChase() => AfterEveryAct((world, _, facts) =>
    {
        if (facts.Any(recorded => recorded.Fact is TicketResolved or TicketClosed && recorded.By.IsPersonOfSupport))
        {
            world.State.OpenChase.ShouldBeNull();
        }
    });

    [Fact]
    public void AnyWarning_WhenGiven_IsTheOnlyOneInItsRunOfTheClock() => AfterEveryAct((world, _, _) =>
    {
        foreach (var warned in world.Ledger.Where(recorded => recorded.Fact is TargetWarned).GroupBy(recorded => ((TargetWarned)recorded.Fact).Kind))
        {
            foreach (var (first, second) in warned.Zip(warned.Skip(1)))
            {
                world.Ledger
                    .Where(recorded => recorded.Seq > first.Seq && recorded.Seq < second.Seq)
                    .Select(recorded => recorded.Fact).OfType<TargetWatched>()
                    .Any(watched => watched.RunFrom is null && watched.Kind == warned.Key)
                    .ShouldBeTrue("between two warnings the clock stood");
            }
        }

        world.Ledger.Count(recorded => recorded.Fact is TargetBreached { Kind: TargetKind.Response }).ShouldBeLessThanOrEqualTo(1);
        world.Ledger.Count(recorded => recorded.Fact is TargetBreached { Kind: TargetKind.Completion }).ShouldBeLessThanOrEqualTo(1);
    });

    [Fact]
    public void AnyTarget_WhenNothingRuns_IsNotWatched() => AfterEveryAct((world, _, _) =>
    {
        foreach (var watch in world.State.Targets.Where(watch => watch.WarnsAt is not null || watch.BreachesAt is not null))
        {
            world.State.IsOpen.ShouldBeTrue();
            (watch.WarnsAt ?? watch.BreachesAt)!.Value.ShouldBeGreaterThanOrEqualTo(watch.RunFrom!.Value);
            if (watch.Kind == TargetKind.Completion)
            {
                world.State.ResolutionClock[^1].Mark.ShouldBe(ClockMark.Runs);
            }
            else
            {
                world.State.FirstReplyAt.ShouldBeNull();
                world.State.Has(StatusCode.New).ShouldBeFalse();
            }
        }
    });

    private static void AfterEveryAct(Action<DeskWorld, TicketState, IReadOnlyList<Domain.Ledger.Recorded<TicketFact>>> holds) => Sweep.Over(CommandSequences.Cases, Count, c =>
    {
        var world = c.Begin();
        foreach (var step in c.Steps)
        {
            var at = CommandSequences.When(world, step);
            world.Pass(at);
            var before = world.State;
            var outcome = world.Do(at, CommandSequences.Act(world, step, at));
            holds(world, before, outcome.IsRefused ? [] : outcome.Value.Facts);
        }
    });
}
