using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Statuses;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;

namespace Headway.Application.Desk;

/// <summary>Everything that is set by a number or a switch, and the version it has: it grows with every change of any setting.</summary>
public sealed record DeskSettingsRead(DeskRules Rules, long Version);

/// <summary>What is to be changed; null stays. Thresholds are those of the statuses named, rules beside them stay.</summary>
public sealed record DeskSettingsPatch(
    bool? RankWithinOverdue, TargetsDraft? Targets, IReadOnlyDictionary<StatusCode, WorkingTime>? Thresholds)
{
    /// <summary>Whether somebody may approve what they requested themselves.</summary>
    public bool? OwnApprovals { get; init; }

    /// <summary>Whether a touch may say how many minutes it took.</summary>
    public bool? KeepsTime { get; init; }

    /// <summary>Whether customers are asked how a resolution was.</summary>
    public bool? AsksFeedback { get; init; }

    /// <summary>Up to which number, 0 to 9, an answer calls somebody.</summary>
    public int? LowFeedback { get; init; }
}

/// <summary>The settings as a whole, for programs: read with their version, changed all at once or not at all.</summary>
public sealed class DeskSettings(SettingsChange settings, Database database)
{
    public async Task<Outcome<DeskSettingsRead>> Read(Caller caller, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadSettings) is { } no)
        {
            return no;
        }

        return await database.Snapshot<Outcome<DeskSettingsRead>>(
            async session => new DeskSettingsRead(await RulesReader.Read(session, caller.Tenant), await Version(session, caller.Tenant)), stop);
    }

    /// <param name="caller">An administrator.</param>
    /// <param name="patch">What to change.</param>
    /// <param name="version">The version that was read; null for whatever stands.</param>
    /// <param name="stop">Gives up before anything is changed.</param>
    public async Task<Refusal?> Change(Caller caller, DeskSettingsPatch patch, long? version, CancellationToken stop = default)
    {
        var known = await Read(caller, stop);
        if (known.Refusal is { } no)
        {
            return no;
        }

        List<SettingPart> parts = [new SettingPart("settings", null, async session =>
            version is { } seen && seen != await Version(session, caller.Tenant) ? SettingsRefusals.Stale : Remembered.Nothing)];
        if (patch.Targets is { } targets)
        {
            parts.Add(ChangeThresholds.Part(caller, targets, null));
        }

        foreach (var (status, threshold) in patch.Thresholds ?? new Dictionary<StatusCode, WorkingTime>())
        {
            parts.Add(ChangeThresholds.Part(caller, new ThresholdDraft(status, threshold, [.. known.Value.Rules.Statuses.Rules.Where(rule => rule.Status == status)]), null));
        }

        if (patch.RankWithinOverdue is { } ranked)
        {
            parts.Add(Switch(caller, "rank-within-overdue", ranked));
        }

        if (patch.OwnApprovals is { } own)
        {
            parts.Add(Switch(caller, "own-approvals", own));
        }

        if (patch.KeepsTime is { } kept)
        {
            parts.Add(Switch(caller, "time-spent", kept));
        }

        if (patch.LowFeedback is { } low && FeedbackSettings.Check(low) is { } outside)
        {
            return outside;
        }

        parts.AddRange(Parts(caller, patch.AsksFeedback, patch.LowFeedback));
        return await settings.Make(caller, Permission.ManageSettings, stop, parts);
    }

    /// <summary>Whether what is overdue is ordered by the rank of its status first, in standard mode.</summary>
    public Task<Refusal?> RankWithinOverdue(Caller caller, bool on, CancellationToken stop = default) =>
        settings.Make(caller, Permission.ManageSettings, stop, Switch(caller, "rank-within-overdue", on));

    /// <summary>Whether somebody may be asked to approve what they requested themselves.</summary>
    public Task<Refusal?> OwnApprovals(Caller caller, bool on, CancellationToken stop = default) =>
        settings.Make(caller, Permission.ManageSettings, stop, Switch(caller, "own-approvals", on));

    /// <summary>Whether a touch may say how many minutes it took.</summary>
    public Task<Refusal?> KeepsTime(Caller caller, bool on, CancellationToken stop = default) =>
        settings.Make(caller, Permission.ManageSettings, stop, Switch(caller, "time-spent", on));

    /// <summary>Whether customers are asked how a resolution was, and up to which number an answer calls somebody.</summary>
    public async Task<Refusal?> Feedback(Caller caller, bool asks, int low, CancellationToken stop = default) =>
        FeedbackSettings.Check(low) ?? await settings.Make(caller, Permission.ManageSettings, stop, [.. Parts(caller, asks, low)]);

    private static IEnumerable<SettingPart> Parts(Caller caller, bool? asks, int? low)
    {
        if (asks is { } on)
        {
            yield return Switch(caller, "feedback", on);
        }

        if (low is { } number)
        {
            yield return Value(caller, "feedback-low", FeedbackRules.UsualLow.ToString(CultureInfo.InvariantCulture), number.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static SettingPart Switch(Caller caller, string key, bool on) => Value(caller, key, "false", on ? "true" : "false");

    private static SettingPart Value(Caller caller, string key, string unset, string after) => new(key, null, async session =>
    {
        var before = await session.Text("SELECT value FROM settings WHERE tenant = $1 AND key = $2", caller.Tenant.Value, key) ?? unset;
        await session.Do(
            "INSERT INTO settings (tenant, key, value, changed) VALUES ($1, $2, $3, $4) ON CONFLICT (tenant, key) DO UPDATE SET value = $3, changed = $4",
            caller.Tenant.Value, key, after, await session.Now());
        return new Remembered(Difference.Entry("setting.changed", $"setting:{key}", new Difference(key, before, after)));
    });

    private static async Task<long> Version(Session session, TenantId tenant) =>
        long.TryParse(await session.Text("SELECT value FROM settings WHERE tenant = $1 AND key = 'version'", tenant.Value), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
}
