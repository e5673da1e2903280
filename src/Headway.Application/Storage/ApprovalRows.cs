using Headway.Domain;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Storage;

/// <summary>How the approvals of a folded ticket lie in their table.</summary>
internal static class ApprovalRows
{
    public static readonly Columns Approvals = new(
        "approvals",
        ["tenant", "ticket", "activity"],
        [
            "tenant", "ticket", "activity", "approver", "substitute", "question", "asked_by", "asked_at", "due", "substitute_at", "lapsed_at", "decision", "decided_by", "decided_at",
            "reason", "withdrawn_by", "withdrawn_at",
        ]);

    public static IEnumerable<object?[]> Rows(TenantId tenant, TicketState state) => state.Approvals.Select(approval => new object?[]
    {
        tenant.Value, state.Key.Value, (long)approval.Activity, approval.Approver.Value, approval.Substitute?.Value, approval.Question?.Value, approval.AskedBy.ToString(),
        Ms(approval.AskedAt), Ms(approval.Due), Ms(approval.SubstituteAskedAt), Ms(approval.LapsedAt),
        approval.Approved switch { true => "approved", false => "declined", null => null }, approval.DecidedBy?.ToString(), Ms(approval.DecidedAt), approval.Reason?.Value,
        approval.WithdrawnBy?.ToString(), Ms(approval.WithdrawnAt),
    });

    /// <summary>Brings the rows to what the ticket has come to; only a touch that was taken back takes one away.</summary>
    public static async ValueTask Write(Session session, TenantId tenant, TicketState before, TicketState after)
    {
        if (before.Approvals == after.Approvals)
        {
            return;
        }

        foreach (var gone in before.Approvals.Where(was => !after.Approvals.Exists(approval => approval.Activity == was.Activity)))
        {
            await session.Do("DELETE FROM approvals WHERE tenant = $1 AND ticket = $2 AND activity = $3", tenant.Value, after.Key.Value, (long)gone.Activity);
        }

        foreach (var row in Rows(tenant, after))
        {
            await session.Do(Approvals.Upsert, row);
        }
    }

    private static long Ms(Instant at) => at.ToUnixTimeMilliseconds();

    private static long? Ms(Instant? at) => at?.ToUnixTimeMilliseconds();
}
