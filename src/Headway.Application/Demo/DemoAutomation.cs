using Headway.Application.Automation;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Automation;
using Headway.Domain.Ledger;
using Headway.Domain.Problems;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Demo;

/// <summary>
/// Rules that Ada wrote, one of them tried and not yet on; a change that somebody waits for; a repeated return that became
/// a question; obstacles in the register.
/// </summary>
internal static class DemoAutomation
{
    /// <summary>The change that the ticket waits for, planned for the day the ticket was told.</summary>
    public static TicketTape Change(TicketTape waiting, DeskRules rules, DemoPeople people, Func<TextId> nextText, TicketKey key)
    {
        var by = people.Of("nia@demo.example");
        var wait = waiting.State.Find(StatusCode.AwaitChange) ?? throw new InvalidOperationException("The demo's waiting ticket does not wait for a change.");
        var planned = wait.Meaning.Basis.Eta ?? wait.Due;
        var change = new TicketTape(key, rules);
        var text = change.Put(nextText(), "Six access points on the fourth floor are older than the standard. They are replaced floor by floor; the corner rooms come first.", "Replace the access points on the fourth floor");
        var opened = wait.Opened - Duration.FromMinutes(20);
        change.Do(opened, new OpenTicket(Actor.Staff(by), TicketType.Change, Priority.P4, people.Team("Network"), by, people.Service("network"), Channel.Portal, text).Decide, "change: open");
        change.Do(opened + Duration.FromMinutes(2), new Annotate(Actor.Staff(by), [new PlannedFor(planned)]).Decide, "change: plan");
        var note = change.Put(nextText(), "Ordered with two spare ones. The electrician has the date; it takes one morning, so it lies more than a week ahead.");
        change.Do(opened + Duration.FromMinutes(3), new Progress(by, StatusCode.AwaitDelivery, Note: note, Eta: planned).Decide, "change: wait");
        var tied = Instant.Max(waiting.Facts[^1].At, change.Facts[^1].At) + Duration.FromMinutes(1);
        waiting.Do(tied, new Annotate(Actor.Staff(by), [new Linked(change.State.Key, LinkKind.WaitsFor)]).Decide, "change: tie");
        change.Do(tied, new Annotate(Actor.Staff(by), [new Linked(waiting.State.Key, LinkKind.AwaitedBy)]).Decide, "change: tie");
        return change;
    }

    public static Task Lay(Database database, DemoPeople people, DeskRules rules, IReadOnlyList<TicketTape> all, Instant now, CancellationToken stop)
    {
        var from = now - Duration.FromDays(28);
        var tried = new AutomationRule(
            0, 1, "Suppliers are asked before their day", new Trigger(TriggerKind.DueApproaching, "AWAIT_SUPPLIER", Duration.FromHours(1)), true, [new Condition(TicketField.Priority, Comparison.IsNot, "P4")],
            [new RuleAction(ActionKind.Note, "Ask the supplier by phone now: a mail an hour before the day is read too late."), new RuleAction(ActionKind.Notify, "owner")]);
        var acts = all.SelectMany(tape => DryRun.On(rules, tried, tape.State.Key, tape.Facts, from, now)).Where(act => act.Refused is null).ToList();
        return database.Write(
            async session =>
            {
                var at = now.ToUnixTimeMilliseconds();
                await Rule(session, tried with { Id = await session.NextId() }, people, false, at, (acts.Count, acts.Select(act => act.Ticket).Distinct().Count()));
                await Rule(
                    session,
                    new AutomationRule(
                        await session.NextId(), 1, "Handed on three times: the lead looks", new Trigger(TriggerKind.TeamChanged), true, [new Condition(TicketField.Transfers, Comparison.AtLeast, "3")],
                        [new RuleAction(ActionKind.Notify, "leads")]),
                    people, true, at, null);
                await session.Do(
                    "INSERT INTO intake_questions (tenant, id, service, text, text_de, needed, reason, from_team, active, created, created_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                    DemoBuilder.Tenant.Value, await session.NextId(), people.Service("network").Value, "Which room, and which number is on the socket?", "Welcher Raum, und welche Nummer steht auf der Dose?",
                    true, "information-inadequate", people.Team("Network").Value, true, at, people.Of("lee@demo.example").Value);
                await Problems(session, people, all, now);
            },
            stop);
    }

    private static async Task Rule(Session session, AutomationRule rule, DemoPeople people, bool active, long at, (int Acts, int Tickets)? tried) => await session.Do(
        """
        INSERT INTO automation_rules (tenant, id, version, name, body, hour_limit, active, since, owner, changed, changed_by, current, removed, tried_at, tried_acts, tried_tickets)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $8, $10, $11, $12, $13, $14, $15)
        """,
        DemoBuilder.Tenant.Value, rule.Id, (long)rule.Version, rule.Name, RuleBody.Of(rule).Write(), (long)rule.HourLimit, active, at, people.Of("ada@demo.example").Value,
        Actor.Staff(people.Of("ada@demo.example")).ToString(), true, false, tried is null ? null : at, tried is null ? null : (long)tried.Value.Acts, tried is null ? null : (long)tried.Value.Tickets);

    // Each comes up on notes of the desk's own past, as agents would have raised them.
    private static async Task Problems(Session session, DemoPeople people, IReadOnlyList<TicketTape> all, Instant now)
    {
        (string Title, ObstacleKind Kind, ProblemState State, string Service, string? Owner, string? Fix, int Times, int Minutes)[] known =
        [
            ("The socket plan of the second floor is two moves old", ObstacleKind.Documentation, ProblemState.Fixing, "network", "nia@demo.example", "Nia walks the floor with a label printer on Fridays.", 5, 25),
            ("VPN licences run out on Monday mornings", ObstacleKind.Tool, ProblemState.Open, "remote-access", null, null, 4, 15),
            ("Nobody at the desk may unlock payroll accounts", ObstacleKind.Access, ProblemState.Open, "payroll", "lee@demo.example", null, 2, 40),
        ];
        var number = 0L;
        foreach (var one in known)
        {
            var id = await session.NextId();
            var by = people.Of("sam@demo.example").Value;
            var came = all.Where(tape => tape.State.Service == people.Service(one.Service) && tape.State.Opened > now - Duration.FromDays(28))
                .Select(tape => (tape.State.Key, Line: tape.Facts.LastOrDefault(fact => fact.Fact is Noted or Replied && fact.By.IsPersonOfSupport)))
                .Where(line => line.Line is not null).OrderByDescending(line => line.Line!.At).Take(one.Times).ToList();
            await session.Do(
                """
                INSERT INTO problems (tenant, id, number, title, kind, state, team, service, owner, fix, verification, raised_by, raised_at, changed, revision)
                VALUES ($1, $2, $3, $4, $5, $6, NULL, $7, $8, $9, NULL, $10, $11, $11, 1)
                """,
                DemoBuilder.Tenant.Value, id, ++number, one.Title, one.Kind.ToString(), one.State.ToString(), people.Service(one.Service).Value, one.Owner is { } owner ? people.Of(owner).Value : null, one.Fix, by,
                (now - Duration.FromDays(20)).ToUnixTimeMilliseconds());
            foreach (var (ticket, line) in came)
            {
                await session.Do(
                    "INSERT INTO problem_occurrences (tenant, problem, ticket, seq, minutes, person, at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                    DemoBuilder.Tenant.Value, id, ticket.Value, (long)line!.Seq, (long)one.Minutes, line.By.Person?.Value, line.At.ToUnixTimeMilliseconds());
            }
        }
    }
}
