using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.Tickets;

namespace Headway.Application.Storage;

/// <summary>
/// A ticket with its whole history. Key and text ids come from <see cref="Counters"/>; facts are numbered from 1.
/// Where it stands follows from its facts alone.
/// </summary>
public sealed record ImportedTicket(TicketKey Key, IReadOnlyList<Recorded<TicketFact>> Facts, IReadOnlyList<TextDraft> Texts)
{
    /// <summary>What it was in the tool it comes from; null for a history that is told here.</summary>
    public TicketOrigin? Origin { get; init; }
}

/// <summary>A ticket's name in another tool, and how many entries of it have been taken over. <paramref name="Reason"/>: why it is looked at when.</summary>
public sealed record TicketOrigin(string Source, string Name, long Import, int Events, string? Reason);

/// <summary>
/// Many tickets with their history at once: rows are prepared beside the writer and put in by the group, each group one
/// transaction. What is imported sends nothing.
/// </summary>
public sealed class TicketImport(Database database)
{
    private const int Group = 250;

    private static readonly string[] FactColumns = ["tenant", "ticket", "seq", "at", "actor", "kind", "version", "body"];
    private static readonly string[] TextColumns = ["tenant", "id", "ticket", "seq", "kind", "author", "at", "subject", "body", "html", "withdrawn"];
    private static readonly Columns Facts = new("facts", ["tenant", "ticket", "seq"], FactColumns);
    private static readonly Columns Texts = new("texts", ["tenant", "id"], TextColumns);
    private static readonly Columns Origins = new("imported_tickets", ["tenant", "source", "name"], ["tenant", "source", "name", "ticket", "import", "events", "reason"]);
    private static readonly Columns Tags = new("ticket_tags", ["tenant", "ticket", "tag"], ["tenant", "ticket", "tag"]);
    private static readonly Columns Watchers = new("watchers", ["tenant", "ticket", "person"], ["tenant", "ticket", "person"]);
    private static readonly Columns Links = new("links", ["tenant", "ticket", "other", "kind"], ["tenant", "ticket", "other", "kind"]);

    /// <summary>Answers how many tickets came in. A ticket that can't be kept (an unreadable text) stops it; groups before it stay.</summary>
    /// <exception cref="StorageException">A text that can't be kept, or the store can't write.</exception>
    public async Task<int> Run(TenantId tenant, IEnumerable<ImportedTicket> tickets, Action<int>? progress = null, CancellationToken stop = default)
    {
        var done = 0;
        Task<int> writing = Task.FromResult(0);
        foreach (var group in tickets.Chunk(Group))
        {
            var (_, number) = await database.Counters.Many(tenant, 1, group.Length, stop);
            var rows = new Rows();
            foreach (var ticket in group)
            {
                Prepare(rows, tenant, ticket, number++);
            }

            done += await writing;
            progress?.Invoke(done);
            writing = Write(rows, group.Length, stop);
        }

        done += await writing;
        progress?.Invoke(done);
        return done;
    }

    private static void Prepare(Rows rows, TenantId tenant, ImportedTicket ticket, long number)
    {
        foreach (var recorded in ticket.Facts)
        {
            var fact = TicketCodec.Instance.Write(recorded);
            rows.Add(Facts, [tenant.Value, ticket.Key.Value, (long)fact.Seq, fact.At, fact.Actor, fact.Kind, (long)fact.Version, fact.Body]);
        }

        foreach (var text in ticket.Texts)
        {
            if (TextCheck.Check(text) is { } refusal)
            {
                throw new StorageException(refusal);
            }

            var carrier = ticket.Facts.First(recorded => FactTexts.Of(recorded.Fact) == text.Id);
            rows.Add(Texts, [
                tenant.Value, text.Id.Value, ticket.Key.Value, (long)carrier.Seq, TicketCodec.Instance.KindOf(carrier.Fact), carrier.By.ToString(),
                carrier.At.ToUnixTimeMilliseconds(), text.Subject, text.Body, text.Html, false]);
            rows.Searched.Add((tenant, text));
        }

        var state = TicketFold.Of(ticket.Key, ticket.Facts);
        foreach (var kept in state.Appointments)
        {
            rows.Add(ContactRows.Appointments, ContactRows.Row(tenant, state, kept));
        }

        foreach (var lesson in state.Lessons)
        {
            rows.Add(ContactRows.Lessons, ContactRows.Row(tenant, state, lesson));
        }

        foreach (var activity in state.Activities)
        {
            rows.Add(TicketProjection.Activities, TicketProjection.Row(tenant, state, activity));
        }

        foreach (var chase in ChaseProjection.ChaseRows(tenant, state))
        {
            rows.Add(ChaseProjection.Chases, chase);
        }

        foreach (var approval in ApprovalRows.Rows(tenant, state))
        {
            rows.Add(ApprovalRows.Approvals, approval);
        }

        foreach (var rating in FeedbackRows.Rows(tenant, state))
        {
            rows.Add(FeedbackRows.Feedback, rating);
        }

        foreach (var breach in ChaseProjection.BreachRows(tenant, state))
        {
            rows.Add(ChaseProjection.Breaches, breach);
        }

        var subject = ticket.Texts.LastOrDefault(text => text.Subject is not null)?.Subject;
        rows.Add(TicketProjection.Tickets, TicketProjection.Row(tenant, number, state, ticket.Facts[^1].At, subject));
        if (ticket.Origin is { } origin)
        {
            rows.Add(Origins, [tenant.Value, origin.Source, origin.Name, ticket.Key.Value, origin.Import, (long)origin.Events, origin.Reason]);
        }

        foreach (var tag in state.Tags)
        {
            rows.Add(Tags, [tenant.Value, ticket.Key.Value, tag]);
        }

        foreach (var answer in FieldRows.Rows(tenant, state, text => ticket.Texts.FirstOrDefault(draft => draft.Id == text)?.Body))
        {
            rows.Add(FieldRows.Fields, answer);
        }

        foreach (var watcher in state.Watchers)
        {
            rows.Add(Watchers, [tenant.Value, ticket.Key.Value, watcher.Value]);
        }

        foreach (var (other, kind) in state.Links.Distinct())
        {
            rows.Add(Links, [tenant.Value, ticket.Key.Value, other.Value, kind.ToString()]);
        }
    }

    private Task<int> Write(Rows rows, int count, CancellationToken stop) => database.Write(
        async session =>
        {
            foreach (var (columns, values) in rows.ByTable)
            {
                await BulkInsert.Run(session, columns, values, stop);
            }

            foreach (var (tenant, text) in rows.Searched)
            {
                await SearchIndex.Put(session, tenant, text.Id, [text.Subject, text.Body]);
            }

            return count;
        },
        stop);

    private sealed class Rows
    {
        public List<(Columns Columns, List<object?[]> Values)> ByTable { get; } = [];

        public List<(TenantId Tenant, TextDraft Text)> Searched { get; } = [];

        public void Add(Columns columns, object?[] row)
        {
            var index = ByTable.FindIndex(table => table.Columns == columns);
            if (index < 0)
            {
                index = ByTable.Count;
                ByTable.Add((columns, []));
            }

            ByTable[index].Values.Add(row);
        }
    }
}
