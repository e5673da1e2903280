using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Chases;

/// <summary>How often the customer looked at the page and rang since our last word.</summary>
public sealed record SignsSeen(int Looks, int Calls)
{
    public static readonly SignsSeen None = new(0, 0);
}

/// <summary>A ticket whose customer looks and looks, and has not asked yet.</summary>
public sealed record QuietWait(long Number, string Subject, string Requester, int Looks, int Calls, string? OwnerName);

/// <summary>
/// Who waits looks, before asking. Views of a ticket's page and reported calls are counted where the desk switched it on; the
/// page says so to the customer. Nothing else is kept of a view than that there was one.
/// </summary>
public sealed class EarlySigns(Database database, DeskRulesCache rules, DeskClock clock)
{
    /// <summary>From so many signs on, a lead is shown it.</summary>
    public const int Telling = 4;

    private const int Most = 6;

    // Somebody who goes back and forth looks once.
    private static readonly Duration OneLook = Duration.FromMinutes(1);
    private static readonly Duration Kept = Duration.FromDays(30);

    public async Task<bool> Counts(TenantId tenant, CancellationToken stop = default) => (await rules.Of(tenant, stop)).Runs.HasFlag(SubProcesses.EarlySigns);

    /// <summary>A customer opened the page of a ticket that is open.</summary>
    public async Task Looked(Caller caller, TicketPage page, CancellationToken stop = default)
    {
        if (caller.IsStaff || !page.State.IsOpen || !page.Rules.RunsIn(page.State.Team).HasFlag(SubProcesses.EarlySigns))
        {
            return;
        }

        await database.Write(
            session => session.Run(
                """
                INSERT INTO page_views (tenant, ticket, person, at)
                SELECT $1, $2, $3, $4 WHERE NOT EXISTS (SELECT 1 FROM page_views WHERE tenant = $1 AND ticket = $2 AND person = $3 AND at > $5)
                """,
                caller.Tenant.Value, page.State.Key.Value, caller.Person.Value, page.Now.ToUnixTimeMilliseconds(), (page.Now - OneLook).ToUnixTimeMilliseconds()).AsTask(),
            stop);
    }

    /// <summary>A telephone system reports that somebody rang, whether the call was taken or not.</summary>
    /// <param name="caller">Whose token reports it.</param>
    /// <param name="from">The customer's address, or the number as it is kept of the person; blanks and dashes don't matter.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>On how many open tickets of the person it counts.</returns>
    public async Task<Outcome<int>> Rang(Caller caller, string? from, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ActOnTickets) is { } no)
        {
            return no;
        }

        var given = (from ?? "").Trim();
        var digits = given.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        var person = await database.Read(
            session => session.Number(
                "SELECT id FROM people WHERE tenant = $1 AND active AND (email_key = $2 OR replace(replace(phone, ' ', ''), '-', '') = $3) ORDER BY id LIMIT 1",
                caller.Tenant.Value, EmailKey.Of(given), digits).AsTask(),
            stop);
        if (given.Length == 0 || person is not { } who)
        {
            return TicketRefusals.PersonUnknown.Because("Nobody here has this address or number.");
        }

        var counts = await Counts(caller.Tenant, stop);
        var now = clock.Now(caller.Tenant).ToUnixTimeMilliseconds();
        return await database.Write<Outcome<int>>(
            async session =>
            {
                if (counts)
                {
                    await session.Run(
                        "INSERT INTO reported_calls (tenant, person, at) SELECT $1, $2, $3 WHERE NOT EXISTS (SELECT 1 FROM reported_calls WHERE tenant = $1 AND person = $2 AND at > $4)",
                        caller.Tenant.Value, who, now, now - (long)OneLook.TotalMilliseconds);
                }

                return counts ? (int)(await session.Number("SELECT count(*) FROM tickets WHERE tenant = $1 AND requester = $2 AND state = 'open'", caller.Tenant.Value, who) ?? 0) : 0;
            },
            stop);
    }

    /// <summary>Tickets of a team whose customers look and have not asked, the most looked at first; none where nothing is counted.</summary>
    public async Task<IReadOnlyList<QuietWait>> Quiet(Caller caller, TeamId team, CancellationToken stop = default)
    {
        if (!caller.Leads.Contains(team) || !await Counts(caller.Tenant, stop))
        {
            return [];
        }

        var since = (clock.Now(caller.Tenant) - Kept).ToUnixTimeMilliseconds();
        return await database.Read(
            session => session.Query(
                $"""
                SELECT t.number, t.subject, r.name, s.looks, s.calls, o.name FROM (
                  SELECT t.ticket,
                    (SELECT count(*) FROM page_views v WHERE v.tenant = t.tenant AND v.ticket = t.ticket AND v.at > coalesce(t.last_reply_at, t.opened)) AS looks,
                    (SELECT count(*) FROM reported_calls c WHERE c.tenant = t.tenant AND c.person = t.requester AND c.at > coalesce(t.last_reply_at, t.opened)) AS calls
                  FROM tickets t WHERE t.tenant = $1 AND t.team = $2 AND t.state = 'open'
                    AND EXISTS (SELECT 1 FROM page_views v WHERE v.tenant = t.tenant AND v.ticket = t.ticket AND v.at > $3)
                    AND NOT EXISTS (SELECT 1 FROM chases c WHERE c.tenant = t.tenant AND c.ticket = t.ticket AND c.closed IS NULL)) s
                JOIN tickets t ON t.tenant = $1 AND t.ticket = s.ticket
                JOIN people r ON r.tenant = t.tenant AND r.id = t.requester LEFT JOIN people o ON o.tenant = t.tenant AND o.id = t.owner
                WHERE s.looks + s.calls >= {Telling} ORDER BY s.looks + s.calls DESC, t.number LIMIT {Most}
                """,
                row => new QuietWait(row.GetInt64(0), row.TextOrNull(1) ?? "", row.GetString(2), Whole(row, 3), Whole(row, 4), row.TextOrNull(5)),
                caller.Tenant.Value, team.Value, since).AsTask(),
            stop);
    }

    /// <summary>What was seen of a ticket since our last word.</summary>
    internal static async Task<SignsSeen> Of(Session session, TenantId tenant, DeskRules desk, TicketState state, int loggedCalls)
    {
        if (!desk.RunsIn(state.Team).HasFlag(SubProcesses.EarlySigns) || !state.IsOpen)
        {
            return SignsSeen.None;
        }

        var since = (state.LastReplyAt ?? state.Opened).ToUnixTimeMilliseconds();
        var looks = await session.Number("SELECT count(*) FROM page_views WHERE tenant = $1 AND ticket = $2 AND at > $3", tenant.Value, state.Key.Value, since);
        var calls = await session.Number("SELECT count(*) FROM reported_calls WHERE tenant = $1 AND person = $2 AND at > $3", tenant.Value, state.Requester.Value, since);
        return new SignsSeen((int)(looks ?? 0), (int)(calls ?? 0) + loggedCalls);
    }

    /// <summary>Forgets what is older than a month.</summary>
    internal static Task<int> Forget(Database database, TenantId tenant, Instant now, CancellationToken stop) => database.Write(
        async session =>
        {
            var before = (now - Kept).ToUnixTimeMilliseconds();
            return await session.Run("DELETE FROM page_views WHERE tenant = $1 AND at < $2", tenant.Value, before)
                + await session.Run("DELETE FROM reported_calls WHERE tenant = $1 AND at < $2", tenant.Value, before);
        },
        stop);

    private static int Whole(System.Data.Common.DbDataReader row, int column) => Convert.ToInt32(row.GetValue(column), System.Globalization.CultureInfo.InvariantCulture);
}
