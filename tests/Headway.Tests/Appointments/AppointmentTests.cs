using Headway.Domain;
using Headway.Domain.Appointments;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Headway.Tests.Calendars;
using Headway.Tests.Progression;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Appointments;

/// <summary>What time and people do to an agreed time.</summary>
public sealed class AppointmentTests
{
    private const int Count = 250;

    [Fact]
    public void AnyAppointment_AfterEveryAct_HasAnOutcomeOrAnOpenRow() => Sweep.Over(CommandSequences.Cases, Count, c =>
    {
        var world = c.Begin();
        foreach (var step in c.Steps)
        {
            var at = CommandSequences.When(world, step);
            world.Do(at, CommandSequences.Act(world, step, at));
            world.State.Appointments.Count(appointment => appointment.IsOpen).ShouldBeLessThanOrEqualTo(1);
            foreach (var appointment in world.State.Appointments)
            {
                var row = world.State.Activities.Single(activity => activity.Seq == appointment.Activity);
                row.IsOpen.ShouldBe(appointment.IsOpen);
                (row.OriginalDue, row.JudgedBy).ShouldBe((appointment.Start - Duration.FromMinutes(10), appointment.End + Duration.FromMinutes(30)));
            }
        }
    });

    [Fact]
    public void Time_WhenItComesNear_RemindsSurfacesAndRunsTheClock()
    {
        var world = Booked("2026-03-12 10:00", "2026-03-12 10:30");
        Row(world).ShouldBe((4, ClockMark.Pauses));
        world.Pass(DeskWorld.At("2026-03-12 09:50"));
        Row(world).ShouldBe((4, ClockMark.Pauses), "a command at the due comes first");
        world.Pass(DeskWorld.At("2026-03-12 09:51"));
        Row(world).ShouldBe((1, ClockMark.Pauses));
        world.Pass(DeskWorld.At("2026-03-12 10:01"));
        Row(world).ShouldBe((1, ClockMark.Runs));
        world.Pass(DeskWorld.At("2026-03-12 11:01"));
        world.State.Activities.Single(activity => activity.Status == StatusCode.AppointmentBooked).Verdict.ShouldBe(Verdict.Late);
        world.Ledger.Where(recorded => recorded.Fact is AppointmentReached).Select(recorded => (recorded.At, ((AppointmentReached)recorded.Fact).Stage)).ShouldBe(
        [
            (DeskWorld.At("2026-03-11 10:00"), AppointmentStage.DayBefore), (DeskWorld.At("2026-03-12 09:45"), AppointmentStage.QuarterBefore),
            (DeskWorld.At("2026-03-12 09:50"), AppointmentStage.Surfaced), (DeskWorld.At("2026-03-12 10:00"), AppointmentStage.Begun),
            (DeskWorld.At("2026-03-12 10:30"), AppointmentStage.Over),
        ]);
    }

    [Fact]
    public void DayBefore_WhenTheDayBeforeIsNoWorkingDay_IsTheLastOneThatIs()
    {
        var world = Booked("2026-03-16 10:00", "2026-03-16 10:30");
        world.State.Booked!.RemindAt.ShouldBe(DeskWorld.At("2026-03-13 10:00"));
    }

    [Fact]
    public void Book_WhenItIsMinutesAway_SurfacesAtOnce()
    {
        var world = Booked("2026-03-09 09:35", "2026-03-09 10:00");
        Row(world).ShouldBe((1, ClockMark.Pauses));
        world.State.Booked!.RemindAt.ShouldBeNull();
    }

    [Fact]
    public void Move_WhenDoneTwice_KeepsTheRootAndCountsOn()
    {
        var world = Booked("2026-03-12 10:00", "2026-03-12 10:30");
        var root = world.State.Booked!.Activity;
        world.Did("2026-03-09 10:00", new BookAppointment(Actor.Staff(DeskWorld.Kim), At("2026-03-12 11:00", "2026-03-12 11:30")).Decide);
        world.Did("2026-03-09 11:00", new BookAppointment(Actor.Customer(DeskWorld.Ann), At("2026-03-12 12:00", "2026-03-12 12:30")).Decide);
        (world.State.Booked!.Root, world.State.Booked!.Sequence).ShouldBe((root, 2));
        world.State.Appointments.Select(appointment => appointment.Result).ShouldBe([AppointmentResult.MovedByUs, AppointmentResult.MovedByCustomer, null]);
    }

    [Fact]
    public void Choose_WhenTheTimeWasNotOffered_IsRefused()
    {
        var world = World().Did("2026-03-09 09:30", new OfferSlots(DeskWorld.Sam, [new ProposedSlot(DeskWorld.At("2026-03-10 10:00"), DeskWorld.At("2026-03-10 10:30"))]).Decide);
        Choose(world, "2026-03-10 11:00").Refusal.ShouldBe(AppointmentRefusals.SlotGone);
        Choose(world, "2026-03-10 10:00").IsRefused.ShouldBeFalse();
        (world.State.Booked!.With, world.State.Has(StatusCode.AppointmentOffered)).ShouldBe((DeskWorld.Kim, false));
        Choose(world, "2026-03-10 10:00").Refusal.ShouldBe(AppointmentRefusals.SlotGone);
    }

    [Fact]
    public void Cancel_WhenWeDo_OwesANewTime_WhenTheCustomerDoes_OwesAnAnswer()
    {
        var ours = Booked("2026-03-12 10:00", "2026-03-12 10:30").Did("2026-03-09 10:00", new CancelAppointment(Actor.Staff(DeskWorld.Sam)).Decide);
        (VerdictOf(ours), ours.State.Has(StatusCode.AppointmentRequested)).ShouldBe((Verdict.Rescheduled, true));
        var theirs = Booked("2026-03-12 10:00", "2026-03-12 10:30").Did("2026-03-09 10:00", new CancelAppointment(Actor.Customer(DeskWorld.Ann)).Decide);
        (VerdictOf(theirs), theirs.State.Has(StatusCode.CustomerUpdated)).ShouldBe((Verdict.Excluded, true));
    }

    [Fact]
    public void Promise_WhenTheMeetingTakesPlace_IsKept_WhenWeMissItIsMissed()
    {
        var kept = Booked("2026-03-12 10:00", "2026-03-12 10:30");
        kept.Did("2026-03-12 10:55", new RecordOutcome(DeskWorld.Sam, AppointmentResult.Done).Decide);
        kept.State.PromisesMissed.ShouldBe(0);
        var missed = Booked("2026-03-12 10:00", "2026-03-12 10:30");
        missed.Did("2026-03-12 10:35", new RecordOutcome(DeskWorld.Sam, AppointmentResult.WeMissed).Decide);
        missed.State.PromisesMissed.ShouldBe(1);
    }

    private static DeskWorld World() => new DeskWorld(Given.Weekdays("UTC", "09:00-17:00")).Opened("2026-03-09 09:00");

    private static DeskWorld Booked(string start, string end) =>
        World().Did("2026-03-09 09:30", new OfferSlots(DeskWorld.Sam, [new ProposedSlot(DeskWorld.At("2026-03-20 10:00"), DeskWorld.At("2026-03-20 10:30"))]).Decide)
            .Did("2026-03-09 09:30", new BookAppointment(Actor.Staff(DeskWorld.Sam), At(start, end)).Decide);

    private static Booking At(string start, string end) => new(DeskWorld.At(start), DeskWorld.At(end), DeskWorld.Sam, AppointmentMode.Call, []);

    private static Outcome<Decision> Choose(DeskWorld world, string start) => world.Do(
        DeskWorld.At("2026-03-09 10:00"), (rules, state, now) => BookAppointment.Choose(rules, state, now, Actor.Customer(DeskWorld.Ann), DeskWorld.At(start), DeskWorld.Kim));

    private static Verdict? VerdictOf(DeskWorld world) => world.State.Activities.Single(activity => activity.Status == StatusCode.AppointmentBooked).Verdict;

    private static (int Rank, ClockMark Clock) Row(DeskWorld world)
    {
        var row = world.State.Find(StatusCode.AppointmentBooked)!;
        return (row.Rank, row.Clock);
    }
}
