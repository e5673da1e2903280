using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Automation;
using NodaTime;

namespace Headway.Application.Automation;

/// <summary>
/// A rule as it is kept. It looks at what happens after <paramref name="Since"/>; <paramref name="PausedWhy"/> is the code of the
/// budget that stopped it.
/// </summary>
public sealed record RuleKept(AutomationRule Rule, bool Active, Instant Since, PersonId Owner, string OwnerName, Instant Changed, Instant? PausedAt, string? PausedWhy, int ActsOfWeek)
{
    /// <summary>What its last dry run came to.</summary>
    public RuleTriedOnce? Tried { get; init; }

    public bool Runs => Active && PausedAt is null;
}

/// <summary>A dry run that was made: how often the rule would have acted in the 28 days before, on how many tickets.</summary>
public sealed record RuleTriedOnce(Instant At, int Acts, int Tickets);

/// <summary>One time a rule was called: what came of it.</summary>
public sealed record RuleRun(long Number, string Subject, Instant At, string Outcome);

/// <summary>The rules of a tenant, for those who change settings.</summary>
public sealed class AutomationBook(Database database, Desk.DeskClock clock)
{
    private static readonly Duration Week = Duration.FromDays(7);

    public async Task<Outcome<IReadOnlyList<RuleKept>>> Read(Caller caller, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        var since = clock.Now(caller.Tenant) - Week;
        return (await database.Read(session => Rules(session, caller.Tenant, since), stop)).ToArray();
    }

    public async Task<Outcome<RuleKept>> Find(Caller caller, long id, CancellationToken stop = default)
    {
        var read = await Read(caller, stop);
        return read.IsRefused ? read.Refusal! : read.Value.FirstOrDefault(kept => kept.Rule.Id == id) is { } found ? found : AutomationRefusals.RuleUnknown;
    }

    /// <summary>The last times the rule was called, newest first.</summary>
    public async Task<Outcome<IReadOnlyList<RuleRun>>> Runs(Caller caller, long id, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        var args = new List<object?> { id };
        var scope = caller.Where("t", args);
        return (await database.Read(
            session => session.Query(
                $"SELECT t.number, t.subject, r.at, r.outcome FROM automation_runs r JOIN tickets t ON t.tenant = r.tenant AND t.ticket = r.ticket WHERE {scope} AND r.rule = $1 ORDER BY r.at DESC, t.number LIMIT 30",
                row => new RuleRun(row.GetInt64(0), row.TextOrNull(1) ?? "", Instant.FromUnixTimeMilliseconds(row.GetInt64(2)), row.GetString(3)), [.. args]).AsTask(),
            stop)).ToArray();
    }

    internal static async Task<List<RuleKept>> Rules(Session session, TenantId tenant, Instant? countFrom = null) => await session.Query(
        """
        SELECT a.id, a.version, a.name, a.body, a.hour_limit, a.active, a.since, a.owner, p.name, a.changed, a.paused_at, a.paused_why,
          (SELECT count(*) FROM automation_runs r WHERE r.tenant = a.tenant AND r.rule = a.id AND r.outcome = 'done' AND r.at > $2), a.tried_at, a.tried_acts, a.tried_tickets
        FROM automation_rules a LEFT JOIN people p ON p.tenant = a.tenant AND p.id = a.owner
        WHERE a.tenant = $1 AND a.current AND NOT a.removed ORDER BY a.name, a.id
        """,
        row =>
        {
            var body = RuleBody.Read(row.GetString(3));
            return new RuleKept(
                new AutomationRule(row.GetInt64(0), (int)row.GetInt64(1), row.GetString(2), body.On, body.All, body.Conditions, body.Actions, (int)row.GetInt64(4)),
                row.GetBoolean(5), At(row.GetInt64(6)), new PersonId(row.GetInt64(7)), row.TextOrNull(8) ?? "", At(row.GetInt64(9)),
                row.LongOrNull(10) is { } paused ? At(paused) : null, row.TextOrNull(11), (int)row.GetInt64(12))
            {
                Tried = row.LongOrNull(13) is { } tried ? new RuleTriedOnce(At(tried), (int)row.GetInt64(14), (int)row.GetInt64(15)) : null,
            };
        },
        tenant.Value, countFrom?.ToUnixTimeMilliseconds() ?? long.MaxValue);

    private static Instant At(long ms) => Instant.FromUnixTimeMilliseconds(ms);
}
