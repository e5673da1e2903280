using Xunit;

namespace Headway.Tests.Architecture;

public sealed class ShapeTests
{
    [Fact]
    public void Lengths_OfTheTree_HoldOneIdeaAFile() => ShapeRules.Lengths(Tree.Files).ShouldBeNone();

    [Theory]
    [InlineData("src/Headway.Domain/Tickets/A.cs")]
    [InlineData("src/Headway.Web/browser/list.ts")]
    [InlineData("src/Headway.Web/browser/list.css")]
    [InlineData("tests/Headway.Tests/Tickets/ATests.cs")]
    public void Lengths_WhenAFileIsOneLineTooLong_NameIt(string path)
    {
        ShapeRules.Lengths([Long(path, ShapeRules.LongestFile)]).ShouldBeNone();
        ShapeRules.Lengths([Long(path, ShapeRules.LongestFile + 1)]).ShouldName(path);
    }

    [Fact]
    public void Spread_OfTheTree_IsThatOfSmallFiles() => ShapeRules.Spread(Tree.Files).ShouldBeNone();

    [Fact]
    public void Spread_WhenHalfOfTheFilesAreLong_IsNamed() =>
        ShapeRules.Spread([Long("src/a.cs", 91), Long("src/b.cs", 92), Long("src/c.cs", 10)]).ShouldName("src");

    [Fact]
    public void Spread_WhenTwoOfTwentyAreVeryLong_IsNamed() => ShapeRules.Spread(
        Enumerable.Range(0, 20).Select(i => Long($"src/{i}.ts", i < 18 ? 50 : 251))).ShouldName("src");

    [Fact]
    public void Sealing_OfTheTree_IsTheRule() => ShapeRules.Sealing([.. Tree.Product, .. Tree.Tests]).ShouldBeNone();

    [Theory]
    [InlineData("public class Open { }")]
    [InlineData("internal record Open(int A);")]
    [InlineData("public partial class Open : Thing { }")]
    public void Sealing_WhenAClassIsLeftOpen_NamesIt(string text) =>
        ShapeRules.Sealing([new("src/a.cs", text)]).ShouldName("src/a.cs");

    [Fact]
    public void Sealing_WhenSomethingDerivesOrAPartSeals_IsContent() => ShapeRules.Sealing([
        new("src/a.cs", "public record Act(int By);\npublic sealed record Reply(int By)\n    : Act(By);\npublic readonly record struct Id(long Value);"),
        new("src/b.cs", "public sealed partial class Both { }"),
        new("src/c.cs", "public partial class Both { }\npublic static class Words { }\npublic abstract class Suite { }"),
    ]).ShouldBeNone();

    [Fact]
    public void Seams_OfTheTree_HaveTwoSides() => ShapeRules.Seams(Tree.Product).ShouldBeNone();

    [Fact]
    public void Seams_WhenOneThingStandsBehindOne_AreNamed() => ShapeRules.Seams([
        new("src/a.cs", "public interface IClock { }\npublic sealed class Clock(int a) : IClock { }"),
    ]).ShouldName("src/a.cs");

    [Fact]
    public void Seams_WhenTwoThingsStandBehindOne_AreContent() => ShapeRules.Seams([
        new("src/a.cs", "public interface IEngine<T> { }\npublic sealed class Sqlite(string path) : Engine, IEngine<int> { }"),
        new("src/b.cs", "public sealed record Postgres : IEngine<long>;"),
    ]).ShouldBeNone();

    [Fact]
    public void Curtains_OfTheTree_AreOpen() => ShapeRules.Curtains([.. Tree.Product, .. Tree.Tests]).ShouldBeNone();

    [Theory]
    [InlineData("#" + "region Fields")]
    [InlineData("#" + "nullable disable")]
    [InlineData("#" + "pragma warning disable CA1000")]
    public void Curtains_WhenSomethingIsFoldedAwayOrSilenced_AreNamed(string text) =>
        ShapeRules.Curtains([new("src/a.cs", text)]).ShouldName("src/a.cs");

    [Fact]
    public void Curtains_WhenASilencingSaysWhy_AreContent() =>
        ShapeRules.Curtains([new("src/a.cs", "#" + "pragma warning disable CA1000 // the factory belongs to the type")]).ShouldBeNone();

    private static SourceFile Long(string path, int lines) => new(path, string.Concat(Enumerable.Repeat("\n", lines)));
}
