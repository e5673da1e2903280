using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Statuses;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Statuses;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Rules;

public sealed class ThresholdsOnSqlite : ThresholdSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class ThresholdsOnPostgres : ThresholdSuite
{
    protected override Engine Engine => Engine.Postgres;
}

public abstract class ThresholdSuite
{
    protected abstract Engine Engine { get; }

    private static ThresholdDraft Supplier(double hours, params ThresholdRule[] rules) => new(StatusCode.AwaitSupplier, WorkingTime.FromHours(hours), rules);

    [Fact]
    public async Task Threshold_WhenChanged_MovesOnlyNewActivities()
    {
        await using var desk = await RulesDesk.Open(Engine);
        var before = await desk.Waiting();
        var due = await desk.Due(before);

        (await desk.Get<ChangeThresholds>().Of(desk.Ada, Supplier(4), 0)).ShouldBeNull();
        var after = await desk.Waiting();

        (await desk.Due(before)).ShouldBe(due, "what was promised stays");
        due.ShouldBe(Instant.FromUtc(2026, 3, 3, 17, 0));
        (await desk.Due(after)).ShouldBe(Instant.FromUtc(2026, 3, 2, 13, 0));
    }

    [Fact]
    public async Task Threshold_WhenTwoChangeIt_TheSecondIsToldAndLosesNothing()
    {
        await using var desk = await RulesDesk.Open(Engine);
        var change = desk.Get<ChangeThresholds>();
        (await change.Of(desk.Ada, Supplier(8), 0)).ShouldBeNull();

        (await change.Of(desk.Ada, Supplier(4), 0))!.Code.ShouldBe("settings.stale");

        var read = (await desk.Get<StatusSettings>().One(desk.Ada, StatusCode.AwaitSupplier)).Value;
        (read.Status.Threshold, read.Revision).ShouldBe((WorkingTime.FromHours(8), 1));
        (await change.Of(desk.Ada, Supplier(4), read.Revision)).ShouldBeNull();
    }

    [Fact]
    public async Task Threshold_WhenChanged_IsRememberedBeforeAndAfter()
    {
        await using var desk = await RulesDesk.Open(Engine);
        var rule = new ThresholdRule(StatusCode.AwaitSupplier, WorkingTime.FromHours(2), Priority: Priority.P1);
        (await desk.Get<ChangeThresholds>().Of(desk.Ada, Supplier(8, rule), null)).ShouldBeNull();
        (await desk.Get<ChangeThresholds>().Of(desk.Ada, Supplier(8, rule), null)).ShouldBeNull("the same again is no change");

        var line = (await desk.Trail()).Single(entry => entry.Kind == "status.threshold");
        (line.Target, line.Actor).ShouldBe(("status:AWAIT_SUPPLIER", desk.Ada.Actor.ToString()));
        line.Body.ShouldBe("""{"changes":[{"field":"threshold","from":"16 h","to":"8 h; P1 2 h"}]}""");
        (await AuditTrail.FirstBreak(desk.Place.Database, desk.Place.Tenant)).ShouldBeNull();
    }

    [Theory]
    [InlineData("CUST_UPDATED", 3, "P2", "threshold.above-cap")]
    [InlineData("CUST_UPDATED", 9, null, "threshold.above-cap")]
    [InlineData("AWAIT_SUPPLIER", 0, null, "threshold.not-positive")]
    [InlineData("AWAIT_SUPPLIER", 401, null, "threshold.too-long")]
    [InlineData("NEW", 1, null, "threshold.not-used")]
    [InlineData("NOWHERE", 1, null, "status.unknown")]
    public async Task Threshold_WhenItCannotHold_IsRefusedBeforeAndAtSaving(string status, double hours, string? priority, string code)
    {
        await using var desk = await RulesDesk.Open(Engine);
        var time = WorkingTime.FromHours(hours);
        var draft = priority is null
            ? new ThresholdDraft(new StatusCode(status), time, [])
            : new ThresholdDraft(new StatusCode(status), WorkingTime.FromHours(1), [new ThresholdRule(new StatusCode(status), time, Priority: Enum.Parse<Priority>(priority))]);

        (await desk.Get<ChangeThresholds>().Of(desk.Ada, draft, null))!.Code.ShouldBe(code);
        (await desk.Get<RehearseRules>().Thresholds(desk.Ada, draft)).Refusal!.Code.ShouldBe(code);
        (await desk.Trail()).ShouldNotContain(entry => entry.Kind == "status.threshold");
    }

    [Fact]
    public async Task Threshold_WhenRulesRepeatOrNameNothing_IsRefused()
    {
        await using var desk = await RulesDesk.Open(Engine);
        var one = new ThresholdRule(StatusCode.AwaitSupplier, WorkingTime.FromHours(2), Priority: Priority.P1);
        var change = desk.Get<ChangeThresholds>();
        (await change.Of(desk.Ada, Supplier(8, one, one with { Threshold = WorkingTime.FromHours(3) }), null))!.Code.ShouldBe("threshold.rule-twice");
        (await change.Of(desk.Ada, Supplier(8, new ThresholdRule(StatusCode.AwaitSupplier, WorkingTime.FromHours(2))), null))!.Code.ShouldBe("threshold.rule-empty");
        (await change.Of(desk.Ada, Supplier(8, one with { Team = new TeamId(999) }), null))!.Kind.ShouldBe(RefusalKind.NotFound);
        (await change.Of(desk.Sam, Supplier(8), null))!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await desk.Get<RehearseRules>().Thresholds(desk.Sam, Supplier(8))).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Fact]
    public async Task Preview_EqualsCountingEachByHand_AndIsQuick()
    {
        const int Tickets = 24;
        await using var desk = await RulesDesk.Open(Engine);
        var office = (await desk.Get<DeskRulesCache>().Of(desk.Place.Tenant)).CalendarOf(desk.Place.Desk);
        var waits = new Dictionary<long, (Instant From, Instant Closed)>();
        var random = new Random(7);
        List<(long Number, Instant From)> open = [];
        for (var i = 0; i < Tickets; i++)
        {
            open.Add((await desk.Waiting(), desk.Now));
            desk.Place.Time.Pass(TimeSpan.FromMinutes(random.Next(20, 300)));
            var next = open[random.Next(open.Count)];
            open.Remove(next);
            await desk.Progress(next.Number, "NEXT_ACTION");
            waits[next.Number] = (next.From, desk.Now);
        }

        desk.Place.Time.Pass(TimeSpan.FromMinutes(1));
        foreach (var hours in new[] { 1d, 6, 15, 16, 40 })
        {
            var by = waits.Values.Concat(open.Select(one => (one.From, Closed: desk.Now))).Select(wait => (
                Was: wait.Closed > office.Add(wait.From, WorkingTime.FromHours(16)), Would: wait.Closed > office.Add(wait.From, WorkingTime.FromHours(hours)), Open: !waits.ContainsValue(wait))).ToList();
            // What is open counts once it has been judged: when its own due has passed.
            by.RemoveAll(one => one.Open && !one.Was);

            var preview = (await desk.Get<RehearseRules>().Thresholds(desk.Ada, Supplier(hours))).Value.All;

            (preview.Looked, preview.Were, preview.Would).ShouldBe((by.Count, by.Count(one => one.Was), by.Count(one => one.Would)), $"{hours} h, seed 7");
            (preview.More, preview.Fewer).ShouldBe((by.Count(one => !one.Was && one.Would), by.Count(one => one.Was && !one.Would)), $"{hours} h, seed 7");
        }
    }

    [Fact]
    public async Task Targets_WhenChanged_HoldForNewTickets_AndNeedEveryPriority()
    {
        await using var desk = await RulesDesk.Open(Engine);
        var change = desk.Get<ChangeThresholds>();
        var response = DefaultStatuses.ResponseTargets.ToDictionary(one => one.Key, one => one.Value);
        response[Priority.P3] = WorkingTime.FromHours(2);
        var completion = new Dictionary<Priority, WorkingTime> { [Priority.P3] = WorkingTime.FromHours(24) };

        (await change.Targets(desk.Ada, new TargetsDraft(response, completion), 0)).ShouldBeNull();
        (await change.Targets(desk.Ada, new TargetsDraft(response, new Dictionary<Priority, WorkingTime> { [Priority.P4] = WorkingTime.FromHours(1) }), null))!.Code.ShouldBe("target.completion-shorter");
        (await change.Targets(desk.Ada, new TargetsDraft(completion, completion), null))!.Code.ShouldBe("target.not-positive");

        var book = (await desk.Get<DeskRulesCache>().Of(desk.Place.Tenant)).Statuses;
        book.Threshold(StatusCode.New, desk.Place.Desk, Priority.P3, null).Threshold.ShouldBe(WorkingTime.FromHours(2));
        book.CompletionTarget(Priority.P3, null).ShouldBe(WorkingTime.FromHours(24));
        (await desk.Trail()).Single(entry => entry.Kind == "targets.changed").Body.ShouldContain("P3 2 h");
    }
}
