using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Automation;

namespace Headway.Application.Automation;

/// <summary>A rule as somebody would have it.</summary>
public sealed record RuleDraft(string Name, RuleBody Body, int HourLimit = AutomationRule.UsualHourLimit)
{
    public AutomationRule Rule(long id = 0, int version = 0) => new(id, version, Name.Trim(), Body.On, Body.All, Body.Conditions, Body.Actions, HourLimit);
}

/// <summary>
/// Writes, switches and puts away rules. Every change is a new version and stands in the trail; a rule that is changed or
/// switched on looks at what happens from then on, never at the past.
/// </summary>
public sealed class KeepRules(SettingsChange settings, DeskRulesCache rules, DeskClock clock, AutomationQueue queue, RuleChoices choices)
{
    /// <summary>Adds one (<paramref name="id"/> null) or changes one; answers its id. A new rule is off until it is switched on.</summary>
    public async Task<Outcome<long>> Keep(Caller caller, long? id, RuleDraft draft, int? expected = null, bool on = false, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManageSettings) is { } denied)
        {
            return denied;
        }

        if (await Check(caller, draft, stop) is { } wrong)
        {
            return wrong;
        }

        var (kept, now) = (id ?? 0, clock.Now(caller.Tenant).ToUnixTimeMilliseconds());
        var no = await settings.Make(caller, Permission.ManageSettings, stop, new SettingPart(id is { } known ? What(known) : "automation", expected, async session =>
        {
            var before = id is { } given ? (await AutomationBook.Rules(session, caller.Tenant)).Find(rule => rule.Rule.Id == given) : null;
            if (id is not null && before is null)
            {
                return AutomationRefusals.RuleUnknown;
            }

            kept = id ?? await session.NextId();
            await Insert(session, caller, draft.Rule(kept, (before?.Rule.Version ?? 0) + 1), before?.Active ?? on, before?.Owner ?? caller.Person, now);
            return new Remembered(Difference.Entry(
                id is null ? "automation.added" : "automation.changed", What(kept),
                new Difference("name", before?.Rule.Name, draft.Name.Trim()), new Difference("rule", before is null ? null : RuleBody.Of(before.Rule).Write(), draft.Body.Write()),
                new Difference("limit", Text(before?.Rule.HourLimit), Text(draft.HourLimit))));
        }));
        queue.Forget(caller.Tenant);
        return no is null ? kept : no;
    }

    /// <summary>Switches a rule on or off. What paused itself goes on when it is switched on.</summary>
    public Task<Refusal?> Switch(Caller caller, long id, bool on, CancellationToken stop = default) => Change(
        caller, id, "automation.switched",
        before => before.Runs == on ? null : new Difference("on", before.Runs ? "yes" : "no", on ? "yes" : "no"),
        (session, now) => session.Do(
            "UPDATE automation_rules SET active = $3, since = $4, paused_at = NULL, paused_why = NULL WHERE tenant = $1 AND id = $2 AND current", caller.Tenant.Value, id, on, now),
        stop);

    public Task<Refusal?> Remove(Caller caller, long id, CancellationToken stop = default) => Change(
        caller, id, "automation.removed", before => new Difference("name", before.Rule.Name, null),
        (session, _) => session.Do("UPDATE automation_rules SET removed = $3, active = $4 WHERE tenant = $1 AND id = $2 AND current", caller.Tenant.Value, id, true, false),
        stop);

    /// <summary>Why a draft can't be kept, or null: what saving would refuse is refused by the preview too.</summary>
    public async Task<Refusal?> Check(Caller caller, RuleDraft draft, CancellationToken stop = default)
    {
        if (string.IsNullOrWhiteSpace(draft.Name) || draft.Name.Trim().Length > 100)
        {
            return SettingsRefusals.NameMissing;
        }

        return TextCheck.Check(draft.Name)
            ?? CheckRule.Of(await rules.Of(caller.Tenant, stop), draft.Rule())
            ?? draft.Body.Actions.Where(action => action.Speaks).Select(action => TextCheck.Check(action.Value)).FirstOrDefault(refusal => refusal is not null)
            ?? ((await choices.Of(caller, stop)).Knows(draft.Body) ? null : AutomationRefusals.NotApplicable);
    }

    internal static async Task Insert(Session session, Caller caller, AutomationRule rule, bool active, PersonId owner, long now)
    {
        await session.Do("UPDATE automation_rules SET current = $3 WHERE tenant = $1 AND id = $2 AND current", caller.Tenant.Value, rule.Id, false);
        await session.Do(
            """
            INSERT INTO automation_rules (tenant, id, version, name, body, hour_limit, active, since, owner, changed, changed_by, current, removed)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $8, $10, $11, $12)
            """,
            caller.Tenant.Value, rule.Id, (long)rule.Version, rule.Name, RuleBody.Of(rule).Write(), (long)rule.HourLimit, active, now, owner.Value, caller.Actor.ToString(), true, false);
    }

    private async Task<Refusal?> Change(
        Caller caller, long id, string kind, Func<RuleKept, Difference?> differs, Func<Session, long, ValueTask> change, CancellationToken stop)
    {
        var now = clock.Now(caller.Tenant).ToUnixTimeMilliseconds();
        var no = await settings.Make(caller, Permission.ManageSettings, stop, new SettingPart(What(id), null, async session =>
        {
            if ((await AutomationBook.Rules(session, caller.Tenant)).Find(rule => rule.Rule.Id == id) is not { } before)
            {
                return AutomationRefusals.RuleUnknown;
            }

            if (differs(before) is not { } difference)
            {
                return Remembered.Nothing;
            }

            await change(session, now);
            return new Remembered(Difference.Entry(kind, What(id), difference));
        }));
        queue.Forget(caller.Tenant);
        return no;
    }

    private static string What(long id) => $"automation:{id}";

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
