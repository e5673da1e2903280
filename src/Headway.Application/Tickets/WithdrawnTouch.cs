using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Tickets;

/// <summary>
/// What a touch that was taken back had said, so that it can be said again: its words, whether they were internal, the
/// situation and due that were chosen, and the files that went with it.
/// </summary>
public sealed record TouchTakenBack(string Text, bool IsNote, string? Status, Instant? Due, IReadOnlyList<ShownFile> Files)
{
    /// <summary>The minutes that went with it; 0 for none.</summary>
    public int Minutes { get; init; }
}

/// <summary>Reads the words of a touch that its sender took back, and the files that are to go with the next one.</summary>
public sealed class WithdrawnTouch(Database database)
{
    /// <summary>Null when the facts are no touch with words of the caller's own, e.g. a transfer.</summary>
    public Task<TouchTakenBack?> Read(Caller caller, long number, int from, int to, CancellationToken stop = default) => database.Snapshot(
        async session =>
        {
            if (await TicketLookup.Find(session, caller, number) is not { } ticket)
            {
                return null;
            }

            var facts = (await LedgerReading.Of(session, caller.Tenant, ticket)).Where(fact => fact.Seq >= from && fact.Seq <= to).ToList();
            if (facts.Exists(fact => fact.By.Person != caller.Person || fact.Fact is TeamSet) || Words(facts) is not { } said)
            {
                return null;
            }

            var text = await session.Text(
                "SELECT body FROM texts WHERE tenant = $1 AND ticket = $2 AND id = $3", caller.Tenant.Value, ticket.Value, said.Text.Value);
            return text is null ? null : new TouchTakenBack(text, said.IsNote, Situation(facts), Due(facts), await Files(session, caller, ticket, said.Text)) { Minutes = facts.Select(fact => fact.Fact).OfType<TimeSpent>().Sum(spent => (int)spent.Length.TotalMinutes) };
        },
        stop);

    /// <summary>Files of the ticket that this person had added before, to be added to what they send now.</summary>
    public Task<IReadOnlyList<AttachmentDraft>> Again(Caller caller, long number, IReadOnlyCollection<long> files, CancellationToken stop = default) => database.Read<IReadOnlyList<AttachmentDraft>>(
        async session =>
        {
            if (files.Count == 0 || await TicketLookup.Find(session, caller, number) is not { } ticket)
            {
                return [];
            }

            var own = await session.Query(
                "SELECT id, hash, name, media_type, length FROM attachments WHERE tenant = $1 AND ticket = $2 AND uploaded_by = $3 ORDER BY id",
                row => (
                    Id: row.GetInt64(0),
                    File: new AttachmentDraft(null, row.GetString(1), row.TextOrNull(2) ?? "", row.GetString(3), row.GetInt64(4), false, caller.Person)),
                caller.Tenant.Value, ticket.Value, caller.Person.Value);
            return [.. own.Where(row => files.Contains(row.Id)).Select(row => row.File)];
        },
        stop);

    /// <summary>The names of such files, for the box that shows them.</summary>
    public Task<List<ShownFile>> Shown(Caller caller, long number, IReadOnlyCollection<long> files, CancellationToken stop = default) => database.Read(
        async session => files.Count == 0 || await TicketLookup.Find(session, caller, number) is not { } ticket
            ? []
            : (await Own(session, caller, ticket)).FindAll(file => files.Contains(file.Id)),
        stop);

    private static (TextId Text, bool IsNote)? Words(IEnumerable<Recorded<TicketFact>> facts)
    {
        foreach (var fact in facts)
        {
            switch (fact.Fact)
            {
                case Replied { Text: { } reply }:
                    return (reply, false);
                case Noted { Text: { } note }:
                    return (note, true);
                case AttemptLogged { Text: { } tried }:
                    return (tried, true);
                default:
                    break;
            }
        }

        return null;
    }

    private static string? Situation(List<Recorded<TicketFact>> facts) =>
        facts.Exists(fact => fact.Fact is AttemptLogged) ? "CUST_SILENT" : facts.Select(fact => fact.Fact).OfType<Progressed>().LastOrDefault()?.Situation.Value;

    private static Instant? Due(IEnumerable<Recorded<TicketFact>> facts) => facts.Select(fact => fact.Fact).OfType<ActivityOpened>().Select(opened => (Instant?)(opened.Basis.Eta ?? opened.Due)).LastOrDefault();

    private static async Task<IReadOnlyList<ShownFile>> Files(Session session, Caller caller, TicketKey ticket, TextId text) =>
        [.. (await Own(session, caller, ticket)).Where(file => file.Text == text.Value)];

    private static async Task<List<ShownFile>> Own(Session session, Caller caller, TicketKey ticket) => await session.Query(
        "SELECT id, text, name, media_type, length, inline FROM attachments WHERE tenant = $1 AND ticket = $2 AND uploaded_by = $3 ORDER BY id",
        row => new ShownFile(row.GetInt64(0), row.LongOrNull(1), row.TextOrNull(2) ?? "", row.GetString(3), row.GetInt64(4), row.GetBoolean(5)),
        caller.Tenant.Value, ticket.Value, caller.Person.Value);
}
