using Xunit;

namespace Headway.Tests.Architecture;

public sealed class KeyTests
{
    [Fact]
    public void Answers_OfTheTree_HaveKeysOfTheirOwn() => KeyRules.Answers(Tree.Files).ShouldBeNone();

    [Theory]
    [InlineData("n")]
    [InlineData("m")]
    public void Answers_WhenTheirKeyIsAnothers_AreNamed(string key) => KeyRules.Answers([
        new("src/Headway.Web/Parts/KeyHelp.razor", """("list", [("next", ["n"]), ("mark", ["x", "m"])]),"""),
        new("src/Headway.Web/Desk/Asks.cs", $$"""[new AskAnswer("yes", new Phrase("ask.yes"), true, "y"), new AskAnswer("no", new Phrase("ask.no"), false, "{{key}}")]"""),
    ]).ShouldName("src/Headway.Web/Desk/Asks.cs");
}
