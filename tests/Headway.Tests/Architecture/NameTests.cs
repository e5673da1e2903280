using Xunit;

namespace Headway.Tests.Architecture;

public sealed class NameTests
{
    [Fact]
    public void Folders_OfTheTree_AreWordsOfTheField() => NameRules.Folders(Tree.Files).ShouldBeNone();

    [Theory]
    [InlineData("src/Headway.Application/Common/Clock.cs")]
    [InlineData("src/Headway.Web/browser/utils/keys.ts")]
    [InlineData("tests/Headway.Tests/Helpers/Make.cs")]
    public void Folders_WhenOneCouldHoldAnything_AreNamed(string path) => NameRules.Folders([new(path, "")]).ShouldName(path);

    [Fact]
    public void Types_OfTheTree_SayWhatTheyAre() => NameRules.Types(Tree.Files).ShouldBeNone();

    [Theory]
    [InlineData("src/Headway.Application/Tickets/A.cs", "public sealed class TicketService { }")]
    [InlineData("src/Headway.Application/Tickets/A.cs", "internal sealed record TicketModel(int Id);")]
    [InlineData("src/Headway.Domain/Tickets/A.cs", "public static class InstantExtensions { }")]
    [InlineData("src/Headway.Domain/Tickets/A.cs", "public abstract class HandlerBase { }")]
    [InlineData("src/Headway.Web/browser/helpers.ts", "export {}")]
    public void Types_WhenNamedByAPattern_AreNamed(string path, string text) => NameRules.Types([new(path, text)]).ShouldName(path);

    [Fact]
    public void Types_WhenTheServiceOfTheCatalogueIsMeant_AreNotNamed() => NameRules.Types([
        new("src/Headway.Domain/People/Service.cs", "public sealed record Service(ServiceId Id);\npublic readonly record struct ServiceId(long Value);"),
        new("src/Headway.Domain/People/Services.cs", "public sealed class Services { }"),
        new("src/Headway.Domain/Tickets/BaseActivity.cs", "public sealed record BaseActivity;"),
    ]).ShouldBeNone();

    [Fact]
    public void Ceremony_OfTheTree_IsAbsent() => NameRules.Ceremony(Tree.Files).ShouldBeNone();

    [Theory]
    [InlineData("src/Headway.Application/Tickets/A.cs", "public sealed class TicketRepository { }")]
    [InlineData("src/Headway.Application/Tickets/A.cs", "public interface ITicketMapper { }")]
    [InlineData("Directory.Packages.props", "<PackageVersion Include=\"MediatR\" Version=\"13.0.0\" />")]
    public void Ceremony_WhenItCreepsIn_IsNamed(string path, string text) => NameRules.Ceremony([new(path, text)]).ShouldName(path);

    [Fact]
    public void Namespaces_OfTheTree_AreTheirFolders() => NameRules.Namespaces(Tree.Files).ShouldBeNone();

    [Theory]
    [InlineData("namespace Headway.Domain.Calendar;")]
    [InlineData("public sealed record Loose;")]
    public void Namespaces_WhenTheyAreNotTheFolder_AreNamed(string text) =>
        NameRules.Namespaces([new("src/Headway.Domain/Calendars/A.cs", text)]).ShouldName("src/Headway.Domain/Calendars/A.cs");

    [Fact]
    public void Glossary_OfTheTree_ExplainsEachRoom() =>
        NameRules.Glossary(Tree.Product, Tree.Files.Single(file => file.Path == "docs/glossary.md").Text).ShouldBeNone();

    [Fact]
    public void Glossary_WhenARoomIsMissing_NamesIt() =>
        NameRules.Glossary([new("src/Headway.Domain/Attic/A.cs", "")], "Ticket. Calendar.").ShouldName("src/Headway.Domain/Attic");
}
