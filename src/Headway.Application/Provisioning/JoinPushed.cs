using Headway.Application.Access;
using Headway.Application.People;
using Headway.Application.SignOn;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Provisioning;

/// <summary>
/// Finds out who a pushed person is here, and keeps what is said of them. An address alone joins somebody only within the provider's
/// domains; one that the directory gave to somebody else before joins nobody.
/// </summary>
public sealed class JoinPushed
{
    internal async Task<Outcome<PersonId>> Do(Session session, Caller caller, Provider provider, PersonSaid said, long now)
    {
        var address = Address(provider, said, null);
        if (address.Refusal is { } no)
        {
            return no;
        }

        var tenant = caller.Tenant.Value;
        var known = await session.Query(
            "SELECT person, gone, withheld, external_id FROM provisioned_people WHERE tenant = $1 AND (user_name_key = $2 OR external_id = $3 OR person = (SELECT p.id FROM people p WHERE p.tenant = $1 AND p.email_key = $4))" + session.ForUpdate,
            row => new Before(row.GetInt64(0), row.GetBoolean(1), row.GetBoolean(2), row.TextOrNull(3)), tenant, PushedRows.Key(said.UserName), said.ExternalId ?? "", address.Value.Key);
        if (known.Exists(one => !one.Gone) || known.Count > 1)
        {
            return ProvisioningRefusals.NameTaken;
        }

        var there = await session.Number("SELECT id FROM people WHERE tenant = $1 AND email_key = $2", tenant, address.Value.Key);
        if (known is [var back])
        {
            return there is { } other && other != back.Person ? ProvisioningRefusals.AddressTaken
                : back.ExternalId is { } was && said.ExternalId is { } isNow && was != isNow ? ProvisioningRefusals.AddressTaken
                : await Return(session, caller, provider, back, said, now);
        }

        return there is { } person ? await Join(session, caller, provider, new PersonId(person), said, now) : await Enter(session, caller, provider, said, address.Value, now);
    }

    /// <summary>Keeps what is said of somebody who was pushed. Null when it was kept.</summary>
    internal async Task<Refusal?> Keep(Session session, Caller caller, Provider provider, PersonId person, string? addressBefore, PersonSaid said, long now)
    {
        var address = Address(provider, said, addressBefore);
        if (address.Refusal is { } no)
        {
            return no;
        }

        if (Check(said) is { } wrong)
        {
            return wrong;
        }

        var tenant = caller.Tenant.Value;
        if (await session.Number(
            "SELECT 1 FROM provisioned_people WHERE tenant = $1 AND person <> $2 AND (user_name_key = $3 OR external_id = $4) LIMIT 1",
            tenant, person.Value, PushedRows.Key(said.UserName), said.ExternalId ?? "") is not null)
        {
            return ProvisioningRefusals.NameTaken;
        }

        async ValueTask<string?> Of(PersonId? of) =>
            of is { } one && one != person ? await session.Text("SELECT email FROM people WHERE tenant = $1 AND id = $2 AND active", tenant, one.Value) : null;
        var beside = new Beside(await Of(said.Manager), await Of(said.Assistant));
        var kept = await session.One(
            "SELECT organisation, place, vip FROM people WHERE tenant = $1 AND id = $2",
            row => new PersonDetails(said.Name, said.Phone, said.Zone, said.Language, row.LongOrNull(0), said.Department, row.TextOrNull(1), row.GetBoolean(2)) { Beside = beside },
            tenant, person.Value);
        if (kept is null)
        {
            return ProvisioningRefusals.Unknown;
        }

        if (ChangePerson.Check(kept, address.Value) is { } malformed)
        {
            return malformed;
        }

        var written = await ChangePerson.Write(session, caller, person, kept, address.Value);
        if (written.Refusal is { } refused)
        {
            return refused.Code == PeopleRefusals.EmailTaken.Code ? ProvisioningRefusals.AddressTaken : refused;
        }

        await session.Do(
            """
            UPDATE provisioned_people SET user_name = $3, user_name_key = $4, external_id = $5, given_name = $6, family_name = $7, said_active = $8, changed = $9, version = version + 1
            WHERE tenant = $1 AND person = $2
            """,
            tenant, person.Value, said.UserName.Trim(), PushedRows.Key(said.UserName), said.ExternalId, said.Given, said.Family, said.Active, now);
        return null;
    }

    // Somebody nobody here knows.
    private async Task<Outcome<PersonId>> Enter(Session session, Caller caller, Provider provider, PersonSaid said, EmailAddress address, long now)
    {
        // Whom neither a group nor the rule for newcomers gives a role is known here and waits outside.
        var (role, waits) = (provider.Newcomers ?? Role.Agent, provider.Newcomers is null || !said.Active);
        var fresh = new NewPerson(said.Name, address, role);
        if (PersonRows.Check(fresh) is { } wrong)
        {
            return wrong;
        }

        var person = new PersonId(await session.NextId());
        if (!await PersonRows.Insert(session, caller.Tenant, person, fresh, now))
        {
            return ProvisioningRefusals.AddressTaken;
        }

        if (waits)
        {
            await session.Do("UPDATE people SET active = false WHERE tenant = $1 AND id = $2", caller.Tenant.Value, person.Value);
        }

        return await Begin(session, caller, provider, person, said, "provisioning.added", provider.Newcomers is null ? RoleFrom.None : RoleFrom.Newcomers, waits, now);
    }

    // Somebody who was entered by hand, or came by mail.
    private async Task<Outcome<PersonId>> Join(Session session, Caller caller, Provider provider, PersonId person, PersonSaid said, long now) =>
        await PersonRows.Find(session, caller.Tenant, person) is not { Active: true }
            ? ProvisioningRefusals.KeptOut
            : await Begin(session, caller, provider, person, said, "provisioning.joined", RoleFrom.Hand, withheld: false, now);

    // Somebody who was pushed before and removed.
    private async Task<Outcome<PersonId>> Return(Session session, Caller caller, Provider provider, Before back, PersonSaid said, long now)
    {
        var person = new PersonId(back.Person);
        if (await PersonRows.Find(session, caller.Tenant, person) is not { } standing || (!standing.Active && !back.Withheld))
        {
            return ProvisioningRefusals.KeptOut;
        }

        await session.Do(
            "UPDATE provisioned_people SET gone = false, role_from = CASE WHEN role_from = 'hand' THEN 'hand' ELSE 'none' END WHERE tenant = $1 AND person = $2", caller.Tenant.Value, back.Person);
        await Record(session, caller, person, "provisioning.returned");
        return await Keep(session, caller, provider, person, null, said, now) is { } no ? no : person;
    }

    private async Task<Outcome<PersonId>> Begin(Session session, Caller caller, Provider provider, PersonId person, PersonSaid said, string kind, RoleFrom from, bool withheld, long now)
    {
        if (Check(said) is { } wrong)
        {
            return wrong;
        }

        if (await session.Run(
            """
            INSERT INTO provisioned_people (tenant, person, user_name, user_name_key, external_id, said_active, gone, withheld, role_from, since, changed, version)
            VALUES ($1, $2, $3, $4, $5, $6, false, $7, $8, $9, $9, 0) ON CONFLICT DO NOTHING
            """,
            caller.Tenant.Value, person.Value, said.UserName.Trim(), PushedRows.Key(said.UserName), said.ExternalId, said.Active, withheld, SettleStanding.Code(from), now) == 0)
        {
            return ProvisioningRefusals.NameTaken;
        }

        await Record(session, caller, person, kind);
        return await Keep(session, caller, provider, person, null, said, now) is { } no ? no : person;
    }

    private static ValueTask Record(Session session, Caller caller, PersonId person, string kind) =>
        AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry(kind, PersonRows.Target(person)));

    // The address, which the provider may speak for; one that stands already stays whatever the domains are now.
    private static Outcome<EmailAddress> Address(Provider provider, PersonSaid said, string? before)
    {
        if ((said.Email ?? (said.UserName.Contains('@', StringComparison.Ordinal) ? said.UserName : null)) is not { } text)
        {
            return ProvisioningRefusals.AddressMissing;
        }

        var parsed = EmailAddress.Parse(text);
        return parsed.IsRefused || provider.SpeaksFor(parsed.Value.Key) || (before is not null && EmailAddress.Parse(before) is { IsRefused: false } was && was.Value.Key == parsed.Value.Key)
            ? parsed : ProvisioningRefusals.DomainForeign;
    }

    private static Refusal? Check(PersonSaid said) =>
        said.UserName.Trim() is not { Length: > 0 and <= 300 } || new[] { said.ExternalId, said.Given, said.Family }.Any(text => text is { Length: > 300 })
            ? ProvisioningRefusals.ValueWrong.Because("userName has 1 to 300 characters; externalId and names at most 300.")
            : new[] { said.UserName, said.ExternalId, said.Given, said.Family }.Select(TextCheck.Check).FirstOrDefault(no => no is not null);

    private sealed record Before(long Person, bool Gone, bool Withheld, string? ExternalId);
}
