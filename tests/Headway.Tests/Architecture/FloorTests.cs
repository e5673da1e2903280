using Shouldly;
using Xunit;

namespace Headway.Tests.Architecture;

public sealed class FloorTests
{
    [Fact]
    public void Rooms_OfTheTree_UseNothingAboveThem() => FloorRules.Rooms(Tree.Product).ShouldBeNone();

    [Theory]
    [InlineData("using Headway.Domain.Tickets;")]
    [InlineData("sealed class A { Headway.Domain.Flow.WorkList b; }")]
    [InlineData("using static Headway.Domain.Promises.PromiseKeeping;")]
    public void Rooms_WhenOneUsesARoomAbove_AreNamed(string text) =>
        FloorRules.Rooms([new("src/Headway.Domain/Calendars/Span.cs", text)]).ShouldName("src/Headway.Domain/Calendars/Span.cs");

    [Fact]
    public void Rooms_WhenTheRootUsesARoom_AreNamed() =>
        FloorRules.Rooms([new("src/Headway.Domain/Ids.cs", "using Headway.Domain.People;")]).ShouldName("src/Headway.Domain/Ids.cs");

    [Fact]
    public void Rooms_WhenNeighboursOnTheTopFloorMeet_AreNamed() =>
        FloorRules.Rooms([new("src/Headway.Domain/Flow/A.cs", "using Headway.Domain.Audits;")]).ShouldName("src/Headway.Domain/Flow/A.cs");

    [Fact]
    public void Rooms_WhenTwoNeedEachOther_AreBothNamed() => FloorRules.Rooms([
        new("src/Headway.Domain/Chases/A.cs", "using Headway.Domain.Promises;"),
        new("src/Headway.Domain/Promises/B.cs", "using Headway.Domain.Chases;"),
    ]).Count().ShouldBe(2);

    [Fact]
    public void Rooms_WhenOneStandsOnNoFloor_AreNamed() =>
        FloorRules.Rooms([new("src/Headway.Domain/Attic/A.cs", "")]).ShouldName("src/Headway.Domain/Attic/A.cs");

    [Fact]
    public void Rooms_WhenAWordIsOnlySaid_AreNotBothered() => FloorRules.Rooms([
        new("src/Headway.Domain/Calendars/A.cs", "namespace Headway.Domain.Calendars; // see Headway.Domain.Flow"),
        new("src/Headway.Domain/Flow/B.cs", "using Headway.Domain.Calendars;"),
    ]).ShouldBeNone();

    [Fact]
    public void Projects_OfTheTree_ReferenceOnlyWhatLiesBelow() => FloorRules.Projects(Tree.Files).ShouldBeNone();

    [Theory]
    [InlineData("Headway.Domain", "Headway.Application")]
    [InlineData("Headway.Application", "Headway.Web")]
    [InlineData("Headway.Web", "Headway.Cli")]
    [InlineData("Headway.Tests", "Headway.Web")]
    public void Projects_WhenOneReferencesUpwards_AreNamed(string from, string to) =>
        FloorRules.Projects([new($"src/{from}/{from}.csproj", $"""<ProjectReference Include="../{to}/{to}.csproj" />""")])
            .ShouldName($"src/{from}/{from}.csproj");

    [Fact]
    public void Imports_OfTheTree_KeepDomainPureAndDoorsThin() =>
        FloorRules.Imports(Tree.Files.Where(file => file.IsUnder("src"))).ShouldBeNone();

    [Theory]
    [InlineData("src/Headway.Domain/Calendars/A.cs", "using Microsoft.EntityFrameworkCore;")]
    [InlineData("src/Headway.Domain/Calendars/A.cs", "global using Headway.Application;")]
    [InlineData("src/Headway.Twin/A.cs", "using Headway.Application.Storage;")]
    [InlineData("src/Headway.Application/Tickets/A.cs", "using Microsoft.AspNetCore.Http;")]
    [InlineData("src/Headway.Web/Api/A.cs", "using Microsoft.Data.Sqlite;")]
    [InlineData("src/Headway.Web/Pages/A.razor", "@using Microsoft.EntityFrameworkCore")]
    [InlineData("src/Headway.Cli/Verify.cs", "using Db = Npgsql.NpgsqlConnection;")]
    public void Imports_WhenAWordComesFromTheWrongFloor_AreNamed(string path, string text) =>
        FloorRules.Imports([new(path, text)]).ShouldName(path);
}
