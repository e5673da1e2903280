using System.Diagnostics;
using Headway.Application.Desk;
using Headway.Application.Storage;
using static Headway.DeskBench.Report;

namespace Headway.DeskBench;

/// <summary>One engine's turn: a desk of a tenth of the size for comparison, then the desk itself.</summary>
internal sealed class DeskRun(Report report, string product, string command, int? postmaster, double seconds, bool listsOnly, string? only)
{
    public async Task Both(Func<string, Task<Place>> make, int tickets)
    {
        var few = listsOnly ? Math.Min(10_000, tickets) : tickets / 10;
        Console.Error.WriteLine(Text($"A desk of {few:#,0} tickets, to compare with:"));
        var small = await Make(await make("few"), few);
        var compared = await Measured(small.Place, small.Cast, null);
        Console.Error.WriteLine(Text($"The desk of {tickets:#,0} tickets:"));
        var large = await Make(await make("all"), tickets);
        await Measured(large.Place, large.Cast, compared);
    }

    private async Task<(Place Place, Cast Cast)> Make(Place place, int tickets)
    {
        if (Cast.IsKept(place))
        {
            return (place, Cast.Read(place));
        }

        var watch = Stopwatch.StartNew();
        await using var database = await Database.OpenCurrent(place.Address);
        var cast = await Cast.Lay(database);
        var open = listsOnly ? tickets / 5 : tickets / 10;
        var clock = TimeProvider.System;
        var import = await new Fill(database, cast, await new DeskRulesCache(database, clock, new DeskClock(clock)).Of(cast.Tenant), seed: 20_261_122).Run(tickets, open, done =>
        {
            if (done % 25_000 == 0)
            {
                Console.Error.WriteLine(Text($"    {done:#,0} after {watch.Elapsed.TotalSeconds:0} s"));
            }
        });
        if (!listsOnly)
        {
            report.Add(Text($"import with history, {tickets:#,0}"), "≥ 2,000/s", place.Name, Text($"{tickets / import.TotalSeconds:0}/s (folded, written, indexed)"), tickets / import.TotalSeconds >= 2_000);
        }

        await place.Checkpoint();
        cast.Keep(place);
        return (place, cast);
    }

    private async Task<Dictionary<string, Sample>> Measured(Place place, Cast cast, Dictionary<string, Sample>? smaller)
    {
        IReadOnlyList<long> open, any;
        await using (var database = Database.Open(place.Address))
        {
            (open, any) = await Acts.Numbers(database, cast);
        }

        var figures = new Dictionary<string, Sample>();
        await using var desk = await Served.Start(place, product, postmaster, $"Authorization: Bearer {cast.Tokens[0]}");
        var acts = new Acts(place, cast, desk, product, command) { Open = open, Any = any };
        var name = place.Name;
        var whole = smaller is not null;
        if (whole)
        {
            report.Add("start to first answer", "≤ 3 s", name, Text($"{desk.FirstAnswer.TotalSeconds:0.0} s"), desk.FirstAnswer.TotalSeconds <= 3);
        }

        var reading = new (string What, double Most, Func<int, Task<Func<Task<bool>>>> Act)[]
        {
            ("work list by API, first 50", 20, acts.Asked(_ => "/worklist?limit=50")),
            ("team's list by API, first 50", 20, acts.Asked(_ => "/worklist?team=Service%20Desk&limit=50")),
            ("tickets by API, page of 50", 20, acts.Asked(_ => "/tickets?limit=50&state=open")),
            ("work list page", 20, acts.Page(_ => "/next")),
            ("search by API", 20, acts.Asked(chance => $"/search?q={Uri.EscapeDataString(chance.Query())}&limit=50")),
            ("search page", 20, acts.Page(chance => $"/tickets?q={Uri.EscapeDataString(chance.Query())}")),
            ("ticket by API", 9, acts.Asked(chance => $"/tickets/{acts.AnyTicket(chance)}")),
            ("ticket page, the list beside it", 9, acts.Page(chance => $"/next/{acts.OpenTicket(chance)}")),
            ("ticket opened from the list", 9, acts.Page(chance => $"/part/ticket/{acts.OpenTicket(chance)}")),
        };
        foreach (var (what, _, act) in reading.Where(one => Wanted(one.What)))
        {
            // A desk is open all day: what is measured is the day, not its first minute, in which the code is compiled.
            await Measure.Closed(desk, 2, seconds / 2, act);
        }

        foreach (var (what, most, act) in reading)
        {
            if (!Wanted(what) || (listsOnly && !what.Contains("list", StringComparison.Ordinal)))
            {
                continue;
            }

            figures[what] = await Measure.Closed(desk, 1, seconds, act);
            if (whole)
            {
                report.Wait(what, most, name, figures[what]);
            }
        }

        if (listsOnly && whole && Wanted("list"))
        {
            report.Wait("work list by API: the wait of 99 of 100", 10, name, figures["work list by API, first 50"], p99: true);
        }

        if (Wanted("claim"))
        {
            await Claims(place, cast, desk, acts, figures, whole);
        }

        if (!listsOnly && Wanted("writes"))
        {
            await Writes(place, cast, desk, acts, figures, whole);
        }

        foreach (var (what, sample) in figures.Where(_ => whole))
        {
            var before = smaller![what];
            var most = listsOnly ? 1.5 : 1.3;
            var ratio = sample.Processor / before.Processor;
            report.Add($"cost beside a smaller desk: {what}", Text($"≤ {most:0.0}×"), name, Text($"{ratio:0.00}× cpu, {sample.P50 / before.P50:0.00}× p50"), ratio <= most, null);
        }

        return figures;
    }

    private bool Wanted(string what) => only is null || what.Contains(only, StringComparison.Ordinal);

    private async Task Claims(Place place, Cast cast, Served desk, Acts acts, Dictionary<string, Sample> figures, bool whole)
    {
        await using var database = Database.Open(place.Address);
        var people = await acts.Everybody();
        figures["claim the next"] = await OneByOne(desk, people);
        var (twice, lost, disorder) = (0, 0, 0);
        const int rounds = 5;
        for (var round = 0; round < rounds; round++)
        {
            var expected = await Expected(database, cast);
            var taken = await Task.WhenAll(people.Select(line => Task.Run(() => Acts.Next(line))));
            var given = taken.OfType<string>().ToList();
            twice += given.Count - given.Distinct().Count();
            lost += taken.Length - given.Count;
            // Those who own some take their own first; the rest is the top of the team's list.
            disorder += given.Count(one => !expected.Contains(one));
            await HandleAll(people, taken);
        }

        foreach (var line in people)
        {
            line.Dispose();
        }

        if (whole)
        {
            report.Wait("claim the next", 20, place.Name, figures["claim the next"], p99: true);
            report.Add("64 claim at once, 5 times", "none twice, none lost", place.Name, $"{twice} twice, {lost} lost, {disorder} out of order", twice + lost + disorder == 0);
        }
    }

    // Whoever holds one is given it again: everybody claims in turn, then everybody does what they claimed, beside the watch.
    private async Task<Sample> OneByOne(Served desk, IReadOnlyList<Line> people)
    {
        var (waits, wrong, spent, watch) = (new List<double>(), 0, 0.0, new Stopwatch());
        for (var round = 0; watch.Elapsed.TotalSeconds < seconds; round++)
        {
            if (round == 1)
            {
                // The first round was the warming up.
                (waits, wrong, spent) = ([], 0, 0);
                watch.Restart();
            }

            var before = desk.Spent();
            var (taken, took) = (new List<string?>(), new List<double>());
            foreach (var line in people)
            {
                var began = Stopwatch.GetTimestamp();
                taken.Add(await Acts.Next(line));
                took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            if (round > 1 && taken.Contains(null))
            {
                // A small desk is worked off before the time is up: an answer that there is nothing is no claim.
                break;
            }

            waits.AddRange(took);
            wrong += taken.Count(one => one is null);
            spent += desk.Spent() - before;
            watch.Stop();
            await HandleAll(people, taken);
            watch.Start();
        }

        return Measure.Of(waits, wrong, watch.Elapsed.TotalSeconds, spent);
    }

    private static async Task HandleAll(IReadOnlyList<Line> people, IReadOnlyList<string?> taken)
    {
        foreach (var (line, activity) in people.Zip(taken))
        {
            if (activity is not null)
            {
                await Acts.Handle(line, activity);
            }
        }
    }

    // What 64 may be given: the first 64 that nobody owns or that are everybody's, and of each person's own the first, ties as in the list.
    private static Task<HashSet<string>> Expected(Database database, Cast cast) => database.Read(async session =>
    {
        const string columns = "SELECT t.number, a.id FROM activities a JOIN tickets t ON t.tenant = a.tenant AND t.ticket = a.ticket";
        const string order = "ORDER BY a.due, a.rank, a.priority, a.opened, a.ticket, a.id";
        const string left = "EXISTS (SELECT 1 FROM chases l WHERE l.tenant = a.tenant AND l.ticket = a.ticket AND l.id = a.id AND l.open_to_team AND l.closed IS NULL)";
        var ids = await session.Query($"{columns} WHERE a.tenant = $1 AND a.team = $2 AND (a.owner IS NULL OR {left}) AND a.open {order} LIMIT 64", Id, cast.Tenant.Value, cast.Desk.Value);
        foreach (var agent in cast.Agents)
        {
            ids.AddRange(await session.Query($"{columns} WHERE a.tenant = $1 AND a.owner = $2 AND a.open {order} LIMIT 1", Id, cast.Tenant.Value, agent.Value));
        }

        return ids.ToHashSet();

        static string Id(System.Data.Common.DbDataReader row) => Text($"{row.GetInt64(0)}-{row.GetInt64(1)}");
    });

    private async Task Writes(Place place, Cast cast, Served desk, Acts acts, Dictionary<string, Sample> figures, bool whole)
    {
        var name = place.Name;
        figures["create, 8 clients"] = await Measure.Closed(desk, 8, seconds, acts.Create);
        figures["reply with status, 8 clients"] = await Measure.Closed(desk, 8, seconds, acts.Reply);
        if (!whole)
        {
            return;
        }

        report.Rate("create, 1 client", 0, name, await Measure.Closed(desk, 1, seconds, acts.Create));
        report.Rate("create, 8 clients", 400, name, figures["create, 8 clients"]);
        report.Rate("reply with status, 1 client", 0, name, await Measure.Closed(desk, 1, seconds, acts.Reply));
        report.Rate("reply with status, 8 clients", 400, name, figures["reply with status, 8 clients"]);
        var pages = await Measure.Open(desk, 100, seconds * 2, [.. new Func<Chance, string>[]
        {
            _ => "/next", chance => $"/next/{acts.OpenTicket(chance)}", chance => $"/part/ticket/{acts.AnyTicket(chance)}",
            chance => $"/tickets?q={Uri.EscapeDataString(chance.Query())}", _ => "/part/list",
        }.Select<Func<Chance, string>, Func<Task<Func<Task<bool>>>>>(path => () => acts.Page(path)(0))]);
        report.Add("pages at 100 requests/s", "p95 ≤ 50 ms", name, Text($"p50 {pages.P50:0.0}, p95 {pages.P95:0.0}, p99 {pages.P99:0.0} ms, {pages.Processor:0.00} ms cpu"), pages.P95 <= 50, pages);
        await AgainstBare(place, cast, desk, acts, name);
        var before = desk.Held();
        report.Add("memory: app and database", "≤ 440 MB", name, Text($"{before.App + before.Database:0} MB ({before.App:0} + {before.Database:0})"), before.App + before.Database <= 440);
        report.Rate("mail in by HTTP, 1 client", 0, name, await Measure.Closed(desk, 1, seconds, acts.MailIn));
        report.Rate("mail in by HTTP, 8 clients", 350, name, await Measure.Closed(desk, 8, seconds, acts.MailIn));
        report.Rate("mail in by pipe, 1 client", 0, name, await Measure.Closed(desk, 1, seconds, acts.MailByPipe(toTheDesk: true)));
        report.Rate("mail in by pipe, 8 clients", 80, name, await Measure.Closed(desk, 8, seconds, acts.MailByPipe(toTheDesk: true)));
        report.Rate("mail in by pipe, no desk to hand it to, 1 client", 0, name, await Measure.Closed(desk, 1, seconds, acts.MailByPipe(toTheDesk: false)));
        var after = desk.Held();
        report.Add("memory: with mail", "", name, Text($"{after.App + after.Database:0} MB and {after.Gateway:0} MB of the mail gateway"), null);
    }

    private async Task AgainstBare(Place place, Cast cast, Served desk, Acts acts, string name)
    {
        var bare = new BareLoop(place);
        var (number, version) = await acts.RaiseOne();
        var raised = await bare.Written(cast.Tenant, number, 0);
        await acts.ReplyTo(number);
        var replied = await bare.Written(cast.Tenant, number, version);
        var tickets = new List<long>();
        foreach (var (what, rows, opens, act) in new[] { ("create", raised, true, acts.Create), ("reply", replied, false, acts.Reply) })
        {
            var loop = await bare.Run(rows, seconds, tickets, opens);
            var product = await Measure.Closed(desk, BareLoop.Clients, seconds, act);
            report.Add(
                $"{what}, 32 clients, beside a bare loop", "≥ 40 %", name,
                Text($"{product.Rate / loop:0%} ({product.Rate:0}/s beside {loop:0}/s of {rows.Statements.Count} rows; {product.Processor:0.00} ms cpu)"), product.Rate / loop >= 0.4 && product.Wrong == 0, product);
        }
    }
}
