using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.People;

/// <summary>A line of an import as it was read; <paramref name="Line"/> counts from 1, the heading included.</summary>
public sealed record ImportedPerson(
    int Line, string? Email, string? Name, string? Role, string? Team, string? Organisation, string? Phone, string? Department, string? Place,
    string? Zone, string? Language, bool Vip)
{
    /// <summary>Who stands beside them, by address: known here already or somewhere in the same file.</summary>
    public Beside Beside { get; init; } = Beside.Nobody;
}

/// <summary>A line that was left out and why.</summary>
public sealed record ImportRefused(int Line, Refusal Why);

/// <summary>What an import did. <paramref name="Known"/>: people who are as the file has them already.</summary>
public sealed record PeopleImported(int Added, int Known, IReadOnlyList<ImportRefused> Refused, int Changed = 0);

/// <summary>
/// Brings in people from a file: good lines are taken, each bad one is named with its reason. Known customers get the details
/// that the file has; staff come in without a password, and their invitations are copied or sent afterwards. Organisations
/// that are not known are made, teams are not.
/// </summary>
public sealed class ImportPeople(Database database, Sessions sessions, TimeProvider clock)
{
    private const int Most = 20_000, Batch = 200;

    /// <summary>What <see cref="Do"/> would do, line by line; nothing is changed.</summary>
    public async Task<Outcome<IReadOnlyList<PlannedLine>>> Preview(Caller caller, IReadOnlyList<ImportedPerson> lines, CancellationToken stop = default)
    {
        if ((caller.Denies(Permission.ManagePeople) ?? TooMany(lines)) is { } no)
        {
            return no;
        }

        var plan = new ImportPlan(caller.Tenant, lines);
        List<PlannedLine> planned = [];
        foreach (var batch in lines.Chunk(Batch))
        {
            planned.AddRange(await database.Snapshot(session => plan.Of(session, batch), stop));
        }

        return planned;
    }

    public async Task<Outcome<PeopleImported>> Do(Caller caller, IReadOnlyList<ImportedPerson> lines, CancellationToken stop = default)
    {
        if ((caller.Denies(Permission.ManagePeople) ?? TooMany(lines)) is { } no)
        {
            return no;
        }

        var plan = new ImportPlan(caller.Tenant, lines);
        List<PlannedLine> done = [];
        foreach (var batch in lines.Chunk(Batch))
        {
            // A write may be tried again; what the lines before it said of the file must then still stand.
            var before = plan.Copy();
            done.AddRange(await database.Write(
                async session =>
                {
                    plan = before.Copy();
                    var planned = await plan.Of(session, batch);
                    foreach (var line in planned)
                    {
                        await Take(session, caller, line);
                    }

                    return planned;
                },
                stop));
        }

        done = await database.Write(session => Beside(session, caller.Tenant, done), stop);
        var refused = done.Where(line => line.Why is not null).Select(line => new ImportRefused(line.Line, line.Why ?? PeopleRefusals.Unknown)).ToList();
        int Count(ImportFate fate) => done.Count(line => line.Fate == fate);
        var (added, changed, known) = (Count(ImportFate.Made), Count(ImportFate.Changed), Count(ImportFate.Same));
        await database.Write(
            async session => await AuditTrail.Record(
                session, caller.Tenant, caller.Actor, new AuditEntry("people.imported", "people", new { added, changed, known, refused = refused.Count })),
            stop);
        sessions.ForgetAll();
        return new PeopleImported(added, known, refused, changed);
    }

    private static Refusal? TooMany(IReadOnlyList<ImportedPerson> lines) =>
        lines.Count == 0 ? PeopleRefusals.ImportEmpty : lines.Count > Most ? PeopleRefusals.ImportTooLong : null;

    // Only when all lines are in is everybody here who may stand beside somebody.
    private static async Task<List<PlannedLine>> Beside(Session session, TenantId tenant, List<PlannedLine> done)
    {
        List<PlannedLine> settled = [];
        foreach (var line in done)
        {
            if (line is not { Fate: ImportFate.Made or ImportFate.Changed, Person: { Beside.IsNobody: false } person }
                || await session.Number("SELECT id FROM people WHERE tenant = $1 AND email_key = $2", tenant.Value, person.Email.Key) is not { } id)
            {
                settled.Add(line);
                continue;
            }

            var why = await BesideRows.Check(session, tenant, person.Beside, new PersonId(id));
            if (why is null)
            {
                await BesideRows.Keep(session, tenant, new PersonId(id), person.Beside);
            }

            settled.Add(line with { Why = why });
        }

        return settled;
    }

    private async Task Take(Session session, Caller caller, PlannedLine line)
    {
        if (line.Person is not { } person || line.Fate is ImportFate.Refused or ImportFate.Same)
        {
            return;
        }

        var organisation = line.Organisation is { } name ? await Organisation(session, caller.Tenant, name) : (long?)null;
        if (line.Fate == ImportFate.Changed && line.Known is { } known)
        {
            await session.Do(
                """
                UPDATE people SET name = $3, phone = coalesce($4, phone), zone = coalesce($5, zone), language = coalesce($6, language),
                  organisation = coalesce($7, organisation), department = coalesce($8, department), place = coalesce($9, place), vip = (vip OR $10)
                WHERE tenant = $1 AND id = $2
                """,
                caller.Tenant.Value, known.Value, person.Name.Trim(), person.Phone, person.Zone, person.Language, organisation, person.Department, person.Place, person.Vip);
            return;
        }

        var id = new PersonId(await session.NextId());
        if (await PersonRows.Insert(session, caller.Tenant, id, person with { Organisation = organisation }, clock.Milliseconds()) && line.Team is { } team)
        {
            await PersonRows.Join(session, caller.Tenant, id, [team], leads: person.Role == Role.Lead);
        }
    }

    private static async ValueTask<long> Organisation(Session session, TenantId tenant, string name)
    {
        if (await session.Number("SELECT id FROM organisations WHERE tenant = $1 AND name = $2", tenant.Value, name) is { } known)
        {
            return known;
        }

        var id = await session.NextId();
        await session.Run("INSERT INTO organisations (tenant, id, name, active) VALUES ($1, $2, $3, true)", tenant.Value, id, name);
        return id;
    }
}
