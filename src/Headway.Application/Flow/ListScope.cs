using System.Globalization;
using Headway.Application.Access;
using Headway.Domain;
using Headway.Domain.Flow;
using Headway.Domain.People;
using Headway.Domain.Rota;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Flow;

/// <summary>
/// What of a tenant's open activities a list is made of, as conditions that an index answers each. The database finds with
/// them; which rows a person sees, and in which order, is the domain's to say.
/// </summary>
internal sealed class ListScope(DeskRules desk, PublishedRota rota, Instant now, List<object?> args)
{
    // A chase that its owner left in silence for half of the allowance is everybody's.
    public const string OpenToTeam =
        "(a.status = 'CHASED' AND EXISTS (SELECT 1 FROM chases c WHERE c.tenant = a.tenant AND c.ticket = a.ticket AND c.id = a.id AND c.open_to_team))";

    /// <summary>The conditions of a person's list; together they hold at least everything that <see cref="WorkList.Why"/> shows.</summary>
    public IReadOnlyList<string> Of(PersonId person, IEnumerable<TeamId> teams)
    {
        var me = Arg(person.Value);
        var all = new List<string> { $"(a.owner = {me} AND a.owner IS NOT NULL)", $"(a.status = 'APPT_BOOKED' AND t.owner = {me} AND t.owner IS NOT NULL)" };
        foreach (var team in teams.OrderBy(id => id.Value))
        {
            all.AddRange(Of(team, person));
        }

        return all;
    }

    /// <summary>Everything of a team.</summary>
    public IReadOnlyList<string> Of(TeamId team) => [$"a.team = {Arg(team.Value)}{Points(ModeOf(team))}"];

    /// <summary>A colleague's work that might be offered: of who is away, and what is past due.</summary>
    public IReadOnlyList<string> Offers(PersonId person, IEnumerable<TeamId> teams, Instant until)
    {
        var away = rota.Away(now).Where(one => one != person).ToList();
        var (own, at, end) = (Arg(person.Value), Arg(now.ToUnixTimeMilliseconds()), Arg(until.ToUnixTimeMilliseconds()));
        return [.. teams.Where(team => ModeOf(team) != PrioritisationMode.Perfect).OrderBy(id => id.Value).SelectMany(id =>
        {
            var team = Arg(id.Value);
            return away.Select(one => $"(a.team = {team} AND a.owner = {Arg(one.Value)} AND a.due < {end})").Append($"(a.team = {team} AND a.due < {at} AND a.owner <> {own})");
        })];
    }

    public PrioritisationMode ModeOf(TeamId team) => desk.Teams.TryGetValue(team, out var found) ? found.Mode : PrioritisationMode.Standard;

    private IEnumerable<string> Of(TeamId id, PersonId person)
    {
        var (team, mode) = (Arg(id.Value), ModeOf(id));
        if (mode == PrioritisationMode.Perfect)
        {
            var seen = desk.Statuses.All.Select(status => status.Code).Where(code => rota.Shows(id, code, person, now)).ToList();
            yield return seen.Count == desk.Statuses.All.Count() ? $"a.team = {team}" : $"(a.team = {team} AND a.status IN ({Codes(seen)}))";
            yield break;
        }

        yield return $"(a.team = {team} AND a.owner IS NULL{Points(mode)})";
        yield return $"(a.team = {team} AND {OpenToTeam})";
        if (mode == PrioritisationMode.Advanced)
        {
            yield return $"(a.team = {team} AND a.high_priority)";
        }

        foreach (var one in rota.Away(now).Where(one => one != person))
        {
            yield return $"(a.team = {team} AND a.status = 'APPT_BOOKED' AND a.owner = {Arg(one.Value)})";
        }
    }

    private static string Points(PrioritisationMode mode) => mode == PrioritisationMode.Basic ? $" AND a.status IN ({Codes(ProgressionPoints.Statuses)})" : "";

    // The codes are fixed, letters and underscores alone.
    private static string Codes(IEnumerable<StatusCode> codes) => string.Join(", ", codes.Select(code => $"'{code.Value}'").DefaultIfEmpty("''"));

    private string Arg(object? value)
    {
        args.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"${args.Count}");
    }
}
