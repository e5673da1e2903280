using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.People;

/// <summary>Corrects what is known of a person. The trail keeps which details were touched, never what they say.</summary>
public sealed class ChangePerson(Database database, Sessions sessions)
{
    public async Task<Refusal?> Do(Caller caller, PersonId person, PersonDetails details, string? email, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManagePeople) is { } no)
        {
            return no;
        }

        var address = EmailAddress.Parse(email);
        if (address.Refusal is { } wrong)
        {
            return wrong;
        }

        if (Check(details, address.Value) is { } malformed)
        {
            return malformed;
        }

        var done = await Refusable.Write<bool>(database, session => Write(session, caller, person, details, address.Value), stop);
        sessions.ForgetAll();
        return done.Refusal;
    }

    internal static Refusal? Check(PersonDetails details, EmailAddress address) => PersonRows.Check(new NewPerson(details.Name, address, Role.Customer)
    {
        Phone = details.Phone, Zone = details.Zone, Language = details.Language, Department = details.Department, Place = details.Place,
    });

    /// <summary>The change in the caller's transaction, once it is known that the caller may and that the details can be kept.</summary>
    internal static async Task<Outcome<bool>> Write(Session session, Caller caller, PersonId person, PersonDetails details, EmailAddress address)
    {
        var (tenant, id) = (caller.Tenant.Value, person.Value);
        var before = await session.One(
            "SELECT name, email, phone, zone, language, organisation, department, place, vip FROM people WHERE tenant = $1 AND id = $2" + session.ForUpdate,
            row => Tuple.Create(
                row.TextOrNull(1),
                new PersonDetails(
                    row.GetString(0), row.TextOrNull(2), row.TextOrNull(3), row.TextOrNull(4), row.LongOrNull(5), row.TextOrNull(6), row.TextOrNull(7), row.GetBoolean(8))),
            tenant, id);
        if (before is null)
        {
            return PeopleRefusals.Unknown;
        }

        if (details.Organisation is { } organisation && organisation != before.Item2.Organisation
            && await session.Number("SELECT 1 FROM organisations WHERE tenant = $1 AND id = $2 AND active", tenant, organisation) is null)
        {
            return PeopleRefusals.OrganisationUnknown;
        }

        if (await session.Number("SELECT 1 FROM people WHERE tenant = $1 AND email_key = $2 AND id <> $3", tenant, address.Key, id) is not null)
        {
            return PeopleRefusals.EmailTaken;
        }

        if (await BesideRows.Check(session, caller.Tenant, details.Beside, person) is { } unknown)
        {
            return unknown;
        }

        await session.Do(
            """
            UPDATE people SET name = $3, email = $4, email_key = $5, phone = $6, zone = $7, language = $8, organisation = $9, department = $10, place = $11, vip = $12
            WHERE tenant = $1 AND id = $2
            """,
            tenant, id, details.Name.Trim(), address.Text, address.Key, details.Phone, details.Zone, details.Language, details.Organisation, details.Department, details.Place, details.Vip);
        var touched = Touched(before.Item2 with { Name = before.Item2.Name.Trim() }, details with { Name = details.Name.Trim() }).ToList();
        if (before.Item1 != address.Text)
        {
            touched.Add("email");
        }

        touched.AddRange(await BesideRows.Keep(session, caller.Tenant, person, details.Beside));
        if (touched.Count > 0)
        {
            await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry("person.changed", PersonRows.Target(person), new { touched }));
        }

        return true;
    }

    internal static IEnumerable<string> Touched(PersonDetails before, PersonDetails after)
    {
        (string What, bool Differs)[] all =
        [
            ("name", before.Name != after.Name), ("phone", before.Phone != after.Phone), ("zone", before.Zone != after.Zone), ("language", before.Language != after.Language),
            ("organisation", before.Organisation != after.Organisation), ("department", before.Department != after.Department), ("place", before.Place != after.Place),
            ("vip", before.Vip != after.Vip),
        ];
        return all.Where(one => one.Differs).Select(one => one.What);
    }
}
