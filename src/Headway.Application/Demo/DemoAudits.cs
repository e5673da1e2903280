using Headway.Application.Audits;
using Headway.Application.Audits.Report;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Audits;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Demo;

/// <summary>
/// A baseline of the old tool, frozen two months ago, and a second audit of last week, reviewed but for ten cases; the ruler
/// over the weeks, and a client who came over from another provider.
/// </summary>
internal static class DemoAudits
{
    private const long Before = 1, After = 2;
    private const int LeftToReview = 10;

    /// <summary>The old tool's export ends where the baseline was frozen; its weeks are those that the history was told by.</summary>
    private static readonly Duration Earlier = Duration.FromDays(42);

    public static async Task Lay(Database database, PersonId by, DeskRules rules, IReadOnlyList<TicketTape> tapes, Instant switchedOn, Instant now, CancellationToken stop)
    {
        var (old, lately, all) = (new List<LedgerEvent>(), new List<LedgerEvent>(), new List<LedgerEvent>());
        for (var number = 0; number < tapes.Count; number++)
        {
            var (from, tape) = (all.Count, tapes[number]);
            LedgerTelling.Tell(tape.Facts, number + 1, tape.State.Priority, rules, all, tape.State.Requester.Value);
            for (var at = from; at < all.Count; at++)
            {
                if (tape.State.Opened < switchedOn)
                {
                    if (all[at].At < switchedOn)
                    {
                        old.Add(all[at] with { At = all[at].At - Earlier });
                    }
                }
                else if (all[at].At < now - Duration.FromDays(6))
                {
                    lately.Add(all[at]);
                }
            }
        }

        await Freeze(database, by, rules, Before, "Before Headway, seven weeks", old, now - Duration.FromDays(60), 0, stop);
        await Freeze(database, by, rules, After, "With Headway, two weeks", lately, now - Duration.FromDays(6), LeftToReview, stop);
        await database.Write(async session =>
        {
            await OtherChangesBook.Put(session, DemoBuilder.Tenant, by, Before, After, "Two people joined the Service Desk in week three; the move of the Hamburg office fell into the weeks before.", now - Duration.FromDays(6));
            return 0;
        }, stop);
        await Curve(database, rules, all, switchedOn, now, stop);
    }

    private static async Task Freeze(
        Database database, PersonId by, DeskRules rules, long id, string name, IReadOnlyList<LedgerEvent> events, Instant at, int left, CancellationToken stop)
    {
        if (events.Count == 0)
        {
            return;
        }

        var run = RunAudit.Of(LedgerLog.Reading(events, rules));
        var parts = FrozenParts.Of(run);
        await FrozenAudits.Keep(database, DemoBuilder.Tenant, by, id, MakeReport.Of(run), parts, name, at, stop);
        await database.Write(async session =>
        {
            foreach (var item in parts.Sample.SkipLast(left))
            {
                await ReviewBook.Put(session, DemoBuilder.Tenant, by, id, item.Place, Seen(item), at);
            }

            return 0;
        }, stop);
    }

    private static async Task Curve(Database database, DeskRules rules, IReadOnlyList<LedgerEvent> events, Instant switchedOn, Instant now, CancellationToken stop)
    {
        if (rules.Desk is not { } desk || events.Count == 0)
        {
            return;
        }

        var clients = await database.Read(async session => (await session.Query(
            "SELECT id, organisation FROM people WHERE tenant = $1 AND organisation IS NOT NULL", row => (Person: row.GetInt64(0), Client: row.GetInt64(1)), DemoBuilder.Tenant.Value))
            .ToDictionary(pair => pair.Person, pair => pair.Client), stop);
        var ends = RulerWeeks.Ends(desk.Calendar, events.Min(item => item.At) + Duration.FromDays(14), now).ToList();
        await ClientCurve.Keep(database, DemoBuilder.Tenant, rules, events, clients, ends, stop);
        await database.Write(async session =>
        {
            await ClientCurve.PutMark(session, DemoBuilder.Tenant, 1, 0, switchedOn, "Headway switched on", true);
            if (await session.Number("SELECT id FROM organisations WHERE tenant = $1 AND name = 'Nordhafen Logistik'", DemoBuilder.Tenant.Value) is { } client)
            {
                await ClientCurve.PutMark(session, DemoBuilder.Tenant, 2, client, switchedOn + Duration.FromDays(10), "Last mailbox of the former provider moved over", true);
            }

            return 0;
        }, stop);
    }

    // What Mara found: mostly what the machine says, now and then not.
    private static CaseReview Seen(SampledCase item)
    {
        var wrong = item.Place % 9 == 0 ? item.Labels.Take(1).ToArray() : [];
        var missing = item.Place % 17 == 0 && !item.Labels.Contains("chased") ? ["chased"] : Array.Empty<string>();
        var cause = item.Labels switch
        {
            _ when item.Inertia <= 0 => (int?)null,
            var labels when labels.Contains("back") => 19,
            var labels when labels.Contains("silence") => 6,
            var labels when labels.Contains("unanswered") => 2,
            var labels when labels.Contains("nobody") => item.Place % 3 == 0 ? 7 : 4,
            _ => item.Place % 4 == 0 ? 1 : 10,
        };
        var outcome = item.Inertia <= 2 ? NeedOutcome.Met : item.Labels.Contains("silence") ? NeedOutcome.Unmet : NeedOutcome.Late;
        var impact = item.Inertia <= 0 ? Impact.None : (item.Place % 5) switch { 0 => Impact.Blocked, 1 or 2 => Impact.Degraded, _ => Impact.Inconvenienced };
        return new CaseReview(outcome, cause, impact, item.Place % 8 == 0 ? Duration.FromMinutes(30 + (item.Place % 3 * 45)) : null, wrong, missing);
    }
}
