using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Changes;
using Headway.Application.Desk;
using Headway.Application.Notifications;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Domain.Recognition;

namespace Headway.Application.Recognition;

/// <summary>Thanks somebody for one act of theirs. Once for each act; the person is told.</summary>
public sealed class GiveThanks(Database database, Counters counters, DeskClock clock, ChangeFeed feed)
{
    public const int MostWords = 500;

    /// <summary>Answers the first name of who was thanked.</summary>
    /// <param name="caller">Anybody of support who may see the ticket.</param>
    /// <param name="number">The ticket.</param>
    /// <param name="activity">The activity that somebody finished; null for the latest that a colleague finished.</param>
    /// <param name="words">A line, or nothing.</param>
    /// <param name="stop">Gives up before anything is written.</param>
    public async Task<Outcome<string>> Do(Caller caller, long number, int? activity, string? words, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ActOnTickets) is { } no)
        {
            return no;
        }

        if (words?.Trim() is { Length: > MostWords })
        {
            return RecognitionRefusals.WordsTooLong;
        }

        if (await TicketLookup.Find(database, caller, number, stop) is not { } ticket)
        {
            return TicketRefusals.Unknown;
        }

        var now = clock.Now(caller.Tenant).ToUnixTimeMilliseconds();
        var given = await database.Write<Outcome<(string Name, long Person)>>(
            async session =>
            {
                var found = await session.Query(
                    "SELECT a.id, a.done_by FROM activities a WHERE a.tenant = $1 AND a.ticket = $2 AND a.outcome = 'Progressed' AND a.done_by LIKE 'staff:%' AND (a.id = $3 OR ($3 = 0 AND a.done_by <> $4)) ORDER BY a.closed DESC, a.id DESC LIMIT 1",
                    row => (Id: row.GetInt64(0), By: long.Parse(row.GetString(1).AsSpan(6), CultureInfo.InvariantCulture)), caller.Tenant.Value, ticket.Value, (long)(activity ?? 0), $"staff:{caller.Person.Value.ToString(CultureInfo.InvariantCulture)}");
                if (found.Count == 0)
                {
                    return RecognitionRefusals.NothingToThank;
                }

                var (id, by) = found[0];
                if (by == caller.Person.Value)
                {
                    return RecognitionRefusals.Oneself;
                }

                if (await session.Number("SELECT count(*) FROM praise WHERE tenant = $1 AND ticket = $2 AND activity = $3 AND given_by = $4", caller.Tenant.Value, ticket.Value, id, caller.Person.Value) > 0)
                {
                    return RecognitionRefusals.AlreadyThanked;
                }

                await session.Do(
                    "INSERT INTO praise (tenant, id, given_by, given_to, ticket, activity, words, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                    caller.Tenant.Value, await counters.IdWithin(session), caller.Person.Value, by, ticket.Value, id, string.IsNullOrWhiteSpace(words) ? null : words.Trim(), now);
                await session.Do(
                    """
                    INSERT INTO notifications (tenant, id, person, key, kind, ticket, activity, body, at)
                    VALUES ($1, $2, $3, $4, $5, $6, NULL, '{}', $7) ON CONFLICT (tenant, key) DO NOTHING
                    """,
                    caller.Tenant.Value, await counters.IdWithin(session), by, string.Create(CultureInfo.InvariantCulture, $"thanks:{ticket.Value}:{id}:{caller.Person.Value}"), nameof(NotificationKind.Thanked), ticket.Value, now);
                return ((await session.Text("SELECT name FROM people WHERE tenant = $1 AND id = $2", caller.Tenant.Value, by) ?? "?").Split(' ')[0], by);
            },
            stop);
        if (given.Refusal is { } refused)
        {
            return refused;
        }

        feed.Publish(new Change(ChangeKind.News, caller.Tenant.Value) { Told = [given.Value.Person] });
        return given.Value.Name;
    }
}
