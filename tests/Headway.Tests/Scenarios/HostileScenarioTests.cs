using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Headway.Application.Scenarios;
using Headway.Tests.Calendars;
using Shouldly;
using Xunit;

namespace Headway.Tests.Scenarios;

/// <summary>Whatever stands in a scenario or a desk file, the run ends with a report or with a sentence why not; it never fails.</summary>
public sealed class HostileScenarioTests
{
    private static readonly string[] Verbs =
    [
        "open", "open", "progress", "progress", "progress", "customer", "customer", "colleague", "reschedule", "transfer", "attempt", "resolve", "close", "priority",
        "look", "return", "verdict", "absent", "nonsense",
    ];

    private static readonly string[] Fields =
    [
        "ticket", "by", "status", "reply", "note", "due", "eta", "promise", "owner", "intent", "text", "channel", "from", "reason", "byCustomer", "team",
        "priority", "requester", "service", "code", "to", "as", "subject",
    ];

    private static readonly string[] Values =
    [
        "\"T1\"", "\"T2\"", "\"T1/2\"", "\"sam\"", "\"nia\"", "\"Network\"", "\"Service Desk\"", "\"supplier\"", "\"IN_PROGRESS\"", "\"AWAIT_CUSTOMER\"", "\"AWAIT_SUPPLIER\"",
        "\"DEFERRED\"", "\"NEXT_ACTION\"", "\"RESOLVED\"", "\"CUST_UPDATED\"", "\"answer\"", "\"none\"", "\"not-solved\"", "\"solved\"", "\"thanks\"", "\"mail\"", "\"phone\"", "\"no-contact\"",
        "\"cancelled\"", "\"P1\"", "\"P4\"", "\"ann@example.org\"", "\"2026-03-10T09:00:00Z\"", "\"2026-03-12\"", "\"2026-05-01T12:00:00.123456789+14:00\"",
        "\"9999-12-31T23:59:59Z\"", "\"9999-12-31T23:59:59.999999999-18:00\"", "\"0001-01-01T00:00:00Z\"", "\"-9998-01-01T00:00:00+18:00\"", "\"1900-01-01\"", "\"9999-12-31\"",
        "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"", "\"√\"", "null", "true", "false", "0", "-1", "1e400", "[]", "[1]", "{}", "{\"a\":1}",
    ];

    private static readonly Gen<string> Lines =
        from verb in Gen.Elements(Verbs)
        from fields in Gen.ListOf(Gen.Zip(Gen.Elements(Fields), Gen.Elements(Values)), 9)
        from usual in Gen.Choose(0, 3)
        from at in Gen.Frequency((12, Gen.Choose(0, 400).Select(hour => $"\"2026-03-{1 + (hour / 24):00}T{hour % 24:00}:00:00Z\"")), (1, Gen.Elements(Values)))
        select Line(at, verb, fields, usual > 0);

    private static string Line(string at, string verb, IEnumerable<(string, string)> fields, bool usual)
    {
        var all = fields.DistinctBy(field => field.Item1).ToDictionary(field => field.Item1, field => field.Item2);
        if (usual)
        {
            all["ticket"] = verb == "open" ? "\"T1\"" : all.GetValueOrDefault("ticket", "\"T1\"");
            all["by"] = "\"sam\"";
            if (verb == "open")
            {
                all.Remove("team");
                all.Remove("priority");
            }
        }

        return $$"""{"at":{{at}},"do":"{{verb}}"{{string.Concat(all.Select(field => $",\"{field.Key}\":{field.Value}"))}}}""";
    }

    [Fact]
    public void Run_WhenTheLinesAreHostile_EndsWithAReport() => Sweep.Over(Gen.Choose(1, 25).SelectMany(count => Gen.ListOf(Lines, count)), 600, lines =>
    {
        var run = ScenarioRun.Of(new StringReader(string.Join('\n', lines)), DeskSettings.From(DeskFile.Read("{}")));
        var report = JsonNode.Parse(ScenarioReport.Json(run))!;
        report["refusals"]!.AsArray().ShouldAllBe(refusal => !string.IsNullOrEmpty((string?)refusal!["code"]) && !string.IsNullOrEmpty((string?)refusal["message"]));
    });

    private static readonly string[] DeskKeys =
    [
        "name", "zone", "weekly", "closed", "special", "desk", "mode", "calendar", "people", "queues", "rota", "statuses", "person", "from", "to", "mon", "2026-04-03", "P1", "P9", "AWAIT_SUPPLIER", "5",
    ];

    private static readonly string[] DeskValues =
    [
        "\"main\"", "\"UTC\"", "\"Europe/Berlin\"", "\"Mars\"", "\"perfect\"", "\"basic\"", "\"sam\"", "\"09:00-17:00\"", "\"25:00-26:00\"", "\"2026-04-03\"", "\"2026-04-03T09:00:00Z\"", "\"NEW\"", "\"Service Desk\"",
        "null", "true", "0", "-1", "0.5", "1e300", "\"\\ud800\"", "\"\"", "[]", "{}", "[\"09:00-17:00\"]", "[\"sam\",null]", "[null]",
    ];

    private static Gen<string> Nested(int depth) => depth == 0
        ? Gen.Elements(DeskValues)
        : Gen.Frequency(
            (3, Gen.Elements(DeskValues)),
            (3, Gen.ListOf(Gen.Zip(Gen.Elements(DeskKeys), Nested(depth - 1)), 4).Select(fields => "{" + string.Join(',', fields.Select(field => $"\"{field.Item1}\":{field.Item2}")) + "}")),
            (2, Gen.ListOf(Nested(depth - 1), 2).Select(items => "[" + string.Join(',', items) + "]")));

    [Fact]
    public void Read_WhenTheDeskFileIsHostile_SaysWhyNotOrGivesADesk() => Sweep.Over(
        Gen.ListOf(Gen.Zip(Gen.Elements("calendars", "teams", "responseTargets", "completionTargets", "thresholds", "rankWithinOverdue", "other"), Nested(3)), 3),
        1_500,
        parts =>
        {
            var json = "{" + string.Join(',', parts.Select(part => $"\"{part.Item1}\":{part.Item2}")) + "}";
            try
            {
                var settings = DeskSettings.From(DeskFile.Read(json));
                ScenarioRun.Of(new StringReader("""{"at":"2026-03-09T09:00:00Z","do":"open","ticket":"T1"}"""), settings);
            }
            catch (FormatException wrong)
            {
                wrong.Message.ShouldNotBeNullOrWhiteSpace(json);
            }
        });

    [Fact]
    public void Run_WhenTwentyThousandLinesLong_TakesTimeInProportion()
    {
        var lines = Enumerable.Range(0, 20_000).Select(i => (i % 4) switch
        {
            0 => $$"""{"at":"2026-03-09T09:00:00Z","do":"open","ticket":"T{{i / 4}}","requester":"c{{i}}@example.org"}""",
            1 => $$"""{"at":"2026-03-09T09:00:00Z","do":"progress","ticket":"T{{i / 4}}","by":"sam","status":"AWAIT_CUSTOMER","reply":"x"}""",
            2 => $$"""{"at":"2026-03-09T09:00:00Z","do":"customer","ticket":"T{{i / 4}}","intent":"answer","text":"x"}""",
            _ => $$"""{"at":"2026-03-09T09:00:00Z","do":"progress","ticket":"T{{i / 4}}","by":"sam","status":"AWAIT_SUPPLIER","reply":"x"}""",
        }).Append("""{"at":"2026-03-20T09:00:00Z","do":"look"}""");
        var run = ScenarioRun.Of(new StringReader(string.Join('\n', lines)), DeskSettings.From(DeskFile.Read("{}")));
        run.Looks.ShouldHaveSingleItem().Items.Count.ShouldBe(5_000);
        using var report = JsonDocument.Parse(ScenarioReport.Json(run));
        report.RootElement.GetProperty("tickets").GetArrayLength().ShouldBe(5_000);
    }
}
