using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Problems;

namespace Headway.Application.Problems;

/// <summary>A line of a ticket's journal on which a problem came up, and the minutes it cost.</summary>
public sealed record OccurrenceDraft(long Ticket, int Seq, int Minutes);

/// <summary>A problem as somebody would have it; owner by address, team and service by id.</summary>
public sealed record ProblemDraft(
    string? Title, ObstacleKind Kind, ProblemState State = ProblemState.Open, long? Team = null, long? Service = null, string? Owner = null, string? Fix = null, string? Verification = null);

/// <summary>Raises operational problems, counts each time they come up, and keeps what was done about them.</summary>
public sealed class KeepProblems(Database database, DeskClock clock, StaffDirectory staff)
{
    /// <summary>Raises one, with where it came up; answers its number.</summary>
    public async Task<Outcome<long>> Raise(Caller caller, ProblemDraft draft, OccurrenceDraft? at = null, CancellationToken stop = default)
    {
        var owner = await Owner(caller, draft, stop);
        if ((caller.Denies(Permission.ActOnTickets) ?? owner.Refusal ?? Wrong(draft)) is { } no)
        {
            return no;
        }

        var key = at is null ? null : await TicketLookup.Find(database, caller, at.Ticket, stop);
        if (at is not null && key is null)
        {
            return ProblemRefusals.EntryUnknown;
        }

        var now = clock.Now(caller.Tenant).ToUnixTimeMilliseconds();
        return await Refusable.Write<long>(
            database,
            async session =>
            {
                if (await Named(session, caller.Tenant, draft) is { } unknown)
                {
                    return unknown;
                }

                var (id, number) = (await session.NextId(), await Counters.NumberIn(session, caller.Tenant, "problems"));
                await session.Do(
                    """
                    INSERT INTO problems (tenant, id, number, title, kind, state, team, service, owner, fix, verification, raised_by, raised_at, changed, revision)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, 1)
                    """,
                    caller.Tenant.Value, id, number, draft.Title?.Trim(), draft.Kind.ToString(), draft.State.ToString(), draft.Team, draft.Service, owner.Value?.Value, Given(draft.Fix),
                    Given(draft.Verification), caller.Person.Value, now);
                if (at is { } where && key is { } ticket && await Occur(session, caller, id, ticket, where, now) is { } refused)
                {
                    return refused;
                }

                await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry("problem.raised", $"problem:{number}"));
                return number;
            },
            stop);
    }

    /// <summary>It came up once more, on that line; the same line counts once.</summary>
    public async Task<Refusal?> Again(Caller caller, long number, OccurrenceDraft at, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ActOnTickets) is { } no)
        {
            return no;
        }

        if (await TicketLookup.Find(database, caller, at.Ticket, stop) is not { } ticket)
        {
            return ProblemRefusals.EntryUnknown;
        }

        var now = clock.Now(caller.Tenant).ToUnixTimeMilliseconds();
        return (await Refusable.Write<bool>(
            database,
            async session =>
            {
                if (await session.Number("SELECT id FROM problems WHERE tenant = $1 AND number = $2", caller.Tenant.Value, number) is not { } id)
                {
                    return ProblemRefusals.Unknown;
                }

                return await Occur(session, caller, id, ticket, at, now) is { } refused ? refused : true;
            },
            stop)).Refusal;
    }

    public async Task<Refusal?> Change(Caller caller, long number, ProblemDraft draft, int? expected = null, CancellationToken stop = default)
    {
        var owner = await Owner(caller, draft, stop);
        if ((caller.Denies(Permission.ActOnTickets) ?? owner.Refusal ?? Wrong(draft)) is { } no)
        {
            return no;
        }

        var now = clock.Now(caller.Tenant);
        return (await Refusable.Write<bool>(
            database,
            async session =>
            {
                var before = (await ProblemRegister.Rows(session, caller, now)).Find(one => one.Number == number);
                if ((before is null ? ProblemRefusals.Unknown : await Named(session, caller.Tenant, draft)) is { } wrong)
                {
                    return wrong;
                }

                if (expected is { } seen && seen != before!.Revision)
                {
                    return SettingsRefusals.Stale;
                }

                await session.Do(
                    """
                    UPDATE problems SET title = $3, kind = $4, state = $5, team = $6, service = $7, owner = $8, fix = $9, verification = $10, changed = $11, revision = revision + 1
                    WHERE tenant = $1 AND number = $2
                    """,
                    caller.Tenant.Value, number, draft.Title?.Trim(), draft.Kind.ToString(), draft.State.ToString(), draft.Team, draft.Service, owner.Value?.Value, Given(draft.Fix),
                    Given(draft.Verification), now.ToUnixTimeMilliseconds());
                await AuditTrail.Record(
                    session, caller.Tenant, caller.Actor,
                    new AuditEntry("problem.changed", $"problem:{number}", SettingChange.Body(new SettingChange("state", before!.Problem.State.ToString(), draft.State.ToString()))));
                if (before.About is not null && OperationalProblem.IsAnswered(draft.State) && before.Problem.State != draft.State)
                {
                    await SayRuleHurts.Answered(session, caller, number, now);
                }

                return true;
            },
            stop)).Refusal;
    }

    private static async Task<Refusal?> Occur(Session session, Caller caller, long id, TicketKey ticket, OccurrenceDraft at, long now)
    {
        if (OperationalProblem.Check(NodaTime.Duration.FromMinutes(at.Minutes)) is { } no)
        {
            return no;
        }

        if (await session.Number("SELECT seq FROM facts WHERE tenant = $1 AND ticket = $2 AND seq = $3", caller.Tenant.Value, ticket.Value, (long)at.Seq) is null)
        {
            return ProblemRefusals.EntryUnknown;
        }

        await session.Do(
            "INSERT INTO problem_occurrences (tenant, problem, ticket, seq, minutes, person, at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (tenant, problem, ticket, seq) DO UPDATE SET minutes = $5",
            caller.Tenant.Value, id, ticket.Value, (long)at.Seq, (long)at.Minutes, caller.Person.Value, now);
        var state = Enum.Parse<ProblemState>(await session.Text("SELECT state FROM problems WHERE tenant = $1 AND id = $2", caller.Tenant.Value, id) ?? nameof(ProblemState.Open));
        await session.Do("UPDATE problems SET state = $3, changed = $4 WHERE tenant = $1 AND id = $2", caller.Tenant.Value, id, OperationalProblem.AfterOccurrence(state).ToString(), now);
        return null;
    }

    private async Task<Outcome<PersonId?>> Owner(Caller caller, ProblemDraft draft, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(draft.Owner))
        {
            return (PersonId?)null;
        }

        return await staff.Find(caller.Tenant, draft.Owner, stop) is { } person ? (PersonId?)person : Domain.Progression.TicketRefusals.PersonUnknown;
    }

    private static Refusal? Wrong(ProblemDraft draft) =>
        OperationalProblem.Check(draft.Title, draft.State, draft.Fix, draft.Verification) ?? TextCheck.Check(draft.Title) ?? TextCheck.Check(draft.Fix) ?? TextCheck.Check(draft.Verification);

    private static async Task<Refusal?> Named(Session session, TenantId tenant, ProblemDraft draft)
    {
        if (draft.Team is { } team && await session.Number("SELECT id FROM teams WHERE tenant = $1 AND id = $2", tenant.Value, team) is null)
        {
            return SettingsRefusals.TeamUnknown;
        }

        return draft.Service is { } service && await session.Number("SELECT id FROM services WHERE tenant = $1 AND id = $2", tenant.Value, service) is null ? SettingsRefusals.ServiceUnknown : null;
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
