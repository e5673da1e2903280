using Headway.Domain;
using Headway.Domain.Flow;
using Headway.Domain.People;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;

namespace Headway.Application.Scenarios;

/// <summary>What a person, a team or the whole desk would see in the list, in its order.</summary>
public static class ScenarioLook
{
    public static Outcome<LookTaken> Take(ScenarioDesk desk, ScenarioLine line)
    {
        PersonId? person = null;
        TeamId? team = null;
        if (line.Text("as") is { } name)
        {
            person = desk.Staff(name);
            if (person is null)
            {
                return TicketRefusals.PersonUnknown.Because($"There is nobody called '{name}' in support.");
            }
        }
        else if (line.Text("team") is { } teamName)
        {
            team = desk.Team(teamName);
            if (team is null)
            {
                return TicketRefusals.TeamUnknown.Because($"There is no team '{teamName}'.");
            }
        }

        var now = line.At;
        var items = desk.Tickets
            .SelectMany(state => state.Open.Select(activity => WorkItem.Of(desk.Rules, state, activity, now)))
            .Where(item => Shows(desk, item, person, team, now))
            .Order(WorkList.Order(TeamOf(desk, person, team)?.Mode ?? PrioritisationMode.Standard, now, desk.Rules.RankWithinOverdue, TeamOf(desk, person, team) is { Affinity: true } ? person : null))
            .Select(item => Describe(desk, item, now))
            .ToList();
        return new LookTaken(now, line.Text("as"), line.Text("team"), items);
    }

    private static bool Shows(ScenarioDesk desk, WorkItem item, PersonId? person, TeamId? team, NodaTime.Instant now)
    {
        var mode = desk.Rules.Teams[item.Team].Mode;
        return person is { } one
            ? WorkList.Shows(item, one, desk.Settings.TeamsOf[one], mode, desk.Rota, now)
            : (team is null || item.Team == team) && (mode != PrioritisationMode.Basic || item.Point is not null);
    }

    // The team whose order the list has.
    private static Team? TeamOf(ScenarioDesk desk, PersonId? person, TeamId? team)
    {
        var of = team ?? (person is { } one ? desk.Settings.TeamsOf[one][0] : desk.Rules.Desk?.Id);
        return of is { } found ? desk.Rules.Teams[found] : null;
    }

    private static LookItem Describe(ScenarioDesk desk, WorkItem item, NodaTime.Instant now)
    {
        var state = desk[item.Ticket];
        var activity = state.Activities.First(open => open.Seq == item.Seq);
        return new LookItem(
            desk.NameOf(item.Ticket), activity.Meaning.Type.Code(), item.Status.Value, item.Due, item.IsOverdue(now), item.HighPriority,
            DueExplanation.Of(activity).Line());
    }
}
