using Headway.Domain;

namespace Headway.Application.Access;

/// <summary>
/// Whose figures somebody may see. Figures of one person are for that person and for the leads of that person's teams;
/// managers and administrators see teams and never a person.
/// </summary>
public static class FigureScope
{
    /// <summary>Figures of the whole tenant and of every team.</summary>
    public static bool SeesAllTeams(this Caller caller) =>
        caller.May(Permission.ReadFigures) && caller.Role is Role.Manager or Role.Administrator;

    public static bool SeesFiguresOf(this Caller caller, TeamId team) =>
        caller.May(Permission.ReadFigures) && (caller.SeesAllTeams() || caller.Teams.Contains(team) || caller.Leads.Contains(team));

    /// <param name="caller">Who asks.</param>
    /// <param name="person">Whose figures.</param>
    /// <param name="teams">The teams of that person.</param>
    public static bool SeesFiguresOf(this Caller caller, PersonId person, IEnumerable<TeamId> teams) =>
        caller.May(Permission.ReadFigures)
        && (caller.Person == person || (caller.Role == Role.Lead && teams.Any(caller.Leads.Contains)));
}
