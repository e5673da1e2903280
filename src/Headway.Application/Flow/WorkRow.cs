using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Flow;
using Headway.Domain.Ledger;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Flow;

/// <summary>Somebody has it in hand, until it goes back by itself.</summary>
public sealed record InHand(PersonId Person, string Name, Instant Until);

/// <summary>An activity of the list with everything a row says. Instants are exact; words are the page's.</summary>
public sealed record WorkRow(
    long Number, int Seq, StatusCode Status, string Type, string Subject, string Requester, bool Vip, Priority Priority, Instant Opened, Instant OriginalDue,
    Instant Due, int Attempt, bool HighPriority, int Rank, bool MajorIncident, TeamId Team, PersonId? Owner, string? OwnerName, long TicketKey, HeldBy HeldBy)
{
    public string ActivityId => string.Create(CultureInfo.InvariantCulture, $"{Number}-{Seq}");

    public PersonId? TicketOwner { get; init; }

    public bool OpenToTeam { get; init; }

    /// <summary>Who of support moved it on last; read in perfect mode.</summary>
    public PersonId? LastHandler { get; init; }

    public string? LastHandlerName { get; init; }

    public InHand? Hand { get; init; }

    /// <summary>The live progression point, 1 to 6; read in basic mode.</summary>
    public int? Point { get; init; }

    /// <summary>Why it is in this list; null in a team's whole list.</summary>
    public WhyShown? Why { get; init; }

    /// <summary>The queue it belongs to, in perfect mode.</summary>
    public string? Queue { get; init; }

    /// <summary>Set on what is only offered: a colleague's work.</summary>
    public CoverReason? Cover { get; init; }

    /// <summary>The low score that brought it about or forward, with the customer's words; null for none.</summary>
    public (int Score, string? Words)? Rated { get; init; }

    public bool IsOverdue(Instant now) => !Activity.IsOnTime(now, Due);

    public WorkItem Item => new(new TicketKey(TicketKey), Seq, Status, Team, Owner, Priority, Rank, HighPriority, MajorIncident, Opened, Due, Point, TicketOwner, OpenToTeam)
    {
        LastHandler = LastHandler,
    };

    /// <summary>Its columns; <c>a</c>, <c>t</c>, <c>r</c> and <c>h</c> are what <see cref="Joins"/> and the list's own tables call them.</summary>
    /// <param name="handlers">Whether the last handler is wanted.</param>
    /// <param name="points">Whether what basic mode needs is wanted: the target of a new ticket, and whether the team has worked on it.</param>
    internal static string Columns(bool handlers, bool points) =>
        $"""
        t.number, a.id, a.status, a.type, t.subject, r.name, r.vip, a.priority, a.opened, a.original_due, a.due, a.attempt, a.high_priority, a.rank, a.major,
               a.team, a.owner, {NameOf("a.owner")} AS owner_name, a.ticket, a.held_by, t.owner AS ticket_owner, {Everybodys} AS everybodys, h.person AS hand, h.until AS hand_until, {NameOf("h.person")} AS hand_name,
               {(handlers ? Touched("f.actor", "AND f.actor LIKE 'staff:%'") : "NULL")} AS handler,
               {(points ? "CASE WHEN a.base THEN (SELECT n.body FROM facts n WHERE n.tenant = a.tenant AND n.ticket = a.ticket AND n.seq = a.id) END" : "NULL")} AS opening,
               {(points ? Touched("f.seq", "AND f.actor LIKE 'staff:%' AND f.seq > a.id") : "NULL")} AS worked, t.service
        """;

    /// <param name="now">The argument that holds the present instant.</param>
    internal static string Joins(string now) =>
        $"LEFT JOIN claims h ON h.tenant = a.tenant AND h.ticket = a.ticket AND h.activity = a.id AND h.until > {now}";

    // Looked up for the rows that are shown: joined, PostgreSQL may read all people into a hash first.
    private static string NameOf(string person) => $"(SELECT n.name FROM people n WHERE n.tenant = a.tenant AND n.id = {person})";

    private const string Everybodys =
        "(a.status = 'CHASED' AND EXISTS (SELECT 1 FROM chases e WHERE e.tenant = a.tenant AND e.ticket = a.ticket AND e.id = a.id AND e.open_to_team))";

    // The newest progress on the ticket.
    private static string Touched(string what, string where) =>
        $"(SELECT {what} FROM facts f WHERE f.tenant = a.tenant AND f.ticket = a.ticket AND f.kind = 'progressed' {where} ORDER BY f.seq DESC LIMIT 1)";

    internal static WorkRow Read(DbDataReader row, DeskRules desk, Instant now)
    {
        var (team, status, due, priority) = (new TeamId(row.GetInt64(15)), new StatusCode(row.GetString(2)), At(row.GetInt64(10)), (Priority)row.GetInt64(7));
        return new WorkRow(
            row.GetInt64(0), (int)row.GetInt64(1), status, row.GetString(3), row.TextOrNull(4) ?? "", row.GetString(5), row.GetBoolean(6), priority, At(row.GetInt64(8)),
            At(row.GetInt64(9)), due, (int)row.GetInt64(11), row.GetBoolean(12), (int)row.GetInt64(13), row.GetBoolean(14), team, Person(row.LongOrNull(16)), row.TextOrNull(17),
            row.GetInt64(18), Enum.Parse<HeldBy>(row.GetString(19)))
        {
            TicketOwner = Person(row.LongOrNull(20)),
            OpenToTeam = row.GetBoolean(21),
            Hand = row.LongOrNull(22) is { } holder ? new InHand(new PersonId(holder), row.TextOrNull(24) ?? "?", At(row.GetInt64(23))) : null,
            LastHandler = row.TextOrNull(25) is { } actor ? Actor.Parse(actor).Person : null,
            Point = PointOf(row, desk, now),
        };
    }

    // What the response target was when the ticket was opened, and whether it came along from elsewhere, is kept in the opening fact.
    private static int? PointOf(DbDataReader row, DeskRules desk, Instant now)
    {
        var (target, rule) = (WorkingTime.Zero, "");
        if (row.TextOrNull(26) is { } body)
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.TryGetProperty("basis", out var basis))
            {
                target = basis.TryGetProperty("thresholdMs", out var length) ? WorkingTime.FromHours(length.GetInt64() / 3_600_000d) : WorkingTime.Zero;
                rule = basis.TryGetProperty("rule", out var named) ? named.GetString() ?? "" : "";
            }
        }

        var (team, priority) = (new TeamId(row.GetInt64(15)), (Priority)row.GetInt64(7));
        var service = row.LongOrNull(28) is { } known ? (ServiceId?)new ServiceId(known) : null;
        return ProgressionPoints.Of(
            new StatusCode(row.GetString(2)), At(row.GetInt64(10)), target, rule, !row.IsDBNull(27), () => desk.CalendarFor(team, service, priority).Calendar, now);
    }

    private static PersonId? Person(long? id) => id is { } person ? new PersonId(person) : null;

    private static Instant At(long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds);
}
