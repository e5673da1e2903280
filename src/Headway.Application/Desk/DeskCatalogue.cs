using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.People;
using Headway.Domain.Statuses;

namespace Headway.Application.Desk;

/// <summary>A service people ask for and the team that gets it; null for the desk.</summary>
public sealed record ServiceListed(string Name, string? Team);

/// <summary>What the desk is made of, for those who may read its settings.</summary>
public sealed class DeskCatalogue(Database database, DeskRulesCache rules)
{
    public async Task<Outcome<IReadOnlyList<Team>>> Teams(Caller caller, CancellationToken stop = default) =>
        caller.Denies(Permission.ReadSettings) is { } no
            ? no
            : (await rules.Of(caller.Tenant, stop)).Teams.Values.Where(team => team.Active)
                .Where(team => !caller.HiddenTeams.Contains(team.Id)).OrderByDescending(team => team.IsDesk).ThenBy(team => team.Name, StringComparer.Ordinal).ToArray();

    public async Task<Outcome<StatusBook>> Statuses(Caller caller, CancellationToken stop = default) =>
        caller.Denies(Permission.ReadSettings) is { } no ? no : (await rules.Of(caller.Tenant, stop)).Statuses;

    public async Task<Outcome<IReadOnlyList<ServiceListed>>> Services(Caller caller, CancellationToken stop = default) =>
        caller.Denies(Permission.ReadSettings) is { } no
            ? no
            : await database.Read<Outcome<IReadOnlyList<ServiceListed>>>(
                async session => await session.Query(
                    "SELECT s.name, m.name FROM services s LEFT JOIN teams m ON m.tenant = s.tenant AND m.id = s.team WHERE s.tenant = $1 AND s.active ORDER BY s.name",
                    row => new ServiceListed(row.GetString(0), row.TextOrNull(1)), caller.Tenant.Value),
                stop);
}
