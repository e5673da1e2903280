using Headway.Application.Access;
using Headway.Domain;
using Headway.Domain.People;
using Headway.Domain.Statuses;

namespace Headway.Application.Desk;

/// <summary>What the desk is made of, for those who may read its settings.</summary>
public sealed class DeskCatalogue(DeskRulesCache rules)
{
    public async Task<Outcome<IReadOnlyList<Team>>> Teams(Caller caller, CancellationToken stop = default) =>
        caller.Denies(Permission.ReadSettings) is { } no
            ? no
            : (await rules.Of(caller.Tenant, stop)).Teams.Values.Where(team => team.Active)
                .Where(team => !caller.HiddenTeams.Contains(team.Id)).OrderByDescending(team => team.IsDesk).ThenBy(team => team.Name, StringComparer.Ordinal).ToArray();

    public async Task<Outcome<StatusBook>> Statuses(Caller caller, CancellationToken stop = default) =>
        caller.Denies(Permission.ReadSettings) is { } no ? no : (await rules.Of(caller.Tenant, stop)).Statuses;
}
