using FsCheck;
using FsCheck.Fluent;
using Headway.Domain;
using Headway.Domain.Appointments;
using Headway.Domain.Approvals;
using Headway.Domain.Calendars;
using Headway.Domain.Feedback;
using Headway.Domain.Ledger;
using Headway.Domain.People;
using Headway.Domain.Progression;
using Headway.Domain.Returns;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Headway.Tests.Calendars;
using NodaTime;

namespace Headway.Tests.Progression;

/// <summary>An act in numbers; which act and when is read against the ticket as it then stands.</summary>
internal sealed record Step(int Kind, int Wait, int Length, int A, int B);

/// <summary>A generated desk (two teams on generated calendars, some thresholds changed) and what is done on it.</summary>
internal sealed record SequenceCase(CalendarCase Desk, CalendarCase Network, PrioritisationMode Mode, int Threshold, Priority Priority, IReadOnlyList<Step> Steps)
{
    public override string ToString() => $"{Priority} {Mode} threshold {Threshold} on {Desk} and {Network}: {string.Join(' ', Steps)}";

    public DeskWorld Begin()
    {
        var rules = Threshold == 0 ? [] : new[]
        {
            new ThresholdRule(StatusCode.CustomerUpdated, WorkingTime.FromHours(Threshold)),
            new ThresholdRule(StatusCode.AwaitCustomer, WorkingTime.FromHours(Threshold), Team: DeskWorld.Network),
        };
        var book = new StatusBook(
            DefaultStatuses.All, rules, DefaultStatuses.ResponseTargets,
            Threshold == 0 ? new Dictionary<Priority, WorkingTime>() : new Dictionary<Priority, WorkingTime> { [Priority.P1] = WorkingTime.FromHours(3), [Priority.P3] = WorkingTime.FromHours(Threshold) },
            new Dictionary<ServiceId, IReadOnlyDictionary<Priority, WorkingTime>>());
        var whole = Instant.FromUnixTimeSeconds(Desk.Around.ToUnixTimeSeconds());
        var world = new DeskWorld(Desk.Calendar, Network.Calendar, book, Mode);
        return new DeskWorld(Desk.Calendar, Network.Calendar, book, Mode) { Rules = world.Rules with { Feedback = new FeedbackRules(true, FeedbackRules.UsualLow), KeepsTime = true } }.Opened(whole, Priority);
    }
}

internal static class CommandSequences
{
    private static readonly StatusCode[] Codes = [.. DefaultStatuses.All.Select(status => status.Code), new("NO_SUCH")];

    private static readonly Gen<Step> Steps =
        from kind in Gen.Choose(0, 33)
        from wait in Gen.Choose(0, 6)
        from length in Gen.Choose(0, 100_000)
        from a in Gen.Choose(0, 10_000)
        from b in Gen.Choose(0, 10_000)
        select new Step(kind, wait, length, a, b);

    public static Gen<SequenceCase> Cases { get; } =
        from desk in Calendars.Cases.Calendars
        from network in Calendars.Cases.Calendars
        from mode in Gen.Elements(Enum.GetValues<PrioritisationMode>())
        from threshold in Gen.Elements(0, 1, 3, 40)
        from priority in Gen.Elements(Enum.GetValues<Priority>())
        from count in Gen.Choose(1, 25)
        from steps in Gen.ListOf(Steps, count)
        select new SequenceCase(desk, network, mode, threshold, priority, [.. steps]);

    /// <summary>Often exactly at what lapses next, or just after it: that is where bugs live.</summary>
    public static Instant When(DeskWorld world, Step step) => step.Wait switch
    {
        0 => world.Now,
        1 => world.State.WakesAt is { } wakes && wakes >= world.Now ? wakes : world.Now,
        2 => world.State.WakesAt is { } wakes && wakes >= world.Now ? wakes + Duration.FromMilliseconds(1) : world.Now,
        3 => world.Now + Duration.FromSeconds(step.Length),
        4 => world.Now + Duration.FromSeconds(step.Length % 5) + Duration.FromNanoseconds(step.Length),
        5 => world.Now + Duration.FromMinutes(step.Length % 240),
        _ => world.Now + Duration.FromHours(step.Length % 200),
    };

    public static Decide Act(DeskWorld world, Step step, Instant now)
    {
        var by = new[] { DeskWorld.Sam, DeskWorld.Kim, DeskWorld.Nia }[step.A % 3];
        var due = step.B % 4 == 0 ? now + Duration.FromMinutes((step.B % 4000) - 300) + Duration.FromNanoseconds(step.B) : (Instant?)null;
        var words = step.A % 5 == 0 ? null : (TextId?)DeskWorld.Words;
        return step.Kind switch
        {
            <= 4 => new Progress(
                by, step.B % 3 == 0 && world.State.Base is { } current ? current.Status : Codes[step.A % Codes.Length], step.A % 2 == 0 ? words : null, step.A % 2 == 0 ? null : words, due,
                step.B % 7 == 0 ? now + Duration.FromHours(step.B % 90) : null, step.B % 11 == 0 ? now + Duration.FromHours(step.B % 30) + Duration.FromNanoseconds(1) : null).Decide,
            <= 8 => new CustomerMessage(DeskWorld.Ann, Enum.GetValues<Intent>()[step.A % 8], Channel.Mail, words, PossibleChase: step.B % 6 == 0 ? 40 : null).Decide,
            9 => new ColleagueMessage(new Actor(ActorKind.Supplier, null), null, words).Decide,
            10 => new Reschedule(by, now + Duration.FromMinutes((step.B % 6000) - 300), null, step.A % 4 == 0, step.A % 3 == 0 ? Codes[step.B % Codes.Length] : null).Decide,
            11 => new Transfer(by, step.A % 2 == 0 ? DeskWorld.Desk : DeskWorld.Network, words, step.B % 3 == 0 ? DeskWorld.Nia : null).Decide,
            12 => new LogAttempt(by, step.B % 2 == 0 ? Channel.Phone : Channel.Mail, words).Decide,
            13 => new Resolve(by, words).Decide,
            14 => new Close(by, Enum.GetValues<CloseCode>()[1 + (step.A % 3)], words).Decide,
            16 => new CustomerMessage(step.B % 3 == 0 ? DeskWorld.Boss : DeskWorld.Ann, Intent.Chase, Channel.Portal, words).Decide,
            17 => new JudgeChase(by, (ChaseFinding)(step.A % 3), step.B % 4 == 0 ? null : (ChaseGround)(step.B % 3)).Decide,
            18 => new SettleSuspicion(by, step.A % 2 == 0).Decide,
            29 => new AskApproval(by, DeskWorld.Boss, step.B % 3 == 0 ? null : DeskWorld.Kim, words, due, step.A % 4 == 0).Decide,
            30 => new DecideApproval(step.A % 2 == 0 ? DeskWorld.Boss : DeskWorld.Kim, world.State.Approvals.LastOrDefault()?.Activity ?? 0, step.B % 2 == 0, words).Decide,
            31 => new RevokeApproval(by, world.State.Approvals.LastOrDefault()?.Activity ?? 0, words).Decide,
            32 => new GiveFeedback(DeskWorld.Ann, null, step.A % 12, words).Decide,
            33 => new SpendTime(by, Duration.FromMinutes((step.B % 90) - 20)) { ByMachine = step.A % 5 == 0 }.Decide,
            >= 20 => ContactAct(world, step with { Kind = step.Kind - 4 }, now, by, words),
            _ => Annotate.Priority(by, Enum.GetValues<Priority>()[step.A % 4]).Decide,
        };
    }

    private static Decide ContactAct(DeskWorld world, Step step, Instant now, PersonId by, TextId? words)
    {
        var start = now + Duration.FromMinutes((step.B % 6000) - 60);
        var booking = new Booking(start, start + Duration.FromMinutes((step.A % 90) - 5), by, AppointmentMode.Call, []);
        return step.Kind switch
        {
            16 => new OfferSlots(by, [.. Enumerable.Range(0, step.A % 7).Select(i => new ProposedSlot(start + Duration.FromHours(i), start + Duration.FromHours(i + 1)))], words).Decide,
            17 or 18 => new BookAppointment(step.A % 3 == 0 ? Actor.Customer(DeskWorld.Ann) : Actor.Staff(by), booking).Decide,
            19 or 20 => new RecordOutcome(
                by, Enum.GetValues<AppointmentResult>()[step.A % 6], words, step.B % 3 == 0 ? Codes[step.B % Codes.Length] : null, step.B % 4 == 0 ? null : booking).Decide,
            21 => step.A % 2 == 0
                ? new CancelAppointment(step.B % 2 == 0 ? Actor.Customer(DeskWorld.Ann) : Actor.Staff(by), words).Decide
                : new ReturnToDesk(by, ReturnReason.Other, words, NextTime: words, Keep: step.B % 3 == 0).Decide,
            22 => new AskForHelp(by, step.A % 2 == 0 ? DeskWorld.Desk : DeskWorld.Network, step.B % 2 == 0 ? DeskWorld.Nia : null, words).Decide,
            23 => new Contribute(by, [DeskWorld.Desk, DeskWorld.Network], words).Decide,
            _ => step.A % 4 == 0 ? new ReleaseClaim(by).Decide : new ClaimActivity(by).Decide,
        };
    }
}
