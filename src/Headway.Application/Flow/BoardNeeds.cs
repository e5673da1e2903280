using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Flow;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Flow;

/// <summary>Why a ticket needs its lead, in order of harm.</summary>
public enum NeedKind { Escalated, Unanswered, Breached, Uncovered, Moved, Bounced, Stale }

/// <summary>A ticket that needs a lead, and why. <paramref name="Since"/> is when that began.</summary>
public sealed record Need(NeedKind Kind, long Number, string Subject, string Requester, PersonId? Owner, string? OwnerName, Instant Since, int Count, string Status, AlertState Alert);

/// <summary>
/// The exceptions of a team: what is late, whom nobody answered, what waits for somebody who is away, what was moved or
/// handed about. Chases stand on their own board beside it and are not told twice.
/// </summary>
internal static class BoardNeeds
{
    private const int Most = 12;

    /// <summary>So soon due, an absent colleague's work is somebody else's.</summary>
    private static readonly Duration Soon = Duration.FromMinutes(90);

    public static async ValueTask<(IReadOnlyList<Need> Needs, int Approaching)> Read(
        Session session, TenantId tenant, DeskRules desk, TeamId team, IReadOnlyDictionary<PersonId, Away> away, Instant now)
    {
        var calendar = desk.CalendarOf(team);
        var rows = await session.Query(
            """
            SELECT t.number, t.subject, r.name, t.owner, o.name, a.opened, a.moves, t.transfers, a.status, a.due, a.held_by
            FROM activities a JOIN tickets t ON t.tenant = a.tenant AND t.ticket = a.ticket
            JOIN people r ON r.tenant = t.tenant AND r.id = t.requester LEFT JOIN people o ON o.tenant = t.tenant AND o.id = t.owner
            WHERE a.tenant = $1 AND a.team = $2 AND a.open AND NOT EXISTS (SELECT 1 FROM activities c WHERE c.tenant = a.tenant AND c.ticket = a.ticket AND c.open AND c.status = 'CHASED') ORDER BY a.due
            """,
            row => new Row(
                row.GetInt64(0), row.TextOrNull(1) ?? "", row.GetString(2), row.LongOrNull(3) is { } owner ? new PersonId(owner) : null, row.TextOrNull(4), At(row.GetInt64(5)),
                (int)row.GetInt64(6), (int)row.GetInt64(7), row.GetString(8), At(row.GetInt64(9)), row.GetString(10) == "Us"),
            tenant.Value, team.Value);
        var approaching = 0;
        var needs = new Dictionary<long, Need>();
        foreach (var row in rows)
        {
            var alert = Alerts.Of(calendar, row.Opened, row.Due, now);
            approaching += alert == AlertState.Approaching ? 1 : 0;
            if (KindOf(row, alert, row.Owner is { } owner && away.TryGetValue(owner, out var gone) ? gone : null, now) is { } kind
                && (!needs.TryGetValue(row.Number, out var known) || known.Kind > kind))
            {
                needs[row.Number] = new Need(
                    kind, row.Number, row.Subject, row.Requester, row.Owner, row.OwnerName, kind is NeedKind.Escalated or NeedKind.Breached or NeedKind.Uncovered ? row.Due : row.Opened,
                    kind == NeedKind.Bounced ? row.Transfers : row.Moves, row.Status, alert);
            }
        }

        return ([.. needs.Values.OrderBy(need => need.Kind).ThenBy(need => need.Since).Take(Most)], approaching);
    }

    private static NeedKind? KindOf(Row row, AlertState alert, Away? away, Instant now) =>
        alert == AlertState.Escalated ? NeedKind.Escalated
        : row.Status is "CUST_UPDATED" or "REOPENED" && alert == AlertState.Breached ? NeedKind.Unanswered
        : row.Status == "IN_PROGRESS" && alert == AlertState.Breached ? NeedKind.Stale
        : alert == AlertState.Breached ? NeedKind.Breached
        : away is not null && row.Ours && row.Due < Instant.Min(away.To, now + Soon) ? NeedKind.Uncovered
        : row.Moves >= 2 ? NeedKind.Moved
        : row.Transfers > 2 ? NeedKind.Bounced
        : null;

    private static Instant At(long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds);

    private sealed record Row(
        long Number, string Subject, string Requester, PersonId? Owner, string? OwnerName, Instant Opened, int Moves, int Transfers, string Status, Instant Due, bool Ours);
}
