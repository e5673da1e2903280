using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Progression;
using NodaTime;

namespace Headway.Application.Tickets;

/// <summary>Words somebody began on a ticket, and the version they had read.</summary>
public sealed record DraftFound(string Body, int BaseVersion, Instant At);

/// <summary>A canned text with the situation and fields it sets.</summary>
public sealed record MacroFound(long Id, string Name, string? Reply, string? Note, string? Status, bool IsOwn);

/// <summary>Drafts survive everything: kept as they are typed, put away by the act that sends them.</summary>
public sealed class Drafts(Database database, DeskClock clock)
{
    public const int Longest = 200_000;

    public async Task<Refusal?> Keep(Caller caller, long number, string body, int version, CancellationToken stop = default)
    {
        if (body.Length > Longest)
        {
            return TicketUseRefusals.DraftTooLong;
        }

        if (await TicketLookup.Find(database, caller, number, stop) is not { } ticket)
        {
            return TicketRefusals.Unknown;
        }

        await database.Write(
            async session => await session.Run(
                """
                INSERT INTO drafts (tenant, person, ticket, kind, body, base_version, at) VALUES ($1, $2, $3, 'reply', $4, $5, $6)
                ON CONFLICT (tenant, person, ticket, kind) DO UPDATE SET body = $4, base_version = $5, at = $6
                """,
                caller.Tenant.Value, caller.Person.Value, ticket.Value, body, (long)version, clock.Now(caller.Tenant).ToUnixTimeMilliseconds()),
            stop);
        return null;
    }

    public async Task Drop(Caller caller, long number, CancellationToken stop = default)
    {
        if (await TicketLookup.Find(database, caller, number, stop) is { } ticket)
        {
            await database.Write(
                async session => await session.Run(
                    "DELETE FROM drafts WHERE tenant = $1 AND person = $2 AND ticket = $3", caller.Tenant.Value, caller.Person.Value, ticket.Value),
                stop);
        }
    }

    public Task<DraftFound?> Find(Caller caller, long number, CancellationToken stop = default) => database.Read(
        async session => await TicketLookup.Find(session, caller, number) is not { } ticket ? null : await session.One(
            "SELECT body, base_version, at FROM drafts WHERE tenant = $1 AND person = $2 AND ticket = $3 AND kind = 'reply'",
            row => new DraftFound(row.GetString(0), (int)row.GetInt64(1), Instant.FromUnixTimeMilliseconds(row.GetInt64(2))),
            caller.Tenant.Value, caller.Person.Value, ticket.Value),
        stop);

    /// <summary>The macros a person may use, in a language: own, the teams', the desk's.</summary>
    public Task<List<MacroFound>> Macros(Caller caller, string language, CancellationToken stop = default) => database.Read(
        async session =>
        {
            var rows = await session.Query(
                "SELECT id, name, reply, note, status, team, person FROM macros WHERE tenant = $1 AND active AND (language IS NULL OR language = $2) ORDER BY name",
                row => (
                    Macro: new MacroFound(row.GetInt64(0), row.GetString(1), row.TextOrNull(2), row.TextOrNull(3), row.TextOrNull(4), row.LongOrNull(6) == caller.Person.Value),
                    Team: row.LongOrNull(5), Person: row.LongOrNull(6)),
                caller.Tenant.Value, language);
            return rows
                .Where(row => row.Person is null || row.Macro.IsOwn)
                .Where(row => row.Team is not { } team || caller.Teams.Contains(new TeamId(team)))
                .Select(row => row.Macro).ToList();
        },
        stop);
}
