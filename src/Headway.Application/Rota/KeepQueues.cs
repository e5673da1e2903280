using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Rota;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;

namespace Headway.Application.Rota;

/// <summary>A queue as it is wished: the situations whose tickets belong to it, and how many people it needs in each open hour.</summary>
public sealed record QueueWish(string? Name, IReadOnlyList<string> Statuses, int? MinCover);

/// <summary>Adds, changes and removes a team's queues. Lists go by them from the next look on.</summary>
public sealed class KeepQueues(Database database, DeskRulesCache rules, DeskClock clock)
{
    public const int MostPeople = 20;

    /// <param name="caller">Who plans the team's rota.</param>
    /// <param name="team">Whose queue.</param>
    /// <param name="queue">Which one; null adds one.</param>
    /// <param name="wish">How it is to be.</param>
    /// <param name="stop">Gives up before anything is written.</param>
    /// <param name="key">The same request again adds nothing.</param>
    public Task<Outcome<long>> Keep(Caller caller, TeamId team, long? queue, QueueWish wish, CancellationToken stop = default, RequestKey? key = null) => Write(
        caller, team,
        (session, desk) => AddedOnce.Do(session, caller, key, async () =>
        {
            var name = wish.Name?.Trim() ?? "";
            if (name.Length is 0 or > 60 || TextCheck.Check(name) is not null)
            {
                return RotaRefusals.NameMissing;
            }

            var statuses = wish.Statuses.Distinct().Where(code => desk.Statuses.Find(new StatusCode(code)) is { Type: not null }).ToList();
            if (statuses.Count == 0)
            {
                return RotaRefusals.StatusesMissing;
            }

            if (wish.MinCover is not (>= 1 and <= MostPeople))
            {
                return RotaRefusals.CoverMalformed;
            }

            var all = await RotaRows.Queues(session, caller.Tenant, team);
            var before = all.Find(one => one.Id == queue);
            if (queue is not null && before is null)
            {
                return RotaRefusals.QueueUnknown;
            }

            if (all.Exists(one => one.Id != queue && string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase)))
            {
                return RotaRefusals.NameTaken;
            }

            var id = queue ?? await session.NextId();
            await session.Do(
                """
                INSERT INTO status_queues (tenant, id, team, name, statuses, min_cover, place) VALUES ($1, $2, $3, $4, $5, $6, $7)
                ON CONFLICT (tenant, id) DO UPDATE SET name = $4, statuses = $5, min_cover = $6
                """,
                caller.Tenant.Value, id, team.Value, name, string.Join(' ', statuses), (long)wish.MinCover, (long)all.Count);
            var entry = Difference.Entry(
                before is null ? "rota.queue-added" : "rota.queue-changed", Teams.SetTeam.Target(team), new Difference("name", before?.Name, name),
                new Difference("statuses", before is null ? null : string.Join(' ', before.Statuses.Select(code => code.Value)), string.Join(' ', statuses)),
                new Difference("cover", before?.MinCover.ToString(System.Globalization.CultureInfo.InvariantCulture), wish.MinCover.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            if (entry is not null)
            {
                await AuditTrail.Record(session, caller.Tenant, caller.Actor, entry);
            }

            return id;
        }),
        stop);

    /// <summary>Removes a queue that no published week from the present one on still gives anybody.</summary>
    public Task<Outcome<long>> Remove(Caller caller, TeamId team, long queue, CancellationToken stop = default) => Write(
        caller, team,
        async (session, desk) =>
        {
            if ((await RotaRows.Queues(session, caller.Tenant, team)).Find(one => one.Id == queue) is not { } found)
            {
                return RotaRefusals.QueueUnknown;
            }

            var monday = RotaRows.Name(RotaRows.Monday(clock.Now(caller.Tenant).InZone(desk.CalendarOf(team).Zone).Date));
            var weeks = await session.Query(
                "SELECT published FROM rota_plans WHERE tenant = $1 AND team = $2 AND week >= $3 AND published IS NOT NULL", row => RotaRows.Read(row.GetString(0)),
                caller.Tenant.Value, team.Value, monday);
            if (weeks.Exists(week => week.Slots.Any(slot => slot.Queues.Contains(queue))))
            {
                return RotaRefusals.QueueHeld;
            }

            await session.Do("DELETE FROM status_queues WHERE tenant = $1 AND id = $2", caller.Tenant.Value, queue);
            await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry("rota.queue-removed", Teams.SetTeam.Target(team), new { changes = new[] { new Difference("name", found.Name, null) } }));
            return queue;
        },
        stop);

    private async Task<Outcome<long>> Write(Caller caller, TeamId team, Func<Session, DeskRules, Task<Outcome<long>>> write, CancellationToken stop)
    {
        var desk = await rules.Of(caller.Tenant, stop);
        if (RotaQuery.Access(caller, team, desk) is { } no)
        {
            return no;
        }

        return RotaAccess.MayPlan(caller, team) ? await Refusable.Write<long>(database, session => write(session, desk), stop) : AccessRefusals.NotAllowed;
    }
}
