using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Calendars;
using NodaTime;

namespace Headway.Application.Flow;

/// <summary>
/// A lead asks a team that has room to lend a hand on a day that is short: both teams are called to the first of its
/// work, as much as does not fit. Whoever takes some of it is credited with cover.
/// </summary>
public sealed class SwarmDay(Database database, DeskRulesCache rules, DeskClock clock, CallTeam call)
{
    /// <summary>Answers the call, whose page shows how far it has come.</summary>
    /// <param name="caller">Leads the short team.</param>
    /// <param name="team">Whose day is short.</param>
    /// <param name="date">The day.</param>
    /// <param name="helper">One of the teams that are proposed at this moment.</param>
    /// <param name="stop">Gives up before anything is written.</param>
    public async Task<Outcome<long>> Do(Caller caller, TeamId team, LocalDate date, TeamId helper, CancellationToken stop = default)
    {
        var found = await ShortDays.Find(database, rules, clock, caller, team, date, stop);
        if (found.Refusal is { } no)
        {
            return no;
        }

        var (load, day) = found.Value;
        if (day.Swarm.All(one => one.Team != helper))
        {
            return PlanRefusals.NoRoom;
        }

        var (chosen, sum) = (new List<string>(), WorkingTime.Zero);
        foreach (var work in load.Work.Where(one => one.Item.Due.InZone(load.Capacity.Calendar.Zone).Date == date || (one.Overdue && date == load.Days[0].Date)))
        {
            if (sum >= day.Day.Short)
            {
                break;
            }

            sum += work.Item.Work;
            chosen.Add($"{work.Number}-{work.Item.Seq}");
        }

        return await call.Do(caller, team, chosen, null, stop, helper: helper);
    }
}

/// <summary>Finds the short day that a lead decides about.</summary>
internal static class ShortDays
{
    public static async Task<Outcome<(OverloadRead Load, ShortDay Day)>> Find(Database database, DeskRulesCache rules, DeskClock clock, Caller caller, TeamId team, LocalDate date, CancellationToken stop)
    {
        if (caller.Denies(Permission.SteerTickets) is { } no)
        {
            return no;
        }

        if (!caller.Leads.Contains(team))
        {
            return AccessRefusals.NotAllowed;
        }

        var desk = await rules.Of(caller.Tenant, stop);
        var now = clock.Now(caller.Tenant);
        var load = await database.Snapshot(session => OverloadQuery.Read(session, caller.Tenant, desk, team, now).AsTask(), stop);
        return load.Short.FirstOrDefault(day => day.Day.Date == date) is { } found ? (load, found) : PlanRefusals.NotShort;
    }
}

public static class PlanRefusals
{
    public static readonly Refusal NotShort = new(RefusalKind.Conflict, "plan.not-short", "That day is not short any more: look at the board again.");
    public static readonly Refusal NoRoom = new(RefusalKind.Conflict, "plan.no-room", "That team has no room on that day any more: look at the plan again.");
    public static readonly Refusal NobodyToCall = new(RefusalKind.Invalid, "plan.nobody-to-call", "Choose somebody who is away on that day.");
}
