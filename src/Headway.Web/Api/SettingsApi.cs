using System.Globalization;
using Headway.Application.Desk;
using Headway.Application.Statuses;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Statuses;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary>What is set by numbers and switches, in business hours; <paramref name="Version"/> grows with every change of any setting.</summary>
public sealed record SettingsJson(
    bool RankWithinOverdue, IReadOnlyDictionary<string, double> ResponseTargets, IReadOnlyDictionary<string, double> CompletionTargets,
    IReadOnlyDictionary<string, double> Thresholds, IReadOnlyList<RuleJson> ThresholdRules, bool OwnApprovals, bool AsksFeedback, int LowFeedback, bool KeepsTime, long Version);

public sealed record RuleJson(string Status, string? Priority, long? Team, long? Service, double Hours);

/// <summary>What is to be changed; maps merge by key, a completion target of null ends.</summary>
public sealed record SettingsBody(
    bool? RankWithinOverdue, Dictionary<string, double>? ResponseTargets, Dictionary<string, double?>? CompletionTargets, Dictionary<string, double>? Thresholds,
    bool? OwnApprovals = null, bool? AsksFeedback = null, int? LowFeedback = null, bool? KeepsTime = null);

/// <summary><c>GET</c> and <c>PATCH /settings</c>.</summary>
internal static class SettingsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/settings", async (HttpContext http, DeskSettings settings, CancellationToken stop) => Shown(http, await settings.Read(http.Caller(), stop))).Produces<SettingsJson>()
            .Describe("Settings", "Targets and thresholds in business hours, and the version that a change of any setting raises.");
        api.MapPatch("/settings", Change).Produces<SettingsJson>()
            .Describe<SettingsBody>("Change settings", "Maps merge by key, a completion target of null ends; all of it is changed or nothing, for new activities only.", """{"thresholds":{"AWAIT_SUPPLIER":8},"responseTargets":{"P3":2}}""");
    }

    private static async Task<IResult> Change(HttpContext http, DeskSettings settings, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<SettingsBody>(http, stop);
        var before = await settings.Read(http.Caller(), stop);
        if ((asked.Refusal ?? before.Refusal) is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        var patch = Patch(before.Value.Rules.Statuses, asked.Value.Body);
        var refused = patch.Refusal ?? await settings.Change(http.Caller(), patch.Value, ApiRequest.Version(http) - 1, stop);
        return refused is { } wrong ? ApiAnswer.Refuse(wrong) : Shown(http, await settings.Read(http.Caller(), stop));
    }

    private static Outcome<DeskSettingsPatch> Patch(StatusBook book, SettingsBody body)
    {
        var response = ServiceApi.Targets(body.ResponseTargets ?? []);
        var completion = ServiceApi.Targets((body.CompletionTargets ?? []).Where(one => one.Value is not null).ToDictionary(one => one.Key, one => one.Value ?? 0));
        var ended = ServiceApi.Targets((body.CompletionTargets ?? []).Where(one => one.Value is null).ToDictionary(one => one.Key, _ => 0d));
        if ((response.Refusal ?? completion.Refusal ?? ended.Refusal) is { } no)
        {
            return no;
        }

        var targets = body.ResponseTargets is null && body.CompletionTargets is null ? null : new TargetsDraft(
            Merged(book.ResponseTargets, response.Value), Merged(book.CompletionTargets.Where(one => !ended.Value.ContainsKey(one.Key)).ToDictionary(one => one.Key, one => one.Value), completion.Value));
        return (body.Thresholds ?? []).Values.Any(hours => !double.IsFinite(hours) || Math.Abs(hours) > 100_000)
            ? SettingsRefusals.NumberMalformed
            : new DeskSettingsPatch(
                body.RankWithinOverdue, targets, body.Thresholds?.ToDictionary(one => new StatusCode(one.Key), one => WorkingTime.FromHours(one.Value)))
            { OwnApprovals = body.OwnApprovals, AsksFeedback = body.AsksFeedback, LowFeedback = body.LowFeedback, KeepsTime = body.KeepsTime };
    }

    private static Dictionary<Priority, WorkingTime> Merged(IReadOnlyDictionary<Priority, WorkingTime> before, IReadOnlyDictionary<Priority, WorkingTime> given)
    {
        var merged = before.ToDictionary(one => one.Key, one => one.Value);
        foreach (var (priority, time) in given)
        {
            merged[priority] = time;
        }

        return merged;
    }

    private static IResult Shown(HttpContext http, Outcome<DeskSettingsRead> read) => ApiAnswer.Of(read, settings =>
    {
        var book = settings.Rules.Statuses;
        http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{settings.Version + 1}\"");
        return ApiAnswer.Json(new SettingsJson(
            settings.Rules.RankWithinOverdue, ServiceApi.Hours(book.ResponseTargets), ServiceApi.Hours(book.CompletionTargets),
            book.All.Where(status => status.Threshold is not null).ToDictionary(status => status.Code.Value, status => status.Threshold?.Hours ?? 0),
            [.. book.Rules.Select(rule => new RuleJson(rule.Status.Value, rule.Priority?.ToString(), rule.Team?.Value, rule.Service?.Value, rule.Threshold.Hours))],
            settings.Rules.OwnApprovals, settings.Rules.Feedback.Asks, settings.Rules.Feedback.Low, settings.Rules.KeepsTime, settings.Version + 1));
    });
}
