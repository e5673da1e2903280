using Headway.Domain.Appointments;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Returns;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Headway.Tests.Calendars;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Progression;

/// <summary>What is known of when a customer was there, and what it says to the next attempt.</summary>
public sealed class ReachingTests
{
    private static readonly Attempt Mailed = new(1, Channel.Mail, At("09:00")), Called = new(2, Channel.Phone, At("10:00"));

    [Fact]
    public void Last_WhenTheCustomerOnlyWrote_IsUnknown() => Reached.Last(World().Wrote("2026-03-09 10:00").Ledger, DeskWorld.Ann).ShouldBeNull();

    [Fact]
    public void Last_WhenTheCustomerRang_IsThatCallAndNotAnothersNorAMail()
    {
        var world = World();
        world.Did("2026-03-09 10:00", new CustomerMessage(DeskWorld.Ann, Intent.Information, Channel.Phone, null).Decide);
        world.Did("2026-03-09 11:00", new CustomerMessage(DeskWorld.Boss, Intent.Information, Channel.Phone, null).Decide);
        world.Wrote("2026-03-09 12:00");

        Reached.Last(world.Ledger, DeskWorld.Ann).ShouldBe(new Reached(Channel.Phone, At("10:00")));
    }

    [Theory]
    [InlineData(AppointmentMode.Call, Channel.Phone)]
    [InlineData(AppointmentMode.Visit, Channel.WalkIn)]
    public void Last_WhenAnAppointmentWasKept_IsItsStart(AppointmentMode mode, Channel way)
    {
        var world = World();
        world.Did("2026-03-09 10:00", new BookAppointment(Actor.Staff(DeskWorld.Sam), new Booking(At("13:00"), At("13:30"), DeskWorld.Sam, mode, [])).Decide);
        Reached.Last(world.Ledger, DeskWorld.Ann).ShouldBeNull("agreed is not met");
        world.Did("2026-03-09 13:40", new RecordOutcome(DeskWorld.Sam, AppointmentResult.Done, DeskWorld.Words).Decide);

        Reached.Last(world.Ledger, DeskWorld.Ann).ShouldBe(new Reached(way, At("13:00")));
    }

    [Fact]
    public void Kinds_WhenFactsOfOthersAreLeftOut_SayTheSame()
    {
        var world = World();
        world.Did("2026-03-09 10:00", new CustomerMessage(DeskWorld.Ann, Intent.Information, Channel.Chat, null).Decide);
        world.Progressed("2026-03-09 10:30", StatusCode.InProgress);

        var kept = world.Ledger.Where(recorded => Reached.Kinds.Contains(TicketCodec.Instance.Write(recorded).Kind)).ToList();
        kept.Count.ShouldBeLessThan(world.Ledger.Count);
        Reached.Last(kept, DeskWorld.Ann).ShouldBe(Reached.Last(world.Ledger, DeskWorld.Ann));
    }

    [Fact]
    public void After_WhenNothingWasTried_SaysNothing() => Next([]).ShouldBeNull();

    [Fact]
    public void After_WhenAWayIsKnownAndUntried_NamesIt()
    {
        Next([Mailed]).ShouldBe(new NextAttempt(AttemptHint.OtherWay, Channel.Phone));
        Next([Mailed], spoken: At("14:20")).ShouldBe(new NextAttempt(AttemptHint.OtherWay, Channel.Phone, new LocalTime(14, 20)));
        Next([Called]).ShouldBe(new NextAttempt(AttemptHint.OtherWay, Channel.Mail));
    }

    [Fact]
    public void After_WhenBothWereTried_NamesTheHourThatWorkedUnlessItWasTriedToo()
    {
        Next([Mailed, Called], spoken: At("14:20")).ShouldBe(new NextAttempt(AttemptHint.TheirHour, Hour: new LocalTime(14, 20)));
        Next([Mailed, Called], spoken: At("11:00")).ShouldBe(new NextAttempt(AttemptHint.Afternoon), "an hour away is the same hour");
    }

    [Theory]
    [InlineData("10:00", "11:30", AttemptHint.Afternoon)]
    [InlineData("12:00", "16:30", AttemptHint.Morning)]
    [InlineData("10:00", "12:00", null)]
    public void After_WhenCallsWereOfOneHalfOfTheDay_NamesTheOther(string first, string second, AttemptHint? hint) =>
        (Next([Mailed, Called with { At = At(first) }, Called with { At = At(second) }])?.Hint).ShouldBe(hint);

    [Fact]
    public void After_WhenNeitherNumberNorAddressIsKnown_GoesByTheHours() =>
        NextAttempt.After([Called], null, hasPhone: false, hasMail: false, DateTimeZone.Utc).ShouldBe(new NextAttempt(AttemptHint.Afternoon));

    [Fact]
    public void Times_AreProposed_AfterTheSecondCallInVainAndNotAgain()
    {
        var world = World();
        foreach (var (at, way, proposes) in new[] { ("10:00", Channel.Phone, false), ("11:00", Channel.Mail, false), ("12:00", Channel.Phone, true), ("13:00", Channel.Mail, false), ("14:00", Channel.Phone, false) })
        {
            world.Did($"2026-03-09 {at}", new LogAttempt(DeskWorld.Sam, way, null).Decide);
            NextAttempt.ProposesTimes(world.State).ShouldBe(proposes, at);
        }
    }

    [Fact]
    public void Attempt_WhenItIsAReply_IsReadByTheCustomerAndAnswersWhatWaited()
    {
        var world = World().Wrote("2026-03-09 10:00");
        world.Did("2026-03-09 10:30", new LogAttempt(DeskWorld.Sam, Channel.Mail, null, Reply: DeskWorld.Words).Decide);

        world.State.Has(StatusCode.CustomerUpdated).ShouldBeFalse();
        (world.State.Base!.Status, world.State.LastReplyAt, world.State.Unanswered).ShouldBe((StatusCode.CustomerSilent, At("10:30"), null));
        world.State.Attempts.ShouldBe([new Attempt(1, Channel.Mail, At("10:30"))]);
        TicketStory.Of(world.Ledger).ShouldContain(entry => entry.Kind == StoryKind.Reply && entry.CustomerVisible);
    }

    [Fact]
    public void Off_WhenTheDeskRunsNoAppointments_AWishForATimeIsAnUpdateAndNoneIsOfferedOrBooked()
    {
        var world = World(SubProcesses.All & ~SubProcesses.Appointments);
        world.Wrote("2026-03-09 10:00", Intent.Appointment);
        (world.State.Has(StatusCode.AppointmentRequested), world.State.Has(StatusCode.CustomerUpdated)).ShouldBe((false, true));

        world.Do(At("10:10"), new OfferSlots(DeskWorld.Sam, [new ProposedSlot(At("13:00"), At("13:30"))]).Decide).Refusal.ShouldBe(AppointmentRefusals.NotRun);
        world.Do(At("10:10"), Book("13:00").Decide).Refusal.ShouldBe(AppointmentRefusals.NotRun);
    }

    [Fact]
    public void Off_WhenATimeIsAgreedFromBefore_ItIsBroughtToItsEnd()
    {
        var world = World();
        world.Did("2026-03-09 10:00", Book("13:00").Decide);
        var off = new DeskWorld(Given.Weekdays("UTC", "09:00-17:00"), SubProcesses.None).Rules;

        Book("14:00").Decide(off, world.State, At("10:10")).IsRefused.ShouldBeFalse("moving it");
        new RecordOutcome(DeskWorld.Sam, AppointmentResult.Done, DeskWorld.Words).Decide(off, world.State, At("13:10")).IsRefused.ShouldBeFalse();
    }

    [Fact]
    public void Off_WhenTheDeskRunsNoReturns_TicketsAreOnlyHandedOn()
    {
        var world = World(SubProcesses.All & ~SubProcesses.Returns);
        world.Did("2026-03-09 10:00", new Transfer(DeskWorld.Sam, DeskWorld.Network, DeskWorld.Words).Decide);
        world.Do(At("10:10"), new ReturnToDesk(DeskWorld.Nia, ReturnReason.WrongTeam, DeskWorld.Words).Decide).Refusal.ShouldBe(ReturnRefusals.NotRun);

        world.Did("2026-03-09 10:20", new Transfer(DeskWorld.Nia, DeskWorld.Desk, DeskWorld.Words).Decide);
        world.State.Team.ShouldBe(DeskWorld.Desk);
    }

    private static BookAppointment Book(string at) => new(Actor.Staff(DeskWorld.Sam), new Booking(At(at), At(at) + Duration.FromMinutes(30), DeskWorld.Sam, AppointmentMode.Call, []));

    private static DeskWorld World(SubProcesses runs = SubProcesses.All) => new DeskWorld(Given.Weekdays("UTC", "09:00-17:00"), runs).Opened("2026-03-09 09:00");

    private static NextAttempt? Next(IReadOnlyList<Attempt> attempts, Instant? spoken = null) =>
        NextAttempt.After(attempts, spoken is { } at ? new Reached(Channel.Phone, at) : null, hasPhone: true, hasMail: true, DateTimeZone.Utc);

    private static Instant At(string clock) => DeskWorld.At($"2026-03-09 {clock}");
}
