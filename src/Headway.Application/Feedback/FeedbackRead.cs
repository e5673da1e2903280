using System.Data.Common;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Feedback;

/// <summary>An asking and what was said to it; <paramref name="Asked"/> is its place in the ledger.</summary>
public sealed record FeedbackRead(TicketKey Ticket, long Number, int Asked, string Subject, Instant AskedAt, PersonId Requester)
{
    /// <summary>0 to 10; null while nothing was said.</summary>
    public int? Score { get; init; }

    /// <summary>Null for none, and once they were erased.</summary>
    public string? Words { get; init; }

    internal TextId? Text { get; init; }

    /// <summary>Somebody had to take it up.</summary>
    public bool Low { get; init; }

    /// <summary>When what stands was said.</summary>
    public Instant? SaidAt { get; init; }

    /// <summary>Until when it may be said, and said otherwise.</summary>
    public Instant Until => AskedAt + Rating.Window;
}

/// <summary>Reads askings; the caller says which, and why the reader may.</summary>
internal static class FeedbackQuery
{
    /// <summary>Those that the condition names, over <c>f</c> (feedback) and <c>t</c> (tickets).</summary>
    public static ValueTask<List<FeedbackRead>> Read(Session session, string where, params object?[] args) => session.Query(
        $"""
        SELECT f.ticket, t.number, f.asked, t.subject, f.asked_at, t.requester, f.score, f.text, x.body, f.low, f.said_at
        FROM feedback f JOIN tickets t ON t.tenant = f.tenant AND t.ticket = f.ticket LEFT JOIN texts x ON x.tenant = f.tenant AND x.id = f.text AND NOT x.withdrawn
        WHERE {where}
        """,
        Row, args);

    private static FeedbackRead Row(DbDataReader row) => new(
        new TicketKey(row.GetInt64(0)), row.GetInt64(1), (int)row.GetInt64(2), row.TextOrNull(3) ?? "", Instant.FromUnixTimeMilliseconds(row.GetInt64(4)), new PersonId(row.GetInt64(5)))
    {
        Score = (int?)row.LongOrNull(6),
        Text = row.LongOrNull(7) is { } text ? new TextId(text) : null,
        Words = row.TextOrNull(8),
        Low = row.GetInt64(9) == 1,
        SaidAt = row.LongOrNull(10) is { } at ? Instant.FromUnixTimeMilliseconds(at) : null,
    };
}
