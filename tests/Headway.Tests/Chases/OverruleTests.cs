using Headway.Domain.Chases;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Headway.Tests.Calendars;
using Headway.Tests.Progression;
using Shouldly;
using Xunit;

namespace Headway.Tests.Chases;

/// <summary>A lead's verdict over a first one: both are kept, the lead's counts.</summary>
public sealed class OverruleTests
{
    [Fact]
    public void Overrule_WhenJudgedAndAnswered_KeepsBothAndChangesNoRow()
    {
        var world = Judged(ChaseFinding.NotValid);
        var rows = world.State.Activities;
        world.Do(At("12:00"), new OverruleChase(DeskWorld.Kim, ChaseFinding.Valid, ChaseGround.UnmetSinceThen, "no-promise").Decide);

        var chase = world.State.Chases.ShouldHaveSingleItem();
        (chase.Finding, chase.Stands, chase.StandingGround, chase.StandingCause).ShouldBe((ChaseFinding.NotValid, ChaseFinding.Valid, ChaseGround.UnmetSinceThen, "no-promise"));
        world.State.Activities.ShouldBe(rows);
        TicketStory.Of(world.Ledger).Count(entry => entry.Kind == StoryKind.ChaseVerdict && !entry.CustomerVisible).ShouldBe(2);
    }

    [Fact]
    public void Overrule_WhenItTurnsOutToBeNone_AMessageThatNobodyAnsweredStandsAsAnUpdate()
    {
        var world = new DeskWorld(Given.Weekdays("UTC", "09:00-17:00")).Opened("2026-03-09 09:00");
        world.Do(At("10:00"), new CustomerMessage(DeskWorld.Ann, Intent.Chase, Channel.Portal, null).Decide);
        world.Do(At("10:05"), new JudgeChase(DeskWorld.Sam, ChaseFinding.NotValid).Decide);
        world.Do(At("10:10"), new OverruleChase(DeskWorld.Kim, ChaseFinding.NotAChase).Decide);

        world.State.Has(StatusCode.Chased).ShouldBeFalse();
        world.State.Find(StatusCode.CustomerUpdated).ShouldNotBeNull().Opened.ShouldBe(At("10:00"));
    }

    [Fact]
    public void Overrule_WhenTheSameIsFound_IsAlreadySo()
    {
        var world = Judged(ChaseFinding.NotValid);
        new OverruleChase(DeskWorld.Kim, ChaseFinding.NotValid).Decide(world.Rules, world.State, At("12:00")).Value.Facts.ShouldBeEmpty();
        new OverruleChase(DeskWorld.Kim, ChaseFinding.Valid).Decide(world.Rules, world.State, At("12:00")).Refusal.ShouldBe(ChaseRefusals.GroundMissing);
        new OverruleChase(DeskWorld.Kim, ChaseFinding.Valid, ChaseGround.TargetMissed, Activity: 9_999).Decide(world.Rules, world.State, At("12:00")).Refusal.ShouldBe(ChaseRefusals.Unknown);
    }

    [Theory]
    [InlineData("promise-missed", "promise-missed")]
    [InlineData("Promise missed", "promise-missed")]
    [InlineData("Ann said that Bob forgot", "other")]
    [InlineData(" ", null)]
    [InlineData(null, null)]
    public void Cause_WhateverIsGiven_IsACodeOfTheList(string? given, string? kept) => ChaseWords.Cause(given).ShouldBe(kept);

    private static DeskWorld Judged(ChaseFinding finding)
    {
        var world = new DeskWorld(Given.Weekdays("UTC", "09:00-17:00")).Opened("2026-03-09 09:00");
        world.Progressed("2026-03-09 09:10", StatusCode.NextAction);
        world.Do(At("10:00"), new CustomerMessage(DeskWorld.Ann, Intent.Chase, Channel.Portal, null).Decide);
        world.Do(At("10:05"), new JudgeChase(DeskWorld.Sam, finding).Decide);
        world.Progressed("2026-03-09 10:10", StatusCode.NextAction);
        return world;
    }

    private static NodaTime.Instant At(string text) => DeskWorld.At("2026-03-09 " + text);
}
