using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;

namespace Headway.Application.Tickets;

/// <summary>A tag and how many open tickets have it.</summary>
public sealed record TagUsed(string Name, long Open);

/// <summary>Tags of a ticket: put on and taken off one by one, so that two people at it lose nothing. No due moves.</summary>
public sealed class TagTicket(TicketActs acts, TicketStore store)
{
    private const int MostProposed = 30;

    public async Task<Outcome<Changed>> Do(ActOn on, IReadOnlyList<string> add, IReadOnlyList<string> remove, CancellationToken stop = default)
    {
        if (on.Caller.Denies(Permission.ActOnTickets) is { } no)
        {
            return no;
        }

        if (await TicketLookup.Find(store.Database, on.Caller, on.Number, stop) is not { } ticket || await store.Find(on.Caller.Tenant, ticket, stop) is not { } state)
        {
            return TicketRefusals.Unknown;
        }

        var facts = await Facts(store.Database, on.Caller.Tenant, state, add, remove, stop);
        return facts.IsRefused ? facts.Refusal! : await acts.Do(on, Permission.ActOnTickets, new ActWords(acts.Counters), new Annotate(Actor.Staff(on.Caller.Person), facts.Value).Decide, stop);
    }

    /// <summary>Tags there are, those on most open tickets first; that begin so, when something is given. Only of tickets the caller may see.</summary>
    public async Task<Outcome<IReadOnlyList<TagUsed>>> Proposed(Caller caller, string? begins, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadTickets) is { } no)
        {
            return no;
        }

        return await store.Database.Read<Outcome<IReadOnlyList<TagUsed>>>(
            async session =>
            {
                var args = new List<object?>();
                var where = caller.Where("t", args);
                var rows = await session.Query(
                    $"""
                    SELECT g.name, count(*) FROM ticket_tags x JOIN tags g ON g.tenant = x.tenant AND g.id = x.tag JOIN tickets t ON t.tenant = x.tenant AND t.ticket = x.ticket
                    WHERE {where} AND t.state = 'open' GROUP BY g.name ORDER BY 2 DESC, 1
                    """,
                    row => new TagUsed(row.GetString(0), row.GetInt64(1)), [.. args]);
                return rows.Where(tag => begins is null || tag.Name.StartsWith(Plain(begins), StringComparison.Ordinal)).Take(MostProposed).ToArray();
            },
            stop);
    }

    /// <summary>What has to be recorded so that these are on it and those are not; a tag begins to exist when it is first put on a ticket.</summary>
    internal static async Task<Outcome<IReadOnlyList<TicketFact>>> Facts(
        Database database, TenantId tenant, TicketState state, IReadOnlyList<string> add, IReadOnlyList<string> remove, CancellationToken stop)
    {
        var (wanted, unwanted) = (Plain(add), Plain(remove));
        if (wanted.Count > EditTicket.MostTags || wanted.Exists(tag => tag.Length > EditTicket.LongestTag || TextCheck.Check(tag) is not null))
        {
            return TicketUseRefusals.TooManyTags;
        }

        var off = await database.Read(session => Known(session, tenant, unwanted), stop);
        var on = wanted.Count == 0 ? [] : await database.Write(session => Ids(session, tenant, wanted), stop);
        TicketFact[] facts = [.. off.Where(state.Tags.Contains).Select(tag => new Untagged(tag)), .. on.Where(tag => !state.Tags.Contains(tag)).Select(tag => new Tagged(tag))];
        return state.Tags.Except(off).Union(on).Count > EditTicket.MostTags ? TicketUseRefusals.TooManyTags : facts;
    }

    internal static async Task<List<long>> Ids(Session session, TenantId tenant, IReadOnlyList<string> names)
    {
        var ids = new List<long>();
        foreach (var name in names)
        {
            await session.Run("INSERT INTO tags (tenant, id, name) VALUES ($1, $2, $3) ON CONFLICT (tenant, name) DO NOTHING", tenant.Value, await session.NextId(), name);
            ids.Add((await session.Number("SELECT id FROM tags WHERE tenant = $1 AND name = $2", tenant.Value, name))!.Value);
        }

        return ids;
    }

    internal static List<string> Plain(IEnumerable<string> tags) => [.. tags.Select(Plain).Where(tag => tag.Length > 0).Distinct()];

    private static string Plain(string tag) => tag.Trim().ToLower(CultureInfo.InvariantCulture);

    private static async Task<List<long>> Known(Session session, TenantId tenant, List<string> names)
    {
        var ids = new List<long>();
        foreach (var name in names)
        {
            if (await session.Number("SELECT id FROM tags WHERE tenant = $1 AND name = $2", tenant.Value, name) is { } id)
            {
                ids.Add(id);
            }
        }

        return ids;
    }
}
