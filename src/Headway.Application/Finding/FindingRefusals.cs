using Headway.Domain;

namespace Headway.Application.Finding;

public static class FindingRefusals
{
    public static readonly Refusal Unknown = new(RefusalKind.NotFound, "view.unknown", "There is no such view any more.");
    public static readonly Refusal NotYours = new(RefusalKind.Forbidden, "view.not-yours", "A view of a team is changed by whoever made it, by the team's leads and by administrators. Save it under your own name to change it.");
    public static readonly Refusal TeamNotYours = new(RefusalKind.Forbidden, "view.team-not-yours", "Share a view with a team that you are in.");
    public static readonly Refusal Empty = new(RefusalKind.Invalid, "view.empty", "Narrow the list first: a view of everything is the list itself.");
    public static readonly Refusal TooMany = new(RefusalKind.Conflict, "view.too-many", "That are 50 views already. Delete one that nobody needs, then save this one.");
}
