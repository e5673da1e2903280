using Xunit;

namespace Headway.Tests.Architecture;

public sealed class PurityTests
{
    [Fact]
    public void World_OfTheTree_StaysOutsideDomainAndTwin() => PurityRules.World(Tree.Product).ShouldBeNone();

    [Theory]
    [InlineData("var now = SystemClock.Instance.GetCurrentInstant();")]
    [InlineData("DateTimeOffset Now(TimeProvider clock) => clock.GetUtcNow();")]
    [InlineData("var id = Guid.NewGuid();")]
    [InlineData("var dice = Random.Shared.Next();")]
    [InlineData("var dice = new Random(1);")]
    [InlineData("Thread.Sleep(1);")]
    [InlineData("var home = Environment.GetEnvironmentVariable(name);")]
    [InlineData("var text = File.ReadAllText(path);")]
    [InlineData("using System.IO;")]
    [InlineData("var said = $\"at {DateTimeZoneProviders.Tzdb.GetSystemDefault()}\";")]
    public void World_WhenThePureCodeReadsIt_IsNamed(string text) =>
        PurityRules.World([new("src/Headway.Domain/Tickets/A.cs", text)]).ShouldName("src/Headway.Domain/Tickets/A.cs");

    [Fact]
    public void World_WhenItIsOnlySaidOrReadElsewhere_IsNotNamed() => PurityRules.World([
        new("src/Headway.Domain/Tickets/A.cs", "// Random.Shared is banned\nvar text = \"Guid.NewGuid()\"; int File = 1;"),
        new("src/Headway.Application/Heartbeat/A.cs", "clock.Tick(TimeProvider.System.GetUtcNow());"),
    ]).ShouldBeNone();

    [Fact]
    public void Time_OfTheTree_HasTypesOfItsOwn() => PurityRules.Time(Tree.Product).ShouldBeNone();

    [Theory]
    [InlineData("DateTimeOffset Due { get; }")]
    [InlineData("TimeSpan Threshold { get; }")]
    [InlineData("public Instant Add(int minutes) => start;")]
    [InlineData("    public required long ThresholdHours { get; init; }")]
    public void Time_WhenItIsAForeignTypeOrABareNumber_IsNamed(string text) =>
        PurityRules.Time([new("src/Headway.Twin/A.cs", text)]).ShouldName("src/Headway.Twin/A.cs");

    [Fact]
    public void Analyzer_OfTheTree_BansTheWorld() => PurityRules.Analyzer(Tree.Files).ShouldBeNone();

    [Theory]
    [InlineData("src/Headway.Twin/Headway.Twin.csproj", "<Project />")]
    [InlineData("src/Headway.Domain/BannedSymbols.txt", "P:System.DateTime.Now;The domain takes now as an argument.")]
    public void Analyzer_WhenItsListIsShortOrUnread_IsNamed(string path, string text) =>
        PurityRules.Analyzer([new(path, text)]).ShouldName(path);
}
