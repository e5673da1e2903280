using System.Text;
using Headway.Application.Audits.Reading;
using Headway.Web.Flow;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Access;

/// <summary>What strangers write, on its way into a spreadsheet and out of a file.</summary>
public sealed class HostileContentTests
{
    [Theory]
    [InlineData("=HYPERLINK(\"//e\")", "\"'=HYPERLINK(\"\"//e\"\")\"")]
    [InlineData("+1", "'+1")]
    [InlineData("-1+1", "'-1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("a,\"b\"", "\"a,\"\"b\"\"\"")]
    [InlineData("plain", "plain")]
    public void Cell_When_ItWouldBeAFormula_Then_ItIsText(string value, string cell) => CsvLines.Of(value).ShouldBe(cell);

    [Fact]
    public void Cell_When_ItIsANumber_Then_ItStaysOne() => CsvLines.Of(-3, 1.5).ShouldBe("-3,1.5");

    [Theory]
    [InlineData("<!DOCTYPE log [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><log>&x;</log>")]
    [InlineData("<!DOCTYPE log SYSTEM \"http://127.0.0.1:1/evil.dtd\"><log/>")]
    [InlineData("<!DOCTYPE log [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><log>&b;</log>")]
    public void Read_When_TheXmlNamesEntities_Then_NothingIsFetched(string xml)
    {
        using var rows = new XesRows(new MemoryStream(Encoding.UTF8.GetBytes(xml)));

        rows.Next().ShouldBeFalse();
        rows.EndsCut.ShouldBeTrue();
    }
}
