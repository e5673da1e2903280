using System.Collections.Concurrent;
using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using NodaTime;

namespace Headway.Application.Flow;

/// <summary>
/// What people of support did to the tickets opened in a period: touches, those of them that ended in a situation, those
/// of these with words, and the hollow ones.
/// </summary>
public sealed record TouchCount(int Touches, int Progressions, int Journaled, int Hollow)
{
    /// <summary>Attempts of people to reach the customer, by channel and hour of the day on the reader's clock.</summary>
    public IReadOnlyList<AttemptCount> Attempts { get; init; } = [];

    internal TouchCount With(TouchCount other) => new(Touches + other.Touches, Progressions + other.Progressions, Journaled + other.Journaled, Hollow + other.Hollow);
}

/// <summary>A touch behind a figure: whether it ended in a situation, with words, and was hollow.</summary>
internal sealed record TouchCase(long Ticket, long At, bool Progressed, bool Worded)
{
    public bool Hollow { get; set; }
}

/// <summary>How often somebody tried this channel in that hour of the day.</summary>
public sealed record AttemptCount(string Channel, int Hour, int Count);

/// <summary>Counts touches from the ledger itself. That reads many facts, so an answer is kept for ten minutes.</summary>
public sealed class TouchFigures(TimeProvider time)
{
    private const int MostKept = 200;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<(TenantId, long From, long Day, string Part), (TouchCount Count, long At)> _kept = new();

    internal async ValueTask<TouchCount> Read(Session session, Caller caller, FlowScope scope)
    {
        var args = new List<object?>();
        var part = Opened(caller, scope, args);
        var key = (caller.Tenant, scope.From.ToUnixTimeMilliseconds(), scope.To.ToUnixTimeMilliseconds() / 86_400_000, $"{caller.Zone.Id}{part}|{string.Join(',', args.Skip(3))}");
        if (_kept.TryGetValue(key, out var kept) && time.GetElapsedTime(kept.At) < Fresh)
        {
            return kept.Count;
        }

        var count = (await Walked(session, caller.Zone, part, args, null)).End();
        if (_kept.Count >= MostKept)
        {
            _kept.Clear();
        }

        _kept[key] = (count, time.GetTimestamp());
        return count;
    }

    /// <summary>The same, ticket by ticket, for the parts of a whole.</summary>
    internal static async ValueTask<IReadOnlyDictionary<long, TouchCount>> ByTicket(Session session, Caller caller, FlowScope scope)
    {
        var args = new List<object?>();
        var walk = await Walked(session, caller.Zone, Opened(caller, scope, args), args, null);
        walk.End();
        return walk.Tickets;
    }

    /// <summary>A part of what was counted ticket by ticket. Attempts are not told apart in it.</summary>
    internal static async ValueTask<TouchCount> Of(Session session, Caller caller, FlowScope scope, IReadOnlyDictionary<long, TouchCount> touched)
    {
        var args = new List<object?>();
        var part = Opened(caller, scope, args);
        var sum = new TouchCount(0, 0, 0, 0);
        foreach (var ticket in await session.Query($"SELECT t.ticket FROM tickets t WHERE t.tenant = $1 AND t.opened >= $2 AND t.opened < $3{part}", row => row.GetInt64(0), [.. args]))
        {
            sum = touched.TryGetValue(ticket, out var one) ? sum.With(one) : sum;
        }

        return sum;
    }

    private static string Opened(Caller caller, FlowScope scope, List<object?> args)
    {
        args.AddRange([caller.Tenant.Value, scope.From.ToUnixTimeMilliseconds(), scope.To.ToUnixTimeMilliseconds()]);
        return FlowReach.Where(caller, scope.Team, "t.team", args) + FlowReach.Narrowed(scope, "t", args);
    }

    /// <summary>The touches behind a measure on tickets that the caller may see, and which of them count; null for a measure of something else.</summary>
    internal static async ValueTask<IReadOnlyList<(long Ticket, long At, bool Counts)>?> Rows(Session session, Caller caller, FlowScope scope, string measure)
    {
        if (measure is not ("confirmed" or "journaled" or "hollow"))
        {
            return null;
        }

        var args = new List<object?>();
        var part = Opened(caller, scope, args) + $" AND {caller.Where("t", args)}";
        var cases = new List<TouchCase>();
        (await Walked(session, caller.Zone, part, args, cases)).End();
        return [.. cases.Where(one => measure == "confirmed" || one.Progressed).Select(one => (one.Ticket, one.At, measure switch
        {
            "confirmed" => one.Progressed,
            "journaled" => one.Worded,
            _ => one.Hollow,
        }))];
    }

    private static async ValueTask<Walk> Walked(Session session, DateTimeZone zone, string part, List<object?> args, List<TouchCase>? cases)
    {
        var walk = new Walk(zone, cases);
        await session.Each(
            $"""
            SELECT f.ticket, f.at, f.kind, CASE WHEN f.kind IN ('progressed', 'attempt-logged') THEN f.body END FROM tickets t JOIN facts f ON f.tenant = t.tenant AND f.ticket = t.ticket
            WHERE t.tenant = $1 AND t.opened >= $2 AND t.opened < $3{part} AND f.kind IN ('progressed', 'replied', 'noted', 'attempt-logged', 'ticket-resolved') AND f.actor LIKE 'staff:%'
            ORDER BY t.ticket, f.seq
            """,
            row =>
            {
                walk.Add(row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.TextOrNull(3));
                return ValueTask.CompletedTask;
            },
            [.. args]);
        return walk;
    }

    // Facts of one act stand together at one instant.
    private sealed class Walk(DateTimeZone zone, List<TouchCase>? cases)
    {
        private readonly Dictionary<(string Channel, int Hour), int> _attempts = [];
        private readonly List<ProgressionStep> _steps = [];
        private readonly List<TouchCase> _touched = [];
        private long _ticket = -1, _at = -1;
        private bool _words, _moved, _visible;
        private readonly Dictionary<long, TouchCount> _tickets = [];
        private int _touches, _progressions, _journaled;

        public IReadOnlyDictionary<long, TouchCount> Tickets => _tickets;

        public void Add(long ticket, long at, string kind, string? body)
        {
            if (ticket != _ticket || at != _at)
            {
                Touch();
                if (ticket != _ticket)
                {
                    Ticket();
                }

                (_ticket, _at) = (ticket, at);
            }

            _words |= kind is "replied" or "noted" or "attempt-logged" or "ticket-resolved";
            _visible |= kind is "replied" or "attempt-logged" or "progressed";
            if (kind == "attempt-logged" && body is not null)
            {
                using var json = JsonDocument.Parse(body);
                var channel = json.RootElement.TryGetProperty("channel", out var named) ? named.GetString()?.ToLowerInvariant() ?? "" : "";
                var hour = Instant.FromUnixTimeMilliseconds(at).InZone(zone).Hour;
                _attempts[(channel, hour)] = _attempts.GetValueOrDefault((channel, hour)) + 1;
            }
            else if (body is not null)
            {
                _moved = true;
                _steps.Add(Step(body));
            }
        }

        public TouchCount End()
        {
            Touch();
            Ticket();
            return _tickets.Values.Aggregate(new TouchCount(0, 0, 0, 0), (sum, one) => sum.With(one)) with
            {
                Attempts = [.. _attempts.Select(one => new AttemptCount(one.Key.Channel, one.Key.Hour, one.Value)).OrderBy(one => one.Channel, StringComparer.Ordinal).ThenBy(one => one.Hour)],
            };
        }

        // A colleague's note asks for no situation, so alone it is no touch that owes one.
        private void Touch()
        {
            _touches += _visible ? 1 : 0;
            _progressions += _moved ? 1 : 0;
            _journaled += _moved && _words ? 1 : 0;
            if (cases is not null && _visible)
            {
                var one = new TouchCase(_ticket, _at, _moved, _moved && _words);
                cases.Add(one);
                if (_moved)
                {
                    _touched.Add(one);
                }
            }

            (_words, _moved, _visible) = (false, false, false);
        }

        private void Ticket()
        {
            var hollow = HollowTouch.Which(_steps);
            if (_touches + _progressions > 0)
            {
                _tickets[_ticket] = new TouchCount(_touches, _progressions, _journaled, hollow.Count);
            }

            (_touches, _progressions, _journaled) = (0, 0, 0);
            foreach (var place in hollow.Where(place => place < _touched.Count))
            {
                _touched[place].Hollow = true;
            }

            _steps.Clear();
            _touched.Clear();
        }

        private static ProgressionStep Step(string body)
        {
            using var json = JsonDocument.Parse(body);
            var status = new StatusCode(json.RootElement.GetProperty("situation").GetString() ?? "");
            return new ProgressionStep(status, json.RootElement.GetProperty("customerVisible").GetBoolean(), status == StatusCode.CustomerSilent);
        }
    }
}
