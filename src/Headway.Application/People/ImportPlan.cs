using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;

namespace Headway.Application.People;

/// <summary>What becomes of a line of an import.</summary>
public enum ImportFate { Made, Changed, Same, Refused }

/// <summary>
/// A line with its fate. <paramref name="Touched"/> names the details that would change (codes such as <c>phone</c>),
/// <paramref name="Organisation"/> the organisation, <paramref name="NewOrganisation"/> when it would be made.
/// </summary>
public sealed record PlannedLine(
    int Line, ImportFate Fate, NewPerson? Person, Refusal? Why = null, PersonId? Known = null, IReadOnlyList<string>? Touched = null, string? Organisation = null,
    bool NewOrganisation = false, TeamId? Team = null)
{
    /// <summary>What stood in the line, where it could not be read as a person.</summary>
    public string? Given { get; init; }
}

/// <summary>Judges the lines of an import in order, so that what an earlier line makes is known to a later one.</summary>
internal sealed class ImportPlan(TenantId tenant, IReadOnlyList<ImportedPerson> file)
{
    private readonly HashSet<string> _inFile = [.. file.Select(line => EmailKey.Of(line.Email ?? ""))];
    private readonly HashSet<string> _addresses = [], _organisations = new(StringComparer.Ordinal);

    /// <summary>The same as it stands now.</summary>
    public ImportPlan Copy()
    {
        var copy = new ImportPlan(tenant, file);
        copy._addresses.UnionWith(_addresses);
        copy._organisations.UnionWith(_organisations);
        return copy;
    }

    public async Task<List<PlannedLine>> Of(Session session, IReadOnlyList<ImportedPerson> lines)
    {
        List<PlannedLine> planned = [];
        foreach (var line in lines)
        {
            planned.Add(await One(session, line));
        }

        return planned;
    }

    private async ValueTask<PlannedLine> One(Session session, ImportedPerson line)
    {
        PlannedLine No(Refusal why) => new(line.Line, ImportFate.Refused, null, why) { Given = line.Email ?? line.Name };

        var email = EmailAddress.Parse(line.Email);
        if (email.Refusal is { } wrong)
        {
            return No(wrong);
        }

        var role = string.IsNullOrWhiteSpace(line.Role) ? Role.Customer : Roles.Find(line.Role.Trim().ToLowerInvariant());
        if (role is null or Role.ProviderStaff)
        {
            return No(PeopleRefusals.RoleUnknown);
        }

        var known = await Known(session, email.Value.Key);
        var person = new NewPerson(line.Name ?? known?.Details.Name ?? "", email.Value, role.Value)
        {
            Phone = line.Phone, Department = line.Department, Place = line.Place, Zone = line.Zone, Language = line.Language, Vip = line.Vip,
            Beside = Merged(line.Beside, known),
        };
        if ((PersonRows.Check(person) ?? (line.Organisation is { Length: > 200 } ? PeopleRefusals.OrganisationNameMissing : null)) is { } no)
        {
            return No(no);
        }

        var team = line.Team is { } name && role.Value.IsStaff()
            ? await session.Number("SELECT id FROM teams WHERE tenant = $1 AND name = $2 AND active", tenant.Value, name.Trim()) : null;
        if (team is null && line.Team is not null && role.Value.IsStaff())
        {
            return No(PeopleRefusals.TeamUnknown);
        }

        if (await Beside(session, line.Beside, email.Value.Key) is { } nobody)
        {
            return No(nobody);
        }

        if (!_addresses.Add(email.Value.Key))
        {
            return No(PeopleRefusals.ImportTwice);
        }

        var newOrganisation = line.Organisation is { } organisation && known?.Organisation != organisation && !_organisations.Contains(organisation)
            && await session.Number("SELECT id FROM organisations WHERE tenant = $1 AND name = $2", tenant.Value, organisation) is null;
        if (newOrganisation && line.Organisation is { } made)
        {
            _organisations.Add(made);
        }

        var planned = new PlannedLine(
            line.Line, ImportFate.Made, person, Organisation: line.Organisation, NewOrganisation: newOrganisation, Team: team is { } joined ? new TeamId(joined) : null);
        return known is null ? planned : Against(planned, known, line);
    }

    // What the file leaves open stays as it is.
    private static Beside Merged(Beside said, KnownPerson? known) =>
        new(said.Manager ?? known?.Details.Beside.Manager, said.Assistant ?? known?.Details.Beside.Assistant);

    private async ValueTask<Refusal?> Beside(Session session, Beside said, string own)
    {
        foreach (var (kind, address) in said.Each)
        {
            if (address is not null && (EmailKey.Of(address) == own
                || (!_inFile.Contains(EmailKey.Of(address)) && await session.Number("SELECT 1 FROM people WHERE tenant = $1 AND email_key = $2 AND active", tenant.Value, EmailKey.Of(address)) is null)))
            {
                return BesideRows.Unknown(kind);
            }
        }

        return null;
    }

    // A file changes nobody's role or standing, and nothing at all of staff.
    private static PlannedLine Against(PlannedLine planned, KnownPerson known, ImportedPerson line)
    {
        var touched = known.Staff ? [] : Touched(known, line).ToList();
        return planned with { Fate = touched.Count == 0 ? ImportFate.Same : ImportFate.Changed, Known = known.Id, Touched = touched };
    }

    private static IEnumerable<string> Touched(KnownPerson known, ImportedPerson line)
    {
        (string What, bool Differs)[] all =
        [
            ("name", line.Name is { } name && name != known.Details.Name), ("phone", line.Phone is { } phone && phone != known.Details.Phone),
            ("zone", line.Zone is { } zone && zone != known.Details.Zone), ("language", line.Language is { } language && language != known.Details.Language),
            ("organisation", line.Organisation is { } organisation && organisation != known.Organisation),
            ("department", line.Department is { } department && department != known.Details.Department),
            ("place", line.Place is { } place && place != known.Details.Place), ("vip", line.Vip && !known.Details.Vip),
        ];
        var beside = line.Beside.Each.Zip(known.Details.Beside.Each).Where(one => one.First.Address is { } said && EmailKey.Of(said) != EmailKey.Of(one.Second.Address ?? ""));
        return [.. all.Where(one => one.Differs).Select(one => one.What), .. beside.Select(one => one.First.Kind)];
    }

    private ValueTask<KnownPerson?> Known(Session session, string key) => session.One(
        $"""
        SELECT p.id, p.kind, p.name, p.phone, p.zone, p.language, p.department, p.place, p.vip, o.name, {BesideRows.Addresses("p")}
        FROM people p LEFT JOIN organisations o ON o.tenant = p.tenant AND o.id = p.organisation WHERE p.tenant = $1 AND p.email_key = $2
        """,
        row => new KnownPerson(
            new PersonId(row.GetInt64(0)), row.GetString(1) == "staff",
            new PersonDetails(row.GetString(2), row.TextOrNull(3), row.TextOrNull(4), row.TextOrNull(5), null, row.TextOrNull(6), row.TextOrNull(7), row.GetBoolean(8)) { Beside = BesideRows.Of(row, 10) }, row.TextOrNull(9)),
        tenant.Value, key);

    private sealed record KnownPerson(PersonId Id, bool Staff, PersonDetails Details, string? Organisation);
}
