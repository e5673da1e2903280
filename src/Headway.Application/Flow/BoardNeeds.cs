using System.Data.Common;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Flow;
using Headway.Domain.People;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Flow;

/// <summary>A ticket that needs a lead, and why. <paramref name="Since"/> is when that began.</summary>
public sealed record Need(NeedKind Kind, long Number, string Subject, string Requester, PersonId? Owner, string? OwnerName, Instant Since, int Count, string Status, AlertState Alert)
{
    /// <summary>What burns comes first among those that need a lead for the same reason.</summary>
    public Priority Priority { get; init; }

    /// <summary>Who asks where it is; null unless it is a chase.</summary>
    public string? AskedBy { get; init; }

    /// <summary>The chase is not the first: a complaint is near.</summary>
    public bool Again { get; init; }
}

/// <summary>
/// The exceptions of a team, as the domain tells them by what the team's mode shows: one for a ticket. Where somebody asks where
/// it is, the chase is what is told, and nothing else of the ticket.
/// </summary>
internal static class BoardNeeds
{
    private const int Most = 12;

    public static async ValueTask<(IReadOnlyList<Need> Needs, int Approaching)> Read(
        Session session, TenantId tenant, DeskRules desk, TeamId team, IReadOnlyDictionary<PersonId, Away> away, Instant now)
    {
        var mode = desk.Teams[team].Mode;
        var rows = await session.Query(
            """
            SELECT t.number, t.subject, r.name, t.owner, o.name, a.opened, a.moves, t.transfers, a.status, a.due, a.held_by, a.rank, a.priority, t.service,
                   CASE WHEN a.status = 'SLA_RISK' THEN (SELECT max(b.at) FROM breaches b WHERE b.tenant = a.tenant AND b.ticket = a.ticket) END,
                   c.id IS NOT NULL AND c.multi, w.name, m.ends
            FROM activities a JOIN tickets t ON t.tenant = a.tenant AND t.ticket = a.ticket
            JOIN people r ON r.tenant = t.tenant AND r.id = t.requester LEFT JOIN people o ON o.tenant = t.tenant AND o.id = t.owner
            LEFT JOIN chases c ON c.tenant = a.tenant AND c.ticket = a.ticket AND c.id = a.id AND c.closed IS NULL LEFT JOIN people w ON w.tenant = c.tenant AND w.id = c.person
            LEFT JOIN appointments m ON m.tenant = a.tenant AND m.ticket = a.ticket AND m.activity = a.id AND m.open
            WHERE a.tenant = $1 AND a.team = $2 AND a.open
              AND (a.status = 'CHASED' OR NOT EXISTS (SELECT 1 FROM activities x WHERE x.tenant = a.tenant AND x.ticket = a.ticket AND x.open AND x.status = 'CHASED'))
            ORDER BY a.due
            """,
            row => Row.Of(row, desk, away), tenant.Value, team.Value);
        var approaching = 0;
        var needs = new Dictionary<long, Need>();
        foreach (var row in rows)
        {
            var (alert, needed) = LeadNeed.Of(row.Work, mode, desk.CalendarFor(team, row.Service, row.Priority).Calendar, now);
            approaching += alert == AlertState.Approaching ? 1 : 0;
            if (needed is { } kind && (!needs.TryGetValue(row.Number, out var known) || known.Kind > kind))
            {
                needs[row.Number] = new Need(
                    kind, row.Number, row.Subject, row.Requester, row.Owner, row.OwnerName, Since(row.Work, kind, mode, now), kind == NeedKind.Bounced ? row.Work.Transfers : row.Work.Moves,
                    row.Work.Status.Value, alert)
                { Priority = row.Priority, AskedBy = kind == NeedKind.Chased ? row.AskedBy ?? row.Requester : null, Again = row.Work.AskedAgain };
            }
        }

        return ([.. needs.Values.OrderBy(need => need.Kind).ThenBy(need => need.Priority).ThenBy(need => need.Since).Take(Most)], approaching);
    }

    // Where no dues are shown none is named.
    private static Instant Since(OpenWork work, NeedKind kind, PrioritisationMode mode, Instant now) => kind switch
    {
        NeedKind.Chased when mode.HasDues() && !Activity.IsOnTime(now, work.Due) => work.Due,
        NeedKind.Missed => work.TargetMissed ?? work.Due,
        NeedKind.Escalated or NeedKind.Breached => work.Due,
        NeedKind.Uncovered when mode.HasDues() => work.Due,
        _ => work.Opened,
    };

    private sealed record Row(long Number, string Subject, string Requester, PersonId? Owner, string? OwnerName, Priority Priority, ServiceId? Service, string? AskedBy, OpenWork Work)
    {
        public static Row Of(DbDataReader row, DeskRules desk, IReadOnlyDictionary<PersonId, Away> away)
        {
            var owner = row.LongOrNull(3) is { } person ? new PersonId(person) : (PersonId?)null;
            var (priority, service) = ((Priority)row.GetInt64(12), row.LongOrNull(13) is { } known ? new ServiceId(known) : (ServiceId?)null);
            return new Row(
                row.GetInt64(0), row.TextOrNull(1) ?? "", row.GetString(2), owner, row.TextOrNull(4), priority, service, row.TextOrNull(16),
                new OpenWork(
                    new StatusCode(row.GetString(8)), (int)row.GetInt64(11), At(row.GetInt64(5)), At(row.GetInt64(9)), desk.Statuses.ResponseTarget(priority, service),
                    row.LongOrNull(14) is { } missed ? At(missed) : null, (int)row.GetInt64(6), (int)row.GetInt64(7), row.GetString(10) == "Us",
                    owner is { } one && away.TryGetValue(one, out var gone) ? gone.To : null)
                {
                    AskedAgain = row.GetBoolean(15),
                    Judged = row.LongOrNull(17) is { } ends ? At(ends) + Appointment.Grace : null,
                });
        }

        private static Instant At(long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds);
    }
}
