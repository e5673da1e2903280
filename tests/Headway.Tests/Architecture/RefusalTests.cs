using Headway.Domain;
using Shouldly;
using Xunit;

namespace Headway.Tests.Architecture;

public sealed class RefusalTests
{
    private static readonly DeclaredRefusal[] Declared = [.. RefusalRules.Collect(
        typeof(Refusal).Assembly, System.Reflection.Assembly.Load("Headway.Application"))];

    [Fact]
    public void Codes_OfTheTree_AreUniqueAndWellShaped() => RefusalRules.Codes(Declared).ShouldBeNone();

    [Theory]
    [InlineData("Ticket.ReplyOutstanding")]
    [InlineData("ticket")]
    [InlineData("ticket.reply_outstanding")]
    [InlineData("ticket.reply.outstanding")]
    public void Codes_WhenOneIsMisshapen_NameItsHolder(string code) =>
        RefusalRules.Codes([Declare(code, "Answer the customer first.")]).ShouldName("TicketRefusals");

    [Fact]
    public void Codes_WhenOneIsTakenTwice_NameBoth() => RefusalRules.Codes([
        Declare("ticket.closed", "The ticket is closed."), Declare("ticket.closed", "It is closed."),
    ]).Count().ShouldBe(2);

    [Theory]
    [InlineData("no")]
    [InlineData("answer the customer first")]
    public void Codes_WhenAMessageSaysNothing_NameItsHolder(string message) =>
        RefusalRules.Codes([Declare("ticket.reply-outstanding", message)]).ShouldName("TicketRefusals");

    [Fact]
    public void Places_OfTheTree_CanBeFound() => RefusalRules.Places(Tree.Files).ShouldBeNone();

    [Theory]
    [InlineData("src/Headway.Domain/Tickets/A.cs", "static class Resolve { object F() => new Refusal(RefusalKind.Invalid, \"a.b\", \"c\"); }")]
    [InlineData("src/Headway.Web/Api/A.cs", "static class ApiRefusals { static readonly Refusal A = new(RefusalKind.Invalid, \"a.b\", \"c\"); }")]
    public void Places_WhenARefusalIsMadeElsewhere_AreNamed(string path, string text) => RefusalRules.Places([new(path, text)]).ShouldName(path);

    [Fact]
    public void Page_OfTheTree_ListsEveryRefusal()
    {
        var path = Path.Combine(Tree.Root, "docs", "refusals.md");
        var page = RefusalRules.Page(Declared);
        if (Environment.GetEnvironmentVariable("HEADWAY_ACCEPT") == "1")
        {
            File.WriteAllText(path, page);
        }

        if (!File.Exists(path) || File.ReadAllText(path) != page)
        {
            Assert.Fail("docs/refusals.md is not what the code declares: HEADWAY_ACCEPT=1 ./test --fast writes it anew");
        }
    }

    [Fact]
    public void Page_WhenARefusalIsAdded_Changes() =>
        RefusalRules.Page([Declare("ticket.closed", "The ticket is closed.")])
            .ShouldContain("| `ticket.closed` | Conflict | The ticket is closed. |");

    private static DeclaredRefusal Declare(string code, string message) =>
        new("TicketRefusals", "Some", new Refusal(RefusalKind.Conflict, code, message));
}
