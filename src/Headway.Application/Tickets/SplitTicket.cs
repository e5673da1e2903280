using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Progression;

namespace Headway.Application.Tickets;

/// <summary>A customer's message becomes a ticket of its own, with its words and files; it stays where it was written, too.</summary>
public sealed class SplitTicket(TicketActs acts, TicketStore store)
{
    /// <param name="on">The ticket on which it was written.</param>
    /// <param name="message">Its place in that ticket's ledger.</param>
    /// <param name="subject">What the new ticket is about; null for the message's first line.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Outcome<Changed>> Do(ActOn on, int message, string? subject, CancellationToken stop = default)
    {
        if (on.Caller.Denies(Permission.ActOnTickets) is { } no)
        {
            return no;
        }

        if (await TicketLookup.Find(store.Database, on.Caller, on.Number, stop) is not { } ticket)
        {
            return TicketRefusals.Unknown;
        }

        var said = (await store.Ledger(on.Caller.Tenant, ticket, stop)).FirstOrDefault(recorded => recorded.Seq == message);
        if (said is null || FactTexts.Of(said.Fact) is not { } original)
        {
            return MergeRefusals.NotAMessage;
        }

        var kept = await store.Database.Read(session => Read(session, on.Caller.Tenant, original), stop);
        if (kept is null)
        {
            return MergeRefusals.NotAMessage;
        }

        var about = string.IsNullOrWhiteSpace(subject) ? kept.Subject ?? FirstLine(kept.Body) : subject.Trim();
        if (about.Length > EditTicket.LongestSubject)
        {
            return TicketUseRefusals.SubjectTooLong;
        }

        var fresh = new ActWords(acts.Counters);
        var text = (await fresh.Put(kept.Body, kept.Html, about))!.Value;
        fresh.Files.AddRange(kept.Files.Select(file => file with { Text = text }));
        return await acts.Together(on, null, (new ActWords(acts.Counters), fresh), new Split(on.Caller.Person, said, text).Decide, stop);
    }

    private static async Task<Kept?> Read(Session session, TenantId tenant, TextId text)
    {
        var words = await session.One(
            "SELECT body, html, subject FROM texts WHERE tenant = $1 AND id = $2 AND NOT withdrawn AND body IS NOT NULL",
            row => new Kept(row.GetString(0), row.TextOrNull(1), row.TextOrNull(2), []), tenant.Value, text.Value);
        return words is null ? null : words with
        {
            Files = await session.Query(
                "SELECT hash, name, media_type, length, inline, uploaded_by, cid FROM attachments WHERE tenant = $1 AND text = $2 ORDER BY id",
                row => new AttachmentDraft(
                    null, row.GetString(0), row.TextOrNull(1) ?? "", row.GetString(2), row.GetInt64(3), row.GetBoolean(4), row.LongOrNull(5) is { } by ? new PersonId(by) : null)
                { Cid = row.TextOrNull(6) },
                tenant.Value, text.Value),
        };
    }

    private static string FirstLine(string body) =>
        body.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0) is { } line ? line.Length > 80 ? line[..80] : line : "…";

    private sealed record Kept(string Body, string? Html, string? Subject, IReadOnlyList<AttachmentDraft> Files);
}
