using System.Net;
using System.Net.Sockets;
using Headway.Cli;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Cli;

/// <summary>Where a desk answers.</summary>
public sealed class DeskPlaceTests
{
    [Fact]
    public void IsTaken_WhenAnotherProgramAnswersThere_SaysSoBeforeAnythingIsStarted()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var place = new DeskPlace("data", null, ((IPEndPoint)other.LocalEndpoint).Port);

        place.IsTaken().ShouldBeTrue();
        (place with { Listen = "192.0.2.1" }).IsTaken().ShouldBeFalse("no address of this machine: the start says why");
        (place with { Listen = "any name" }).IsTaken().ShouldBeFalse();
        (place with { Port = 70_000 }).IsTaken().ShouldBeFalse();
    }
}
