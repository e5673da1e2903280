using Headway.Domain.Calendars;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Headway.Tests.Calendars;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Progression;

/// <summary>What holds after every act of every generated sequence on every generated desk.</summary>
public sealed class InvariantTests
{
    private const int Count = 250;

    [Fact]
    public void AnyAct_WhenTheTicketIsOpen_LeavesSomethingDueAndOneBaseAtMost() => AfterEveryAct((world, _) =>
    {
        var state = world.State;
        var open = state.Open.ToList();
        if (!state.HasEnded)
        {
            open.ShouldNotBeEmpty("an open ticket always has a next activity");
        }

        (state.Status == StatusCode.Resolved || state.Status == StatusCode.Closed).ShouldBe(open.Count == 0);
        open.Count(activity => activity.IsBase).ShouldBeLessThanOrEqualTo(1);
        state.Activities.ShouldAllBe(activity => activity.JudgedBy >= activity.Opened);
        if (state.HasEnded)
        {
            state.Base.ShouldBeNull("what ended has no situation until it is taken up again");
            state.OpenApproval.ShouldBeNull("nothing is to be approved of what has ended");
        }

        state.Approvals.Count(approval => approval.IsOpen).ShouldBeLessThanOrEqualTo(1);
    });

    [Fact]
    public void AnyAct_WhenAVerdictHasFallen_LeavesItForEver() => AfterEveryAct((world, before) =>
    {
        foreach (var judged in before.Activities.Where(activity => activity.Verdict is not null))
        {
            var now = world.State.Activities.Single(activity => activity.Seq == judged.Seq);
            (now.Verdict, now.VerdictAt, now.JudgedTeam, now.JudgedPerson, now.OriginalDue)
                .ShouldBe((judged.Verdict, judged.VerdictAt, judged.JudgedTeam, judged.JudgedPerson, judged.OriginalDue));
        }
    });

    [Fact]
    public void AnyVerdict_WhenWorkedOutFromTheLedgerAlone_IsTheSame() => AfterEveryAct((world, _) =>
    {
        foreach (var activity in world.State.Activities)
        {
            activity.Verdict.ShouldBe(VerdictOracle.Of(world.Ledger, activity, world.Now), $"{activity.Status} {activity.Seq}");
        }
    });

    [Fact]
    public void AnyLedger_WhenFoldedAgain_GivesTheState() => AfterEveryAct((world, _) =>
    {
        Spelled.Out(TicketFold.Of(DeskWorld.Key, world.Ledger)).ShouldBe(Spelled.Out(world.State));
        world.Ledger.Select(recorded => recorded.Seq).ShouldBe(Enumerable.Range(1, world.State.Version));
        world.Ledger.Zip(world.Ledger.Skip(1)).ShouldAllBe(pair => pair.First.At <= pair.Second.At);
    });

    [Fact]
    public void AnyLedger_WhenStoredAndReadBack_FoldsToTheSameState() => AtTheEnd(world =>
    {
        var read = world.Ledger.Select(TicketCodec.Instance.Write).Select(TicketCodec.Instance.Read).ToList();
        read.ShouldBe(world.Ledger);
        Spelled.Out(TicketFold.Of(DeskWorld.Key, read)).ShouldBe(Spelled.Out(world.State));
    });

    [Fact]
    public void PassingTime_WhenInTwoBatches_IsTheSameAsInOne() => AtTheEnd(world =>
    {
        var end = world.Now + Duration.FromDays(40);
        var once = Lapse.Until(world.Rules, world.State, end);
        foreach (var cut in once.Facts.Select(recorded => recorded.At).Distinct().SelectMany(at => new[] { at, at + Duration.FromMilliseconds(1), at + Duration.FromHours(7) }))
        {
            var first = Lapse.Until(world.Rules, world.State, cut);
            var second = Lapse.Until(world.Rules, first.After, end);
            first.Facts.AddRange(second.Facts).ShouldBe(once.Facts, $"cut at {cut}");
        }

        once.After.WakesAt.ShouldBeOneOf(null, once.After.WakesAt >= end ? once.After.WakesAt : null);
    });

    [Fact]
    public void AnyCustomerUpdate_WhenOpened_IsDueWithinTheResponseTarget() => AfterEveryAct((world, before) =>
    {
        foreach (var update in world.State.Activities.Skip(before.Activities.Count).Where(activity => activity.Meaning.Basis.Rule != "asked-by-customer"
            && (activity.Status == StatusCode.CustomerUpdated || activity.Status == StatusCode.Reopened)))
        {
            var target = world.Rules.Statuses.ResponseTarget(before.Priority, before.Service);
            update.OriginalDue.ShouldBeLessThanOrEqualTo(world.CalendarOf(update.Meaning.Team).Add(update.Opened, target)!.Value);
        }
    });

    [Fact]
    public void AnyProgression_WhenRecorded_CarriesASituationAndAJournalLine() => AtTheEnd(world =>
    {
        foreach (var progressed in world.Ledger.Where(recorded => recorded.Fact is Progressed && recorded.By.IsPersonOfSupport))
        {
            var act = world.Ledger.Where(recorded => recorded.At == progressed.At && recorded.By == progressed.By
                && (recorded.Seq < progressed.Seq || recorded.Fact is SlotOffered or AppointmentBooked or AppointmentEnded or ApprovalAsked));
            ((Progressed)progressed.Fact).Situation.Value.ShouldNotBeNullOrEmpty();
            if (((Progressed)progressed.Fact).Situation != StatusCode.Closed)
            {
                act.Any(recorded => recorded.Fact is Replied or Noted or AttemptLogged or LessonSent or SlotOffered or AppointmentBooked or AppointmentEnded or ApprovalAsked or ApprovalWithdrawn).ShouldBeTrue();
            }
        }
    });

    [Fact]
    public void Clocks_WhenRecomputedAtAnyTime_NeverRunBackwards() => AtTheEnd(world =>
    {
        var last = (Response: WorkingTime.Zero, Resolution: WorkingTime.Zero, Paused: WorkingTime.Zero);
        foreach (var at in world.Ledger.Select(recorded => recorded.At).Append(world.Now + Duration.FromDays(9)).Distinct())
        {
            var used = (
                TicketClocks.ResponseUsed(world.State, world.CalendarOf, at),
                TicketClocks.ResolutionUsed(world.State, world.CalendarOf, at),
                TicketClocks.Paused(world.State, world.CalendarOf, at));
            used.Item1.ShouldBeGreaterThanOrEqualTo(last.Response);
            used.Item2.ShouldBeGreaterThanOrEqualTo(last.Resolution);
            used.Item3.ShouldBeGreaterThanOrEqualTo(last.Paused);
            last = used;
        }
    });

    [Fact]
    public void Clocks_WhenFoldedUpToAnInstant_AgreeWithTheWholeLedgerAsked_AtThatInstant() => AtTheEnd(world =>
    {
        for (var count = 1; count <= world.Ledger.Count; count++)
        {
            var at = world.Ledger[count - 1].At;
            if (count < world.Ledger.Count && world.Ledger[count].At == at)
            {
                continue;
            }

            var then = TicketFold.Of(DeskWorld.Key, [.. world.Ledger.Take(count)]);
            TicketClocks.ResolutionUsed(world.State, world.CalendarOf, at).ShouldBe(TicketClocks.ResolutionUsed(then, world.CalendarOf, at));
            TicketClocks.ResponseUsed(world.State, world.CalendarOf, at).ShouldBe(TicketClocks.ResponseUsed(then, world.CalendarOf, at));
        }
    });

    [Fact]
    public void Withdraw_WhenWithinTheWindow_LeavesTheTicketAsItWas() => Sweep.Over(CommandSequences.Cases, Count, c =>
    {
        var world = c.Begin();
        foreach (var step in c.Steps)
        {
            var at = CommandSequences.When(world, step);
            world.Pass(at);
            var before = world.State;
            var outcome = world.Do(at, CommandSequences.Act(world, step, at));
            if (outcome.IsRefused || outcome.Value.AlreadySo || !outcome.Value.Facts[0].By.IsPersonOfSupport)
            {
                continue;
            }

            var facts = outcome.Value.Facts;
            var undo = new Withdraw(facts[0].By.Person!.Value, facts[0].Seq, facts[^1].Seq).Decide(world.State, world.Ledger, at + Duration.FromSeconds(10));
            undo.IsRefused.ShouldBeFalse(undo.Refusal?.Code);
            Spelled.Out(undo.Value.After with { Version = before.Version }).ShouldBe(Spelled.Out(before));
        }
    });

    private static void AfterEveryAct(Action<DeskWorld, TicketState> holds) => Sweep.Over(CommandSequences.Cases, Count, c =>
    {
        var world = c.Begin();
        foreach (var step in c.Steps)
        {
            var at = CommandSequences.When(world, step);
            world.Pass(at);
            var before = world.State;
            world.Do(at, CommandSequences.Act(world, step, at));
            holds(world, before);
        }
    });

    private static void AtTheEnd(Action<DeskWorld> holds) => Sweep.Over(CommandSequences.Cases, Count, c =>
    {
        var world = c.Begin();
        foreach (var step in c.Steps)
        {
            var at = CommandSequences.When(world, step);
            world.Do(at, CommandSequences.Act(world, step, at));
        }

        holds(world);
    });
}
