using System.Data.Common;
using System.Globalization;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Ledger;
using NodaTime;

namespace Headway.Application.Approvals;

/// <summary>Somebody in an approval: name, and the address where it is known.</summary>
public sealed record ApprovalPerson(PersonId Id, string Name, string? Email);

/// <summary>
/// An approval with all that whoever is asked may read: the question, who asks, for whom, the ticket's subject, by when, and what
/// became of it. Nothing else of the ticket.
/// </summary>
public sealed record ApprovalRead(TicketKey Ticket, long Number, int Activity, string Subject, string Requester, ApprovalPerson Approver, ApprovalPerson? Substitute)
{
    /// <summary>Who asked; null for somebody who was erased, or a rule.</summary>
    public string? AskedBy { get; init; }

    /// <summary>Null once it was erased.</summary>
    public string? Question { get; init; }

    public Instant AskedAt { get; init; }

    public Instant Due { get; init; }

    public Instant? SubstituteAskedAt { get; init; }

    public Instant? LapsedAt { get; init; }

    /// <summary>Null while nobody has decided.</summary>
    public bool? Approved { get; init; }

    public string? DecidedBy { get; init; }

    public Instant? DecidedAt { get; init; }

    public string? Reason { get; init; }

    public string? WithdrawnBy { get; init; }

    public Instant? WithdrawnAt { get; init; }

    public bool IsOpen => Approved is null && WithdrawnAt is null;

    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Number}-{Activity}");

    public bool IsAsked(PersonId person) => person == Approver.Id || (person == Substitute?.Id && SubstituteAskedAt is not null);
}

/// <summary>Reads approvals with their words; the caller says which, and why the reader may.</summary>
internal static class ApprovalQuery
{
    private const string Select =
        """
        SELECT a.ticket, t.number, a.activity, t.subject, r.name, p.id, p.name, p.email, s.id, s.name, s.email, q.body, a.asked_at, a.due, a.substitute_at, a.lapsed_at, a.decision,
          a.decided_at, why.body, a.withdrawn_at, a.asked_by, a.decided_by, a.withdrawn_by
        FROM approvals a JOIN tickets t ON t.tenant = a.tenant AND t.ticket = a.ticket JOIN people r ON r.tenant = t.tenant AND r.id = t.requester
        JOIN people p ON p.tenant = a.tenant AND p.id = a.approver LEFT JOIN people s ON s.tenant = a.tenant AND s.id = a.substitute
        LEFT JOIN texts q ON q.tenant = a.tenant AND q.id = a.question LEFT JOIN texts why ON why.tenant = a.tenant AND why.id = a.reason
        """;

    /// <summary>Those that the condition names, over <c>a</c> (approvals) and <c>t</c> (tickets); it begins with the tenant.</summary>
    public static async Task<IReadOnlyList<ApprovalRead>> Read(Session session, TenantId tenant, string where, params object?[] args)
    {
        var rows = await session.Query($"{Select} WHERE {where}", row => (Read: Row(row), Asked: Person(row.GetString(20)), Decided: Person(row.TextOrNull(21)), Withdrawn: Person(row.TextOrNull(22))), args);
        var ids = rows.SelectMany(row => new[] { row.Asked, row.Decided, row.Withdrawn }).OfType<long>().Distinct().ToList();
        if (ids.Count == 0)
        {
            return [.. rows.Select(row => row.Read)];
        }

        var list = string.Join(", ", ids.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"${i + 2}")));
        var names = (await session.Query(
            $"SELECT id, name FROM people WHERE tenant = $1 AND id IN ({list})", row => (Id: row.GetInt64(0), Name: row.GetString(1)), [tenant.Value, .. ids.Cast<object?>()])).ToDictionary(one => one.Id, one => one.Name);
        return
        [
            .. rows.Select(row => row.Read with
            {
                AskedBy = Named(row.Asked), DecidedBy = Named(row.Decided), WithdrawnBy = Named(row.Withdrawn),
            }),
        ];

        string? Named(long? person) => person is { } id ? names.GetValueOrDefault(id) : null;
    }

    private static ApprovalRead Row(DbDataReader row) => new(
        new TicketKey(row.GetInt64(0)), row.GetInt64(1), (int)row.GetInt64(2), row.TextOrNull(3) ?? "", row.GetString(4),
        new ApprovalPerson(new PersonId(row.GetInt64(5)), row.GetString(6), row.TextOrNull(7)),
        row.LongOrNull(8) is { } second ? new ApprovalPerson(new PersonId(second), row.TextOrNull(9) ?? "", row.TextOrNull(10)) : null)
    {
        Question = row.TextOrNull(11),
        AskedAt = Instant.FromUnixTimeMilliseconds(row.GetInt64(12)),
        Due = Instant.FromUnixTimeMilliseconds(row.GetInt64(13)),
        SubstituteAskedAt = At(row.LongOrNull(14)),
        LapsedAt = At(row.LongOrNull(15)),
        Approved = row.TextOrNull(16) switch { "approved" => true, "declined" => false, _ => null },
        DecidedAt = At(row.LongOrNull(17)),
        Reason = row.TextOrNull(18),
        WithdrawnAt = At(row.LongOrNull(19)),
    };

    private static long? Person(string? actor) => actor is null ? null : Actor.Parse(actor).Person?.Value;

    private static Instant? At(long? milliseconds) => milliseconds is { } known ? Instant.FromUnixTimeMilliseconds(known) : null;
}
