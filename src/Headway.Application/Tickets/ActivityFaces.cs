using System.Data.Common;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Tickets;

/// <summary>Open activities from their rows and the facts that opened them, which know why they are due when they are.</summary>
internal static class ActivityFaces
{
    /// <summary>Reads from a column on: ticket, id, due, original due, moves; then the opening fact's at, actor, kind, version, body.</summary>
    public static ActivityFace Read(DbDataReader row, long number, string responsible, int from = 0)
    {
        var seq = (int)row.GetInt64(from + 1);
        var stored = new StoredFact(seq, row.GetInt64(from + 5), row.GetString(from + 6), row.GetString(from + 7), (int)row.GetInt64(from + 8), row.GetString(from + 9));
        var meaning = TicketCodec.Instance.Read(stored).Fact as ActivityOpened
            ?? throw new InvalidOperationException($"Fact {seq} of ticket {number} opened no activity, and an activity goes by it.");
        var activity = new Activity
        {
            Seq = seq,
            Meaning = meaning,
            Opened = At(stored.At),
            OriginalDue = At(row.GetInt64(from + 3)),
            Due = At(row.GetInt64(from + 2)),
            Team = meaning.Team,
            Moves = (int)row.GetInt64(from + 4),
        };
        return new ActivityFace(
            number, seq, meaning.Type.Code(), meaning.Status, activity.Opened, activity.OriginalDue, activity.Due, meaning.Rank, meaning.HighPriority, responsible,
            DueExplanation.Of(activity).Line());
    }

    private static Instant At(long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds);
}
