using System.Text.Json.Nodes;
using Headway.Application.Scenarios;
using Shouldly;
using Xunit;

namespace Headway.Tests.Scenarios;

/// <summary>
/// Every scenario file of this folder against the values written beside it: NAME.jsonl is run (on NAME.desk.json where
/// that exists) and has to contain what NAME.expected.json says, which was worked out from the contract by hand.
/// </summary>
public sealed class ScenarioFileTests
{
    public static TheoryData<string> Names() =>
        new(Directory.EnumerateFiles(Files.Folder("Scenarios"), "*.jsonl").Select(file => Path.GetFileNameWithoutExtension(file)!).Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_WhenTheScenarioIsPlayed_ComesToWhatTheContractSays(string name)
    {
        var folder = Files.Folder("Scenarios");
        var lines = File.ReadAllText(Path.Combine(folder, name + ".jsonl"));
        lines.ShouldStartWith("#", customMessage: $"{name}.jsonl says in its first line what it pins");
        var desk = Path.Combine(folder, name + ".desk.json");
        var settings = DeskSettings.From(DeskFile.Read(File.Exists(desk) ? File.ReadAllText(desk) : "{}"));

        var report = ScenarioReport.Json(ScenarioRun.Of(new StringReader(lines), settings));

        var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, name + ".expected.json")))!;
        var differences = JsonSubset.Differences(expected, JsonNode.Parse(report));
        differences.ShouldBeEmpty($"{name} came to:\n{report}\n{string.Join('\n', differences)}\n");
    }

    [Fact]
    public void Expectations_WhenTheirScenarioIsGone_AreNoticed()
    {
        var folder = Files.Folder("Scenarios");
        Directory.EnumerateFiles(folder, "*.expected.json")
            .Where(file => !File.Exists(file.Replace(".expected.json", ".jsonl", StringComparison.Ordinal)))
            .ShouldBeEmpty();
    }
}
