using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Tickets;

/// <summary>A fact as it lies in the ledger. <paramref name="Body"/> is its JSON; <paramref name="Text"/> its words, null when it has none or they were erased.</summary>
public sealed record FactLine(int Seq, Instant At, string By, string Kind, string Body, string? Text)
{
    /// <summary>A machine did it for the person.</summary>
    public bool Machine { get; init; }
}

/// <summary>Why each open activity is due when it is.</summary>
public sealed record TicketExplained(long Number, IReadOnlyList<(Activity Activity, DueExplanation Why)> Dues, Addresses People, DeskRules Rules);

/// <summary>A ticket's facts, and what follows from them about its dues. For support: internal words are in it.</summary>
public sealed class LedgerQuery(Database database, DeskRulesCache rules)
{
    public async Task<Outcome<IReadOnlyList<FactLine>>> Read(Caller caller, long number, CancellationToken stop = default) =>
        caller.Denies(Permission.ReadTickets) is { } no
            ? no
            : await database.Snapshot<Outcome<IReadOnlyList<FactLine>>>(
                async session =>
                {
                    if (await TicketLookup.Find(session, caller, number) is not { } ticket)
                    {
                        return TicketRefusals.Unknown;
                    }

                    var texts = await session.Query(
                        "SELECT seq, body FROM texts WHERE tenant = $1 AND ticket = $2 AND NOT withdrawn ORDER BY id",
                        row => (Seq: (int)row.GetInt64(0), Body: row.TextOrNull(1)), caller.Tenant.Value, ticket.Value);
                    var words = texts.ToLookup(text => text.Seq, text => text.Body);
                    var ledger = await LedgerReading.Of(session, caller.Tenant, ticket);
                    var people = await Addresses.Of(session, caller.Tenant, ledger.Select(fact => fact.By.Person));
                    var timed = await TimeOf.Shown(session, caller, [.. ledger.Where(fact => fact.Fact is TimeSpent && fact.By.IsPersonOfSupport).Select(fact => fact.By.Person).OfType<PersonId>().Distinct()]);
                    return ledger.ConvertAll(fact =>
                    {
                        var stored = TicketCodec.Instance.Write(fact);
                        return new FactLine(fact.Seq, fact.At, people.NameOf(fact.By), stored.Kind, fact is { Fact: TimeSpent, By.Person: { } person } && !timed.Contains(person) ? "{}" : stored.Body, words[fact.Seq].FirstOrDefault()) { Machine = fact.By.Kind == Domain.Ledger.ActorKind.Machine };
                    });
                },
                stop);

    public async Task<Outcome<TicketExplained>> Explain(Caller caller, long number, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadTickets) is { } no)
        {
            return no;
        }

        var desk = await rules.Of(caller.Tenant, stop);
        return await database.Snapshot<Outcome<TicketExplained>>(
            async session =>
            {
                if (await TicketLookup.Find(session, caller, number) is not { } ticket)
                {
                    return TicketRefusals.Unknown;
                }

                var ledger = await LedgerReading.Of(session, caller.Tenant, ticket);
                var state = TicketFold.Of(ticket, ledger);
                var dues = state.Open.OrderBy(activity => activity.Rank).ThenBy(activity => activity.Due)
                    .Select(activity => (activity, DueExplanation.Of(state, activity, ledger))).ToList();
                return new TicketExplained(number, dues, await Addresses.Of(session, caller.Tenant, ledger.Select(fact => fact.By.Person)), desk);
            },
            stop);
    }
}
