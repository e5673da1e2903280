using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;

namespace Headway.Application.Tickets;

/// <summary>
/// Why a due lies where it lies, with the ticket it belongs to. <paramref name="Trace"/> is null when no calendar counted
/// it, or the counting version can't be read any more.
/// </summary>
public sealed record DueExplained(TicketPage Page, Activity Activity, DueExplanation Why, CalendarTrace? Trace)
{
    /// <summary>Who is on call by the rule that chose the calendar, now; null when the team's own calendar counted, or nobody is.</summary>
    public string? OnCall { get; init; }
}

/// <summary>Explains a due from what the ledger kept of it: never from the settings of today.</summary>
public sealed class ExplainDue(TicketPageQuery tickets, Database database)
{

    /// <param name="activity">The sequence number of one activity; null for the displayed one.</param>
    public async Task<Outcome<DueExplained>> Of(Caller caller, long number, int? activity, CancellationToken stop = default)
    {
        var read = await tickets.Read(caller, number, stop);
        if (read.IsRefused)
        {
            return read.Refusal!;
        }

        var page = read.Value;
        var meant = activity is { } seq ? page.State.Activities.FirstOrDefault(found => found.Seq == seq) : null;
        if ((meant ?? page.State.Displayed ?? page.State.Activities.LastOrDefault()) is not { } shown)
        {
            return TicketUseRefusals.NothingDue;
        }

        return await database.Read<Outcome<DueExplained>>(
            async session =>
            {
                var why = DueExplanation.Of(page.State, shown, await LedgerReading.Of(session, caller.Tenant, page.State.Key));
                var onCall = why.CalendarReason is null or "team" || !page.State.IsOpen ? null
                    : Rota.OnCallRows.For(await Rota.OnCallRows.Now(session, caller, page.Now), page.State.Service, page.State.Priority)?.Name;
                return new DueExplained(page, shown, why, await Trace(session, caller.Tenant, why)) { OnCall = onCall };
            },
            stop);
    }

    private static async Task<CalendarTrace?> Trace(Session session, TenantId tenant, DueExplanation why)
    {
        if (why is not { Calendar: { } name, CalendarVersion: { } version })
        {
            return null;
        }

        var body = await session.Text("SELECT body FROM calendars WHERE tenant = $1 AND name = $2 AND version = $3", tenant.Value, name, (long)version);
        return body is null ? null : why.Trace(RulesReader.ReadCalendar(body, name, version));
    }
}
