using System.Globalization;
using System.Text.Json;
using Headway.Application.Flow;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Flow;
using Headway.Domain.Progression;
using Headway.Domain.Recognition;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Recognition;

/// <summary>What the detectors see in a team's last two weeks: reasons to talk, for the coaching view and for the person.</summary>
internal static class CoachingRows
{
    private static readonly Duration Back = Duration.FromDays(14);

    public static async ValueTask<IReadOnlyList<Observation>> Of(Session session, TenantId tenant, DeskRules desk, TeamId? team, IReadOnlyList<Contribution> contributions, Instant now)
    {
        if (team is not { } of || !desk.Teams.ContainsKey(of))
        {
            return [];
        }

        var from = RecognitionRows.Ms(now - Back);
        var (steps, drops, hollow) = await Touches(session, tenant, of, from);
        var thanks = await session.Query(
            "SELECT given_by, given_to FROM praise WHERE tenant = $1 AND at >= $2", row => new Thanked(new PersonId(row.GetInt64(0)), new PersonId(row.GetInt64(1))), tenant.Value, RecognitionRows.Ms(now - Duration.FromDays(90)));
        return [
            .. Detectors.FlipFlops(steps), .. Detectors.Drops(drops), .. Detectors.Returned(contributions), .. Detectors.CherryPicking(await Skips(session, tenant, of, from)), .. Detectors.Rings(thanks),
            .. Detectors.Hollow(hollow), .. Detectors.OwnChases(await Chases(session, tenant, of, from))];
    }

    // Whoever answers was late on the ticket themselves in the week before the customer asked.
    private static async ValueTask<List<AnsweredChase>> Chases(Session session, TenantId tenant, TeamId team, long from) => await session.Query(
        """
        SELECT c.answered_by, c.ticket, EXISTS (
          SELECT 1 FROM activities a WHERE a.tenant = c.tenant AND a.ticket = c.ticket AND a.verdict = 'Late' AND a.verdict_at <= c.opened AND a.verdict_at >= c.opened - 604800000
            AND 'staff:' || CAST(a.judged_person AS TEXT) = c.answered_by)
        FROM chases c WHERE c.tenant = $1 AND c.team = $2 AND c.opened >= $3 AND c.answered_by LIKE 'staff:%' ORDER BY c.opened, c.ticket, c.id
        """,
        row => new AnsweredChase(new PersonId(long.Parse(row.GetString(0).AsSpan(6), CultureInfo.InvariantCulture)), row.GetInt64(1), row.GetBoolean(2)), tenant.Value, team.Value, from);

    private static async ValueTask<(List<Step> Steps, List<(PersonId Person, long Ticket)> Drops, List<(PersonId Person, long Ticket)> Hollow)> Touches(Session session, TenantId tenant, TeamId team, long from)
    {
        var (steps, drops, hollow) = (new List<Step>(), new List<(PersonId, long)>(), new List<(PersonId, long)>());
        var last = new Dictionary<long, string>();
        var (walked, ofTicket) = (0L, new List<ProgressionStep>());
        var claimed = new Dictionary<(long Ticket, long Person), bool>();
        await session.Each(
            """
            SELECT f.ticket, f.at, f.actor, f.kind, CASE WHEN f.kind = 'progressed' THEN f.body END FROM tickets t JOIN facts f ON f.tenant = t.tenant AND f.ticket = t.ticket
            WHERE t.tenant = $1 AND t.team = $2 AND t.changed >= $3 AND f.kind IN ('progressed', 'claimed', 'claim-released') ORDER BY f.ticket, f.seq
            """,
            row =>
            {
                var (ticket, actor, kind) = (row.GetInt64(0), row.GetString(2), row.GetString(3));
                var person = actor.StartsWith("staff:", StringComparison.Ordinal) ? long.Parse(actor.AsSpan(6), CultureInfo.InvariantCulture) : 0;
                if (row.TextOrNull(4) is { } body)
                {
                    using var json = JsonDocument.Parse(body);
                    var to = json.RootElement.GetProperty("situation").GetString() ?? "";
                    if (last.TryGetValue(ticket, out var before) && row.GetInt64(1) >= from && person != 0)
                    {
                        steps.Add(new Step(new PersonId(person), ticket, RecognitionRows.At(row.GetInt64(1)), before, to));
                    }

                    if (ticket != walked)
                    {
                        (walked, ofTicket) = (ticket, []);
                    }

                    var status = new StatusCode(to);
                    ofTicket.Add(new ProgressionStep(status, json.RootElement.GetProperty("customerVisible").GetBoolean(), status == StatusCode.CustomerSilent));
                    if (HollowTouch.Read(ofTicket).IsHollow && row.GetInt64(1) >= from && person != 0)
                    {
                        hollow.Add((new PersonId(person), ticket));
                    }

                    last[ticket] = to;
                    claimed[(ticket, person)] = false;
                }
                else if (kind == "claimed")
                {
                    claimed[(ticket, person)] = row.GetInt64(1) >= from;
                }
                else
                {
                    foreach (var key in claimed.Where(pair => pair.Key.Ticket == ticket && pair.Value).Select(pair => pair.Key).ToList())
                    {
                        drops.Add((new PersonId(key.Person), ticket));
                        claimed[key] = false;
                    }
                }

                return ValueTask.CompletedTask;
            },
            tenant.Value, team.Value, from);
        return (steps, drops, hollow);
    }

    private static async ValueTask<List<Skip>> Skips(Session session, TenantId tenant, TeamId team, long from)
    {
        var rows = await session.Query(
            "SELECT s.person, s.key, s.value FROM personal_settings s JOIN memberships m ON m.tenant = s.tenant AND m.person = s.person WHERE s.tenant = $1 AND m.team = $2 AND s.key >= 'skip:' AND s.key < 'skip;'",
            row => (Person: new PersonId(row.GetInt64(0)), Id: row.GetString(1)[5..], Kept: JsonSerializer.Deserialize<SkipKept>(row.GetString(2), JsonSerializerOptions.Web)), tenant.Value, team.Value);
        var usual = await session.Query("SELECT type, count(*) FROM activities WHERE tenant = $1 AND team = $2 AND open GROUP BY type", row => (Type: row.GetString(0), Count: row.GetInt64(1)), tenant.Value, team.Value);
        var mean = usual.Count == 0 ? 15 : usual.Sum(one => one.Count * TouchTimes.Usual.Of(one.Type).Hours * 60) / usual.Sum(one => one.Count);
        var skips = new List<Skip>();
        foreach (var (person, id, kept) in rows.Where(row => row.Kept is { } known && known.At >= from))
        {
            if (id.Split('-') is [var number, var seq] && long.TryParse(number, out var ticket) && long.TryParse(seq, out var activity)
                && await session.Text(
                    "SELECT a.type FROM activities a JOIN tickets t ON t.tenant = a.tenant AND t.ticket = a.ticket WHERE a.tenant = $1 AND t.number = $2 AND a.id = $3", tenant.Value, ticket, activity) is { } type)
            {
                skips.AddRange(Enumerable.Repeat(new Skip(person, TouchTimes.Usual.Of(type).Hours * 60, mean), kept?.Times ?? 1));
            }
        }

        return skips;
    }
}
