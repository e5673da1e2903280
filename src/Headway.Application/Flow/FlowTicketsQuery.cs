using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;

namespace Headway.Application.Flow;

/// <summary>The counter-measures that stand beside Progression SLA from the first day: straight-off, failure, promises, hollow touches.</summary>
internal static class FlowTicketsQuery
{
    public static async Task<FlowTickets> Read(Session session, TenantId tenant, FlowScope scope)
    {
        var (from, to) = (scope.From.ToUnixTimeMilliseconds(), scope.To.ToUnixTimeMilliseconds());
        var team = scope.Team is { } one ? $" AND team = {one.Value}" : "";
        var ended = await session.Query(
            $"""
            SELECT count(*), sum(CASE WHEN first_reply_at IS NOT NULL AND first_reply_at = resolved_at THEN 1 ELSE 0 END),
                   sum(CASE WHEN reopenings > 0 OR close_code IN ('NoContact', 'Cancelled') THEN 1 ELSE 0 END)
            FROM tickets WHERE tenant = $1 AND resolved_at >= $2 AND resolved_at < $3{team}
            """,
            row => (All: Count(row, 0), StraightOff: Count(row, 1), Failed: Count(row, 2)), tenant.Value, from, to);
        var silent = await session.Number(
            $"SELECT count(*) FROM tickets WHERE tenant = $1 AND closed_at >= $2 AND closed_at < $3 AND resolved_at IS NULL{team}", tenant.Value, from, to);
        var promises = await session.Query(
            $"SELECT sum(promises_kept), sum(promises_missed), sum(promises_renewed) FROM tickets WHERE tenant = $1 AND changed >= $2 AND opened < $3{team}",
            row => (Kept: Count(row, 0), Missed: Count(row, 1), Renewed: Count(row, 2)), tenant.Value, from, to);
        var predicted = await session.Query(
            $"SELECT count(*), sum(CASE WHEN proposed = chosen THEN 1 ELSE 0 END) FROM predictions WHERE tenant = $1 AND at >= $2 AND at < $3{team}",
            row => (All: Count(row, 0), Accepted: Count(row, 1)), tenant.Value, from, to);
        var (steps, hollow) = await Hollow(session, tenant, from, to, team);
        return new FlowTickets(
            ended[0].All + (int)(silent ?? 0), ended[0].StraightOff, ended[0].Failed + (int)(silent ?? 0), promises[0].Kept, promises[0].Missed, promises[0].Renewed,
            steps, hollow, predicted[0].All, predicted[0].Accepted);
    }

    // Progressions of the tickets opened in the period, in their order: the third in a row that moves nothing is hollow.
    private static async Task<(int Steps, int Hollow)> Hollow(Session session, TenantId tenant, long from, long to, string team)
    {
        var rows = await session.Query(
            $"""
            SELECT f.ticket, f.body FROM facts f JOIN tickets t ON t.tenant = f.tenant AND t.ticket = f.ticket
            WHERE f.tenant = $1 AND t.tenant = $1 AND t.opened >= $2 AND t.opened < $3{team.Replace(" team", " t.team", StringComparison.Ordinal)}
              AND f.kind = 'progressed' AND f.actor LIKE 'staff:%' ORDER BY f.ticket, f.seq
            """,
            row => (Ticket: row.GetInt64(0), Body: row.GetString(1)), tenant.Value, from, to);
        var hollow = 0;
        foreach (var ticket in rows.GroupBy(row => row.Ticket))
        {
            hollow += HollowTouch.Count([.. ticket.Select(row => Step(row.Body))]);
        }

        return (rows.Count, hollow);
    }

    private static ProgressionStep Step(string body)
    {
        using var json = System.Text.Json.JsonDocument.Parse(body);
        var status = new StatusCode(json.RootElement.GetProperty("situation").GetString()!);
        return new ProgressionStep(status, json.RootElement.GetProperty("customerVisible").GetBoolean(), status == StatusCode.CustomerSilent);
    }

    private static int Count(System.Data.Common.DbDataReader row, int column) =>
        row.IsDBNull(column) ? 0 : Convert.ToInt32(row.GetValue(column), System.Globalization.CultureInfo.InvariantCulture);
}
