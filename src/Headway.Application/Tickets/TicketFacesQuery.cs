using System.Data.Common;
using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Tickets;

/// <summary>Reads tickets as programs see them, from the projections, through what the caller may see.</summary>
public sealed class TicketFacesQuery(Database database)
{
    /// <summary>Tickets a page has at most.</summary>
    public const int Most = 200;

    public async Task<Outcome<TicketFace>> One(Caller caller, long number, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadTickets) is { } no)
        {
            return no;
        }

        return await database.Read(session => Whole(session, caller, args => $"t.number = {Next(args, number)}"), stop) is { } found ? found : TicketRefusals.Unknown;
    }

    /// <summary>The same by the store's key.</summary>
    public async Task<Outcome<TicketFace>> One(Caller caller, TicketKey key, CancellationToken stop = default) =>
        await database.Read(session => Whole(session, caller, args => $"t.ticket = {Next(args, key.Value)}"), stop) is { } found ? found : TicketRefusals.Unknown;

    /// <summary>The tickets that are asked for, newest first; at most <paramref name="most"/> and never more than <see cref="Most"/>.</summary>
    public async Task<Outcome<TicketFacesPage>> Page(Caller caller, TicketsWanted filter, long? before, int most, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadTickets) is { } no)
        {
            return no;
        }

        var length = Math.Clamp(most, 1, Most);
        var found = await database.Snapshot(session => Read(session, caller, args => Condition(filter, before, args), length + 1), stop);
        return found.Count > length ? new TicketFacesPage(found[..length], found[length - 1].Number) : new TicketFacesPage(found, null);
    }

    /// <summary>Full-text search, newest first, every word by its beginning; <c>tag:</c> and <c>category:</c> narrow it, and find by themselves.</summary>
    public async Task<Outcome<IReadOnlyList<TicketFace>>> Search(Caller caller, string words, int most, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadTickets) is { } no)
        {
            return no;
        }

        var (asked, length) = (SearchTerms.Read(new TicketFilter(words)), Math.Clamp(most, 1, Most));
        var narrows = asked is not { Tag: null, Category: null };
        if (narrows && string.IsNullOrWhiteSpace(asked.Words))
        {
            return await database.Snapshot(session => Read(session, caller, args => "1 = 1" + SearchTerms.Narrow(asked, value => Next(args, value)), length), stop);
        }

        // What the words find is narrowed afterwards: more of it is looked at than is shown.
        var hits = await new TicketSearch(database).Find(caller.Tenant, asked.Words ?? "", new SearchSight.Staff(caller.HiddenTeams), narrows ? TicketFinder.Most : length, stop);
        if (hits.Count == 0)
        {
            return Array.Empty<TicketFace>();
        }

        var found = await database.Snapshot(
            session => Read(
                session, caller, args => $"t.ticket IN ({string.Join(", ", hits.Select(hit => Next(args, hit.Ticket.Value)))})" + SearchTerms.Narrow(asked, value => Next(args, value)), hits.Count),
            stop);
        var byKey = found.ToDictionary(ticket => ticket.Key);
        return hits.Where(hit => byKey.ContainsKey(hit.Ticket)).Select(hit => byKey[hit.Ticket]).Take(length).ToArray();
    }

    private static string Condition(TicketsWanted filter, long? before, List<object?> args)
    {
        // An index of open tickets serves only who says so in words, not by a value.
        var all = new List<string> { filter.State == "open" ? "t.state = 'open'" : "1 = 1" };
        Add(filter.State == "open" ? null : filter.State, "t.state = {0}");
        Add(filter.Status, "t.status = {0}");
        Add((long?)filter.Priority, "t.priority = {0}");
        Add(before, "t.number < {0}");
        Add(filter.Category?.Trim(), "c.name = {0}");
        Add((long?)filter.Impact, "t.impact = {0}");
        Add((long?)filter.Urgency, "t.urgency = {0}");
        Add(filter.Team?.Trim(), "m.name = {0}");
        Add(filter.Requester is { } requester ? EmailKey.Of(requester) : null, "r.email_key = {0}");
        Add(filter.Owner is { } owner ? EmailKey.Of(owner) : null, "o.email_key = {0}");
        if (filter.Tag is { } tag)
        {
            all.Add($"EXISTS (SELECT 1 FROM ticket_tags y JOIN tags n ON n.tenant = y.tenant AND n.id = y.tag WHERE y.tenant = t.tenant AND y.ticket = t.ticket AND n.name = {Next(args, tag.Trim().ToLowerInvariant())})");
        }

        all.AddRange(filter.Fields.Select(asked => Intake.AnswerCondition.Sql(asked, value => Next(args, value))));
        if (filter.Unowned)
        {
            all.Add("t.owner IS NULL");
        }

        return string.Join(" AND ", all);

        void Add(object? value, string condition)
        {
            if (value is not null)
            {
                all.Add(string.Format(CultureInfo.InvariantCulture, condition, Next(args, value)));
            }
        }
    }

    // One ticket by one query: what every act answers with, and no moment can come between the ticket and its activities.
    private static async Task<TicketFace?> Whole(Session session, Caller caller, Func<List<object?>, string> which)
    {
        var args = new List<object?>();
        var where = $"{caller.Where("t", args)} AND {which(args)}";
        var rows = await session.Query(
            $"""
            SELECT {Columns(session)}, a.ticket, a.id, a.due, a.original_due, a.moves, f.at, f.actor, f.kind, f.version, f.body
            {TicketTables}
            LEFT JOIN activities a ON a.tenant = t.tenant AND a.ticket = t.ticket AND a.open
            LEFT JOIN facts f ON f.tenant = a.tenant AND f.ticket = a.ticket AND f.seq = a.id
            WHERE {where} ORDER BY a.rank, a.due, a.id
            """,
            row =>
            {
                var ticket = Ticket(row);
                return (ticket.Face, ticket.PromisedBy, Activity: row.IsDBNull(ColumnsOfTicket) ? null : ActivityFaces.Read(row, ticket.Face.Number, ticket.Face.Owner ?? ticket.Face.Team, ColumnsOfTicket));
            },
            [.. args]);
        if (rows.Count == 0)
        {
            return null;
        }

        var (face, promisedBy, _) = rows[0];
        return face with
        {
            Answers = face.Answered ? Own((await Intake.TicketAnswers.Of(session, caller.Tenant, [face.Key.Value]))[face.Key.Value], face) : [],
            Activities = [.. rows.Select(row => row.Activity).OfType<ActivityFace>()],
            Promise = face.Promise is { } promise && promisedBy is { } by
                ? promise with { SetBy = (await Addresses.Of(session, caller.Tenant, [by.Person])).NameOf(by) }
                : null,
        };
    }

    private const int ColumnsOfTicket = 21;

    private const string TicketColumns =
        """
        t.ticket, t.number, t.type, t.subject, t.status, t.priority, m.name, coalesce(o.email, o.name), coalesce(r.email, r.name),
               t.promise_at, t.promise_set_by, t.promise_outcome, t.version, t.state, s.number, c.name, t.impact, t.urgency, {0}, t.service,
               EXISTS (SELECT 1 FROM ticket_fields v WHERE v.tenant = t.tenant AND v.ticket = t.ticket)
        """;

    // The one expression that the engines name differently.
    private static string Columns(Session session) => TicketColumns.Replace(
        "{0}", session.Engine == Engine.Postgres ? Tags("string_agg(g.name, chr(31))") : Tags("group_concat(g.name, char(31))"), StringComparison.Ordinal);

    private static string Tags(string together) => $"(SELECT {together} FROM ticket_tags x JOIN tags g ON g.tenant = x.tenant AND g.id = x.tag WHERE x.tenant = t.tenant AND x.ticket = t.ticket)";

    // Left joins all: a planner that may begin at the teams reads all their tickets and sorts them, for the first fifty.
    private const string TicketTables =
        """
        FROM tickets t
        LEFT JOIN teams m ON m.tenant = t.tenant AND m.id = t.team
        LEFT JOIN people r ON r.tenant = t.tenant AND r.id = t.requester
        LEFT JOIN people o ON o.tenant = t.tenant AND o.id = t.owner
        LEFT JOIN categories c ON c.tenant = t.tenant AND c.id = t.category
        LEFT JOIN tickets s ON s.tenant = t.tenant AND s.ticket = t.merged_into
        """;

    private static async Task<List<TicketFace>> Read(Session session, Caller caller, Func<List<object?>, string> which, int most)
    {
        var args = new List<object?>();
        var where = $"{caller.Where("t", args)} AND {which(args)}";
        var rows = await session.Query(
            $"""
            SELECT {Columns(session)}
            {TicketTables}
            WHERE {where} ORDER BY t.number DESC LIMIT {most}
            """,
            Ticket, [.. args]);
        if (rows.Count == 0)
        {
            return [];
        }

        var activities = (await Activities(session, caller, rows)).ToLookup(row => row.Ticket, row => row.Face);
        var promisers = await Addresses.Of(session, caller.Tenant, rows.Select(row => row.PromisedBy?.Person));
        var answers = await Intake.TicketAnswers.Of(session, caller.Tenant, rows.Where(row => row.Face.Answered).Select(row => row.Face.Key.Value));
        return rows.ConvertAll(row => row.Face with
        {
            Answers = Own(answers[row.Face.Key.Value], row.Face),
            Activities = [.. activities[row.Face.Key.Value]],
            Promise = row.Face.Promise is { } promise && row.PromisedBy is { } by ? promise with { SetBy = promisers.NameOf(by) } : null,
        });
    }

    private static async Task<List<(long Ticket, ActivityFace Face)>> Activities(Session session, Caller caller, List<(TicketFace Face, Actor? PromisedBy)> tickets)
    {
        var args = new List<object?> { caller.Tenant.Value };
        var byKey = tickets.ToDictionary(row => row.Face.Key.Value, row => row.Face);
        var keys = string.Join(", ", byKey.Keys.Select(key => Next(args, key)));
        return await session.Query(
            $"""
            SELECT a.ticket, a.id, a.due, a.original_due, a.moves, f.at, f.actor, f.kind, f.version, f.body
            FROM activities a JOIN facts f ON f.tenant = a.tenant AND f.ticket = a.ticket AND f.seq = a.id
            WHERE a.tenant = $1 AND a.ticket IN ({keys}) AND a.open ORDER BY a.rank, a.due, a.id
            """,
            row =>
            {
                var ticket = byKey[row.GetInt64(0)];
                return (row.GetInt64(0), ActivityFaces.Read(row, ticket.Number, ticket.Owner ?? ticket.Team));
            },
            [.. args]);
    }

    private static (TicketFace Face, Actor? PromisedBy) Ticket(DbDataReader row)
    {
        var promise = row.LongOrNull(9) is { } at && row.GetString(13) == "open"
            ? new PromiseFace(Instant.FromUnixTimeMilliseconds(at), "", row.TextOrNull(11) is { } outcome ? Enum.Parse<PromiseOutcome>(outcome) : null)
            : null;
        var face = new TicketFace(
            new TicketKey(row.GetInt64(0)), row.GetInt64(1), Enum.Parse<TicketType>(row.GetString(2)), row.TextOrNull(3) ?? "", new StatusCode(row.GetString(4)),
            (Priority)row.GetInt64(5), row.GetString(6), row.TextOrNull(7), row.GetString(8), promise, [], (int)row.GetInt64(12))
        {
            MergedInto = row.LongOrNull(14), Category = row.TextOrNull(15), Impact = (Weight?)row.LongOrNull(16), Urgency = (Weight?)row.LongOrNull(17),
            Tags = row.TextOrNull(18)?.Split('\u001f').Order(StringComparer.Ordinal).ToArray() ?? [],
            Service = row.LongOrNull(19), Answered = row.GetBoolean(20),
        };
        return (face, row.TextOrNull(10) is { } by ? Actor.Parse(by) : null);
    }

    // Two services may ask by the same name: what stands for the ticket's own comes first.
    private static Intake.AnswerRead[] Own(IEnumerable<Intake.AnswerRead> answers, TicketFace face) => [.. answers.OrderByDescending(answer => answer.Service.Value == face.Service).DistinctBy(answer => answer.Field.Key)];

    private static string Next(List<object?> args, object? value)
    {
        args.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"${args.Count}");
    }
}
