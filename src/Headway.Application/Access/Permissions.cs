using System.Collections.Frozen;

namespace Headway.Application.Access;

/// <summary>The matrix of roles: who may do what, as data. docs/operations/roles.md is printed from it.</summary>
public static class Permissions
{
    private const string Works = "agent lead administrator";
    private const string Staff = "agent lead manager administrator";

    private static readonly (Permission Permission, string Roles, bool Reads, string Words)[] Matrix =
    [
        (Permission.UsePortal, "customer", false, "raise tickets; read and answer their own, or the organisation's if that was granted; never internal entries"),
        (Permission.ReadTickets, Staff, true, "read the tenant's tickets, except those of restricted teams they are not in"),
        (Permission.ActOnTickets, Works, false, "act on the tickets they may read"),
        (Permission.SteerTickets, "lead", false, "reassign, nudge and overrule"),
        (Permission.ReadBoard, "lead", true, "the board of what needs a lead"),
        (Permission.KeepRota, "lead administrator", false, "plan queues and rota: leads of their teams, administrators of all"),
        (Permission.ReadFigures, Staff, true, "figures: agents their own and their teams', leads also each of their own people's, managers and administrators of all teams but of no person"),
        (Permission.RunAudits, "lead manager administrator", false, "audit an exported log"),
        (Permission.LoadTickets, "lead administrator", false, "load another tool's tickets and plan their first look"),
        (Permission.ReadPeople, Staff, true, "look people up"),
        (Permission.AddCustomers, Works, false, "enter and correct customers"),
        (Permission.ReadSettings, Staff, true, "read teams, statuses, calendars and services"),
        (Permission.KeepMacros, Works, false, "keep canned replies and macros"),
        (Permission.KeepKnowledge, Works, false, "write, publish and put away articles"),
        (Permission.HoldTokens, Staff, false, "hold tokens for programs that act as themselves"),
        (Permission.ManagePeople, "administrator", false, "invite, import, change and disable people"),
        (Permission.ManageSettings, "administrator", false, "change settings"),
        (Permission.ReadAuditTrail, "administrator", true, "read who changed which setting"),
        (Permission.EnterTenants, "provider", false, "enter the tenants in which they were given a role"),
    ];

    private static readonly FrozenSet<(Role, Permission)> Given = (
        from row in Matrix
        from role in Roles.All
        where row.Roles.Split(' ').Contains(role.Code())
        select (role, row.Permission)).ToFrozenSet();

    private static readonly FrozenSet<Permission> Reading =
        Matrix.Where(row => row.Reads).Select(row => row.Permission).ToFrozenSet();

    public static bool May(Role role, Permission permission) => Given.Contains((role, permission));

    /// <summary>Whether a token that only reads still has it.</summary>
    public static bool OnlyReads(Permission permission) => Reading.Contains(permission);

    /// <summary>The page of the documentation, printed from the matrix.</summary>
    public static string Page()
    {
        var roles = Roles.All;
        return string.Join('\n', [
            "# Roles",
            "",
            "Who may do what, printed from the matrix that the use cases ask (`HEADWAY_ACCEPT=1 ./test --fast` writes this page; a",
            "test compares the two). A person has one role in a tenant. What somebody may not see is answered like what does not",
            "exist. Tickets of a restricted team are seen by its members and, of their own ones, by the customers who raised them.",
            "",
            $"| | {string.Join(" | ", roles.Select(role => role.Code()))} |",
            $"|---|{string.Concat(roles.Select(_ => ":-:|"))}",
            .. Matrix.Select(row => $"| {row.Words} | {string.Join(" | ", roles.Select(role => May(role, row.Permission) ? "yes" : ""))} |"),
            "",
            "A token acts as the person who holds it. One that only reads keeps these:",
            "",
            .. Matrix.Where(row => row.Reads).Select(row => $"- {row.Words}"),
            "",
            "Staff of a provider have the role `provider` at home and, in each tenant they serve, the role that was given there.",
            "",
        ]);
    }
}
