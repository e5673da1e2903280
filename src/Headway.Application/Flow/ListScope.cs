using System.Globalization;
using Headway.Domain;
using Headway.Domain.Flow;
using Headway.Domain.People;
using Headway.Domain.Rota;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Flow;

/// <summary>
/// One part of a list: a condition that an index of open activities serves in the order of due, so that its first rows are
/// read and no others. <paramref name="Above"/>: its rows stand above the list's others, and are among them already.
/// </summary>
internal sealed record ListPart(string Condition, bool Above = false)
{
    /// <summary>Found from the chases that are everybody's, which are few, not by looking through a team's activities.</summary>
    public bool FromChases { get; init; }
}

/// <summary>
/// What of a tenant's open activities a list is made of. The database finds by these parts; which rows a person sees, and in which
/// order, is the domain's to say. Parts that are not <see cref="ListPart.Above"/> have no activity in common, so their counts add up.
/// </summary>
internal sealed class ListScope(DeskRules desk, PublishedRota rota, Instant now, PrioritisationMode mode, List<object?> args)
{
    // A chase that its owner left in silence for half of the allowance is everybody's.
    private const string OpenToTeam = "c.tenant = $1 AND c.open_to_team AND c.closed IS NULL AND a.status = 'CHASED'";

    private readonly List<ListPart> _parts = [];

    /// <summary>A person's list: at least everything that <see cref="WorkList.Why"/> shows.</summary>
    public IReadOnlyList<ListPart> Of(PersonId person, IEnumerable<TeamId> teams)
    {
        var me = Arg(person.Value);
        var perfect = desk.Teams.Values.Where(team => team.Mode == PrioritisationMode.Perfect).Select(team => Arg(team.Id.Value)).ToList();
        Add($"a.owner = {me} AND a.owner IS NOT NULL{(perfect.Count == 0 ? "" : $" AND a.team NOT IN ({string.Join(", ", perfect)})")}");
        // An appointment on one's own ticket with somebody else named, and those whose person is away: few, and known by their person.
        _parts.Add(new ListPart($"a.status = 'APPT_BOOKED' AND t.owner = {me} AND a.owner <> {me}", Above: true));
        foreach (var id in teams.OrderBy(id => id.Value))
        {
            Team(id, person, me);
        }

        return _parts;
    }

    /// <summary>Everything of a team.</summary>
    public IReadOnlyList<ListPart> Of(TeamId team)
    {
        Add($"a.team = {Arg(team.Value)}");
        return _parts;
    }

    /// <summary>A colleague's work that might be offered: of who is away, and what is past due.</summary>
    public IReadOnlyList<ListPart> Offers(PersonId person, IEnumerable<TeamId> teams, Instant until)
    {
        var away = rota.Away(now).Where(one => one != person).ToList();
        var (own, at, end) = (Arg(person.Value), Arg(now.ToUnixTimeMilliseconds()), Arg(until.ToUnixTimeMilliseconds()));
        foreach (var team in teams.Where(team => ModeOf(team) != PrioritisationMode.Perfect).OrderBy(id => id.Value).Select(id => Arg(id.Value)))
        {
            _parts.AddRange(away.Select(one => new ListPart($"a.team = {team} AND a.owner = {Arg(one.Value)} AND a.due < {end}")));
            _parts.Add(new ListPart($"a.team = {team} AND a.due < {at} AND a.owner <> {own}"));
        }

        return _parts;
    }

    public PrioritisationMode ModeOf(TeamId team) => desk.Teams.TryGetValue(team, out var found) ? found.Mode : PrioritisationMode.Standard;

    private void Team(TeamId id, PersonId person, string me)
    {
        var (team, others) = (Arg(id.Value), $"AND (a.owner IS NULL OR a.owner <> {me})");
        if (ModeOf(id) == PrioritisationMode.Perfect)
        {
            var seen = desk.Statuses.All.Select(status => status.Code).Where(code => rota.Shows(id, code, person, now)).ToList();
            Add(seen.Count == desk.Statuses.All.Count ? $"a.team = {team}" : $"a.team = {team} AND a.status IN ({Codes(seen)})");
            return;
        }

        Add($"a.team = {team} AND a.owner IS NULL");
        _parts.Add(ModeOf(id) == PrioritisationMode.Advanced
            ? new ListPart($"a.team = {team} AND a.high_priority AND a.owner IS NOT NULL {others}")
            : new ListPart($"a.team = {team} AND {OpenToTeam} AND a.owner IS NOT NULL {others}") { FromChases = true });
        _parts.AddRange(rota.Away(now).Where(one => one != person).Select(one => new ListPart($"a.team = {team} AND a.status = 'APPT_BOOKED' AND a.owner = {Arg(one.Value)}", Above: true)));
    }

    private void Add(string condition)
    {
        var basic = mode == PrioritisationMode.Basic;
        condition += basic ? $" AND a.status IN ({Codes(ProgressionPoints.Statuses)})" : "";
        _parts.Add(new ListPart(condition));
        // The signs keep SQLite to the index of major incidents, which are few.
        _parts.Add(new ListPart($"{condition.Replace("a.owner", "+a.owner", StringComparison.Ordinal).Replace("a.team", "+a.team", StringComparison.Ordinal)} AND a.major", Above: true));
        if (basic)
        {
            // New tickets are many and most of them wait below what somebody wrote.
            _parts.Add(new ListPart($"{condition} AND a.status <> 'NEW'", Above: true));
        }
        else if (mode.SharesWork())
        {
            _parts.Add(new ListPart($"{condition} AND a.high_priority", Above: true));
        }
    }

    // The codes are fixed, letters and underscores alone.
    private static string Codes(IEnumerable<StatusCode> codes) => string.Join(", ", codes.Select(code => $"'{code.Value}'").DefaultIfEmpty("''"));

    private string Arg(object? value)
    {
        args.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"${args.Count}");
    }
}
