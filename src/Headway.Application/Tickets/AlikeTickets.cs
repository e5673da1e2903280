using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Tickets;

/// <summary>An open ticket that may be about the same thing. <paramref name="SamePerson"/>: the same requester raised it.</summary>
public sealed record AlikeTicket(long Number, string Subject, string Status, string Requester, bool SamePerson);

/// <summary>
/// Open tickets that may be duplicates or belong together: of the same requester, or of the same organisation with a subject that
/// tells of the same. Only what the caller may see.
/// </summary>
public sealed class AlikeTickets(Database database, DeskClock clock)
{
    public const int Most = 3;

    private const int Looked = 60, ColleaguesDays = 14;

    /// <summary>For somebody who is about to raise one: their other open tickets, those like it first, and their colleagues' like it.</summary>
    public async Task<Outcome<IReadOnlyList<AlikeTicket>>> ToNew(Caller caller, string? requesterEmail, string? subject, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadTickets) is { } no)
        {
            return no;
        }

        var now = clock.Now(caller.Tenant);
        return await database.Read<Outcome<IReadOnlyList<AlikeTicket>>>(
            async session => await session.One(
                "SELECT id, organisation FROM people WHERE tenant = $1 AND email_key = $2",
                row => Tuple.Create(new PersonId(row.GetInt64(0)), row.LongOrNull(1)), caller.Tenant.Value, EmailKey.Of(requesterEmail?.Trim() ?? "")) is { } person
                ? await Find(session, caller, person.Item1, person.Item2, Alike.Telling(subject ?? ""), null, now)
                : Array.Empty<AlikeTicket>(),
            stop);
    }

    /// <summary>What may be the same as the ticket with that number.</summary>
    public async Task<Outcome<IReadOnlyList<AlikeTicket>>> To(Caller caller, TicketPageQuery tickets, long number, CancellationToken stop = default)
    {
        var read = await tickets.Read(caller, number, stop);
        return read.IsRefused ? read.Refusal! : read.Value.Alike.ToArray();
    }

    /// <summary>Beside an open ticket: what tells of the same and is not tied to it yet.</summary>
    internal static async Task<IReadOnlyList<AlikeTicket>> Beside(Session session, Caller caller, TicketState state, string subject, Instant now)
    {
        if (!state.IsOpen)
        {
            return [];
        }

        var organisation = await session.Number("SELECT organisation FROM people WHERE tenant = $1 AND id = $2", caller.Tenant.Value, state.Requester.Value);
        return await Find(session, caller, state.Requester, organisation, Alike.Telling(subject), state, now);
    }

    private static async Task<AlikeTicket[]> Find(
        Session session, Caller caller, PersonId requester, long? organisation, HashSet<string> telling, TicketState? beside, Instant now)
    {
        var own = new List<object?> { requester.Value };
        var found = await Open(session, caller, "t.requester = $1", own);
        if (organisation is { } shared && telling.Count > 0)
        {
            var args = new List<object?> { shared, (now - Duration.FromDays(ColleaguesDays)).ToUnixTimeMilliseconds(), caller.Tenant.Value, requester.Value };
            found.AddRange(await Open(
                session, caller, "t.requester IN (SELECT c.id FROM people c WHERE c.tenant = $3 AND c.organisation = $1 AND c.id <> $4) AND t.opened >= $2", args));
        }

        return [.. found
            .Where(row => row.Ticket != beside?.Key && beside?.Links.Exists(link => link.Other == row.Ticket) != true)
            .Select(row => (row, Same: row.Requester == requester, Score: Alike.Shared(telling, row.Subject)))
            // One's own open tickets matter before one raises another; beside a ticket, and of colleagues, only what tells of the same.
            .Where(one => one.Same ? beside is null || one.Score > 0 : one.Score > 1 || one.Score == telling.Count)
            .OrderByDescending(one => one.Score + (one.Same ? 1 : 0)).ThenByDescending(one => one.row.Number).Take(Most)
            .Select(one => new AlikeTicket(one.row.Number, one.row.Subject, one.row.Status, one.row.Name, one.Same))];
    }

    private static async Task<List<(TicketKey Ticket, long Number, string Subject, string Status, PersonId Requester, string Name)>> Open(
        Session session, Caller caller, string which, List<object?> args) => await session.Query(
        $"""
        SELECT t.ticket, t.number, t.subject, t.status, t.requester, p.name FROM tickets t JOIN people p ON p.tenant = t.tenant AND p.id = t.requester
        WHERE {caller.Where("t", args)} AND {which} AND t.state = 'open' ORDER BY t.opened DESC LIMIT {Looked}
        """,
        row => (new TicketKey(row.GetInt64(0)), row.GetInt64(1), row.TextOrNull(2) ?? "", row.GetString(3), new PersonId(row.GetInt64(4)), row.GetString(5)), [.. args]);
}
