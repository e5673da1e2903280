using Headway.Application.Access;
using Headway.Application.Storage;

namespace Headway.Application.Flow;

/// <summary>Why tickets came back to the desk, and how often the receiver kept them and sent only the lesson.</summary>
public sealed record ReturnReason(string Reason, int Returned, int Kept);

/// <summary>Returns and kept lessons of the period by reason, the most frequent first.</summary>
internal static class ReturnReasons
{
    public static async ValueTask<IReadOnlyList<ReturnReason>> Read(Session session, Caller caller, FlowScope scope)
    {
        var args = new List<object?> { caller.Tenant.Value, scope.From.ToUnixTimeMilliseconds(), scope.To.ToUnixTimeMilliseconds() };
        var where = FlowReach.Where(caller, scope.Team, "l.from_team", args) + FlowReach.Narrowed(scope, "l", args);
        return [.. (await session.Query(
            $"""
            SELECT l.reason, sum(CASE WHEN l.kept THEN 0 ELSE 1 END), sum(CASE WHEN l.kept THEN 1 ELSE 0 END) FROM lessons l
            WHERE l.tenant = $1 AND l.at >= $2 AND l.at < $3{where} GROUP BY l.reason
            """,
            row => new ReturnReason(row.GetString(0), Convert.ToInt32(row.GetValue(1), System.Globalization.CultureInfo.InvariantCulture), Convert.ToInt32(row.GetValue(2), System.Globalization.CultureInfo.InvariantCulture)), [.. args]))
            .OrderByDescending(one => one.Returned + one.Kept).ThenBy(one => one.Reason, StringComparer.Ordinal)];
    }
}
