using Headway.Application.Access;
using Headway.Application.Services;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Tickets;

/// <summary>What stands beside a ticket: the people in it, the requester, other tickets, tags, who else is looking.</summary>
internal static class TicketPageParts
{
    private const int MostOthers = 12;

    public static async Task<IReadOnlyDictionary<PersonId, string>> Names(Session session, Caller caller, TicketState state, IEnumerable<StoryEntry> story)
    {
        var people = story.SelectMany(entry => new[] { entry.By.Person, entry.Person })
            .Append(state.Owner).Append(state.Requester).Append(state.Promise?.SetBy.Person)
            .Concat(state.Watchers.Select(person => (PersonId?)person))
            .Concat(state.Activities.SelectMany(activity => new[] { activity.DoneBy?.Person, activity.Assignee }))
            .Concat(state.Claims.Select(claim => (PersonId?)claim.Person)).Concat(state.Lessons.SelectMany(lesson => new[] { lesson.By, lesson.Assigner }))
            .Concat(state.Approvals.SelectMany(approval => new[] { approval.Approver, approval.Substitute, approval.AskedBy.Person, approval.DecidedBy?.Person, approval.WithdrawnBy?.Person }))
            .Concat(state.Chases.SelectMany(chase => new[] { chase.By, chase.JudgedBy?.Person, chase.Overruled?.By.Person }))
            .OfType<PersonId>().Distinct().ToList();
        var args = new List<object?> { caller.Tenant.Value };
        args.AddRange(people.Select(person => (object?)person.Value));
        var list = string.Join(", ", people.Select((_, index) => $"${index + 2}"));
        var rows = await session.Query(
            $"SELECT id, name FROM people WHERE tenant = $1 AND id IN ({list})", row => (Id: new PersonId(row.GetInt64(0)), Name: row.GetString(1)), [.. args]);
        return rows.ToDictionary(row => row.Id, row => row.Name);
    }

    public static async Task<PersonCard> Card(Session session, TenantId tenant, PersonId person) =>
        await session.One(
            """
            SELECT p.id, p.name, p.email, p.phone, p.place, p.department, o.name, p.zone, p.language, p.vip, p.reach, p.kind, m.name, m.email, a.name, a.email
            FROM people p LEFT JOIN organisations o ON o.tenant = p.tenant AND o.id = p.organisation LEFT JOIN people m ON m.tenant = p.tenant AND m.id = p.manager AND m.active
              LEFT JOIN people a ON a.tenant = p.tenant AND a.id = p.assistant AND a.active
            WHERE p.tenant = $1 AND p.id = $2
            """,
            row => new PersonCard(
                new PersonId(row.GetInt64(0)), row.GetString(1), row.TextOrNull(2), row.TextOrNull(3), row.TextOrNull(4), row.TextOrNull(5), row.TextOrNull(6),
                row.TextOrNull(7), row.TextOrNull(8), row.GetBoolean(9), row.TextOrNull(10), row.GetString(11) == "staff")
            { Manager = Beside(row, 12), Assistant = Beside(row, 14) },
            tenant.Value, person.Value)
        ?? new PersonCard(person, "?", null, null, null, null, null, null, null, false, null, false);

    private static PersonNamed? Beside(System.Data.Common.DbDataReader row, int first) => row.TextOrNull(first) is { } name ? new PersonNamed(name, row.TextOrNull(first + 1)) : null;

    /// <summary>When the requester was spoken to last, on this ticket or on one of the others that the caller may see.</summary>
    public static async Task<Reached?> SpokenTo(
        Session session, TenantId tenant, PersonId requester, IReadOnlyList<Recorded<TicketFact>> ledger, IReadOnlyList<OtherTicket> others)
    {
        var last = Reached.Last(ledger, requester);
        var keys = others.Select(other => other.Key).OfType<TicketKey>().ToList();
        if (keys.Count == 0)
        {
            return last;
        }

        var args = new List<object?> { tenant.Value };
        args.AddRange(keys.Select(key => (object?)key.Value));
        var list = string.Join(", ", keys.Select((_, index) => $"${index + 2}"));
        var facts = await session.Query(
            $"""
            SELECT ticket, seq, at, actor, kind, version, body FROM facts
            WHERE tenant = $1 AND ticket IN ({list}) AND kind IN ({string.Join(", ", Reached.Kinds.Select(kind => $"'{kind}'"))}) ORDER BY ticket, seq
            """,
            row => (Ticket: row.GetInt64(0), Fact: TicketCodec.Instance.Read(new StoredFact(
                (int)row.GetInt64(1), row.GetInt64(2), row.GetString(3), row.GetString(4), (int)row.GetInt64(5), row.GetString(6)))),
            [.. args]);
        return facts.GroupBy(fact => fact.Ticket, fact => fact.Fact).Select(ticket => Reached.Last([.. ticket], requester)).Append(last).OfType<Reached>().MaxBy(found => found.At);
    }

    /// <summary>The requester's other tickets that the caller may see, newest first.</summary>
    public static async Task<IReadOnlyList<OtherTicket>> Others(Session session, Caller caller, TicketState state)
    {
        var args = new List<object?> { state.Requester.Value, state.Key.Value };
        return await session.Query(
            $"SELECT t.number, t.subject, t.status, t.opened, t.ticket FROM tickets t WHERE {caller.Where("t", args)} AND t.requester = $1 AND t.ticket <> $2 ORDER BY t.opened DESC LIMIT {MostOthers}",
            row => new OtherTicket(
                row.GetInt64(0), row.TextOrNull(1) ?? "", row.GetString(2), Instant.FromUnixTimeMilliseconds(row.GetInt64(3)), Key: new TicketKey(row.GetInt64(4))), [.. args]);
    }

    public static async Task<IReadOnlyList<OtherTicket>> Links(Session session, Caller caller, TicketState state)
    {
        var linked = new List<OtherTicket>();
        foreach (var (other, kind) in state.Links)
        {
            var args = new List<object?> { other.Value };
            linked.AddRange(await session.Query(
                $"SELECT t.number, t.subject, t.status, t.opened FROM tickets t WHERE {caller.Where("t", args)} AND t.ticket = $1",
                row => new OtherTicket(row.GetInt64(0), row.TextOrNull(1) ?? "", row.GetString(2), Instant.FromUnixTimeMilliseconds(row.GetInt64(3)), kind, other), [.. args]));
        }

        return linked;
    }

    /// <summary>Every rule that was ever written, by its id: what acted once keeps its name on the ticket.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> RuleNames(Session session, TenantId tenant)
    {
        var rows = await session.Query(
            "SELECT id, name FROM automation_rules WHERE tenant = $1 AND current", row => (Id: row.GetInt64(0), Name: row.GetString(1)), tenant.Value);
        return rows.ToDictionary(row => row.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), row => row.Name);
    }

    /// <summary>The service by the name everything knows it by, and as the caller reads it; null when the ticket names none.</summary>
    public static async Task<ServiceSaid?> Service(Session session, Caller caller, ServiceId? service) => service is { } id
        ? await session.One(
            $"SELECT name, {ServiceWords.Name(caller)} FROM services WHERE tenant = $1 AND id = $2", row => new ServiceSaid(row.GetString(0), row.GetString(1)), caller.Tenant.Value, id.Value)
        : null;

    /// <summary>The queue that holds what the ticket shows, in a team that works by queues.</summary>
    public static async Task<string?> Queue(Session session, TenantId tenant, DeskRules desk, TicketState state) =>
        state.Displayed is { } shown && desk.Teams.TryGetValue(shown.Team, out var team) && !team.Mode.HasOwners()
            ? (await Rota.RotaRows.Queues(session, tenant, team.Id)).Find(queue => queue.Statuses.Contains(shown.Status))?.Name
            : null;

    public static async Task<IReadOnlyList<string>> Tags(Session session, TenantId tenant, TicketKey ticket) => await session.Query(
        "SELECT g.name FROM ticket_tags x JOIN tags g ON g.tenant = x.tenant AND g.id = x.tag WHERE x.tenant = $1 AND x.ticket = $2 ORDER BY g.name",
        row => row.GetString(0), tenant.Value, ticket.Value);

    public static async Task<IReadOnlyList<Looker>> Lookers(Session session, Caller caller, TicketKey ticket, Instant now) => await session.Query(
        """
        SELECT p.id, p.name, x.doing FROM presence x JOIN people p ON p.tenant = x.tenant AND p.id = x.person
        WHERE x.tenant = $1 AND x.ticket = $2 AND x.person <> $3 AND x.until > $4 ORDER BY p.name
        """,
        row => new Looker(new PersonId(row.GetInt64(0)), row.GetString(1), row.GetString(2)),
        caller.Tenant.Value, ticket.Value, caller.Person.Value, now.ToUnixTimeMilliseconds());
}
