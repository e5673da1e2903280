using System.Globalization;
using Headway.Application.Access;
using Headway.Domain.People;

namespace Headway.Application.Flow;

/// <summary>
/// One part of a list: a condition that an index of open activities serves in the order of due, so that its first rows are
/// read and no others. <paramref name="Above"/>: its rows stand above the list's others, and are among them already.
/// </summary>
internal sealed record WorkListPart(string Condition, bool Above = false)
{
    /// <summary>Found from the chases that are everybody's, which are few, not by looking through a team's activities.</summary>
    public bool FromChases { get; init; }
}

/// <summary>
/// What a list consists of. The parts that are not <see cref="WorkListPart.Above"/> have no activity in common, so their counts
/// add up.
/// </summary>
internal static class WorkListParts
{
    // A chase that its owner left in silence for half of the allowance is everybody's.
    private const string OpenToTeam = "c.tenant = $1 AND c.open_to_team AND c.closed IS NULL AND a.status = 'CHASED'";

    /// <summary>The parts; their values are appended to <paramref name="args"/>, whose first is the tenant.</summary>
    public static IReadOnlyList<WorkListPart> Of(Caller caller, WorkScope scope, PrioritisationMode mode, List<object?> args)
    {
        var parts = new List<WorkListPart>();
        var highFirst = mode is PrioritisationMode.Advanced or PrioritisationMode.Perfect;
        if (scope.Team is { } only)
        {
            Whole(Next(only.Value), "");
            return parts;
        }

        var person = Next((scope.As ?? caller.Person).Value);
        Add($"a.owner = {person} AND a.owner IS NOT NULL");
        var others = $"AND (a.owner IS NULL OR a.owner <> {person})";
        foreach (var team in caller.Teams.OrderBy(id => id.Value).Select(id => Next(id.Value)))
        {
            if (mode == PrioritisationMode.Perfect)
            {
                Whole(team, others);
                continue;
            }

            Add($"a.team = {team} AND a.owner IS NULL");
            parts.Add(mode == PrioritisationMode.Advanced
                ? new WorkListPart($"a.team = {team} AND a.high_priority AND a.owner IS NOT NULL {others}")
                : new WorkListPart($"a.team = {team} AND {OpenToTeam} AND a.owner IS NOT NULL {others}") { FromChases = true });
        }

        return parts;

        void Whole(string team, string except) => Add($"a.team = {team} {except}");

        void Add(string condition)
        {
            parts.Add(new WorkListPart(condition));
            // The signs keep SQLite to the index of major incidents, which are few.
            parts.Add(new WorkListPart($"{condition.Replace("a.", "+a.", StringComparison.Ordinal)} AND a.major", Above: true));
            if (highFirst)
            {
                parts.Add(new WorkListPart($"{condition} AND a.high_priority", Above: true));
            }
        }

        string Next(object? value)
        {
            args.Add(value);
            return string.Create(CultureInfo.InvariantCulture, $"${args.Count}");
        }
    }
}
