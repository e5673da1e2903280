using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Statuses;

namespace Headway.Application.Statuses;

/// <summary>Changes how long a situation may last, and the targets. New activities only: what is open keeps its due.</summary>
public sealed class ChangeThresholds(SettingsChange settings)
{
    /// <param name="caller">An administrator.</param>
    /// <param name="draft">All of the status' thresholds: rules that it does not name end.</param>
    /// <param name="expected">The revision that was looked at; null for whatever stands.</param>
    /// <param name="stop">Gives up before anything is changed.</param>
    public Task<Refusal?> Of(Caller caller, ThresholdDraft draft, int? expected, CancellationToken stop = default) =>
        settings.Make(caller, Permission.ManageSettings, stop, Part(caller, draft, expected));

    public Task<Refusal?> Targets(Caller caller, TargetsDraft draft, int? expected, CancellationToken stop = default) =>
        settings.Make(caller, Permission.ManageSettings, stop, Part(caller, draft, expected));

    internal static SettingPart Part(Caller caller, ThresholdDraft draft, int? expected) => new(StatusSettings.What(draft.Status), expected, async session =>
    {
        var desk = await RulesReader.Read(session, caller.Tenant);
        if (draft.In(desk.Statuses).Refusal is { } no)
        {
            return no;
        }

        if (!await Exist(session, caller, draft.Rules))
        {
            return SettingsRefusals.ServiceUnknown.Because("A rule names a service or team that is not there. Choose one of the list.");
        }

        var before = ThresholdDraft.Line(desk.Statuses[draft.Status].Threshold, desk.Statuses.Rules.Where(rule => rule.Status == draft.Status));
        var after = ThresholdDraft.Line(draft.Threshold, draft.Rules);
        if (before == after)
        {
            return Remembered.Nothing;
        }

        await session.Do("UPDATE statuses SET threshold_ms = $3 WHERE tenant = $1 AND code = $2", caller.Tenant.Value, draft.Status.Value, Ms(draft.Threshold));
        await session.Do("DELETE FROM threshold_rules WHERE tenant = $1 AND status = $2", caller.Tenant.Value, draft.Status.Value);
        foreach (var rule in draft.Rules)
        {
            await session.Do(
                "INSERT INTO threshold_rules (tenant, id, status, service, team, priority, threshold_ms) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                caller.Tenant.Value, await session.NextId(), draft.Status.Value, rule.Service?.Value, rule.Team?.Value, (long?)rule.Priority, Ms(rule.Threshold));
        }

        return new Remembered(Difference.Entry("status.threshold", $"status:{draft.Status}", new Difference("threshold", before, after)));
    });

    internal static SettingPart Part(Caller caller, TargetsDraft draft, int? expected) => new(StatusSettings.TargetsWhat, expected, async session =>
    {
        if (draft.Check(all: true) is { } no)
        {
            return no;
        }

        var book = (await RulesReader.Read(session, caller.Tenant)).Statuses;
        var entry = Difference.Entry(
            "targets.changed", "targets",
            new Difference("response", TargetsDraft.Line(book.ResponseTargets), TargetsDraft.Line(draft.Response)),
            new Difference("completion", TargetsDraft.Line(book.CompletionTargets), TargetsDraft.Line(draft.Completion)));
        if (entry is null)
        {
            return Remembered.Nothing;
        }

        await session.Do("DELETE FROM targets WHERE tenant = $1", caller.Tenant.Value);
        foreach (var (kind, targets) in new[] { ("response", draft.Response), ("completion", draft.Completion) })
        {
            foreach (var (priority, target) in targets)
            {
                await session.Do(
                    "INSERT INTO targets (tenant, kind, priority, target_ms) VALUES ($1, $2, $3, $4)", caller.Tenant.Value, kind, (long)priority, Ms(target));
            }
        }

        return new Remembered(entry);
    });

    private static long Ms(WorkingTime time) => (long)time.Length.TotalMilliseconds;

    private static async Task<bool> Exist(Session session, Caller caller, IReadOnlyList<ThresholdRule> rules)
    {
        var services = (await StatusSettings.Services(session, caller)).Select(one => one.Id).ToHashSet();
        var teams = (await StatusSettings.Teams(session, caller.Tenant)).Select(one => one.Id).ToHashSet();
        return rules.All(rule => (rule.Service is not { } service || services.Contains(service.Value)) && (rule.Team is not { } team || teams.Contains(team.Value)));
    }
}
