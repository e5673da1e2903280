using System.Globalization;
using Headway.Application.Automation;
using Headway.Domain;
using Headway.Domain.Automation;
using Headway.Domain.Tickets;
using Headway.Web.Doors;
using Headway.Web.Settings;

namespace Headway.Web.Api;

/// <summary>An event: <c>status-entered</c> of <c>AWAIT_SUPPLIER</c>; minutes before or after a due.</summary>
public sealed record RuleEventJson(string Event, string? Of, int? Minutes);

public sealed record RuleConditionJson(string Field, string Test, string Value);

/// <summary>An act: <c>set-situation</c> with a status, <c>notify</c> with a person's id, <c>owner</c> or <c>leads</c>; hours until the due of a situation.</summary>
public sealed record RuleActJson(string Act, string Value, double? Hours);

public sealed record AutomationRuleJson(
    long Id, int Version, string Name, RuleEventJson On, bool All, IReadOnlyList<RuleConditionJson> Conditions, IReadOnlyList<RuleActJson> Acts, int HourLimit, bool Active,
    string? PausedAt, string? PausedWhy, int ActsOfWeek);

public sealed record AutomationRuleBody(
    string? Name, RuleEventJson? On, bool? All, IReadOnlyList<RuleConditionJson>? Conditions, IReadOnlyList<RuleActJson>? Acts, int? HourLimit, bool? Active);

public sealed record RulePatchBody(bool? Active, bool? Removed);

public sealed record ShippedRulesBody(Dictionary<string, bool>? Rules);

public sealed record RuleHitJson(long Number, string Subject, string At, string Status, string? Becomes, string? Refused);

public sealed record RuleMatchesJson(int Looked, int Matching, IReadOnlyList<RuleHitJson> Tickets);

public sealed record RuleDryRunJson(string From, string To, int Looked, int Acts, int Tickets, int Refused, string? PausedAt, IReadOnlyList<RuleHitJson> Items);

/// <summary><c>/automation</c>: rules, their preview and dry run, and <c>/automation/shipped</c>.</summary>
internal static class AutomationApi
{
    private const string Example = """{"name":"Suppliers are asked in time","on":{"event":"due-approaching","of":"AWAIT_SUPPLIER","minutes":60},"conditions":[{"field":"priority","test":"is","value":"P2"}],"acts":[{"act":"notify","value":"owner"}]}""";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/automation", async (HttpContext http, AutomationBook book, CancellationToken stop) =>
            ApiAnswer.Of(await book.Read(http.Caller(), stop), all => ApiAnswer.List(all.Select(Json)))).Produces<ListJson<AutomationRuleJson>>()
            .Describe("Rules", "What administrators wrote: event, conditions, acts; whether each runs, and what paused it.");
        api.MapPost("/automation", (HttpContext http, KeepRules keep, AutomationBook book, CancellationToken stop) => Keep(http, keep, book, null, stop)).Produces<AutomationRuleJson>(StatusCodes.Status201Created)
            .Describe<AutomationRuleBody>("Write a rule", "Off until it is switched on. It looks at what happens from then on.", Example);
        api.MapPut("/automation/{id:long}", (HttpContext http, KeepRules keep, AutomationBook book, long id, CancellationToken stop) => Keep(http, keep, book, id, stop)).Produces<AutomationRuleJson>()
            .Describe<AutomationRuleBody>("Rewrite a rule", "A new version; whether it runs stays as it was.", Example);
        api.MapPatch("/automation/{id:long}", async (HttpContext http, KeepRules keep, AutomationBook book, long id, CancellationToken stop) =>
        {
            var asked = await ApiRequest.Read<RulePatchBody>(http, stop);
            var no = asked.Refusal ?? (asked.Value.Body.Active is { } on ? await keep.Switch(http.Caller(), id, on, stop) : null)
                ?? (asked.Value.Body.Removed == true ? await keep.Remove(http.Caller(), id, stop) : null);
            return no is not null ? ApiAnswer.Refuse(no) : asked.Value.Body.Removed == true ? Results.NoContent() : ApiAnswer.Of(await book.Find(http.Caller(), id, stop), kept => ApiAnswer.Json(Json(kept)));
        }).Produces<AutomationRuleJson>()
            .Describe<RulePatchBody>("Switch a rule, or put it away", "What paused itself goes on when it is switched on. What a rule did stays on the tickets, with its name.", """{"active":true}""");
        api.MapPost("/automation/preview", async (HttpContext http, TryRule tries, CancellationToken stop) =>
        {
            var draft = Draft(await ApiRequest.Read<AutomationRuleBody>(http, stop));
            return draft.IsRefused ? ApiAnswer.Refuse(draft.Refusal!) : ApiAnswer.Of(await tries.Now(http.Caller(), draft.Value, stop), now =>
                ApiAnswer.Json(new RuleMatchesJson(now.Looked, now.Matching, [.. now.Hits.Select(Json)])));
        }).Produces<RuleMatchesJson>().Describe<AutomationRuleBody>("What a rule would match now", "Open tickets that stand as the rule says. Nothing is written.", Example);
        api.MapPost("/automation/dry-run", async (HttpContext http, TryRule tries, CancellationToken stop) =>
        {
            var draft = Draft(await ApiRequest.Read<AutomationRuleBody>(http, stop));
            return draft.IsRefused ? ApiAnswer.Refuse(draft.Refusal!) : ApiAnswer.Of(await tries.LastMonth(http.Caller(), draft.Value, stop: stop), run =>
                ApiAnswer.Json(new RuleDryRunJson(
                    ApiAnswer.Text(run.From), ApiAnswer.Text(run.To), run.Looked, run.Acts, run.Tickets, run.Refused, ApiAnswer.Text(run.PausedAt), [.. run.Hits.Select(Json)])));
        }).Produces<RuleDryRunJson>().Describe<AutomationRuleBody>("Try a rule on the last 28 days", "When it would have acted, on which tickets, and what would have refused it. Nothing is written.", Example);
        api.MapGet("/automation/shipped", async (HttpContext http, ShippedRules shipped, CancellationToken stop) => Shown(await shipped.Read(http.Caller(), stop))).Produces<Dictionary<string, bool>>()
            .Describe("Rules that come with the desk", "By their names, whether each is on; those without a switch of their own go with a process or are always on.");
        api.MapPatch("/automation/shipped", Switch).Produces<Dictionary<string, bool>>()
            .Describe<ShippedRulesBody>("Switch shipped rules", "What the body does not name stays.", """{"rules":{"waiting-due":true}}""");
    }

    private static async Task<IResult> Keep(HttpContext http, KeepRules keep, AutomationBook book, long? id, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<AutomationRuleBody>(http, stop);
        var draft = Draft(asked);
        if (draft.Refusal is { } malformed)
        {
            return ApiAnswer.Refuse(malformed);
        }

        var kept = await keep.Keep(http.Caller(), id, draft.Value, null, asked.Value.Body.Active ?? false, stop);
        if (kept.Refusal is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        http.Response.Headers.Location = string.Create(CultureInfo.InvariantCulture, $"/api/v1/automation/{kept.Value}");
        return ApiAnswer.Of(await book.Find(http.Caller(), kept.Value, stop), rule => ApiAnswer.Json(Json(rule), id is null ? StatusCodes.Status201Created : StatusCodes.Status200OK));
    }

    private static async Task<IResult> Switch(HttpContext http, ShippedRules shipped, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<ShippedRulesBody>(http, stop);
        var before = await shipped.Read(http.Caller(), stop);
        if ((asked.Refusal ?? before.Refusal) is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        var on = before.Value.On;
        foreach (var (key, wanted) in asked.Value.Body.Rules ?? [])
        {
            if (ShippedRules.Each.FirstOrDefault(rule => rule.Key == key)?.Switch is not { } one)
            {
                return ApiAnswer.Refuse(AutomationRefusals.RuleUnknown);
            }

            on = wanted ? on | one : on & ~one;
        }

        return await shipped.Switch(http.Caller(), on, stop) is { } wrong ? ApiAnswer.Refuse(wrong) : Shown(await shipped.Read(http.Caller(), stop));
    }

    private static IResult Shown(Outcome<(Automatisms On, SubProcesses Runs)> read) => ApiAnswer.Of(read, shipped => ApiAnswer.Json(
        ShippedRules.Each.ToDictionary(rule => rule.Key, rule => rule.Switch is { } one ? shipped.On.HasFlag(one) : rule.With is not { } with || shipped.Runs.HasFlag(with))));

    private static Outcome<RuleDraft> Draft(Outcome<Asked<AutomationRuleBody>> asked)
    {
        if (asked.Refusal is { } malformed)
        {
            return malformed;
        }

        var body = asked.Value.Body;
        return new RuleTyped(
            body.Name ?? "", body.On?.Event ?? "", body.On?.Of ?? "", (body.On?.Minutes ?? 0).ToString(CultureInfo.InvariantCulture), body.All ?? true,
            [.. (body.Conditions ?? []).Select(one => new ConditionTyped(one.Field, one.Test, one.Value))],
            [.. (body.Acts ?? []).Select(one => new ActionTyped(one.Act, one.Value, "", one.Hours?.ToString(CultureInfo.InvariantCulture) ?? ""))],
            (body.HourLimit ?? AutomationRule.UsualHourLimit).ToString(CultureInfo.InvariantCulture)).Draft();
    }

    private static AutomationRuleJson Json(RuleKept kept) => new(
        kept.Rule.Id, kept.Rule.Version, kept.Rule.Name, new RuleEventJson(kept.Rule.On.Kind.Code(), kept.Rule.On.Of.Length == 0 ? null : kept.Rule.On.Of, kept.Rule.On.ByTime ? kept.Rule.On.Minutes : null), kept.Rule.All,
        [.. kept.Rule.Conditions.Select(one => new RuleConditionJson(one.Field.Code(), one.Test.Code(), one.Value))],
        [.. kept.Rule.Actions.Select(one => new RuleActJson(one.Kind.Code(), one.Value, one.Hours))],
        kept.Rule.HourLimit, kept.Active, ApiAnswer.Text(kept.PausedAt), kept.PausedWhy, kept.ActsOfWeek);

    private static RuleHitJson Json(RuleHit hit) => new(hit.Number, hit.Subject, ApiAnswer.Text(hit.At), hit.Status, hit.Becomes, hit.Refused?.Code);
}
