using Headway.Domain;
using Headway.Domain.Tickets;

namespace Headway.Application.Storage;

/// <summary>How the ratings of a folded ticket lie in their table.</summary>
internal static class FeedbackRows
{
    public static readonly Columns Feedback = new(
        "feedback", ["tenant", "ticket", "asked"], ["tenant", "ticket", "asked", "asked_at", "team", "score", "text", "low", "said_at"]);

    public static IEnumerable<object?[]> Rows(TenantId tenant, TicketState state) => state.Ratings.Select(rating => new object?[]
    {
        tenant.Value, state.Key.Value, (long)rating.Seq, rating.AskedAt.ToUnixTimeMilliseconds(), rating.Team.Value, rating.Score is { } score ? (long)score : null, rating.Text?.Value,
        rating.Low ? 1L : 0L, rating.SaidAt?.ToUnixTimeMilliseconds(),
    });

    /// <summary>Brings the rows to what the ticket has come to; only a touch that was taken back takes one away.</summary>
    public static async ValueTask Write(Session session, TenantId tenant, TicketState before, TicketState after)
    {
        if (before.Ratings == after.Ratings)
        {
            return;
        }

        foreach (var gone in before.Ratings.Where(was => !after.Ratings.Exists(rating => rating.Seq == was.Seq)))
        {
            await session.Do("DELETE FROM feedback WHERE tenant = $1 AND ticket = $2 AND asked = $3", tenant.Value, after.Key.Value, (long)gone.Seq);
        }

        foreach (var row in Rows(tenant, after))
        {
            await session.Do(Feedback.Upsert, row);
        }
    }
}
