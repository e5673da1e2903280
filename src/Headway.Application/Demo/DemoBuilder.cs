using System.Text.Json;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using NodaTime;
using NodaTime.Text;

namespace Headway.Application.Demo;

/// <summary>What was built: for the terminal and the tests.</summary>
public sealed record DemoBuilt(TenantId Tenant, Instant Now, int Tickets, int Open);

/// <summary>
/// Builds the demo: a healthy desk on a Tuesday at 10:12. Conversations written by hand stand among tickets that follow a
/// real log's timing until the day Headway was switched on and the product's own rules from there.
/// </summary>
public sealed class DemoBuilder(Database database, TicketImport import)
{
    public static readonly TenantId Tenant = new(1);

    private readonly List<TextId> _texts = [];
    private readonly List<TicketKey> _keys = [];

    public static DemoBuilder On(Database database) => new(database, new TicketImport(database));

    /// <summary>Whether the demo lies there, whole: a build that was cut off does not count.</summary>
    public static async Task<bool> IsLaid(DatabaseAddress address, CancellationToken stop = default)
    {
        await using var database = await Database.OpenCurrent(address, stop);
        return await database.Read(session => session.Number("SELECT shown_at FROM demo WHERE tenant = $1", Tenant.Value).AsTask(), stop) is not null;
    }

    /// <param name="log">The derived facts of a log to tell the history by; null for those the program carries.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="stop">Gives up between two steps; what was laid stays.</param>
    public async Task<DemoBuilt> Build(Stream? log = null, Action<string>? progress = null, CancellationToken stop = default)
    {
        var desk = DemoFiles.Json("desk.json");
        var zone = DateTimeZoneProviders.Tzdb[desk.Text("zone")!];
        var now = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(desk.Text("now")!).Value;
        var people = await LayTenant(desk, now.InZoneLeniently(zone).ToInstant(), stop);
        var rules = await database.Read(session => RulesReader.Read(session, Tenant), stop);
        var times = new StoryTimes(now, zone, rules.Desk!.Calendar);
        progress?.Invoke("conversations");
        var player = new ConversationPlayer(rules, people, times, () => Next(_texts), () => Next(_keys));
        var told = DemoFiles.Conversations().Select(story => (Story: story, Tape: player.Play(story))).ToList();
        foreach (var (story, tape) in told)
        {
            foreach (var other in story.Related ?? [])
            {
                ConversationPlayer.Relate(tape, told.Single(pair => pair.Story.Id == other).Tape);
            }
        }

        var outage = new DemoOutage(rules, people, times, () => Next(_texts), () => Next(_keys)).Play(DemoFiles.Json("outage.json"));
        var change = DemoAutomation.Change(told.Single(pair => pair.Story.Id == "ann-wifi").Tape, rules, people, () => Next(_texts), Next(_keys));
        foreach (var tape in told.Select(pair => pair.Tape).Concat(outage).Append(change))
        {
            tape.Pass(times.Now);
        }

        progress?.Invoke("history");
        var history = new DemoHistory(rules, people, times, DemoFiles.Json("phrases.json"), () => Next(_texts), () => Next(_keys));
        using var facts = log ?? DemoFiles.Open("uci-facts.csv.gz");
        var tapes = history.Tell(facts, desk);
        people.Forms.AnswerStarters(tapes, people.Service("starters"), now.Date, () => Next(_texts));
        DemoFeedback.Say(tapes, times.Now);
        progress?.Invoke("import");
        var all = told.Select(pair => pair.Tape).Concat(outage).Append(change).Concat(tapes).OrderBy(tape => tape.State.Opened).ToList();
        await import.Run(Tenant, all.Select(tape => tape.Ticket()), stop: stop);
        await Predictions.KeepMany(database, Tenant, all.Select(tape => (tape.State, tape.Facts)), stop);
        var switchedOn = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(desk.Text("switchedOn")!).Value.InZoneLeniently(zone).ToInstant();
        await DemoAudits.Lay(database, people.Of("mara@demo.example"), rules, tapes, switchedOn, times.Now, stop);
        await DemoMoments.Lay(database, people, told, times, desk, stop);
        await DemoRecognition.Lay(database, people, rules.Desk!.Id, times, stop);
        await DemoAutomation.Lay(database, people, rules, all, times.Now, stop);
        await DemoKnowledge.Lay(database, people, all, times.Now, stop);
        await DemoMail.Lay(database, times.Now, stop);
        return new DemoBuilt(Tenant, times.Now, all.Count, all.Count(tape => tape.State.IsOpen));
    }

    private async Task<DemoPeople> LayTenant(JsonElement desk, Instant now, CancellationToken stop)
    {
        await Reserve(stop);
        var people = DemoFiles.Json("people.json");
        return await database.Write(
            async session =>
            {
                var setup = new DemoSetup(session, database.Counters, Tenant, now.ToUnixTimeMilliseconds());
                await setup.Run(desk, people);
                return setup.People;
            },
            stop);
    }

    // Ids are reserved in two big blocks: stories are told without waiting for the store.
    private async Task Reserve(CancellationToken stop)
    {
        for (var i = 0; i < MostTexts; i++)
        {
            _texts.Add(await database.Counters.NextText(stop));
        }

        for (var i = 0; i < MostTickets; i++)
        {
            _keys.Add(new TicketKey(await database.Counters.NextId(stop)));
        }

        _texts.Reverse();
        _keys.Reverse();
    }

    private const int MostTickets = 6_000;
    private const int MostTexts = 60_000;

    private static T Next<T>(List<T> reserved)
    {
        var next = reserved[^1];
        reserved.RemoveAt(reserved.Count - 1);
        return next;
    }
}
