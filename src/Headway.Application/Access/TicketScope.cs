using Headway.Domain;

namespace Headway.Application.Access;

/// <summary>What of a ticket decides who sees it.</summary>
public readonly record struct TicketSight(TenantId Tenant, TeamId Team, PersonId Requester, long? RequesterOrganisation);

/// <summary>
/// Which tickets exist for a caller. One rule in two forms: over a row that was read, and as a condition that stands in the
/// query itself, before any count, order or limit. What is not in scope is answered <c>ticket.unknown</c>.
/// <list type="bullet">
/// <item>Staff: the tenant's tickets, except those of restricted teams they are not in.</item>
/// <item>Customers: the tickets they raised; those of whom they assist and, if granted, of their organisation, except a restricted team's.</item>
/// </list>
/// </summary>
public static class TicketScope
{
    public static bool Sees(this Caller caller, TicketSight ticket)
    {
        if (ticket.Tenant != caller.Tenant)
        {
            return false;
        }

        if (caller.IsStaff)
        {
            return Permissions.May(caller.Role, Permission.ReadTickets) && !caller.HiddenTeams.Contains(ticket.Team);
        }

        return ticket.Requester == caller.Person
            || (!caller.HiddenTeams.Contains(ticket.Team)
                && (caller.Assists.Contains(ticket.Requester) || (SharesOrganisation(caller) && ticket.RequesterOrganisation == caller.Organisation)));
    }

    /// <summary>
    /// The same as a condition for a query whose tickets are called <paramref name="alias"/>; its values are appended to
    /// <paramref name="args"/>. Begins with the tenant, never empty.
    /// </summary>
    public static string Where(this Caller caller, string alias, List<object?> args)
    {
        var tenant = $"{alias}.tenant = {Next(args, caller.Tenant.Value)}";
        if (caller.IsStaff)
        {
            return Permissions.May(caller.Role, Permission.ReadTickets) ? tenant + Hidden(caller, alias, args) : "1 = 0";
        }

        var own = $"{alias}.requester = {Next(args, caller.Person.Value)}";
        List<string> others = [];
        if (caller.Assists.Count > 0)
        {
            others.Add($"{alias}.requester IN ({string.Join(", ", caller.Assists.OrderBy(one => one.Value).Select(one => Next(args, one.Value)))})");
        }

        if (SharesOrganisation(caller))
        {
            others.Add($"{alias}.requester IN (SELECT colleague.id FROM people colleague WHERE colleague.tenant = {Next(args, caller.Tenant.Value)} AND colleague.organisation = {Next(args, caller.Organisation)})");
        }

        return others.Count == 0 ? $"{tenant} AND {own}" : $"{tenant} AND ({own} OR (({string.Join(" OR ", others)}){Hidden(caller, alias, args)}))";
    }

    /// <summary>
    /// Whether the entry of a ticket that the caller sees is for the caller: staff read all, customers only what was written
    /// for them or by them. <paramref name="kind"/> is the kind of the fact that carries the text.
    /// </summary>
    public static bool SeesEntry(this Caller caller, string kind) => caller.IsStaff || IsForCustomers(kind);

    /// <summary>Kinds are for customers only when they are named here: a new kind of fact is internal until somebody says otherwise.</summary>
    public static bool IsForCustomers(string kind) => kind is "ticket-opened" or "replied" or "customer-wrote" or "ticket-resolved" or "subject-set";

    /// <summary>The kinds that customers read, for a query: <c>'replied', …</c>.</summary>
    public const string KindsForCustomers = "'ticket-opened', 'replied', 'customer-wrote', 'ticket-resolved', 'subject-set'";

    private static bool SharesOrganisation(Caller caller) => caller is { SeesOrganisation: true, Organisation: not null };

    private static string Hidden(Caller caller, string alias, List<object?> args) =>
        caller.HiddenTeams.Count == 0
            ? ""
            : $" AND {alias}.team NOT IN ({string.Join(", ", caller.HiddenTeams.OrderBy(team => team.Value).Select(team => Next(args, team.Value)))})";

    private static string Next(List<object?> args, object? value)
    {
        args.Add(value);
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"${args.Count}");
    }
}
