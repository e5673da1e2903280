using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Headway.Tests.Scenarios;

public sealed class JsonSubsetTests
{
    [Theory]
    [InlineData("""{"a":1}""", """{"a":1,"b":2}""")]
    [InlineData("""{"a":1}""", """{"a":1.0}""")]
    [InlineData("""[{"a":null}]""", """[{"a":null,"b":1}]""")]
    public void Differences_WhenContained_AreNone(string expected, string actual) =>
        JsonSubset.Differences(JsonNode.Parse(expected), JsonNode.Parse(actual)).ShouldBeEmpty();

    [Theory]
    [InlineData("""{"a":1}""", """{"b":1}""", "$.a: missing")]
    [InlineData("""{"a":1}""", """{"a":2}""", "$.a: wants 1, has 2")]
    [InlineData("""{"a":null}""", """{"a":0}""", "$.a: wants null, has 0")]
    [InlineData("""{"a":[1]}""", """{"a":[1,2]}""", "$.a: wants 1 items, has 2")]
    [InlineData("""[{"a":"x"},{"a":"y"}]""", """[{"a":"x"},{"a":"z"}]""", "$[1].a: wants \"y\", has \"z\"")]
    [InlineData("""{"a":[]}""", """{"a":{}}""", "$.a: wants [], has {}")]
    public void Differences_WhenNotContained_NameThePlace(string expected, string actual, string difference) =>
        JsonSubset.Differences(JsonNode.Parse(expected), JsonNode.Parse(actual)).ShouldBe([difference]);
}
