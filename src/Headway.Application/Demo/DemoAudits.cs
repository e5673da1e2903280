using Headway.Application.Audits;
using Headway.Application.Audits.Report;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Demo;

/// <summary>A baseline from before Headway was switched on, frozen two months ago, and a second audit from last week.</summary>
internal static class DemoAudits
{
    private const long Before = 1, After = 2;

    public static async Task Lay(Database database, PersonId by, DeskRules rules, IReadOnlyList<TicketTape> tapes, Instant switchedOn, Instant now, CancellationToken stop)
    {
        await Freeze(database, by, rules, Before, "Before Headway, seven weeks", [.. tapes.Where(tape => tape.State.Opened < switchedOn)], switchedOn, now - Duration.FromDays(60), stop);
        await Freeze(database, by, rules, After, "With Headway, three weeks", [.. tapes.Where(tape => tape.State.Opened >= switchedOn)], now, now - Duration.FromDays(6), stop);
    }

    private static async Task Freeze(
        Database database, PersonId by, DeskRules rules, long id, string name, IReadOnlyList<TicketTape> tapes, Instant until, Instant at, CancellationToken stop)
    {
        var events = new List<LedgerEvent>();
        for (var number = 0; number < tapes.Count; number++)
            LedgerTelling.Tell([.. tapes[number].Facts.Where(fact => fact.At < until)], number + 1, tapes[number].State.Priority, rules, events);
        if (events.Count == 0)
            return;
        var run = RunAudit.Of(LedgerLog.Reading(events, rules));
        await FrozenAudits.Keep(database, DemoBuilder.Tenant, by, id, MakeReport.Of(run), CaseSpans.Of(run), name, at, stop);
    }
}
