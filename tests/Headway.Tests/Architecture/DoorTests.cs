using Shouldly;
using Xunit;

namespace Headway.Tests.Architecture;

public sealed class DoorTests
{
    private const string Map = "k switch { RefusalKind.NotFound => 404, RefusalKind.Invalid => 400, RefusalKind.Busy => 429 }";

    [Fact]
    public void Queries_OfTheTree_StayOutOfDoors() => DoorRules.Queries(Tree.Files).ShouldBeNone();

    [Theory]
    [InlineData("src/Headway.Web/Api/TicketsApi.cs", "db.Query(\"SELECT id\n FROM tickets\")")]
    [InlineData("src/Headway.Web/Pages/Board.razor", "@code { var s = \"UPDATE tickets SET a = 1\"; }")]
    [InlineData("src/Headway.Cli/Verify.cs", "Run(\"DELETE FROM facts\")")]
    public void Queries_WhenADoorHoldsOne_AreNamed(string path, string text) => DoorRules.Queries([new(path, text)]).ShouldName(path);

    [Fact]
    public void Stores_OfTheTree_AreAskedByUseCasesAlone() => DoorRules.Stores(Tree.Files).ShouldBeNone();

    [Theory]
    [InlineData("public sealed class Frames(Database database, DeskClock clock) { }")]
    [InlineData("var db = http.RequestServices.GetRequiredService<Database>();")]
    [InlineData("await TicketStore.Open(place);")]
    public void Stores_WhenADoorHoldsOne_AreNamed(string text) =>
        DoorRules.Stores([new("src/Headway.Web/Desk/A.cs", text)]).ShouldName("src/Headway.Web/Desk/A.cs");

    [Fact]
    public void Stores_WhenADoorIsPutTogether_MayBeNamed() => DoorRules.Stores([
        new("src/Headway.Cli/DeskPlace.cs", "var database = await Database.OpenCurrent(address, stop);"),
        new("src/Headway.Web/Desk/A.cs", "Task<IResult> Answer(Changed? changed, string Database) => Draw(settings.Database);"),
    ]).ShouldBeNone();

    [Fact]
    public void Decisions_OfTheTree_AreNotMadeInDoors() => DoorRules.Decisions(Tree.Files).ShouldBeNone();

    [Fact]
    public void Decisions_WhenADoorDecides_AreNamed() =>
        DoorRules.Decisions([new("src/Headway.Web/Api/A.cs", "var facts = Progress.Decide(rules, state, command, now);")])
            .ShouldName("src/Headway.Web/Api/A.cs");

    [Fact]
    public void RefusalMaps_OfTheTree_AreOneADoor() => DoorRules.RefusalMaps(Tree.Product).ShouldBeNone();

    [Fact]
    public void RefusalMaps_WhenADoorHasTwo_AreBothNamed() => DoorRules.RefusalMaps([
        new("src/Headway.Web/Api/Problems.cs", Map),
        new("src/Headway.Web/Api/OtherProblems.cs", Map),
        new("src/Headway.Web/Pages/Notices.cs", Map),
        new("src/Headway.Cli/Exits.cs", Map),
    ]).Count().ShouldBe(2);
}
