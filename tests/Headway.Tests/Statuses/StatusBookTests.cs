using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Statuses;
using Shouldly;
using Xunit;

namespace Headway.Tests.Statuses;

public sealed class StatusBookTests
{
    private static readonly TeamId Team = new(1), OtherTeam = new(2);
    private static readonly ServiceId Service = new(5), OtherService = new(6);

    private static StatusBook Book(params ThresholdRule[] rules) => new(
        DefaultStatuses.All, rules, DefaultStatuses.ResponseTargets, new Dictionary<Priority, WorkingTime>(),
        new Dictionary<ServiceId, IReadOnlyDictionary<Priority, WorkingTime>>
        {
            [Service] = new Dictionary<Priority, WorkingTime> { [Priority.P3] = WorkingTime.FromHours(1) },
        });

    private static ThresholdRule Rule(double hours, ServiceId? service = null, TeamId? team = null, Priority? priority = null) =>
        new(StatusCode.AwaitSupplier, WorkingTime.FromHours(hours), service, team, priority);

    [Fact]
    public void Threshold_WhenSeveralRulesFit_TakesTheMostParticular()
    {
        ThresholdRule[] inOrder =
        [
            Rule(1, service: Service, priority: Priority.P3), Rule(2, team: Team, priority: Priority.P3), Rule(3, team: Team), Rule(4, priority: Priority.P3), Rule(5),
        ];
        string[] names = ["status+service+priority", "status+team+priority", "status+team", "status+priority", "status"];
        for (var skipped = 0; skipped < inOrder.Length; skipped++)
        {
            var left = inOrder.Skip(skipped).Reverse().ToArray();
            Book(left).Threshold(StatusCode.AwaitSupplier, Team, Priority.P3, Service)
                .ShouldBe(new ThresholdFound(WorkingTime.FromHours(skipped + 1), names[skipped]), $"without the first {skipped}");
        }

        Book().Threshold(StatusCode.AwaitSupplier, Team, Priority.P3, Service).ShouldBe(new ThresholdFound(WorkingTime.FromHours(16), "status"));
    }

    [Fact]
    public void Threshold_WhenARuleNamesAnother_LeavesItOut() =>
        Book(Rule(1, service: OtherService, priority: Priority.P3), Rule(2, team: OtherTeam), Rule(3, priority: Priority.P1))
            .Threshold(StatusCode.AwaitSupplier, Team, Priority.P3, Service).Threshold.ShouldBe(WorkingTime.FromHours(16));

    [Theory]
    [InlineData("CUST_UPDATED")]
    [InlineData("REOPENED")]
    [InlineData("ASSIGNED")]
    public void Threshold_WhenAboveTheResponseTarget_IsCappedAndSaysSo(string status)
    {
        var book = Book(new ThresholdRule(new StatusCode(status), WorkingTime.FromHours(30)));
        book.Threshold(new StatusCode(status), Team, Priority.P4, null).ShouldBe(new ThresholdFound(WorkingTime.FromHours(8), "status", "response-target"));
        book.Threshold(new StatusCode(status), Team, Priority.P3, Service).Threshold.ShouldBe(WorkingTime.FromHours(1), "the service's own target caps");
    }

    [Fact]
    public void Threshold_WhenNew_IsTheResponseTargetOfServiceOrPriority()
    {
        Book().Threshold(StatusCode.New, Team, Priority.P3, null).ShouldBe(new ThresholdFound(WorkingTime.FromHours(4), "response-target"));
        Book().Threshold(StatusCode.New, Team, Priority.P3, Service).ShouldBe(new ThresholdFound(WorkingTime.FromHours(1), "service-response-target"));
    }

    [Fact]
    public void Check_WhenARuleCannotHold_SaysWhy()
    {
        Book().Check(new ThresholdRule(new StatusCode("NO_SUCH"), WorkingTime.FromHours(1)))!.Code.ShouldBe("status.unknown");
        Book().Check(Rule(0))!.Code.ShouldBe("threshold.not-positive");
        Book().Check(new ThresholdRule(StatusCode.CustomerUpdated, WorkingTime.FromHours(1.5), Priority: Priority.P2))!.Code.ShouldBe("threshold.above-cap");
        Book().Check(new ThresholdRule(StatusCode.CustomerUpdated, WorkingTime.FromHours(1), Priority: Priority.P2)).ShouldBeNull("equal to the target is within it");
        Book().Check(new ThresholdRule(StatusCode.CustomerUpdated, WorkingTime.FromHours(30))).ShouldBeNull("without a priority the cap is applied ticket by ticket");
    }

    [Fact]
    public void Defaults_AreTheFieldLawsTable()
    {
        var rows = DefaultStatuses.All.Select(s => $"{s.Code} {s.Threshold?.Hours.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-"} {s.Rank} {(s.HighPriority ? "HP" : "-")} {s.Clock.ToString()[0]}");
        rows.ShouldBe([
            "NEW - 2 - R", "ASSIGNED 4 2 - R", "IN_PROGRESS 4 4 - R", "NEXT_ACTION 8 4 - R", "CHASED 1 1 HP R", "CUST_UPDATED 2 1 HP R",
            "COLLEAGUE_UPDATED 4 2 - R", "APPT_REQUESTED 1 1 HP R", "APPT_OFFERED 8 3 - P", "APPT_BOOKED - 4 HP P", "REJECTED 1 1 HP R",
            "SLA_RISK 1 1 HP R", "AWAIT_CUSTOMER 16 4 - P", "CUST_SILENT 16 4 - P", "CUST_TESTING 16 4 - P", "ASSIST 4 2 - R",
            "AWAIT_APPROVAL 8 4 - P", "AWAIT_SUPPLIER 16 4 - R", "AWAIT_DELIVERY 16 5 - R", "AWAIT_CHANGE 40 5 - R", "DEFERRED 4 5 - P",
            "REOPENED 2 2 - R", "RESOLVED 24 9 - S", "CLOSED - 9 - S",
        ]);
    }
}
