using System.Collections.ObjectModel;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.People;
using Headway.Domain.Rota;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;

namespace Headway.Application.Scenarios;

/// <summary>The tenant a scenario runs on: rules, and the people and teams by their names.</summary>
public sealed record DeskSettings(
    DeskRules Rules,
    IReadOnlyDictionary<string, TeamId> TeamNames,
    IReadOnlyDictionary<string, PersonId> Staff,
    IReadOnlyDictionary<PersonId, IReadOnlyList<TeamId>> TeamsOf,
    PublishedRota Rota)
{
    private Dictionary<PersonId, string>? _staffNames;

    public IReadOnlyDictionary<PersonId, string> StaffNames => _staffNames ??= Staff.ToDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>The default tenant of the contract, changed by what a desk file names.</summary>
    public static DeskSettings From(DeskFile file)
    {
        var calendars = file.Calendars.ToDictionary(calendar => calendar.Name, StringComparer.OrdinalIgnoreCase);
        var teams = new Dictionary<TeamId, Team>();
        var names = new Dictionary<string, TeamId>(StringComparer.OrdinalIgnoreCase);
        var staff = new Dictionary<string, PersonId>(StringComparer.OrdinalIgnoreCase);
        var teamsOf = new Dictionary<PersonId, List<TeamId>>();
        foreach (var described in file.Teams)
        {
            var id = new TeamId(teams.Count + 1);
            if (!calendars.TryGetValue(described.Calendar, out var calendar))
            {
                throw new FormatException($"Team '{described.Name}' names the calendar '{described.Calendar}', which is not described.");
            }

            teams[id] = new Team(id, described.Name, described.Desk, described.Mode, calendar) { Affinity = described.Affinity };
            names[described.Name] = id;
            foreach (var person in described.People)
            {
                if (!staff.TryGetValue(person, out var known))
                {
                    staff[person] = known = new PersonId(staff.Count + 1);
                    teamsOf[known] = [];
                }

                teamsOf[known].Add(id);
            }
        }

        var book = new StatusBook(
            DefaultStatuses.All,
            file.Thresholds.Select(pair => new ThresholdRule(pair.Key, pair.Value)),
            file.ResponseTargets,
            file.CompletionTargets,
            ReadOnlyDictionary<ServiceId, IReadOnlyDictionary<Priority, WorkingTime>>.Empty);
        return new DeskSettings(
            new DeskRules(book, teams) { RankWithinOverdue = file.RankWithinOverdue, KeepsTime = file.KeepsTime, Feedback = file.Feedback is { } low ? new FeedbackRules(true, low) : FeedbackRules.Off },
            names,
            staff,
            teamsOf.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<TeamId>)pair.Value),
            new PublishedRota(
                [.. file.Teams.SelectMany(team => team.Queues.Select(queue => new StatusQueue(queue.Name, names[team.Name], queue.Statuses)))],
                [.. file.Teams.SelectMany(team => team.Shifts.Select(shift => ShiftOf(shift, names[team.Name], staff)))]));
    }

    private static RotaShift ShiftOf(DescribedShift shift, TeamId team, Dictionary<string, PersonId> staff) =>
        staff.TryGetValue(shift.Person, out var person)
            ? new RotaShift(person, team, shift.Queues, shift.From, shift.To)
            : throw new FormatException($"The rota names '{shift.Person}', who is in no team.");
}
