using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Headway.Tests.Calendars;
using Shouldly;
using Xunit;

namespace Headway.Tests.Progression;

/// <summary>A need that an article met before it was sent is solved by the customer, costs nobody a verdict, and leads back.</summary>
public sealed class SolveByArticleTests
{
    private static DeskWorld Solved() => new DeskWorld(Given.Weekdays("UTC", "09:00-17:00")).Opened("2026-03-09 09:00")
        .Did("2026-03-09 09:00", new SolveByArticle(DeskWorld.Ann, 12, 3, DeskWorld.Words).Decide);

    [Fact]
    public void Need_WhenAnArticleMetIt_IsSolvedByTheCustomerAndExcluded()
    {
        var world = Solved();

        (world.State.Status, world.State.ResolvedBy, world.State.FirstReplyAt).ShouldBe((StatusCode.Resolved, Actor.Customer(DeskWorld.Ann), null));
        world.State.Open.ShouldBeEmpty();
        world.State.Activities.ShouldHaveSingleItem().Verdict.ShouldBe(Verdict.Excluded, "nobody of support was asked");
        world.Ledger.Select(one => one.Fact).OfType<SolvedByArticle>().ShouldHaveSingleItem().ShouldBe(new SolvedByArticle(12, 3));
        TicketStory.Of(world.Ledger).Last().ShouldSatisfyAllConditions(line => line.Kind.ShouldBe(StoryKind.Resolved), line => line.Text.ShouldBe(DeskWorld.Words));
    }

    [Fact]
    public void Need_WhenItWasNotRightAfterAll_ComesBackToSupport()
    {
        var world = Solved().Wrote("2026-03-09 11:00", Intent.NotSolved);

        world.State.Has(StatusCode.Reopened).ShouldBeTrue();
    }

    [Fact]
    public void Need_WhenItIsSolvedAlready_StaysAsItIs()
    {
        var world = Solved();

        new SolveByArticle(DeskWorld.Ann, 12, 3, DeskWorld.Words).Decide(world.Rules, world.State, DeskWorld.At("2026-03-09 09:30")).Value.AlreadySo.ShouldBeTrue();
        new SolveByArticle(DeskWorld.Ann, 12, 3, null).Decide(world.Rules, new TicketState { Key = DeskWorld.Key }, DeskWorld.At("2026-03-09 09:30")).Refusal.ShouldBe(TicketRefusals.Unknown);
    }
}
