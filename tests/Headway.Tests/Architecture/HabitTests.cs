using Xunit;

namespace Headway.Tests.Architecture;

public sealed class HabitTests
{
    [Fact]
    public void Names_OfTheTree_SayWhatIsShown() => HabitRules.Names(Tree.Tests).ShouldBeNone();

    [Theory]
    [InlineData("[Fact]\npublic void Resolves() { }")]
    [InlineData("[Theory]\n[InlineData(1)]\npublic async Task resolve_works(int a) { }")]
    public void Names_WhenATestSaysNothing_AreNamed(string text) => HabitRules.Names([new("tests/a.cs", text)]).ShouldName("tests/a.cs");

    [Fact]
    public void Waiting_OfTheTree_IsForThingsNotForTime() => HabitRules.Waiting(Tree.Tests).ShouldBeNone();

    [Theory]
    [InlineData("Thread.Sleep(100);")]
    [InlineData("await Task.Delay(100);")]
    [InlineData("await page.WaitForTimeoutAsync(100);")]
    public void Waiting_WhenATestSleeps_IsNamed(string text) => HabitRules.Waiting([new("tests/a.cs", text)]).ShouldName("tests/a.cs");

    [Fact]
    public void Chance_OfTheTree_ComesFromASeed() => HabitRules.Chance(Tree.Tests).ShouldBeNone();

    [Theory]
    [InlineData("var dice = new Random();")]
    [InlineData("Random dice = new();")]
    [InlineData("var n = Random.Shared.Next();")]
    public void Chance_WhenNobodyKnowsTheSeed_IsNamed(string text) => HabitRules.Chance([new("tests/a.cs", text)]).ShouldName("tests/a.cs");

    [Fact]
    public void SwitchedOff_OfTheTree_IsNoTest() => HabitRules.SwitchedOff(Tree.Tests).ShouldBeNone();

    [Fact]
    public void SwitchedOff_WhenATestIs_IsNamed() =>
        HabitRules.SwitchedOff([new("tests/a.cs", "[Fact(Sk" + "ip = \"flaky\")]\npublic void A_B_C() { }")]).ShouldName("tests/a.cs");
}
