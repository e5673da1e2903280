using Shouldly;
using Xunit;

namespace Headway.Tests.Architecture;

public sealed class DocumentTests
{
    private const string Whole = "# 0007 · Title\n\n## Context\n\n## Options\n\n## Decision\n\n## Consequences\n";

    [Fact]
    public void Links_OfTheTree_LeadSomewhere() => DocumentRules.Links(Tree.Files).ShouldBeNone();

    [Theory]
    [InlineData("[a](gone.md)")]
    [InlineData("[a](../gone/)")]
    [InlineData("[a](adr/0001-time.md#part)")]
    public void Links_WhenOneLeadsNowhere_AreNamed(string text) => DocumentRules.Links([new("docs/a.md", text)]).ShouldName("docs/a.md");

    [Fact]
    public void Links_WhenTheyLeadToFilesFoldersAndHosts_AreContent() => DocumentRules.Links([
        new("docs/adr/0001-time.md", "[a](../glossary.md) [b](../../docs) [c](https://example.org/x) [d](#here) ![e](picture.png)"),
        new("docs/glossary.md", "[a](adr/0001-time.md#decision)"),
    ]).ShouldBeNone();

    [Fact]
    public void Decisions_OfTheTree_SayWhatWasWeighed() => DocumentRules.Decisions(Tree.Files).ShouldBeNone();

    [Theory]
    [InlineData("# Title\n")]
    [InlineData("# 0007 · Title\n\n## Context\n\n## Decision\n\n## Consequences\n")]
    public void Decisions_WhenAPartIsMissing_AreNamed(string text) =>
        DocumentRules.Decisions([new("docs/adr/0007-title.md", text)]).ShouldName("docs/adr/0007-title.md");

    [Fact]
    public void Decisions_WhenANumberIsTakenTwice_AreBothNamed() =>
        DocumentRules.Decisions([new("docs/adr/0007-a.md", Whole), new("docs/adr/0007-b.md", Whole)]).Count().ShouldBe(2);

    [Fact]
    public void Decisions_WhenLongerThanAPage_AreNamed() =>
        DocumentRules.Decisions([new("docs/adr/0007-a.md", Whole + new string('\n', 90))]).ShouldName("docs/adr/0007-a.md");
}
