using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Notifications;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Problems;

namespace Headway.Application.Problems;

/// <summary>
/// Somebody of support says that a rule of the desk hurts. It is one operational problem a rule, counted each time; whoever may change
/// the rule is told, and so are the leads of the ticket's team; whoever said it is told what became of it.
/// </summary>
public sealed class SayRuleHurts(Database database, DeskClock clock, DeskRulesCache rules)
{
    /// <param name="caller">Who says it.</param>
    /// <param name="about">The rule's name, see <see cref="DeskRuleName"/>.</param>
    /// <param name="words">One sentence.</param>
    /// <param name="ticket">On which ticket it was felt; null for none.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>The problem's number. The same words of the same person count once.</returns>
    public async Task<Outcome<long>> Do(Caller caller, string? about, string? words, long? ticket = null, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ActOnTickets) is { } no)
        {
            return no;
        }

        var desk = await rules.Of(caller.Tenant, stop);
        if (DeskRuleName.Read(about, desk.Statuses) is not { } rule)
        {
            return ProblemRefusals.RuleUnknown;
        }

        var said = words?.Trim().ReplaceLineEndings(" ") ?? "";
        if (said.Length is 0 or > OperationalProblem.LongestTitle)
        {
            return ProblemRefusals.WordsMissing;
        }

        if (TextCheck.Check(said) is { } unreadable)
        {
            return unreadable;
        }

        var felt = ticket is { } number ? await TicketLookup.Find(database, caller, number, stop) : null;
        if (ticket is not null && felt is null)
        {
            return Domain.Progression.TicketRefusals.Unknown;
        }

        return await database.Write<Outcome<long>>(session => Keep(session, caller, rule, said, felt), stop);
    }

    private async Task<Outcome<long>> Keep(Session session, Caller caller, DeskRuleName rule, string said, TicketKey? ticket)
    {
        var at = clock.Now(caller.Tenant);
        var (tenant, now, name) = (caller.Tenant.Value, at.ToUnixTimeMilliseconds(), rule.ToString());
        if (await Known(session, tenant, name) is null)
        {
            await session.Do(
                """
                INSERT INTO problems (tenant, id, number, title, kind, state, raised_by, raised_at, changed, revision, about)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, 1, $9) ON CONFLICT DO NOTHING
                """,
                tenant, await session.NextId(), await Counters.NumberIn(session, caller.Tenant, "problems"), said, nameof(ObstacleKind.Rule), nameof(ProblemState.Open), caller.Person.Value, now, name);
        }

        var (id, number, state) = await Known(session, tenant, name) ?? throw new InvalidOperationException("What was just raised is not there.");
        if (await session.Number("SELECT 1 FROM problem_words WHERE tenant = $1 AND problem = $2 AND person = $3 AND words = $4 LIMIT 1", tenant, id, caller.Person.Value, said) is not null
            && !OperationalProblem.IsAnswered(state))
        {
            return number;
        }

        var words = await session.NextId();
        await session.Do(
            "INSERT INTO problem_words (tenant, id, problem, person, words, ticket, at) VALUES ($1, $2, $3, $4, $5, $6, $7)", tenant, words, id, caller.Person.Value, said, ticket?.Value, now);
        await session.Do(
            "UPDATE problems SET state = $3, changed = $4, revision = revision + 1 WHERE tenant = $1 AND id = $2", tenant, id, OperationalProblem.AfterOccurrence(state).ToString(), now);
        foreach (var owner in await Owners(session, caller.Tenant, ticket))
        {
            if (owner != caller.Person)
            {
                await TeamNotices.Tell(session, caller, owner, NotificationKind.RuleHurts, string.Create(CultureInfo.InvariantCulture, $"rule-hurts:{words}:{owner.Value}"), Page(number), at);
            }
        }

        await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry("problem.rule-hurts", $"problem:{number}"));
        return number;
    }

    /// <summary>Whoever said it since it was answered last is told, once a time that it is answered.</summary>
    internal static async ValueTask Answered(Session session, Caller caller, long number, NodaTime.Instant at)
    {
        var people = await session.Query(
            "SELECT DISTINCT w.person FROM problem_words w JOIN problems r ON r.tenant = w.tenant AND r.id = w.problem WHERE r.tenant = $1 AND r.number = $2 ORDER BY w.person",
            row => new PersonId(row.GetInt64(0)), caller.Tenant.Value, number);
        foreach (var person in people.Where(person => person != caller.Person))
        {
            await TeamNotices.Tell(
                session, caller, person, NotificationKind.RuleAnswered, string.Create(CultureInfo.InvariantCulture, $"rule-answered:{number}:{person.Value}:{at.ToUnixTimeMilliseconds()}"), Page(number), at);
        }
    }

    private static async ValueTask<(long Id, long Number, ProblemState State)?> Known(Session session, long tenant, string about)
    {
        var found = await session.Query(
            "SELECT id, number, state FROM problems WHERE tenant = $1 AND about = $2",
            row => (row.GetInt64(0), row.GetInt64(1), Enum.Parse<ProblemState>(row.GetString(2))), tenant, about);
        return found.Count == 0 ? null : found[0];
    }

    // Thresholds and targets are the administrators' to change; the lead of the team that works by them has a word in it.
    private static async Task<List<PersonId>> Owners(Session session, TenantId tenant, TicketKey? ticket) => await session.Query(
        """
        SELECT p.id FROM people p WHERE p.tenant = $1 AND p.active AND p.kind = 'staff' AND (p.role = 'administrator'
          OR EXISTS (SELECT 1 FROM memberships m JOIN tickets t ON t.tenant = m.tenant AND t.team = m.team WHERE m.tenant = p.tenant AND m.person = p.id AND m.lead AND t.ticket = $2))
        ORDER BY p.id
        """,
        row => new PersonId(row.GetInt64(0)), tenant.Value, ticket?.Value ?? 0);

    private static string Page(long number) => string.Create(CultureInfo.InvariantCulture, $"/problems/{number}");
}
