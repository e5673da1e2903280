using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Changes;
using Headway.Application.Desk;
using Headway.Application.Notifications;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Domain.Recognition;
using NodaTime;

namespace Headway.Application.Recognition;

/// <summary>What a lead and a person agreed on, newcomers, and objections to what is recorded.</summary>
public sealed class KeepReview(Database database, Counters counters, DeskClock clock, ChangeFeed feed)
{
    /// <summary>Focus points, carried to the next review.</summary>
    public async Task<Refusal?> Agree(Caller caller, PersonId person, Instant from, Instant to, string? focus, CancellationToken stop = default)
    {
        if (await Leads(caller, person, stop) is { } no)
        {
            return no;
        }

        if (string.IsNullOrWhiteSpace(focus))
        {
            return RecognitionRefusals.WordsMissing;
        }

        if (focus.Trim().Length > 4 * GiveThanks.MostWords)
        {
            return RecognitionRefusals.WordsTooLong;
        }

        await database.Write(
            async session => await session.Do(
                "INSERT INTO reviews (tenant, id, person, written_by, starts, ends, focus, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                caller.Tenant.Value, await counters.IdWithin(session), person.Value, caller.Person.Value, Ms(from), Ms(to), focus.Trim(), Ms(clock.Now(caller.Tenant))),
            stop);
        return null;
    }

    /// <summary>From now on the person's work is sampled for ninety days; or no longer.</summary>
    public async Task<Refusal?> Newcomer(Caller caller, PersonId person, bool on, CancellationToken stop = default)
    {
        if (await Leads(caller, person, stop) is { } no)
        {
            return no;
        }

        var now = clock.Now(caller.Tenant);
        await database.Write(
            async session =>
            {
                await session.Do(
                    on ? "INSERT INTO newcomers (tenant, person, since, until) VALUES ($1, $2, $3, $4) ON CONFLICT (tenant, person) DO UPDATE SET until = $4" : "UPDATE newcomers SET until = $3 WHERE tenant = $1 AND person = $2",
                    on ? [caller.Tenant.Value, person.Value, Ms(now), Ms(now + Sampling.Newcomer)] : [caller.Tenant.Value, person.Value, Ms(now)]);
                await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry(on ? "newcomer.began" : "newcomer.ended", $"person:{person.Value}"));
            },
            stop);
        return null;
    }

    /// <summary>A person says what is wrong about a contribution of theirs.</summary>
    public async Task<Refusal?> Object(Caller caller, long number, int activity, string? words, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ActOnTickets) is { } no)
        {
            return no;
        }

        if (string.IsNullOrWhiteSpace(words))
        {
            return RecognitionRefusals.WordsMissing;
        }

        if (words.Trim().Length > GiveThanks.MostWords)
        {
            return RecognitionRefusals.WordsTooLong;
        }

        if (await TicketLookup.Find(database, caller, number, stop) is not { } ticket)
        {
            return TicketRefusals.Unknown;
        }

        var now = clock.Now(caller.Tenant);
        var told = await database.Write<Outcome<IReadOnlyList<PersonId>>>(
            async session =>
            {
                var mine = string.Create(CultureInfo.InvariantCulture, $"staff:{caller.Person.Value}");
                if (await session.Number("SELECT count(*) FROM activities WHERE tenant = $1 AND ticket = $2 AND id = $3 AND done_by = $4", caller.Tenant.Value, ticket.Value, (long)activity, mine) == 0)
                {
                    return RecognitionRefusals.NotYours;
                }

                var id = await counters.IdWithin(session);
                await session.Do(
                    "INSERT INTO objections (tenant, id, person, ticket, activity, words, at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                    caller.Tenant.Value, id, caller.Person.Value, ticket.Value, (long)activity, words.Trim(), Ms(now));
                var leads = new List<PersonId>();
                foreach (var team in caller.Teams)
                {
                    leads.AddRange((await TeamNotices.Leads(session, caller.Tenant, team)).Where(lead => lead != caller.Person && !leads.Contains(lead)));
                }

                foreach (var lead in leads)
                {
                    await TeamNotices.Tell(session, caller, lead, NotificationKind.Objected, string.Create(CultureInfo.InvariantCulture, $"objected:{id}:{lead.Value}"), "/recognition", now);
                }

                return leads;
            },
            stop);
        if (told.Refusal is { } refused)
        {
            return refused;
        }

        feed.Publish(new Change(ChangeKind.News, caller.Tenant.Value) { Told = [.. told.Value.Select(lead => lead.Value)] });
        return null;
    }

    /// <summary>A lead answers; the person reads it.</summary>
    public async Task<Refusal?> Answer(Caller caller, long objection, string? words, CancellationToken stop = default)
    {
        if (string.IsNullOrWhiteSpace(words) || words.Trim().Length > GiveThanks.MostWords)
        {
            return RecognitionRefusals.WordsMissing;
        }

        var person = await database.Read(async session => await session.Number("SELECT person FROM objections WHERE tenant = $1 AND id = $2", caller.Tenant.Value, objection), stop);
        if (person is not { } whose)
        {
            return RecognitionRefusals.ObjectionUnknown;
        }

        if (await Leads(caller, new PersonId(whose), stop) is { } no)
        {
            return no;
        }

        var now = clock.Now(caller.Tenant);
        await database.Write(
            async session =>
            {
                await session.Do(
                    "UPDATE objections SET answer = $3, answered_by = $4, answered_at = $5 WHERE tenant = $1 AND id = $2", caller.Tenant.Value, objection, words.Trim(), caller.Person.Value, Ms(now));
                await TeamNotices.Tell(session, caller, new PersonId(whose), NotificationKind.ObjectionAnswered, string.Create(CultureInfo.InvariantCulture, $"objection-answered:{objection}:{Ms(now)}"), "/recognition/me", now);
            },
            stop);
        feed.Publish(new Change(ChangeKind.News, caller.Tenant.Value) { Told = [whose] });
        return null;
    }

    private async Task<Refusal?> Leads(Caller caller, PersonId person, CancellationToken stop)
    {
        if (caller.Denies(Permission.SteerTickets) is { } no)
        {
            return no;
        }

        var teams = await database.Read(async session => await session.Query(
            "SELECT team FROM memberships WHERE tenant = $1 AND person = $2", row => new TeamId(row.GetInt64(0)), caller.Tenant.Value, person.Value), stop);
        return person != caller.Person && teams.Any(caller.Leads.Contains) ? null : RecognitionRefusals.PersonNotYours;
    }

    private static long Ms(Instant at) => at.ToUnixTimeMilliseconds();
}
