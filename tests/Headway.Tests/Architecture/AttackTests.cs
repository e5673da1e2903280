using Shouldly;
using Xunit;

namespace Headway.Tests.Architecture;

public sealed class AttackTests
{
    [Fact]
    public void Attacks_OfTheTable_AreHeldByTestsThatExist() => AttackRules.Held(Tree.Files).ShouldBeNone();

    [Fact]
    public void Attacks_WhenATestIsGone_AreNamed() => AttackRules.Held([
        new(AttackRules.Table, "| S36 | an attack | `Thing_WhenTried_IsGone` |\n"),
        new("tests/ThingTests.cs", "public void Thing_WhenTried_IsThere() { }"),
    ]).ShouldContain(finding => finding.What == "there is no test Thing_WhenTried_IsGone");

    [Fact]
    public void Attacks_WhenARowIsMissing_AreNamed() => AttackRules.Held([new(AttackRules.Table, "| S36 | an attack | there is nothing to attack |\n")])
        .Select(finding => finding.What).ShouldContain("S37 has no row that says what holds it");
}
