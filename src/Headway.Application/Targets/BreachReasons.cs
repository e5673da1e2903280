using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Promises;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Targets;

/// <summary>A missed target whose reason nobody has said yet. <paramref name="Suggested"/> is what the ticket's own story speaks for.</summary>
public sealed record BreachOpen(long Number, string Subject, TargetKind Kind, Instant At, string? Owner, string Suggested);

/// <summary>Why targets were missed: asked once, all together, when there is time for it.</summary>
public sealed class BreachReasons(Database database, AnnotateTicket annotate, DeskRulesCache rules, DeskClock clock)
{
    private static readonly Duration Back = Duration.FromDays(4);
    private const int Most = 40;

    /// <summary>Of the caller's own tickets and of the teams the caller leads; the latest first.</summary>
    public async Task<Outcome<IReadOnlyList<BreachOpen>>> Of(Caller caller, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadTickets) is { } no)
        {
            return no;
        }

        var desk = await rules.Of(caller.Tenant, stop);
        return await database.Read<Outcome<IReadOnlyList<BreachOpen>>>(
            async session =>
            {
                var args = new List<object?>();
                var open = Open(caller, args);
                var rows = await session.Query(
                    $"""
                    SELECT t.number, t.subject, b.kind, b.at, p.name, t.ticket, t.transfers FROM breaches b JOIN tickets t ON t.tenant = b.tenant AND t.ticket = b.ticket
                    LEFT JOIN people p ON p.tenant = b.tenant AND p.id = b.person WHERE {open} ORDER BY b.at DESC LIMIT {Most}
                    """,
                    row => new Missed(
                        row.GetInt64(0), row.TextOrNull(1) ?? "", Enum.Parse<TargetKind>(row.GetString(2)), Instant.FromUnixTimeMilliseconds(row.GetInt64(3)), row.TextOrNull(4),
                        row.GetInt64(5), (int)row.GetInt64(6)),
                    [.. args]);
                var held = await Held(session, caller.Tenant, [.. rows.Select(row => row.Ticket).Distinct()]);
                return rows.ConvertAll(row => new BreachOpen(
                    row.Number, row.Subject, row.Kind, row.At, row.Owner, BreachCause.Suggested(Story(desk, row, held[row.Ticket]))));
            },
            stop);
    }

    /// <summary>How many wait for a reason.</summary>
    public async Task<int> Count(Caller caller, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadTickets) is not null)
        {
            return 0;
        }

        var args = new List<object?>();
        var open = Open(caller, args);
        return (int)(await database.Read(
            session => session.Number($"SELECT count(*) FROM breaches b JOIN tickets t ON t.tenant = b.tenant AND t.ticket = b.ticket WHERE {open}", [.. args]).AsTask(), stop) ?? 0);
    }

    /// <summary>Says why. A code that is not on the list counts as other.</summary>
    public Task<Outcome<Changed>> Say(Caller caller, long number, TargetKind kind, string reason, CancellationToken stop = default) =>
        annotate.Do(new ActOn(caller, number), [new BreachExplained(kind, BreachCause.Codes.Contains(reason) ? reason : BreachCause.Other, null)], stop);

    private string Open(Caller caller, List<object?> args)
    {
        args.Add((clock.Now(caller.Tenant) - Back).ToUnixTimeMilliseconds());
        args.Add(caller.Person.Value);
        var scope = caller.Where("t", args);
        var leads = caller.Leads.Count == 0 ? "" : $" OR b.team IN ({string.Join(", ", caller.Leads.Select(team => Put(args, team.Value)))})";
        return $"b.at >= $1 AND b.reason IS NULL AND {scope} AND (b.person = $2{leads})";
    }

    // The situations of all these tickets in one look: who held them how long.
    private static async Task<ILookup<long, Span>> Held(Session session, TenantId tenant, IReadOnlyList<long> tickets)
    {
        if (tickets.Count == 0)
        {
            return Array.Empty<Span>().ToLookup(_ => 0L);
        }

        var args = new List<object?> { tenant.Value };
        var list = string.Join(", ", tickets.Select(ticket => Put(args, ticket)));
        var spans = await session.Query(
            $"SELECT ticket, held_by, opened, closed, team FROM activities WHERE tenant = $1 AND ticket IN ({list}) AND base",
            row => (Ticket: row.GetInt64(0), Span: new Span(
                Enum.Parse<HeldBy>(row.GetString(1)), Instant.FromUnixTimeMilliseconds(row.GetInt64(2)), row.LongOrNull(3) is { } closed ? Instant.FromUnixTimeMilliseconds(closed) : null,
                new TeamId(row.GetInt64(4)))),
            [.. args]);
        return spans.ToLookup(row => row.Ticket, row => row.Span);
    }

    private static BreachStory Story(DeskRules desk, Missed missed, IEnumerable<Span> spans)
    {
        var (us, customer, third, steps) = (WorkingTime.Zero, WorkingTime.Zero, WorkingTime.Zero, 0);
        foreach (var span in spans.Where(span => span.Opened < missed.At && desk.Teams.ContainsKey(span.Team)))
        {
            steps++;
            var took = desk.CalendarOf(span.Team).Between(span.Opened, Instant.Min(span.Closed ?? missed.At, missed.At));
            (us, customer, third) = span.HeldBy switch
            {
                HeldBy.Customer => (us, customer + took, third),
                HeldBy.ThirdParty => (us, customer, third + took),
                _ => (us + took, customer, third),
            };
        }

        return new BreachStory(us, customer, third, missed.Transfers, steps);
    }

    private static string Put(List<object?> args, long value)
    {
        args.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"${args.Count}");
    }

    private sealed record Missed(long Number, string Subject, TargetKind Kind, Instant At, string? Owner, long Ticket, int Transfers);

    private sealed record Span(HeldBy HeldBy, Instant Opened, Instant? Closed, TeamId Team);
}
