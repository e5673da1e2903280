using Headway.Domain;
using Headway.Domain.Flow;
using Headway.Domain.People;
using Headway.Domain.Rota;
using Headway.Domain.Statuses;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Flow;

public sealed class WorkListTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 9, 12, 0);
    private static readonly TeamId Team = new(1);

    /// <summary>Everything equal: tests change what they are about. Times in hours from now.</summary>
    private static WorkItem Item(long ticket, int seq = 2, double due = 1, int rank = 4, bool high = false, Priority priority = Priority.P3, double opened = -1, bool incident = false, int? point = 6) =>
        new(new TicketKey(ticket), seq, StatusCode.InProgress, Team, null, priority, rank, high, incident, Now + Duration.FromHours(opened), Now + Duration.FromHours(due), point);

    private static long[] Ordered(PrioritisationMode mode, params WorkItem[] items) =>
        [.. items.Order(WorkList.Order(mode, Now)).Select(item => item.Ticket.Value)];

    public static TheoryData<PrioritisationMode> Modes => [.. Enum.GetValues<PrioritisationMode>()];

    [Theory]
    [MemberData(nameof(Modes))]
    public void Order_WhenThereIsAMajorIncident_PutsItFirstInEveryMode(PrioritisationMode mode) =>
        Ordered(mode, Item(1, rank: 1, high: true, priority: Priority.P1, due: -5, point: 1), Item(2, rank: 5, priority: Priority.P4, due: 50, incident: true)).ShouldBe([2, 1]);

    [Theory]
    [MemberData(nameof(Modes))]
    public void Order_WhenOnlyTheTicketDiffers_IsByTicketThenSeq(PrioritisationMode mode)
    {
        Ordered(mode, Item(9), Item(7), Item(8)).ShouldBe([7, 8, 9]);
        new[] { Item(7, seq: 12), Item(7, seq: 5) }.Order(WorkList.Order(mode, Now)).Select(item => item.Seq).ShouldBe([5, 12]);
    }

    [Theory]
    [InlineData(PrioritisationMode.Standard)]
    [InlineData(PrioritisationMode.Advanced)]
    [InlineData(PrioritisationMode.Perfect)]
    public void Order_WhenDuesTie_IsByRankThenPriorityThenTheOldest(PrioritisationMode mode) => Ordered(
        mode,
        Item(1, rank: 4, priority: Priority.P1, opened: -9),
        Item(2, rank: 2, priority: Priority.P4, opened: -1),
        Item(3, rank: 2, priority: Priority.P2, opened: -1),
        Item(4, rank: 2, priority: Priority.P2, opened: -2)).ShouldBe([4, 3, 2, 1]);

    [Fact]
    public void Order_WhenStandard_NeverPutsPriorityBeforeDue() =>
        Ordered(PrioritisationMode.Standard, Item(1, due: 2, rank: 1, priority: Priority.P1, high: true), Item(2, due: 1, rank: 5, priority: Priority.P4)).ShouldBe([2, 1]);

    [Fact]
    public void Order_WhenStatusRanked_IgnoresDuesAndTakesTheLongestInItsStatus() =>
        Ordered(PrioritisationMode.StatusRanked, Item(1, rank: 2, due: -9, opened: -1), Item(2, rank: 2, due: 9, opened: -3), Item(3, rank: 1, due: 99, opened: 0)).ShouldBe([3, 2, 1]);

    [Fact]
    public void Order_WhenBasic_IsByProgressionPointThenTheNearestDeadline() =>
        Ordered(PrioritisationMode.Basic, Item(1, point: 4, due: -9), Item(2, point: 3, due: 2), Item(3, point: 3, due: 1), Item(4, point: null, due: -20), Item(5, point: 1, due: 5)).ShouldBe([5, 3, 2, 1, 4]);

    [Theory]
    [InlineData(PrioritisationMode.Advanced)]
    [InlineData(PrioritisationMode.Perfect)]
    public void Order_WhenHighPriority_IsABandAboveEveryDue(PrioritisationMode mode) =>
        Ordered(mode, Item(1, due: -9), Item(2, due: 3, high: true), Item(3, due: 2, high: true)).ShouldBe([3, 2, 1]);

    [Fact]
    public void Order_WhenRankWithinOverdueIsOn_AppliesToTheOverdueAlone()
    {
        WorkItem[] items = [Item(1, due: -3, rank: 5), Item(2, due: -1, rank: 1), Item(3, due: 1, rank: 5), Item(4, due: 2, rank: 1)];
        items.Order(WorkList.Order(PrioritisationMode.Standard, Now, rankWithinOverdue: true)).Select(item => item.Ticket.Value).ShouldBe([2, 1, 3, 4]);
        Ordered(PrioritisationMode.Standard, items).ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public void Order_WhenDueIsNow_IsNotOverdueYet() => Item(1, due: 0).IsOverdue(Now).ShouldBeFalse();

    [Fact]
    public void Shows_WhenPerfect_KnowsNoOwner()
    {
        var sam = new PersonId(11);
        var queue = new StatusQueue("work", Team, [StatusCode.InProgress]);
        var rota = new PublishedRota([queue], [new RotaShift(new PersonId(12), Team, ["work"], Now, Now + Duration.FromHours(1))]);
        var own = Item(1) with { Owner = sam };
        WorkList.Shows(own, sam, [Team], PrioritisationMode.Perfect, rota, Now).ShouldBeFalse("another looks after that queue");
        WorkList.Shows(own, sam, [Team], PrioritisationMode.Perfect, rota, Now + Duration.FromHours(1)).ShouldBeTrue("the shift is over: a gap is everybody's");
        WorkList.Shows(own, sam, [Team], PrioritisationMode.Standard, rota, Now).ShouldBeTrue();
        WorkList.Shows(own, sam, [], PrioritisationMode.Perfect, PublishedRota.Empty, Now).ShouldBeFalse("not of the team");
    }
}
