using Headway.Domain;
using Headway.Domain.Flow;
using Headway.Domain.People;
using Headway.Domain.Rota;
using Headway.Domain.Statuses;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Flow;

public sealed class CoverTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 9, 12, 0), Evening = Instant.FromUtc(2026, 3, 9, 22, 0);
    private static readonly TeamId Team = new(1);
    private static readonly PersonId Sam = new(11), Kim = new(12);
    private static readonly PublishedRota Here = PublishedRota.Empty, KimAway = PublishedRota.Empty.With(new Absences([new Absence(Kim, Now, Evening)]));

    private static WorkItem Item(PersonId? owner, double due, bool high = false) => new(
        new TicketKey(1), 2, StatusCode.InProgress, Team, owner, Priority.P3, 4, high, false, Now - Duration.FromHours(9), Now + Duration.FromHours(due));

    private static CoverReason? Offered(WorkItem item, PublishedRota rota, PrioritisationMode mode = PrioritisationMode.Standard) => Cover.Offers(item, Sam, [Team], mode, rota, Now, Evening);

    [Fact]
    public void Offers_WhenTheOwnerIsAway_WhatBecomesDueMeanwhile()
    {
        Offered(Item(Kim, 2), KimAway).ShouldBe(CoverReason.Away);
        Offered(Item(Kim, 2), Here).ShouldBeNull("Kim is here and has time");
        Offered(Item(Kim, 30), KimAway).ShouldBeNull("it is for another day");
        Offered(Item(Sam, 2), KimAway).ShouldBeNull("it is one's own");
        Offered(Item(null, -2), Here).ShouldBeNull("nobody's is in the list anyway");
    }

    [Theory]
    [InlineData(PrioritisationMode.Basic, false)]
    [InlineData(PrioritisationMode.StatusRanked, false)]
    [InlineData(PrioritisationMode.Standard, true)]
    [InlineData(PrioritisationMode.Advanced, true)]
    [InlineData(PrioritisationMode.Perfect, false)]
    public void Offers_WhenTheDueHasPassed_WhereDuesAreShownAndWorkIsOwned(PrioritisationMode mode, bool offered) =>
        (Offered(Item(Kim, -1) with { Point = null }, Here, mode) == CoverReason.Late).ShouldBe(offered);

    [Fact]
    public void Offers_WhenTheTeamGoesByPoints_OnlyWhatHasALivePoint()
    {
        Offered(Item(Kim, 2), KimAway, PrioritisationMode.Basic).ShouldBeNull("work in progress is nobody's concern until something happens");
        Offered(Item(Kim, 2) with { Point = 4 }, KimAway, PrioritisationMode.Basic).ShouldBe(CoverReason.Away);
        Offered(Item(Kim, 2), KimAway, PrioritisationMode.StatusRanked).ShouldBe(CoverReason.Away);
    }

    [Fact]
    public void Offers_WhenItPressesInAdvanced_IsInTheListAlready() => Offered(Item(Kim, -1, high: true), Here, PrioritisationMode.Advanced).ShouldBeNull();

    [Theory]
    [InlineData(PrioritisationMode.Advanced)]
    [InlineData(PrioritisationMode.Perfect)]
    public void Order_WhenATeamWantsAffinity_ComesHalfAnHourSoonerInsideItsBand(PrioritisationMode mode)
    {
        var mine = Item(Sam, 1.4) with { Ticket = new TicketKey(1), LastHandler = Sam };
        var theirs = Item(Kim, 1) with { Ticket = new TicketKey(2), LastHandler = Kim };
        var pressing = Item(Kim, 9, high: true) with { Ticket = new TicketKey(3), LastHandler = Kim };
        WorkItem[] items = [theirs, mine, pressing];
        items.Order(WorkList.Order(mode, Now, near: Sam)).Select(item => item.Ticket.Value).ShouldBe([3L, 1, 2]);
        items.Order(WorkList.Order(mode, Now)).Select(item => item.Ticket.Value).ShouldBe([3L, 2, 1]);
        new[] { theirs, mine with { Due = Now + Duration.FromHours(1.6) } }.Order(WorkList.Order(mode, Now, near: Sam)).First().ShouldBe(theirs);
    }
}
