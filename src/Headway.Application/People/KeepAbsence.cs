using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Changes;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.People;

/// <summary>From (in) to (out), what colleagues may read of why, and who stands in; null for nobody in particular.</summary>
public sealed record AbsenceDraft(Instant From, Instant To, string? Reason = null, PersonId? Substitute = null);

/// <summary>
/// When somebody is away: their appointments are anybody's of the team meanwhile and no new time is offered with them.
/// Everybody enters their own, a lead those of the own teams, an administrator everybody's.
/// </summary>
public sealed class KeepAbsence(Database database, DeskClock clock, ChangeFeed feed)
{
    public const int LongestReason = 100;

    private static readonly Duration Longest = Duration.FromDays(400);

    /// <summary>Answers the absence's id.</summary>
    public Task<Outcome<long>> Add(Caller caller, PersonId person, AbsenceDraft draft, CancellationToken stop = default, RequestKey? key = null) => Told(caller, () => person, Refusable.Write<long>(
        database,
        session => AddedOnce.Do(session, caller, key, async () =>
        {
            if ((await AbsenceList.MayKeep(session, caller, person) ?? Check(draft, clock.Now(caller.Tenant)) ?? await StandsIn(session, caller.Tenant, person, draft)) is { } no)
            {
                return no;
            }

            var id = await session.NextId();
            await session.Do(
                "INSERT INTO absences (tenant, id, person, starts, ends, reason, substitute) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                caller.Tenant.Value, id, person.Value, Ms(draft.From), Ms(draft.To), Reasons(draft.Reason), draft.Substitute?.Value);
            return id;
        }),
        stop), stop);

    public async Task<Refusal?> Change(Caller caller, long id, AbsenceDraft draft, CancellationToken stop = default) =>
        (await Kept(caller, id, async (session, stands) =>
        {
            if ((Check(draft, clock.Now(caller.Tenant)) ?? await StandsIn(session, caller.Tenant, stands.Person, draft)) is { } no)
            {
                return no;
            }

            await session.Do(
                "UPDATE absences SET starts = $3, ends = $4, reason = $5, substitute = $6 WHERE tenant = $1 AND id = $2",
                caller.Tenant.Value, id, Ms(draft.From), Ms(draft.To), Reasons(draft.Reason), draft.Substitute?.Value);
            return null;
        }, stop)).Refusal;

    /// <summary>Back now: what has begun ends at this moment, what has not is taken away.</summary>
    public async Task<Refusal?> End(Caller caller, long id, CancellationToken stop = default) =>
        (await Kept(caller, id, async (session, stands) =>
        {
            var now = clock.Now(caller.Tenant);
            await (stands.From < now
                ? session.Do("UPDATE absences SET ends = $3 WHERE tenant = $1 AND id = $2", caller.Tenant.Value, id, Ms(now))
                : session.Do("DELETE FROM absences WHERE tenant = $1 AND id = $2", caller.Tenant.Value, id));
            return null;
        }, stop)).Refusal;

    private Task<Outcome<bool>> Kept(Caller caller, long id, Func<Session, Away, Task<Refusal?>> act, CancellationToken stop)
    {
        PersonId? whose = null;
        return Told(caller, () => whose, Refusable.Write<bool>(database, Write, stop), stop);

        async Task<Outcome<bool>> Write(Session session)
        {
            var found = await session.One(
                "SELECT person, starts FROM absences WHERE tenant = $1 AND id = $2 AND ends > $3",
                row => new Away(new PersonId(row.GetInt64(0)), Instant.FromUnixTimeMilliseconds(row.GetInt64(1)), Instant.MaxValue, new Dictionary<string, string>()),
                caller.Tenant.Value, id, Ms(clock.Now(caller.Tenant)));
            whose = found?.Person;
            return found is null ? caller.Denies(Permission.ActOnTickets) ?? PeopleRefusals.AbsenceUnknown
                : (await AbsenceList.MayKeep(session, caller, found.Person) ?? await act(session, found)) is { } no ? no
                : true;
        }
    }

    // Who is away opens queues, chases and appointments to the team: its lists say so at once.
    private async Task<Outcome<T>> Told<T>(Caller caller, Func<PersonId?> whose, Task<Outcome<T>> write, CancellationToken stop)
    {
        var done = await write;
        if (!done.IsRefused && whose() is { } person)
        {
            var teams = await database.Read(
                session => session.Query("SELECT team FROM memberships WHERE tenant = $1 AND person = $2", row => row.GetInt64(0), caller.Tenant.Value, person.Value).AsTask(), stop);
            foreach (var team in teams)
            {
                feed.Publish(new Change(ChangeKind.Team, caller.Tenant.Value) { Team = team });
            }
        }

        return done;
    }

    private static Refusal? Check(AbsenceDraft draft, Instant now) =>
        draft.To <= draft.From || draft.To <= now ? PeopleRefusals.AbsencePast
        : draft.To - draft.From > Longest ? PeopleRefusals.AbsenceTooLong
        : draft.Reason is { Length: > LongestReason } ? PeopleRefusals.TextTooLong
        : TextCheck.Check(draft.Reason);

    // Whoever stands in sees the work: a colleague of one of the same teams, and somebody else.
    private static async Task<Refusal?> StandsIn(Session session, TenantId tenant, PersonId person, AbsenceDraft draft) =>
        draft.Substitute is not { } substitute ? null
        : substitute != person && await session.Number(
            """
            SELECT 1 FROM people p JOIN memberships m ON m.tenant = p.tenant AND m.person = p.id JOIN memberships o ON o.tenant = m.tenant AND o.team = m.team
            WHERE p.tenant = $1 AND p.id = $2 AND p.active AND p.kind = 'staff' AND o.person = $3 LIMIT 1
            """,
            tenant.Value, substitute.Value, person.Value) is not null ? null
        : PeopleRefusals.AbsenceSubstitute;

    // One text for every language: it is what a person typed.
    private static string Reasons(string? reason) => JsonSerializer.Serialize(
        string.IsNullOrWhiteSpace(reason) ? [] : new Dictionary<string, string> { ["en"] = reason.Trim() });

    private static long Ms(Instant at) => at.ToUnixTimeMilliseconds();
}
