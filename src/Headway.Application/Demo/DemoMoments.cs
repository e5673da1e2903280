using System.Text.Json;
using Headway.Application.Storage;
using NodaTime;
using NodaTime.Text;

namespace Headway.Application.Demo;

/// <summary>What lies on the desk at 10:12 beside the tickets: unsent drafts, colleagues looking, tags, links, the clock.</summary>
internal static class DemoMoments
{
    public static Task Lay(Database database, DemoPeople people, IReadOnlyList<(Conversation Story, TicketTape Tape)> told, StoryTimes times, CancellationToken stop) =>
        database.Write(
            async session =>
            {
                await Clock(session, times.Now);
                await Absences(session, people);
                foreach (var (story, tape) in told)
                {
                    await Draft(session, people, story, tape, times);
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

    // Whoever is away on the day: an agreed time of theirs is anybody's of the team.
    private static async Task Absences(Session session, DemoPeople people)
    {
        var zone = DateTimeZoneProviders.Tzdb[DemoFiles.Json("desk.json").GetProperty("zone").GetString()!];
        foreach (var absence in DemoFiles.Json("desk.json").GetProperty("absences").EnumerateArray())
        {
            await session.Do(
                "INSERT INTO absences (tenant, id, person, starts, ends) VALUES ($1, $2, $3, $4, $5)",
                DemoBuilder.Tenant.Value, await session.NextId(), people.Of(absence.GetProperty("person").GetString()!).Value, At("from"), At("to"));

            long At(string name) => LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(absence.GetProperty(name).GetString()!).Value
                .InZoneLeniently(zone).ToInstant().ToUnixTimeMilliseconds();
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
