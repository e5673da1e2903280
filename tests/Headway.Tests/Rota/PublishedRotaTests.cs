using Headway.Domain;
using Headway.Domain.Rota;
using Headway.Domain.Statuses;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Rota;

public sealed class PublishedRotaTests
{
    private static readonly TeamId Team = new(1);
    private static readonly PersonId Sam = new(11), Kim = new(12);
    private static readonly Instant Nine = Instant.FromUtc(2026, 3, 9, 9, 0), One = Instant.FromUtc(2026, 3, 9, 13, 0);

    private static readonly PublishedRota Rota = new(
        [new StatusQueue("inflow", Team, [StatusCode.New]), new StatusQueue("all new", Team, [StatusCode.New, StatusCode.Assigned])],
        [new RotaShift(Sam, Team, ["inflow"], Nine, One), new RotaShift(Kim, Team, ["all new"], Nine, One)]);

    [Fact]
    public void Shows_WhenAStatusIsInTwoQueues_ShowsItToTheHoldersOfBoth()
    {
        Rota.Shows(Team, StatusCode.New, Sam, Nine).ShouldBeTrue();
        Rota.Shows(Team, StatusCode.New, Kim, Nine).ShouldBeTrue();
        Rota.Shows(Team, StatusCode.Assigned, Sam, Nine).ShouldBeFalse();
    }

    [Fact]
    public void Shows_WhenTheShiftBeginsOrEnds_IsStartInEndOut()
    {
        Rota.Shows(Team, StatusCode.Assigned, Sam, Nine - Duration.FromMilliseconds(1)).ShouldBeTrue("nobody holds it yet");
        Rota.Shows(Team, StatusCode.Assigned, Sam, Nine).ShouldBeFalse();
        Rota.Shows(Team, StatusCode.Assigned, Sam, One - Duration.FromMilliseconds(1)).ShouldBeFalse();
        Rota.Shows(Team, StatusCode.Assigned, Sam, One).ShouldBeTrue("nobody holds it any more");
    }

    [Fact]
    public void Shows_WhenAStatusIsInNoQueue_ShowsItToEverybody() => Rota.Shows(Team, StatusCode.InProgress, Sam, Nine).ShouldBeTrue();

    [Fact]
    public void Shows_WhenTheQueueIsAnotherTeams_TakesNoNoticeOfIt() => Rota.Shows(new TeamId(2), StatusCode.New, new PersonId(99), Nine).ShouldBeTrue();
}
