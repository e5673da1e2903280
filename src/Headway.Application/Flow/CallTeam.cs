using Headway.Application.Access;
using Headway.Application.Changes;
using Headway.Application.Desk;
using Headway.Application.Notifications;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Flow;

/// <summary>
/// A lead calls the team to chosen activities: everybody of the team who is here is told, sees them above the own list, and how far they
/// have come. Nothing about the tickets changes; whoever takes one up does that as always.
/// </summary>
public sealed class CallTeam(Database database, DeskClock clock, ChangeFeed feed)
{
    public const int Most = 40;

    /// <param name="caller">A lead of the team.</param>
    /// <param name="team">Who is called.</param>
    /// <param name="activities">Open activities of the team, by their public ids.</param>
    /// <param name="note">What it is about; may be left out.</param>
    /// <param name="stop">Gives up before anything is written.</param>
    /// <param name="key">The same request again calls nobody again.</param>
    /// <param name="helper">Another team whose people are asked to lend a hand; null for none.</param>
    public async Task<Outcome<long>> Do(
        Caller caller, TeamId team, IReadOnlyCollection<string> activities, string? note, CancellationToken stop = default, RequestKey? key = null, TeamId? helper = null)
    {
        if (Denied(caller, team) is { } no)
        {
            return no;
        }

        var said = string.IsNullOrWhiteSpace(note) ? null : note.Trim();
        if (said is { Length: > 300 } || (said is not null && TextCheck.Check(said) is not null))
        {
            return CallRefusals.NoteTooLong;
        }

        var now = clock.Now(caller.Tenant);
        var done = await Refusable.Write<long>(
            database,
            session => AddedOnce.Do(session, caller, key, async () =>
            {
                var chosen = await Chosen(session, caller, team, activities);
                if (chosen.Count == 0)
                {
                    return CallRefusals.NothingChosen;
                }

                var id = await session.NextId();
                await session.Do(
                    "INSERT INTO calls (tenant, id, team, called_by, called_at, note, helper) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                    caller.Tenant.Value, id, team.Value, caller.Person.Value, now.ToUnixTimeMilliseconds(), said, helper?.Value);
                foreach (var (ticket, activity) in chosen)
                {
                    await session.Do("INSERT INTO called_items (tenant, call, ticket, activity) VALUES ($1, $2, $3, $4)", caller.Tenant.Value, id, ticket, activity);
                }

                var away = await AwayToday.Read(session, caller.Tenant, now);
                var members = await session.Query(
                    """
                    SELECT m.person, max(CASE WHEN m.team = $2 THEN 1 ELSE 0 END) FROM memberships m JOIN people p ON p.tenant = m.tenant AND p.id = m.person
                    WHERE m.tenant = $1 AND m.team IN ($2, $3) AND p.active GROUP BY m.person ORDER BY m.person
                    """,
                    row => (Person: new PersonId(row.GetInt64(0)), Own: Convert.ToInt64(row.GetValue(1), System.Globalization.CultureInfo.InvariantCulture) == 1), caller.Tenant.Value, team.Value, (helper ?? team).Value);
                foreach (var (member, own) in members.Where(member => member.Person != caller.Person && !away.ContainsKey(member.Person)))
                {
                    await TeamNotices.Tell(session, caller, member, own ? NotificationKind.TeamCalled : NotificationKind.HandWanted, $"call:{id}:{member.Value}", $"/mobilise/{id}", now);
                }

                return id;
            }),
            stop);
        if (helper is { } asked && !done.IsRefused)
        {
            Told(caller, asked, done);
        }

        return Told(caller, team, done);
    }

    /// <summary>Lets the team go back to its lists.</summary>
    public async Task<Outcome<long>> End(Caller caller, long call, CancellationToken stop = default)
    {
        var team = await database.Read(session => session.Number("SELECT team FROM calls WHERE tenant = $1 AND id = $2", caller.Tenant.Value, call).AsTask(), stop);
        if (team is not { } called)
        {
            return CallRefusals.Unknown;
        }

        if (Denied(caller, new TeamId(called)) is { } no)
        {
            return no;
        }

        await database.Write(
            session => session.Run(
                "UPDATE calls SET ended_at = $3 WHERE tenant = $1 AND id = $2 AND ended_at IS NULL", caller.Tenant.Value, call, clock.Now(caller.Tenant).ToUnixTimeMilliseconds()).AsTask(),
            stop);
        return Told(caller, new TeamId(called), call);
    }

    // Those of the named that are open in this team and that the caller may see, in one look.
    private static async Task<IReadOnlyList<(long Ticket, long Activity)>> Chosen(Session session, Caller caller, TeamId team, IReadOnlyCollection<string> activities)
    {
        var args = new List<object?>();
        var where = caller.Where("t", args);
        var named = activities.Distinct().Take(Most).Select(Named).OfType<(long Number, long Seq)>().Select(one => $"(t.number = {Put(one.Number)} AND a.id = {Put(one.Seq)})").ToList();
        return named.Count == 0 ? [] : await session.Query(
            $"""
            SELECT a.ticket, a.id FROM activities a JOIN tickets t ON t.tenant = a.tenant AND t.ticket = a.ticket
            WHERE {where} AND a.team = {Put(team.Value)} AND a.open AND ({string.Join(" OR ", named)})
            """,
            row => (row.GetInt64(0), row.GetInt64(1)), [.. args]);

        string Put(long value)
        {
            args.Add(value);
            return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"${args.Count}");
        }
    }

    private Outcome<long> Told(Caller caller, TeamId team, Outcome<long> done)
    {
        if (!done.IsRefused)
        {
            feed.Publish(new Change(ChangeKind.Team, caller.Tenant.Value) { Team = team.Value, Mentions = true });
        }

        return done;
    }

    private static Refusal? Denied(Caller caller, TeamId team) =>
        caller.Denies(Permission.SteerTickets) is { } no ? no : caller.Leads.Contains(team) ? null : AccessRefusals.NotAllowed;

    private static (long, long)? Named(string activity) =>
        activity.Split('-') is [var number, var seq] && long.TryParse(number, out var ticket) && long.TryParse(seq, out var id) ? (ticket, id) : null;
}

public static class CallRefusals
{
    public static readonly Refusal NothingChosen = new(RefusalKind.Invalid, "call.nothing-chosen", "Choose at least one open item of the team to call it to.");
    public static readonly Refusal NoteTooLong = new(RefusalKind.Invalid, "call.note-too-long", "Say what it is about in at most 300 characters.");
    public static readonly Refusal Unknown = new(RefusalKind.NotFound, "call.unknown", "There is no such call to the team.");
}
