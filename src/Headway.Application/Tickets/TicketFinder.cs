using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Statuses;
using NodaTime;

namespace Headway.Application.Tickets;

/// <summary>What is looked for. Words search subjects and messages, a number is a ticket; the rest narrows. Waiting: what the system follows up by itself.</summary>
public sealed record TicketFilter(
    string? Words = null, string? State = null, string? Status = null, long? Team = null, int? Priority = null, long? Requester = null, string? Tag = null,
    string? Scope = null, bool Waiting = false, long? Service = null)
{
    /// <summary>The category's name in either language.</summary>
    public string? Category { get; init; }

    /// <summary>What fields of forms hold: <c>key=value</c> each, all of them.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];
}

/// <summary>A ticket that was found. The snippet marks found words with U+0001 and U+0002.</summary>
public sealed record TicketFound(
    long Number, string Subject, string Snippet, string Status, string Requester, string Team, Instant Changed, Instant? Due)
{
    public int Priority { get; init; }

    public string? Owner { get; init; }

    public string Type { get; init; } = "";

    public Instant Opened { get; init; }

    public string? Organisation { get; init; }

    public string? Service { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>In the reader's language.</summary>
    public string? Category { get; init; }

    /// <summary>Null while nobody has said.</summary>
    public Weight? Impact { get; init; }

    public Weight? Urgency { get; init; }

    /// <summary>How many minutes were noted on it, by everybody together.</summary>
    public int Minutes { get; init; }

    /// <summary>What was answered to its forms.</summary>
    public IReadOnlyList<Intake.AnswerRead> Answers { get; init; } = [];

    internal long Key { get; init; }

    internal long? ServiceId { get; init; }
}

/// <summary>
/// <paramref name="Total"/> is how many there are, at most <see cref="TicketFinder.Most"/> for words; <paramref name="ByState"/> how
/// many there would be of each state, whichever was asked for.
/// </summary>
public sealed record TicketsFound(IReadOnlyList<TicketFound> Hits, int Total, IReadOnlyDictionary<string, int> ByState, Instant Now);

/// <summary>Finds tickets through what the caller may see, before anything is counted.</summary>
public sealed class TicketFinder(Database database, TicketSearch search, DeskClock clock, ListCounts counts)
{
    public const int Most = 400;

    private const int Portion = 500;

    private static readonly string[] States = ["open", "resolved", "closed"];

    public async Task<Outcome<TicketsFound>> Find(Caller caller, TicketFilter filter, int take, int skip, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadTickets) is { } no)
        {
            return no;
        }

        filter = SearchTerms.Read(filter);
        var now = clock.Now(caller.Tenant);
        var found = await Hits(caller, filter.Words, stop);
        return await database.Read<Outcome<TicketsFound>>(
            async session =>
            {
                var byState = await Counts(session, caller, filter with { State = null }, found);
                var args = new List<object?>();
                var where = caller.Where("t", args) + Narrow(caller, filter, found, args);
                // Which tickets is found first: what a row says beside that is read for those of the page alone.
                string Order(string of) => $"{(filter.State is { Length: > 0 } ? "" : $"CASE {of}.state WHEN 'open' THEN 0 ELSE 1 END, ")}{of}.changed DESC, {of}.ticket DESC";
                var page = $"SELECT t.* FROM tickets t WHERE {where} ORDER BY {Order("t")} LIMIT {take} OFFSET {skip}";
                var rows = await Rows(session, caller, page, Order("p"), args);
                var hits = new List<TicketFound>();
                foreach (var ticket in rows)
                {
                    var text = found?.GetValueOrDefault(ticket.Key);
                    var body = text is { } id ? await session.Text("SELECT body FROM texts WHERE tenant = $1 AND id = $2", caller.Tenant.Value, id) : null;
                    hits.Add(ticket with { Snippet = Snippets.Of(body, filter.Words) });
                }

                return new TicketsFound(hits, filter.State is { Length: > 0 } state ? byState.GetValueOrDefault(state) : byState.Values.Sum(), byState, now);
            },
            stop);
    }

    /// <summary>
    /// All that fit, newest first, in portions that are read one after the other: whoever takes them slowly holds no reading open. A ticket
    /// that ends meanwhile is in it once or not at all.
    /// </summary>
    public async Task<Refusal?> Each(Caller caller, TicketFilter filter, Func<IReadOnlyList<TicketFound>, Task> take, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadTickets) is { } no)
        {
            return no;
        }

        filter = SearchTerms.Read(filter);
        var found = await Hits(caller, filter.Words, stop);
        for (var before = long.MaxValue; ;)
        {
            var rows = await database.Read(
                session =>
                {
                    var args = new List<object?>();
                    var where = caller.Where("t", args) + Narrow(caller, filter, found, args);
                    args.Add(before);
                    return Rows(session, caller, $"SELECT t.* FROM tickets t WHERE {where} AND t.number < ${args.Count} ORDER BY t.number DESC LIMIT {Portion}", "p.number DESC", args);
                },
                stop);
            if (rows.Count > 0)
            {
                await take(rows);
            }

            if (rows.Count < Portion)
            {
                return null;
            }

            before = rows[^1].Number;
        }
    }

    // What a row says beside its ticket, for the tickets of a page alone.
    private static async Task<List<TicketFound>> Rows(Session session, Caller caller, string page, string order, IReadOnlyList<object?> args)
    {
        var rows = await session.Query(
            $"""
            SELECT p.ticket, p.number, p.subject, p.status, r.name, g.name, p.changed,
                   (SELECT a.due FROM activities a WHERE a.tenant = p.tenant AND a.ticket = p.ticket AND a.open ORDER BY a.rank, a.due LIMIT 1), p.priority, o.name,
                   p.type, p.opened, z.name, {Services.ServiceWords.Name(caller, "s")}, {Services.ServiceWords.Name(caller, "k")}, p.impact, p.urgency, p.service, p.minutes
            FROM ({page}) AS p JOIN people r ON r.tenant = p.tenant AND r.id = p.requester JOIN teams g ON g.tenant = p.tenant AND g.id = p.team
            LEFT JOIN people o ON o.tenant = p.tenant AND o.id = p.owner LEFT JOIN organisations z ON z.tenant = r.tenant AND z.id = r.organisation
            LEFT JOIN services s ON s.tenant = p.tenant AND s.id = p.service LEFT JOIN categories k ON k.tenant = p.tenant AND k.id = p.category ORDER BY {order}
            """,
            row => new TicketFound(
                row.GetInt64(1), row.TextOrNull(2) ?? "", "", row.GetString(3), row.GetString(4), row.GetString(5), Instant.FromUnixTimeMilliseconds(row.GetInt64(6)),
                row.LongOrNull(7) is { } at ? Instant.FromUnixTimeMilliseconds(at) : null)
            {
                Key = row.GetInt64(0), Priority = (int)row.GetInt64(8), Owner = row.TextOrNull(9), Type = row.GetString(10), Opened = Instant.FromUnixTimeMilliseconds(row.GetInt64(11)),
                Organisation = row.TextOrNull(12), Service = row.TextOrNull(13), Category = row.TextOrNull(14), Impact = (Weight?)row.LongOrNull(15), Urgency = (Weight?)row.LongOrNull(16), ServiceId = row.LongOrNull(17), Minutes = (int)row.GetInt64(18),
            },
            [.. args]);
        if (rows.Count == 0)
        {
            return rows;
        }

        var keys = string.Join(", ", rows.Select(row => row.Key.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var tags = (await session.Query(
            $"SELECT x.ticket, n.name FROM ticket_tags x JOIN tags n ON n.tenant = x.tenant AND n.id = x.tag WHERE x.tenant = $1 AND x.ticket IN ({keys}) ORDER BY n.name",
            row => (Ticket: row.GetInt64(0), Name: row.GetString(1)), caller.Tenant.Value)).ToLookup(tag => tag.Ticket, tag => tag.Name);
        var answers = await Intake.TicketAnswers.Of(session, caller.Tenant, rows.Select(row => row.Key));
        return rows.ConvertAll(row => row with { Tags = [.. tags[row.Key]], Answers = [.. answers[row.Key].OrderByDescending(answer => answer.Service.Value == row.ServiceId)] });
    }

    private async Task<Dictionary<string, int>> Counts(Session session, Caller caller, TicketFilter filter, Dictionary<long, long?>? found)
    {
        var args = new List<object?>();
        var where = caller.Where("t", args) + Narrow(caller, filter, found, args);
        var all = new Dictionary<string, int>();
        foreach (var state in States)
        {
            all[state] = (await counts.Of(session, [$"SELECT 0 AS late FROM tickets t WHERE {where} AND t.state = '{state}'"], args, args.Count)).All;
        }

        return all;
    }

    // The tickets that the words found, with the text that was the reason (0 for a number); null when no words were given.
    private async Task<Dictionary<long, long?>?> Hits(Caller caller, string? words, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(words))
        {
            return null;
        }

        var hits = await search.Find(caller.Tenant, words, new SearchSight.Staff([.. caller.HiddenTeams]), Most, stop);
        var found = hits.ToDictionary(hit => hit.Ticket.Value, hit => (long?)hit.Text.Value);
        if (long.TryParse(words.Trim().TrimStart('#'), out var number) && await TicketLookup.Find(database, caller, number, stop) is { } key)
        {
            found.TryAdd(key.Value, null);
        }

        return found;
    }

    private static string Narrow(Caller caller, TicketFilter filter, Dictionary<long, long?>? found, List<object?> args)
    {
        var where = "";
        where += filter.State is { Length: > 0 } state ? $" AND t.state = {(States.Contains(state) ? $"'{state}'" : Next(state))}" : "";
        And("t.status", filter.Status);
        And("t.team", filter.Team);
        And("t.priority", (long?)filter.Priority);
        And("t.requester", filter.Requester);
        And("t.service", filter.Service);
        where += SearchTerms.Narrow(filter, Next);
        foreach (var asked in filter.Fields)
        {
            where += " AND " + Intake.AnswerCondition.Sql(asked, Next);
        }

        if (filter.Scope == "mine")
        {
            And("t.owner", caller.Person.Value);
        }
        else if (filter.Scope == "nobody")
        {
            where += " AND t.owner IS NULL";
        }
        else if (filter.Scope == "team" && caller.Teams.Count > 0)
        {
            where += $" AND t.team IN ({string.Join(", ", caller.Teams.OrderBy(team => team.Value).Select(team => Next(team.Value)))})";
        }

        if (filter.Waiting)
        {
            where += " AND t.status IN ('AWAIT_CUSTOMER', 'CUST_TESTING') AND t.state = 'open'";
        }

        return found is null ? where : found.Count == 0 ? where + " AND 1 = 0" : where + $" AND t.ticket IN ({string.Join(", ", found.Keys.Select(key => Next(key)))})";

        void And(string column, object? value)
        {
            if (value is not (null or ""))
            {
                where += $" AND {column} = {Next(value)}";
            }
        }

        string Next(object value)
        {
            args.Add(value);
            return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"${args.Count}");
        }
    }
}
