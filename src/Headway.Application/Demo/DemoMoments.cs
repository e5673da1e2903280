using System.Text.Json;
using Headway.Application.Desk;
using Headway.Application.Notifications;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Demo;

/// <summary>What lies on the desk at 10:12 beside the tickets: unsent drafts, colleagues looking, tags, links, the clock.</summary>
internal static class DemoMoments
{
    private static readonly (string Name, string German)[] Categories = [("Access", "Zugänge"), ("Hardware", "Geräte"), ("Network", "Netz"), ("Software", "Programme")];

    public static Task Lay(Database database, DemoPeople people, IReadOnlyList<(Conversation Story, TicketTape Tape)> told, StoryTimes times, JsonElement desk,
        CancellationToken stop) =>
        database.Write(
            async session =>
            {
                await Clock(session, times.Now);
                foreach (var (name, german) in Categories)
                {
                    await session.Do(
                        "INSERT INTO categories (tenant, id, name, name_de, active) VALUES ($1, $2, $3, $4, $5)", DemoBuilder.Tenant.Value, await session.NextId(), name, german, true);
                }

                await DemoRota.Lay(session, people, desk, times);
                await session.Do(
                    "INSERT INTO settings (tenant, key, value, changed) VALUES ($1, $2, $3, $4)",
                    DemoBuilder.Tenant.Value, SubProcessSettings.Key, SubProcessSettings.Write(SubProcesses.All | SubProcesses.EarlySigns), times.Now.ToUnixTimeMilliseconds());
                await AwayToday.Keep(session, DemoBuilder.Tenant, desk.GetProperty("absences").EnumerateArray().Select(row => Absence(row, people, times)));
                foreach (var (story, tape) in told)
                {
                    await Draft(session, people, story, tape, times);
                    await Notices(session, database.Counters, people, tape, times);
                    foreach (var look in story.Looks)
                    {
                        await session.Do(
                            "INSERT INTO page_views (tenant, ticket, person, at) VALUES ($1, $2, $3, $4)",
                            DemoBuilder.Tenant.Value, tape.State.Key.Value, people.Of(story.Requester).Value, times.Read(look).ToUnixTimeMilliseconds());
                    }

                    foreach (var looker in story.Presence ?? [])
                    {
                        await session.Do(
                            "INSERT INTO presence (tenant, ticket, person, doing, until) VALUES ($1, $2, $3, 'writing', $4)",
                            DemoBuilder.Tenant.Value, tape.State.Key.Value, people.Of(looker).Value, (times.Now + Duration.FromHours(1)).ToUnixTimeMilliseconds());
                    }
                }
            },
            stop);

    /// <summary>The demo's clock starts at its Tuesday, from whatever the wall shows when it is laid.</summary>
    public static async Task Clock(Session session, Instant shown) => await session.Do(
        """
        INSERT INTO demo (tenant, shown_at, set_at, body) VALUES ($1, $2, $3, '{}')
        ON CONFLICT (tenant) DO UPDATE SET shown_at = $2, set_at = $3
        """,
        DemoBuilder.Tenant.Value, shown.ToUnixTimeMilliseconds(), await session.Now());

    private static Away Absence(JsonElement row, DemoPeople people, StoryTimes times) => new(
        people.Of(row.Text("person")!), times.Day(row.Text("from")!), times.Day(row.Text("to")!),
        row.GetProperty("reason").EnumerateObject().ToDictionary(reason => reason.Name, reason => reason.Value.GetString() ?? ""));

    // What happened this morning is news for whom it concerns, as if the desk had been running then.
    private static async Task Notices(Session session, Counters counters, DemoPeople people, TicketTape tape, StoryTimes times)
    {
        var number = await session.Number("SELECT number FROM tickets WHERE tenant = $1 AND ticket = $2", DemoBuilder.Tenant.Value, tape.State.Key.Value) ?? 0;
        foreach (var act in tape.Facts.Where(recorded => times.Now - recorded.At < Duration.FromHours(3)).GroupBy(recorded => recorded.At))
        {
            var after = TicketFold.Of(tape.State.Key, [.. tape.Facts.TakeWhile(recorded => recorded.At <= act.Key)]);
            var words = act.Select(recorded => recorded.Fact).OfType<Noted>().Select(note => tape.Texts.Find(text => text.Id == note.Text)?.Body).FirstOrDefault();
            var changed = new Changed(DemoBuilder.Tenant, tape.State.Key, number, new Decision(after, after, [.. act]));
            await NotificationDrafts.Insert(
                session, counters, changed, NotificationDrafts.Of(changed, words is null ? [] : Mentions.Called(words, people.Staff)), act.Key.ToUnixTimeMilliseconds());
        }
    }

    private static async Task Draft(Session session, DemoPeople people, Conversation story, TicketTape tape, StoryTimes times)
    {
        if (story.Draft is not { } draft)
        {
            return;
        }

        var at = times.Read(draft.At, tape.State.Opened);
        // What its writer saw when it was begun: everything up to that moment.
        var seen = tape.Facts.Where(recorded => recorded.At <= at).Select(recorded => recorded.Seq).DefaultIfEmpty(0).Max();
        await session.Do(
            "INSERT INTO drafts (tenant, person, ticket, kind, body, base_version, at) VALUES ($1, $2, $3, 'reply', $4, $5, $6)",
            DemoBuilder.Tenant.Value, people.Of(draft.By).Value, tape.State.Key.Value,
            JsonSerializer.Serialize(new { text = draft.Text, status = draft.Status }), (long)seen, at.ToUnixTimeMilliseconds());
    }
}
