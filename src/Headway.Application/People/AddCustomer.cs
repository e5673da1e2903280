using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.People;

/// <summary>Somebody of support enters a customer who is not known yet. Who else sees their tickets is an administrator's to grant.</summary>
public sealed class AddCustomer(Database database, TimeProvider clock)
{
    public Task<Outcome<PersonId>> Do(Caller caller, NewPerson person, CancellationToken stop = default) => Do(caller, person, null, stop);

    /// <summary>The same under a key of the request: it enters nobody twice.</summary>
    public async Task<Outcome<PersonId>> Do(Caller caller, NewPerson person, RequestKey? key, CancellationToken stop)
    {
        if (caller.Denies(person.SeesOrganisation || !string.IsNullOrWhiteSpace(person.Beside.Assistant) ? Permission.ManagePeople : Permission.AddCustomers) is { } no)
        {
            return no;
        }

        if (PersonRows.Check(person) is { } wrong)
        {
            return wrong;
        }

        return await Refusable.Write<PersonId>(
            database,
            async session =>
            {
                if (key is not null && await Requests.Find(session, caller.Tenant, key.Person, key.Key, key.Hash) is { } before)
                {
                    return before.Then<PersonId>(answer => new PersonId(long.Parse(answer.Body, CultureInfo.InvariantCulture)));
                }

                if (person.Organisation is { } organisation
                    && await session.Number("SELECT 1 FROM organisations WHERE tenant = $1 AND id = $2 AND active", caller.Tenant.Value, organisation) is null)
                {
                    return PeopleRefusals.OrganisationUnknown;
                }

                var id = new PersonId(await session.NextId());
                if (!await PersonRows.Insert(session, caller.Tenant, id, person with { Role = Role.Customer }, clock.Milliseconds()))
                {
                    return PeopleRefusals.EmailTaken;
                }

                if (await BesideRows.Check(session, caller.Tenant, person.Beside, id) is { } unknown)
                {
                    return unknown;
                }

                await BesideRows.Keep(session, caller.Tenant, id, person.Beside);
                await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry("person.added", PersonRows.Target(id), new { role = "customer", person.SeesOrganisation }));
                if (key is not null)
                {
                    await Requests.Keep(
                        session, caller.Tenant, key.Person, key.Key, key.Hash, new StoredAnswer(201, id.Value.ToString(CultureInfo.InvariantCulture)), clock.Now());
                }

                return id;
            },
            stop);
    }
}
