using System.Globalization;
using System.Text;
using Headway.Application.Access;
using Headway.Application.Audits.Reading;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Audits;
using Headway.Domain.Ledger;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Audits;

/// <summary>One event of our own ledger, as it leaves the house: no words and no person. <paramref name="Requester"/> stays inside: figures are drawn again by it.</summary>
public sealed record LedgerEvent(long Ticket, Instant At, string Status, string Kind, string? Team, Priority Priority, string By, byte Situation, EventMarks Marks, long Requester = 0)
{
    /// <summary>Whose of support it was, numbered within the ticket from 1; 0 for anybody else. It tells whether one or several touched a ticket, and never who.</summary>
    public int Hand { get; init; }

    /// <summary>On the last event of a ticket: the minutes that were worked on the whole of it. By the event they would tell who spent them.</summary>
    public int Minutes { get; init; }
}

/// <summary>Our own ledger as a log: the same audit reads it, and others can audit us. Only tickets that the caller may see.</summary>
public sealed class LedgerLog(Database database, DeskRulesCache rules)
{
    public async Task<Outcome<IReadOnlyList<LedgerEvent>>> Events(Caller caller, Instant from, Instant to, CancellationToken stop = default)
    {
        var events = new List<LedgerEvent>();
        var told = await Each(caller, from, to, ticket =>
        {
            events.AddRange(ticket);
            return ValueTask.CompletedTask;
        }, stop);
        return told is { } no ? no : events;
    }

    /// <summary>Whether the desk writes down how long was worked.</summary>
    public async Task<bool> KeepsTime(Caller caller, CancellationToken stop) => (await rules.Of(caller.Tenant, stop)).KeepsTime;

    /// <summary>Ticket by ticket, for more than memory should hold: the events of the tickets opened in the period, by their number.</summary>
    public async Task<Refusal?> Each(Caller caller, Instant from, Instant to, Func<IReadOnlyList<LedgerEvent>, ValueTask> take, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.RunAudits) is { } no)
        {
            return no;
        }

        var args = new List<object?> { caller.Tenant.Value, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds() };
        await Tell(database, caller.Where("t", args), args, await rules.Of(caller.Tenant, stop), take, stop);
        return null;
    }

    /// <summary>Everything of a tenant, for what the house itself measures.</summary>
    internal static Task Tell(Database database, TenantId tenant, Instant from, Instant to, DeskRules desk, Func<IReadOnlyList<LedgerEvent>, ValueTask> take, CancellationToken stop) =>
        Tell(database, "1 = 1", [tenant.Value, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds()], desk, take, stop);

    private static Task Tell(Database database, string seen, IReadOnlyList<object?> args, DeskRules desk, Func<IReadOnlyList<LedgerEvent>, ValueTask> take, CancellationToken stop)
    {
        var events = new List<LedgerEvent>();
        var ticket = new List<Recorded<TicketFact>>();
        (long Number, Priority Priority, long Requester) current = (0, Priority.P3, 0);
        return database.Snapshot(async session =>
        {
            await session.Each(
                $"""
                SELECT t.number, t.priority, f.seq, f.at, f.actor, f.kind, f.version, f.body, t.requester FROM tickets t JOIN facts f ON f.tenant = t.tenant AND f.ticket = t.ticket
                WHERE t.tenant = $1 AND t.opened >= $2 AND t.opened < $3 AND ({seen}) ORDER BY t.number, f.seq
                """,
                async row =>
                {
                    if (row.GetInt64(0) != current.Number)
                    {
                        await flush();
                        current = (row.GetInt64(0), (Priority)row.GetInt64(1), row.GetInt64(8));
                    }

                    ticket.Add(TicketCodec.Instance.Read(new StoredFact((int)row.GetInt64(2), row.GetInt64(3), row.GetString(4), row.GetString(5), (int)row.GetInt64(6), row.GetString(7))));
                },
                [.. args]);
            await flush();
            return 0;
        }, stop);

        async ValueTask flush()
        {
            stop.ThrowIfCancellationRequested();
            LedgerTelling.Tell(ticket, current.Number, current.Priority, desk, events, current.Requester);
            ticket.Clear();
            if (events.Count > 0)
            {
                await take(events);
            }

            events.Clear();
        }
    }

    /// <summary>The desk's own history on the desk's own hours, through the reference thresholds.</summary>
    public async Task<Outcome<LogReading>> Read(Caller caller, Instant from, Instant to, CancellationToken stop = default)
    {
        var events = await Events(caller, from, to, stop);
        if (events.Refusal is { } no)
        {
            return no;
        }

        if (events.Value.Count == 0)
        {
            return AuditRefusals.PeriodEmpty;
        }

        return Reading(events.Value, await rules.Of(caller.Tenant, stop));
    }

    internal static LogReading Reading(IReadOnlyList<LedgerEvent> events, DeskRules rules)
    {
        var calendar = rules.Teams.Values.OrderByDescending(team => team.IsDesk).First().Calendar;
        var raw = new RawLog(sequenced: false);
        foreach (var item in events)
        {
            var of = raw.Cases.Add(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"#{item.Ticket}")));
            ref var head = ref raw.Head(of);
            (head.Priority, head.Requester) = ((byte)item.Priority, raw.Requesters.Add(BitConverter.GetBytes(item.Requester)));
            raw.Add(new RawEvent(of, item.At.ToUnixTimeMilliseconds(), item.Situation, item.Marks, item.Team is { } team ? raw.Teams.Add(Encoding.UTF8.GetBytes(team)) : -1,
                item.Hand == 0 ? -1 : raw.Actors.Add(Encoding.UTF8.GetBytes(item.Hand.ToString(CultureInfo.InvariantCulture)))));
        }

        var profile = new Profile { Name = "headway", Zone = calendar.Zone.Id, Calendar = calendar.Name };
        var log = Grouping.Group(raw, profile, hasMessages: true, marksReopening: true, countsReopening: false);
        return new LogReading("Headway", profile, calendar, log, [], [], new ReadProblems());
    }
}
