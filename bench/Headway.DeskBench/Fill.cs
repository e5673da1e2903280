using System.Diagnostics;
using Headway.Application.Demo;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.DeskBench;

/// <summary>
/// Two years of a desk's tickets: each act is decided by the domain at its own time, what lapses in between lapses, and the
/// product's own import folds and keeps the facts. The same seed gives the same desk.
/// </summary>
internal sealed class Fill(Database database, Cast cast, DeskRules rules, int seed)
{
    private static readonly StatusCode[] Situations =
        [StatusCode.InProgress, StatusCode.AwaitCustomer, StatusCode.AwaitSupplier, StatusCode.NextAction, StatusCode.CustomerTesting];

    private const int Batch = 5_000;

    private readonly Chance _chance = new(seed);
    private readonly Instant _now = Instant.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Answers how long the import took: the histories are told by the domain first, a batch at a time, beside the watch.</summary>
    public async Task<TimeSpan> Run(int tickets, int open, Action<int> progress)
    {
        var (every, import, watch) = (tickets / open, new TicketImport(database), new Stopwatch());
        using var ids = new Ids(database);
        for (var done = 0; done < tickets; done += Batch)
        {
            var told = Enumerable.Range(done, Math.Min(Batch, tickets - done)).Select(i => One(ids, staysOpen: i % every == every - 1, share: i / (double)tickets)).ToList();
            progress(done);
            watch.Start();
            await import.Run(cast.Tenant, told);
            watch.Stop();
        }

        return watch.Elapsed;
    }

    private ImportedTicket One(Ids ids, bool staysOpen, double share)
    {
        var tape = new TicketTape(new TicketKey(ids.Next()), rules);
        // Numbers follow time; what is still open was opened within the last ten days.
        var age = staysOpen ? Duration.FromHours(10 + (_chance.Share() * 230)) : Duration.FromDays(12 + ((1 - share) * 700));
        var at = Working(_now - age);
        var requester = _chance.Of(cast.Customers);
        var agent = cast.Agents[_chance.Next(Cast.AtTheDesk)];
        var team = _chance.Next(10) < 7 ? cast.Desk : _chance.Of(cast.Teams);
        var said = tape.Put(new TextId(ids.Next()), _chance.Text(_chance.Next(20, 60)), _chance.Text(_chance.Next(3, 8)));
        var priority = _chance.Next(20) switch { 0 => Priority.P1, < 4 => Priority.P2, < 16 => Priority.P3, _ => Priority.P4 };
        tape.Do(at, new OpenTicket(Actor.Customer(requester), TicketType.Incident, priority, team, requester, null, Channel.Mail, said).Decide, "open");
        var touches = staysOpen ? _chance.Next(0, 3) : _chance.Next(1, 4);
        for (var i = 0; i < touches; i++)
        {
            at = Working(at + Duration.FromMinutes(_chance.Next(5, 180)));
            var (words, situation) = (new TextId(ids.Next()), _chance.Of(Situations));
            var eta = situation == StatusCode.AwaitSupplier ? at + Duration.FromHours(20) : (Instant?)null;
            var due = situation == StatusCode.NextAction ? at + Duration.FromHours(3) : (Instant?)null;
            tape.Put(words, _chance.Text(_chance.Next(15, 45)));
            if (at >= _now || tape.Try(at, new Progress(agent, situation, Reply: words, Due: due, Eta: eta).Decide) is not null)
            {
                tape.Texts.RemoveAt(tape.Texts.Count - 1);
                continue;
            }

            if (situation == StatusCode.AwaitCustomer && _chance.Next(2) == 0)
            {
                at = Working(at + Duration.FromMinutes(_chance.Next(10, 200)));
                var answer = new TextId(ids.Next());
                tape.Put(answer, _chance.Text(_chance.Next(10, 30)));
                if (at >= _now || tape.Try(at, new CustomerMessage(requester, Intent.Answer, Channel.Mail, answer).Decide) is not null)
                {
                    tape.Texts.RemoveAt(tape.Texts.Count - 1);
                }
            }
        }

        if (!staysOpen)
        {
            at = Working(at + Duration.FromMinutes(_chance.Next(10, 300)));
            var solution = new TextId(ids.Next());
            tape.Put(solution, _chance.Text(20));
            tape.Do(at, new Progress(agent, StatusCode.Resolved, Reply: solution).Decide, "resolve");
        }

        tape.Pass(_now);
        return tape.Ticket();
    }

    // The next moment of a weekday between nine and five.
    private static Instant Working(Instant at)
    {
        var local = at.InUtc().LocalDateTime;
        if (local.Hour >= 17)
        {
            local = local.Date.PlusDays(1) + new LocalTime(9, local.Minute, local.Second);
        }
        else if (local.Hour < 9)
        {
            local = local.Date + new LocalTime(9, local.Minute, local.Second);
        }

        while (local.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)
        {
            local = local.PlusDays(1);
        }

        return Instant.FromUnixTimeMilliseconds(local.InUtc().ToInstant().ToUnixTimeMilliseconds());
    }

    // Ids of the counters, a block at a time.
    private sealed class Ids(Database database) : IDisposable
    {
        private readonly Queue<long> _left = new();

        public long Next()
        {
            while (_left.Count == 0)
            {
                for (var i = 0; i < 64; i++)
                {
                    _left.Enqueue(database.Counters.NextId().AsTask().GetAwaiter().GetResult());
                }
            }

            return _left.Dequeue();
        }

        public void Dispose() => _left.Clear();
    }
}
