using System.Text.Json;
using System.Text.Json.Nodes;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Api;

/// <summary>The OpenAPI document says what is so: every endpoint is in it, and every example in it is accepted.</summary>
public sealed class ApiReferenceTests
{
    private static readonly string[] Verbs = ["get", "post", "patch", "put", "delete"];

    [Fact]
    public async Task Document_When_Read_Then_EveryEndpointSaysWhatItReadsAndAnswers()
    {
        await using var desk = await ApiDesk.Open(Engine.Sqlite);
        var document = (await desk.Get("/openapi.json")).Body;
        var schemas = document.GetProperty("components").GetProperty("schemas");
        List<string> lacking = [];

        document.GetProperty("openapi").GetString().ShouldStartWith("3.1");
        document.GetProperty("components").GetProperty("securitySchemes").GetProperty("token").GetProperty("scheme").GetString().ShouldBe("bearer");
        foreach (var (path, verb, operation) in Operations(document))
        {
            void Must(bool so, string what)
            {
                if (!so)
                {
                    lacking.Add($"{verb} {path}: {what}");
                }
            }

            Must(Text(operation, "summary").Length > 0, "a summary: .Describe(…) where it is mapped");
            Must(Text(operation, "description").Length > 10, "a description");
            Must(operation.GetProperty("responses").TryGetProperty("default", out _), "what a refusal looks like");
            var good = operation.GetProperty("responses").EnumerateObject().First();
            Must(good.Name.StartsWith('2') && (good.Name == "204" || good.Value.TryGetProperty("content", out _)), "the shape of a good answer: .Produces<…>()");
            Must(operation.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray().All(one => Text(one, "description").Length > 0) : !path.Contains('{', StringComparison.Ordinal), "what its parameters mean: ApiWords");
            if (operation.TryGetProperty("requestBody", out var body) && body.GetProperty("content").TryGetProperty("application/json", out var json))
            {
                var shape = schemas.GetProperty(json.GetProperty("schema").GetProperty("$ref").GetString()!.Split('/')[^1]);
                var asks = shape.TryGetProperty("properties", out var fields);
                Must(!asks || json.TryGetProperty("example", out _), "an example");
                foreach (var field in asks ? fields.EnumerateObject() : default)
                {
                    Must(Text(field.Value, "description").Length > 0 || field.Value.TryGetProperty("$ref", out _) || field.Value.TryGetProperty("oneOf", out _), $"what '{field.Name}' means: ApiWords");
                }
            }
            else
            {
                Must(verb is "get" or "delete" || body.ValueKind == JsonValueKind.Object || path.EndsWith("/next", StringComparison.Ordinal), "the shape of its body: .Describe<…>(…)");
            }
        }

        lacking.ShouldBeEmpty();
    }

    [Fact]
    public async Task Examples_When_SentAsTheyStand_Then_EachIsAccepted()
    {
        await using var desk = await ApiDesk.Open(Engine.Sqlite);
        await Network(desk);
        var document = (await desk.Get("/openapi.json")).Body;
        List<string> refused = [];
        var (administrator, lead) = (await desk.TokenOf("administrator"), await desk.TokenOf("lead"));
        await desk.Become("administrator");
        var frozen = await ApiAudits.Frozen(desk);
        await desk.Become("token");
        foreach (var (path, verb, operation) in Operations(document))
        {
            if (!operation.TryGetProperty("requestBody", out var body) || !body.GetProperty("content").TryGetProperty("application/json", out var json))
            {
                continue;
            }

            // A body that asks nothing has nothing to show.
            var example = json.TryGetProperty("example", out var shown) ? JsonNode.Parse(shown.GetRawText())!.AsObject() : [];
            if (example.ContainsKey("ticket"))
            {
                example["ticket"] = desk.World.Plain;
            }

            if (example.ContainsKey("files"))
            {
                example["files"] = new JsonArray((await desk.Upload("a.log", [1, 2, 3])).Text("id"));
            }

            if (example.ContainsKey("before"))
            {
                (example["before"], example["after"]) = (frozen.Before, frozen.After);
            }

            if (path.EndsWith("/calls", StringComparison.Ordinal))
            {
                example["from"] = "customer@home.example";
            }

            var ticket = await desk.Raise();
            // Some acts need another before them.
            if (path.EndsWith("/return", StringComparison.Ordinal))
            {
                (await desk.Post($"/tickets/{ticket.Number}/transfer", """{"team":"Network","note":"Port 12."}""")).Code.ShouldBe(200);
            }
            else if (path.EndsWith("/undo", StringComparison.Ordinal))
            {
                var touch = await desk.Post($"/tickets/{ticket.Number}/progress", """{"status":"AWAIT_CUSTOMER","reply":"Which paper?"}""");
                (example["from"], example["to"]) = (ticket.Body.GetProperty("version").GetInt32() + 1, touch.Body.GetProperty("version").GetInt32());
            }
            else if (path.EndsWith("/acknowledge", StringComparison.Ordinal))
            {
                (await desk.Post($"/tickets/{ticket.Number}/transfer", """{"team":"Network","note":"Port 12."}""")).Code.ShouldBe(200);
                (await desk.Post($"/tickets/{ticket.Number}/return", """{"reason":"information-inadequate","explain":"Which room?"}""", token: administrator)).Code.ShouldBe(200);
                example["lesson"] = (await desk.Get("/lessons")).Items.First(one => one.GetProperty("number").GetInt64() == ticket.Number).GetProperty("seq").GetInt32();
            }
            else if (path.EndsWith("/suspected", StringComparison.Ordinal))
            {
                (await desk.Post($"/tickets/{ticket.Number}/progress", """{"status":"AWAIT_CUSTOMER","reply":"Which paper is it?"}""")).Code.ShouldBe(200);
                (await desk.Post($"/tickets/{ticket.Number}/messages", """{"text":"Any update please?"}""")).Code.ShouldBe(200);
            }
            else if (path.EndsWith("/put-away", StringComparison.Ordinal))
            {
                (await desk.Post($"/tickets/{ticket.Number}/messages", """{"intent":"information","text":"Thanks."}""")).Code.ShouldBe(200);
            }
            else if (await MergeExamples.Prepare(desk, path, example, ticket.Number))
            {
                // Prepared.
            }
            else if (path.EndsWith("/contribute", StringComparison.Ordinal))
            {
                var helper = desk.World.Principals["token"].Caller!;
                var address = await desk.World.Get<Database>().Read(session => session.Text("SELECT email FROM people WHERE tenant = $1 AND id = $2", helper.Tenant.Value, helper.Person.Value).AsTask());
                var asked = await desk.Post($"/tickets/{ticket.Number}/assist", $$"""{"of":"{{address}}","question":"Is it open?"}""", token: administrator);
                asked.Code.ShouldBe(200, asked.Body.GetRawText());
            }

            await MailExamples.Prepare(desk, path, example, administrator);
            var place = path["/api/v1".Length..].Replace("{number}", $"{ticket.Number}", StringComparison.Ordinal).Replace("{email}", "customer@home.example", StringComparison.Ordinal).Replace("{code}", "AWAIT_SUPPLIER", StringComparison.Ordinal).Replace("{place}", "1", StringComparison.Ordinal);
            var (named, prepared) = TogetherExamples.Are(place) ? await TogetherExamples.Prepare(desk, place, example, administrator, lead)
                : ApprovalExamples.Concerns(path) ? (await ApprovalExamples.Prepare(desk, place, ticket.Number, administrator), (string?)null)
                : FeedbackExamples.Concerns(path) ? (await FeedbackExamples.Prepare(desk, place, administrator), (string?)null)
                : FlowExamples.Concerns(path) ? await FlowExamples.Prepare(desk, place, example, ticket.Number, lead)
                : (await Named(desk, place, ticket.Number, administrator, $"{example["name"]}"), place.StartsWith("/tickets", StringComparison.Ordinal) ? null : administrator);
            if (path.EndsWith("/overrule", StringComparison.Ordinal))
            {
                (await desk.Post(named.Replace("/overrule", "/verdict", StringComparison.Ordinal), """{"valid":true,"ground":"b"}""")).Code.ShouldBe(200);
            }

            var said = await desk.Send(new HttpMethod(verb.ToUpperInvariant()), named, example.ToJsonString(),
                token: path.EndsWith("/overrule", StringComparison.Ordinal) || path.EndsWith("/nudges", StringComparison.Ordinal) ? lead : prepared);
            if (said.Code is < 200 or > 299)
            {
                refused.Add($"{verb} {path}: {said.Code} {said.Body.GetRawText()}");
            }

            if (path.StartsWith("/api/v1/audit-runs", StringComparison.Ordinal))
            {
                await ApiAudits.Settle(desk, administrator);
            }
        }

        refused.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en", "API reference")]
    [InlineData("de", "API-Referenz")]
    public async Task Page_When_Opened_Then_EveryEndpointIsOnItAndNothingComesFromElsewhere(string language, string title)
    {
        await using var desk = await ApiDesk.Open(Engine.Sqlite);
        using var client = desk.World.Client();
        client.DefaultRequestHeaders.Add("Accept-Language", language);
        var page = await client.GetStringAsync(new Uri("/help/api", UriKind.Relative));

        page.ShouldContain($"<h1 lang=\"{language}\">{title}</h1>");
        foreach (var (path, _, operation) in Operations((await desk.Get("/openapi.json")).Body))
        {
            page.ShouldContain(path);
            page.ShouldContain($"id=\"{Text(operation, "operationId")}\"");
        }

        System.Text.RegularExpressions.Regex.Matches(page, "(?:src|href)=\"(?!/|#)([^\"]+)\"").Select(match => match.Groups[1].Value).ShouldBeEmpty();
    }

    private static IEnumerable<(string Path, string Verb, JsonElement Operation)> Operations(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from verb in path.Value.EnumerateObject()
        where Verbs.Contains(verb.Name)
        select (path.Name, verb.Name, verb.Value);

    private static string Text(JsonElement from, string name) => from.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";

    // An {id} is that of a chase made for it, or of the thing of that name, or of the last of its kind.
    private static async Task<string> Named(ApiDesk desk, string place, long ticket, string token, string name)
    {
        if (!place.Contains("{id}", StringComparison.Ordinal))
        {
            return place;
        }

        var word = place.Split('/')[1];
        if (word == "audit-runs")
        {
            return place.Replace("{id}", await ApiAudits.Sent(desk, token), StringComparison.Ordinal);
        }

        var id = word == "chases"
            ? (await desk.Post($"/tickets/{ticket}/chases", """{"text":"Where is it?"}""")).Body.GetProperty("activities").EnumerateArray().First(one => one.GetProperty("status").GetString() == "CHASED").GetProperty("id").GetString()
            : (await desk.Send(HttpMethod.Get, $"/{word}", (string?)null, token: token)).Items.OrderBy(one => one.TryGetProperty("name", out var known) && known.GetString() == name).Last().GetProperty("id").GetRawText();
        return place.Replace("{id}", id, StringComparison.Ordinal);
    }

    // The team that examples hand over to.
    private static async Task Network(ApiDesk desk)
    {
        var database = desk.World.Get<Database>();
        await database.Write(async session =>
        {
            var calendar = (await session.Number("SELECT calendar FROM teams WHERE tenant = $1 AND desk", desk.World.Tenant.Value))!.Value;
            await NewTenant.AddTeam(session, database.Counters, desk.World.Tenant, "Network", isDesk: false, calendar);
            await desk.World.Get<DeskRulesCache>().Changed(session, desk.World.Tenant, 1);
        });
    }
}
