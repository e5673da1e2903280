using Headway.Domain;

namespace Headway.Application.Teams;

public static class TeamRefusals
{
    public static readonly Refusal Unknown = new(RefusalKind.NotFound, "team.none", "There is no such team.");
    public static readonly Refusal NameMissing = new(RefusalKind.Invalid, "team.name-missing", "Name the team, with at most 100 characters.");
    public static readonly Refusal NameTaken = new(RefusalKind.Conflict, "team.name-taken", "There is a team of that name already, or was one. Choose another name.");
    public static readonly Refusal CalendarUnknown = new(RefusalKind.Invalid, "team.calendar-unknown", "There is no such calendar. Choose one of the list.");
    public static readonly Refusal ModeUnknown = new(RefusalKind.Invalid, "team.mode-unknown", "Choose one of the ways of ordering work that are offered.");
    public static readonly Refusal MemberUnknown = new(RefusalKind.Invalid, "team.member-unknown", "Only active people of support can be members. Look at the list again.");
    public static readonly Refusal DeskStays = new(RefusalKind.Conflict, "team.desk-stays", "This is the Service Desk: every ticket can be returned to it, so it can't be given up or restricted.");
    public static readonly Refusal HoldsTickets = new(RefusalKind.Conflict, "team.holds-tickets", "This team holds open tickets. Hand them to another team first, then deactivate it.");
    public static readonly Refusal ServesServices = new(RefusalKind.Conflict, "team.serves-services", "Services lead to this team. Give them to another team first, then deactivate it.");
    public static readonly Refusal RestrictedEmpty = new(RefusalKind.Conflict, "team.restricted-empty", "A restricted team is seen by its members only. Add a member first, or nobody sees its tickets.");
}
