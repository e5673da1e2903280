using System.Globalization;
using Headway.Application.Audits;
using Headway.Application.Chases;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Audits;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Desk;

/// <summary>
/// The last 28 days that a desk brought along from another tool, through the audit's scheduler. As long as the desk is here for less
/// than a month this is its own last month: what happened there is told as the past, and no activity of ours stands for it.
/// </summary>
internal sealed class BroughtMonth
{
    // A page of the settings is no audit: a month of a large desk is looked at from its end.
    private const int Most = 5_000;

    private readonly AuditRun _run;
    private readonly int _messages, _chases;

    private BroughtMonth(AuditRun run, Instant from, Instant until, int messages, int chases) =>
        (_run, From, Until, _messages, _chases) = (run, from, until, messages, chases);

    /// <summary>Start in, end out.</summary>
    public Instant From { get; }

    public Instant Until { get; }

    private CaseLog Log => _run.Reading.Log;

    /// <summary>Null when the desk brought nothing along or has been here for the length of it.</summary>
    public static async Task<BroughtMonth?> Read(Database database, TenantId tenant, DeskRules desk, Instant now, Duration length, CancellationToken stop)
    {
        if (await database.Read(session => Period(session, tenant, now - length, length), stop) is not (var from, var until))
        {
            return null;
        }

        var events = new List<LedgerEvent>();
        await LedgerLog.Tell(database, tenant, from, until, desk, ticket => { events.AddRange(ticket); return ValueTask.CompletedTask; }, stop);
        var texts = await database.Read(session => Messages(session, tenant, from, until).AsTask(), stop);
        return events.Count == 0 ? null : new BroughtMonth(RunAudit.Of(LedgerLog.Reading(events, desk)), from, until, texts.Count, AskWhere(texts, desk, until));
    }

    /// <summary>How many messages ask where it is, by the words the desk would read them by.</summary>
    public static int AskWhere(IReadOnlyList<string> texts, DeskRules desk, Instant now)
    {
        var lists = ChaseLists.Of(desk);
        var nobody = new TicketState { Key = default, Version = 1, Opened = now - Duration.FromDays(2), LastReplyAt = now - Duration.FromDays(1) };
        return texts.Count(text => IntentOfText.Read(text, nobody, now, lists) is { } read && (read.Intent == Intent.Chase || read.Suspected is not null));
    }

    /// <summary>What the month says about that step; null where it is no matter of the past.</summary>
    public (int Seen, int Of)? Of(string step) => step switch
    {
        "chases" => (_chases, _messages),
        "reminders" => Stints(status => status == StatusCode.AwaitCustomer || status == StatusCode.CustomerTesting),
        "returns" => (Cases(at => _run.Result.PerCase.Marks[at].HasFlag(CaseMarks.Back)), Cases(at => _run.Result.PerCase.TeamChanges[at] > 0)),
        "appointments" => (Cases(WasNotReached), Log.Cases),
        "standard" => ((int)_run.Result.Progression.Late, (int)(_run.Result.Progression.Late + _run.Result.Progression.Success)),
        "advanced" => Stints(status => _run.Method.Book[status].HighPriority),
        _ => null,
    };

    private int Cases(Func<int, bool> counts) => Enumerable.Range(0, Log.Cases).Count(counts);

    private bool WasNotReached(int at)
    {
        for (var i = Log.Start[at]; i < Log.Start[at + 1]; i++)
        {
            if (Situation.Code(Log.Situations[i]) is { } status && (status == StatusCode.CustomerSilent || status == StatusCode.AppointmentRequested))
            {
                return true;
            }
        }

        return false;
    }

    // Stretches in those situations that lasted longer than they may, and all of them.
    private (int Seen, int Of) Stints(Func<StatusCode, bool> counts)
    {
        var (late, all) = (0, 0);
        for (var at = 0; at < Log.Cases; at++)
        {
            foreach (var stint in new StintWalk(Log, at, Log.Last.ToUnixTimeMilliseconds()))
            {
                if (Situation.Code(stint.Situation) is not { } status || !counts(status))
                {
                    continue;
                }

                var isLate = _run.Clock.Between(stint.Start, stint.End) > _run.Method.Threshold(stint.Situation, Log.Priorities[at]);
                late += isLate ? 1 : 0;
                all += isLate || !stint.IsRunning ? 1 : 0;
            }
        }

        return (late, all);
    }

    private static async Task<(Instant, Instant)?> Period(Session session, TenantId tenant, Instant since, Duration length)
    {
        var last = await session.Number(
            """
            SELECT max(t.opened) FROM imported_tickets i JOIN tickets t ON t.tenant = i.tenant AND t.ticket = i.ticket
            WHERE i.tenant = $1 AND NOT EXISTS (SELECT 1 FROM imports m WHERE m.tenant = $1 AND m.at < $2)
              AND NOT EXISTS (SELECT 1 FROM tickets o WHERE o.tenant = $1 AND o.opened < $2
                AND NOT EXISTS (SELECT 1 FROM imported_tickets x WHERE x.tenant = o.tenant AND x.ticket = o.ticket))
            """,
            tenant.Value, since.ToUnixTimeMilliseconds());
        if (last is not { } at)
        {
            return null;
        }

        var earliest = await session.Number(
            string.Create(CultureInfo.InvariantCulture, $"SELECT opened FROM tickets WHERE tenant = $1 AND opened <= $2 ORDER BY opened DESC LIMIT 1 OFFSET {Most}"), tenant.Value, at);
        var until = Instant.FromUnixTimeMilliseconds(at + 1);
        return (Instant.Max(until - length, Instant.FromUnixTimeMilliseconds(earliest ?? 0)), until);
    }

    private static ValueTask<List<string>> Messages(Session session, TenantId tenant, Instant from, Instant until) => session.Query(
        string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT body FROM texts WHERE tenant = $1 AND kind = 'past-imported' AND author LIKE 'customer:%' AND at >= $2 AND at < $3 AND body IS NOT NULL ORDER BY at DESC LIMIT {Most}"),
        row => row.GetString(0), tenant.Value, from.ToUnixTimeMilliseconds(), until.ToUnixTimeMilliseconds());
}
