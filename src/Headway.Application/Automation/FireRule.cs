using System.Globalization;
using Headway.Application.Desk;
using Headway.Application.Mail;
using Headway.Application.Notifications;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Automation;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Automation;

/// <summary>Lets one rule act on one ticket for one cause, through the store's one change. The same cause acts once.</summary>
public sealed class FireRule(TicketStore store, DeskClock clock)
{
    /// <summary>Null when it acted (or had); else why it did not.</summary>
    internal async Task<Refusal?> Do(TenantId tenant, DeskRules desk, RuleKept kept, TicketKey ticket, int cause, Instant now, CancellationToken stop)
    {
        var rule = kept.Rule;
        var hour = (now - RunRule.BudgetSpan).ToUnixTimeMilliseconds();
        var acted = await store.Database.Read(
            session => session.Number("SELECT count(*) FROM automation_runs WHERE tenant = $1 AND rule = $2 AND outcome = 'done' AND at > $3", tenant.Value, rule.Id, hour).AsTask(), stop);
        var words = new ActWords(store.Counters);
        var put = acted < rule.HourLimit ? await RuleWords.Put(store.Database, words, tenant, rule, ticket, stop) : [];
        if (put is null)
        {
            return await Log(tenant, rule, ticket, cause, now, AutomationRefusals.NotApplicable, stop);
        }

        if (acted >= rule.HourLimit)
        {
            return await Log(tenant, rule, ticket, cause, now, AutomationRefusals.RuleBudget, stop);
        }

        var enclosure = new Enclosure
        {
            Texts = words.Texts,
            Outbox = changed => MailDrafts.Of(changed, clock.Wall()),
            Within = async (session, changed) =>
            {
                if (changed.Facts.Any(recorded => recorded.Fact is RuleActed act && act.Rule == rule.Id))
                {
                    await Tell(session, changed, rule, now);
                    await Row(session, tenant, rule, ticket, cause, now, "done");
                }
            },
        };
        var done = await store.Change(
            tenant, ticket, null,
            (state, ledger) => Decision.AfterLapse(desk, state, now, (rules, current, at) =>
            {
                var opening = ledger.FirstOrDefault(recorded => recorded.Seq == cause);
                var before = rule.On.ByTime ? StandBack.Due(rule.On, current, cause, at) : StandBack.Before(current, ledger, cause);
                return before is { } no ? no
                    : new RunRule(rule, cause, put, opening is null ? null : StandBack.ChainOf(current, opening)).Decide(rules, current, at);
            }),
            enclosure, stop);
        return done.Refusal is { } refusal ? await Log(tenant, rule, ticket, cause, now, refusal, stop) : null;
    }

    /// <summary>Stops the rule until a person switches it on again, and tells its owner by the ticket at which it stopped.</summary>
    internal Task Pause(TenantId tenant, RuleKept kept, TicketKey ticket, Refusal why, Instant now, CancellationToken stop) => store.Database.Write(
        async session =>
        {
            var at = now.ToUnixTimeMilliseconds();
            var paused = await session.Run(
                "UPDATE automation_rules SET paused_at = $3, paused_why = $4 WHERE tenant = $1 AND id = $2 AND current AND paused_at IS NULL", tenant.Value, kept.Rule.Id, at, why.Code);
            if (paused == 0)
            {
                return;
            }

            await Notice(session, tenant, kept.Owner.Value, NotificationKind.RulePaused, ticket, $"rule-paused:{kept.Rule.Id}:{at}:{kept.Owner.Value}", at);
            await Access.AuditTrail.Record(session, tenant, null, new Access.AuditEntry("automation.paused", $"automation:{kept.Rule.Id}", new { why = why.Code }));
        },
        stop);

    // What is said to people by name goes to the rule's own choice beside those a change always tells.
    private async Task Tell(Session session, Changed changed, AutomationRule rule, Instant now)
    {
        var at = now.ToUnixTimeMilliseconds();
        await NotificationDrafts.Insert(session, store.Counters, changed, NotificationDrafts.Of(changed, []), at);
        await LeadAlerts.Insert(session, store.Counters, changed, at);
        var seq = changed.Facts.First(recorded => recorded.Fact is RuleActed).Seq;
        foreach (var action in rule.Actions.Where(action => action.Kind == ActionKind.Notify))
        {
            foreach (var person in await Told(session, changed, action.Value))
            {
                await Notice(
                    session, changed.Tenant, person, NotificationKind.RuleTold, changed.Ticket,
                    string.Create(CultureInfo.InvariantCulture, $"{changed.Ticket.Value}:{seq}:{person}:rule"), at);
            }
        }
    }

    private static async Task<IReadOnlyList<long>> Told(Session session, Changed changed, string who) => who switch
    {
        "owner" => changed.State.Owner is { } owner ? [owner.Value] : [],
        "leads" => await session.Query(
            "SELECT m.person FROM memberships m JOIN people p ON p.tenant = m.tenant AND p.id = m.person WHERE m.tenant = $1 AND m.team = $2 AND m.lead AND p.active",
            row => row.GetInt64(0), changed.Tenant.Value, changed.State.Team.Value),
        _ => long.TryParse(who, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? [id] : [],
    };

    private async Task Notice(Session session, TenantId tenant, long person, NotificationKind kind, TicketKey ticket, string key, long at) => await session.Do(
        """
        INSERT INTO notifications (tenant, id, person, key, kind, ticket, activity, body, at)
        VALUES ($1, $2, $3, $4, $5, $6, NULL, '{}', $7) ON CONFLICT (tenant, key) DO NOTHING
        """,
        tenant.Value, await store.Counters.IdWithin(session), person, key, kind.ToString(), ticket.Value, at);

    // What no longer fits is no news; anything else is shown on the rule's page.
    private async Task<Refusal> Log(TenantId tenant, AutomationRule rule, TicketKey ticket, int cause, Instant now, Refusal why, CancellationToken stop)
    {
        if (why.Code != AutomationRefusals.ConditionsNotMet.Code || rule.On.ByTime)
        {
            await store.Database.Write(session => Row(session, tenant, rule, ticket, cause, now, why.Code), stop);
        }

        return why;
    }

    private static async Task Row(Session session, TenantId tenant, AutomationRule rule, TicketKey ticket, int cause, Instant now, string outcome) => await session.Do(
        "INSERT INTO automation_runs (tenant, rule, ticket, cause, version, at, outcome) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (tenant, rule, ticket, cause) DO NOTHING",
        tenant.Value, rule.Id, ticket.Value, (long)cause, (long)rule.Version, now.ToUnixTimeMilliseconds(), outcome);
}
