using Headway.Application.Access;
using Headway.Application.Changes;
using Headway.Application.Desk;
using Headway.Application.Notifications;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.People;
using Headway.Domain.Rota;
using NodaTime;
using NodaTime.Text;

namespace Headway.Application.Rota;

/// <summary>
/// Somebody asks a colleague, or whoever can, to take a published shift. Taking it changes the published rota at once: its
/// queues stay as covered as they were, so nobody has to approve; the leads are told.
/// </summary>
public sealed class SwapShift(Database database, DeskRulesCache rules, DeskClock clock, ChangeFeed feed)
{
    public Task<Outcome<bool>> Ask(OnPlan on, int slot, PersonId? of, string? note, CancellationToken stop = default, RequestKey? key = null) => Act(
        on,
        async (session, team, now) =>
        {
            var before = await AddedOnce.Before(session, on.Caller, key);
            if (before.Refusal is { } reused)
            {
                return reused;
            }

            if (before.Value is not null)
            {
                return true;
            }

            var (monday, published) = await Published(session, on, team, now);
            if (published?.Find(slot) is not { } shift)
            {
                return RotaRefusals.NotPublished;
            }

            if (shift.Person != on.Caller.Person)
            {
                return RotaRefusals.NotYours;
            }

            if (RotaPlan.Times(shift, monday, team.Calendar.Zone).To <= now)
            {
                return RotaRefusals.Over;
            }

            var members = await RotaQuery.Members(session, on.Caller.Tenant, on.Team);
            if (of is { } asked && (asked == on.Caller.Person || !members.Exists(member => member.Id == asked)))
            {
                return RotaRefusals.PersonUnknown;
            }

            var said = string.IsNullOrWhiteSpace(note) ? null : note.Trim();
            if (said is { Length: > 300 } || (said is not null && TextCheck.Check(said) is not null))
            {
                return RotaRefusals.NoteTooLong;
            }

            await session.Do(
                "UPDATE rota_swaps SET state = 'withdrawn', answered_at = $5 WHERE tenant = $1 AND team = $2 AND week = $3 AND slot = $4 AND state = 'waiting'",
                on.Caller.Tenant.Value, on.Team.Value, RotaRows.Name(monday), (long)slot, now.ToUnixTimeMilliseconds());
            var id = await session.NextId();
            await session.Do(
                """
                INSERT INTO rota_swaps (tenant, id, team, week, slot, asked_by, asked_of, note, asked_at, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting')
                """,
                on.Caller.Tenant.Value, id, on.Team.Value, RotaRows.Name(monday), (long)slot, on.Caller.Person.Value, of?.Value, said, now.ToUnixTimeMilliseconds());
            foreach (var member in members.Where(member => member.Id != on.Caller.Person && (of is null || member.Id == of)))
            {
                await TeamNotices.Tell(session, on.Caller, member.Id, NotificationKind.SwapAsked, $"swap:{id}:{member.Id.Value}", Place(on.Team, monday), now);
            }

            await AddedOnce.Keep(session, on.Caller, key, id);
            return true;
        },
        stop);

    /// <summary>Takes the shift over.</summary>
    public Task<Outcome<bool>> Take(OnPlan on, long swap, CancellationToken stop = default) => Act(
        on,
        async (session, team, now) =>
        {
            if (await Waiting(session, on, swap) is not { } asked)
            {
                return RotaRefusals.SwapUnknown;
            }

            if ((asked.Of is { } of && of != on.Caller.Person) || asked.By == on.Caller.Person || !on.Caller.Teams.Contains(on.Team))
            {
                return RotaRefusals.NotYours;
            }

            var kept = await RotaRows.Week(session, on.Caller.Tenant, on.Team, asked.Week);
            if (kept.Published?.Find(asked.Slot) is not { } shift || shift.Person != asked.By)
            {
                return RotaRefusals.SwapUnknown;
            }

            var monday = LocalDatePattern.Iso.Parse(asked.Week).Value;
            var times = RotaPlan.Times(shift, monday, team.Calendar.Zone);
            if (times.To <= now)
            {
                return RotaRefusals.Over;
            }

            var away = await RotaRows.Absences(session, on.Caller.Tenant, Instant.Max(times.From, now), times.To);
            if (Hinders(kept.Published, shift, on.Caller.Person, away.All) is { } no)
            {
                return no;
            }

            var published = kept.Published.Give(shift, on.Caller.Person);

            var draft = kept.Draft.Find(shift.Id) is { } drafted && drafted.Person == asked.By ? kept.Draft.Put(drafted with { Person = on.Caller.Person }) : kept.Draft;
            if (!await RotaRows.Keep(session, on.Caller.Tenant, on.Team, asked.Week, kept with { Published = published.Value, Draft = draft.IsRefused ? kept.Draft : draft.Value }))
            {
                return RotaRefusals.Stale;
            }

            await Answer(session, on, swap, "taken", now);
            await AuditTrail.Record(session, on.Caller.Tenant, on.Caller.Actor, new AuditEntry("rota.swapped", Teams.SetTeam.Target(on.Team), new { week = asked.Week, slot = asked.Slot }));
            await TeamNotices.Tell(session, on.Caller, asked.By, NotificationKind.SwapTaken, $"swap-taken:{swap}:{asked.By.Value}", Place(on.Team, monday), now);
            foreach (var lead in (await TeamNotices.Leads(session, on.Caller.Tenant, on.Team)).Where(lead => lead != asked.By && lead != on.Caller.Person))
            {
                await TeamNotices.Tell(session, on.Caller, lead, NotificationKind.SwapTaken, $"swap-taken:{swap}:{lead.Value}", Place(on.Team, monday), now);
            }

            return true;
        },
        stop);

    /// <summary>Why somebody cannot take the shift; null when they can. <paramref name="away"/>: absences within its hours.</summary>
    internal static Refusal? Hinders(RotaPlan published, RotaSlot shift, PersonId taker, IEnumerable<Absence> away) =>
        away.Any(absence => absence.Person == taker) ? RotaRefusals.Away : published.Give(shift, taker).Refusal;

    /// <summary>Who asked takes it back; who was asked says no.</summary>
    public Task<Outcome<bool>> Decline(OnPlan on, long swap, CancellationToken stop = default) => Act(
        on,
        async (session, _, now) =>
        {
            if (await Waiting(session, on, swap) is not { } asked)
            {
                return RotaRefusals.SwapUnknown;
            }

            if (asked.By != on.Caller.Person && asked.Of != on.Caller.Person && !RotaAccess.MayPlan(on.Caller, on.Team))
            {
                return RotaRefusals.NotYours;
            }

            await Answer(session, on, swap, asked.By == on.Caller.Person ? "withdrawn" : "refused", now);
            if (asked.By != on.Caller.Person)
            {
                await TeamNotices.Tell(session, on.Caller, asked.By, NotificationKind.SwapRefused, $"swap-refused:{swap}", Place(on.Team, LocalDatePattern.Iso.Parse(asked.Week).Value), now);
            }

            return true;
        },
        stop);

    private async Task<Outcome<bool>> Act(OnPlan on, Func<Session, Team, Instant, Task<Outcome<bool>>> act, CancellationToken stop)
    {
        var desk = await rules.Of(on.Caller.Tenant, stop);
        if ((RotaQuery.Access(on.Caller, on.Team, desk) ?? on.Caller.Denies(Permission.ActOnTickets)) is { } no)
        {
            return no;
        }

        var done = await Refusable.Write<bool>(database, session => act(session, desk.Teams[on.Team], clock.Now(on.Caller.Tenant)), stop);
        if (!done.IsRefused)
        {
            feed.Publish(new Change(ChangeKind.Team, on.Caller.Tenant.Value) { Team = on.Team.Value, Mentions = true });
        }

        return done;
    }

    private static async Task<(LocalDate Monday, RotaPlan? Plan)> Published(Session session, OnPlan on, Team team, Instant now)
    {
        var week = RotaQuery.Week(on.Week, now, team);
        var monday = week.IsRefused ? null : week.Value;
        return monday is { } day ? (day, (await RotaRows.Week(session, on.Caller.Tenant, on.Team, RotaRows.Name(day))).Published) : (default, null);
    }

    private static ValueTask<Asked?> Waiting(Session session, OnPlan on, long swap) => session.One(
        "SELECT week, slot, asked_by, asked_of FROM rota_swaps WHERE tenant = $1 AND id = $2 AND team = $3 AND state = 'waiting'" + session.ForUpdate,
        row => new Asked(row.GetString(0), (int)row.GetInt64(1), new PersonId(row.GetInt64(2)), row.LongOrNull(3) is { } of ? new PersonId(of) : null),
        on.Caller.Tenant.Value, swap, on.Team.Value);

    private static ValueTask Answer(Session session, OnPlan on, long swap, string state, Instant now) => session.Do(
        "UPDATE rota_swaps SET state = $3, answered_by = $4, answered_at = $5 WHERE tenant = $1 AND id = $2",
        on.Caller.Tenant.Value, swap, state, on.Caller.Person.Value, now.ToUnixTimeMilliseconds());

    private static string Place(TeamId team, LocalDate monday) => $"/rota/{team.Value}?week={RotaRows.Name(monday)}";

    private sealed record Asked(string Week, int Slot, PersonId By, PersonId? Of);
}
