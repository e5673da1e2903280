using Headway.Application.Finding;
using Shouldly;
using Xunit;

namespace Headway.Tests.Finding;

/// <summary>A search has one written form, whatever order and ballast an address has.</summary>
public sealed class TicketsAskedTests
{
    [Theory]
    [InlineData("?state=open&q=vpn", "q=vpn&state=open")]
    [InlineData("priority=1&from=50&view=9&done=saved&q=", "priority=1")]
    [InlineData("q=gate%20way+two&evil=1", "q=gate%20way%20two")]
    [InlineData("team=abc&priority=-1&scope=everybody&state=lost&waiting=2", "")]
    [InlineData("columns=next&columns=status&columns=shoe", "columns=status%2Cnext")]
    [InlineData("columns=status,requester,team,next", "")]
    [InlineData("tag=%E2%82%AC", "tag=%E2%82%AC")]
    [InlineData("field=phone%3Dyes&field=&field=model&field=phone=yes&service=4", "service=4&field=phone%3Dyes")]
    [InlineData("field=z=1&field=a=2026-04-01..", "field=a%3D2026-04-01..&field=z%3D1")]
    [InlineData("columns=status&columns=field.model&columns=field.X", "columns=status%2Cfield.model")]
    [InlineData("q=%zz&%&=&q", "q=%25zz")]
    [InlineData(null, "")]
    public void Query_WhenRead_HasOneForm(string? query, string canonical)
    {
        TicketsAsked.Of(query).Canonical.ShouldBe(canonical);
        TicketsAsked.Of(TicketsAsked.Of(query).Canonical).Canonical.ShouldBe(canonical, "reading what was written changes nothing");
    }

    [Fact]
    public void Query_WhenItAsksForNothing_ShowsWhatIsOpen()
    {
        TicketsAsked.Of("").Shown.ShouldBe("open");
        TicketsAsked.Of("q=vpn").Shown.ShouldBe("all");
        TicketsAsked.Of("status=CLOSED").Shown.ShouldBe("all");
        TicketsAsked.Of("").Narrows.ShouldBeFalse();
        TicketsAsked.Of("scope=nobody").Filter.Scope.ShouldBe("nobody");
    }

    [Fact]
    public void Columns_WhenNoneIsKnown_AreTheUsualOnes()
    {
        FoundColumns.Read("shoe, hat").ShouldBe(FoundColumns.Usual);
        FoundColumns.Read("next,priority").ShouldBe(["priority", "next"], "in the table's order");
        FoundColumns.Written(FoundColumns.Usual).ShouldBeNull();
    }
}
