using Headway.Domain;
using Headway.Domain.Recognition;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Recognition;

/// <summary>Each detector with a case that it sees, and the nearest one that it leaves alone.</summary>
public sealed class DetectorTests
{
    private static readonly PersonId Sam = new(10), Kim = new(11), Nia = new(12);
    private static readonly Instant Ten = Instant.FromUtc(2026, 3, 2, 10, 0);

    [Fact]
    public void FlipFlop_WhenSomebodyGoesThereAndBackThreeTimes_IsSeen()
    {
        var seen = Detectors.FlipFlops(Flips(3, 30)).ShouldHaveSingleItem();
        (seen.Pattern, seen.Person, seen.Times, seen.Ticket).ShouldBe((Pattern.FlipFlop, Sam, 3, 7L));
    }

    [Fact]
    public void FlipFlop_WhenTwiceOrSlowerOrByTwoPeople_IsNot()
    {
        Detectors.FlipFlops(Flips(2, 30)).ShouldBeEmpty();
        Detectors.FlipFlops(Flips(4, 30.1)).ShouldBeEmpty("more than half an hour lies between");
        Detectors.FlipFlops(Flips(4, 5).Select((step, i) => i % 2 == 0 ? step : step with { Person = Kim })).ShouldBeEmpty("one brought it there, another back");
        Detectors.FlipFlops(Enumerable.Range(0, 8).Select(i => new Step(Sam, 7, Ten + Duration.FromMinutes(i), "IN_PROGRESS", "IN_PROGRESS"))).ShouldBeEmpty("work in one situation");
    }

    [Fact]
    public void Drops_WhenThreeClaimsWereLetGo_IsSeen_AndNotWhenTwo()
    {
        Detectors.Drops([(Sam, 1), (Sam, 2), (Sam, 3), (Kim, 4), (Kim, 5)]).Select(seen => (seen.Pattern, seen.Person, seen.Times)).ShouldBe([(Pattern.ClaimAndDrop, Sam, 3)]);
        Detectors.Drops([]).ShouldBeEmpty();
    }

    [Fact]
    public void Returned_WhenMoreCameBackThanHeld_IsSeen()
    {
        var seen = Detectors.Returned(Contributions(returned: 3, counted: 2)).ShouldHaveSingleItem();
        (seen.Pattern, seen.Person, seen.Times).ShouldBe((Pattern.OftenReturned, Sam, 3));
    }

    [Fact]
    public void Returned_WhenAsManyHeldOrItWereOnlyTwo_IsNot()
    {
        Detectors.Returned(Contributions(returned: 3, counted: 3)).ShouldBeEmpty();
        Detectors.Returned(Contributions(returned: 2, counted: 0)).ShouldBeEmpty();
    }

    [Fact]
    public void CherryPicking_WhenWhatIsSkippedTakesLonger_IsSeen()
    {
        Detectors.CherryPicking(Skips(5, 31, 20)).ShouldHaveSingleItem().Pattern.ShouldBe(Pattern.CherryPicking);
        Detectors.CherryPicking(Skips(5, 30, 20)).ShouldBeEmpty("half as long again is not more than that");
        Detectors.CherryPicking(Skips(4, 60, 20)).ShouldBeEmpty("four are chance");
    }

    [Fact]
    public void Ring_WhenTwoThankMostlyEachOther_IsSeen()
    {
        Thanked[] ring = [.. Thanks(Sam, Kim, 3), .. Thanks(Kim, Sam, 3), .. Thanks(Sam, Nia, 2)];
        var seen = Detectors.Rings(ring).ShouldHaveSingleItem();
        (seen.Person, seen.With, seen.Times).ShouldBe((Sam, (PersonId?)Kim, 6));
    }

    [Fact]
    public void Ring_WhenOthersAreThankedTooOrItIsOneSided_IsNot()
    {
        Detectors.Rings([.. Thanks(Sam, Kim, 3), .. Thanks(Kim, Sam, 3), .. Thanks(Sam, Nia, 3)]).ShouldBeEmpty("six of nine are two thirds");
        Detectors.Rings([.. Thanks(Sam, Kim, 9), .. Thanks(Kim, Sam, 2)]).ShouldBeEmpty();
        Detectors.Rings([.. Thanks(Sam, Sam, 9)]).ShouldBeEmpty();
    }

    [Fact]
    public void Hollow_WhenThreeTouchesShowNothing_IsSeen_AndNotWhenTwo()
    {
        Detectors.Hollow([(Sam, 1), (Sam, 1), (Sam, 2), (Kim, 4), (Kim, 5)]).Select(seen => (seen.Pattern, seen.Person, seen.Times, seen.Ticket)).ShouldBe([(Pattern.WithoutProgress, Sam, 3, 2L)]);
        Detectors.Hollow([]).ShouldBeEmpty();
    }

    [Fact]
    public void OwnChases_WhenMostOfThoseAnsweredCameFromOwnLateness_IsSeen()
    {
        var seen = Detectors.OwnChases([.. Chases(Sam, own: 3, others: 2), .. Chases(Kim, own: 2, others: 0)]).ShouldHaveSingleItem();
        (seen.Pattern, seen.Person, seen.Times).ShouldBe((Pattern.OwnChases, Sam, 3));
        Detectors.OwnChases(Chases(Sam, own: 3, others: 3)).ShouldBeEmpty("who answers the others' as often helps");
    }

    private static IEnumerable<Step> Flips(int back, double minutes)
    {
        var at = Ten;
        for (var i = 0; i < back; i++, at += Duration.FromHours(5))
        {
            yield return new Step(Sam, 7, at, "NEXT_ACTION", "IN_PROGRESS");
            yield return new Step(Sam, 7, at + Duration.FromMinutes(minutes), "IN_PROGRESS", "NEXT_ACTION");
        }
    }

    private static IEnumerable<Contribution> Contributions(int returned, int counted)
    {
        var act = new QualifyingAct(Sam, new TeamId(1), 7, 1, "work", "IN_PROGRESS", Ten, Ten, true, false, false, false, null);
        return Enumerable.Repeat(new Contribution(act, ContributionState.Returned), returned).Concat(Enumerable.Repeat(new Contribution(act, ContributionState.Counted), counted))
            .Append(new Contribution(act, ContributionState.Maturing)).Append(new Contribution(act, ContributionState.Repeated));
    }

    private static IEnumerable<Skip> Skips(int times, double minutes, double usual) => Enumerable.Repeat(new Skip(Sam, minutes, usual), times);

    private static IEnumerable<Thanked> Thanks(PersonId by, PersonId to, int times) => Enumerable.Repeat(new Thanked(by, to), times);

    private static IEnumerable<AnsweredChase> Chases(PersonId by, int own, int others) =>
        Enumerable.Repeat(new AnsweredChase(by, 7, true), own).Concat(Enumerable.Repeat(new AnsweredChase(by, 8, false), others));
}
