using Headway.Application.Access;
using Headway.Application.People;
using Headway.Application.Provisioning;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.SignOn;

/// <summary>
/// Lets in whom the provider named: by the name it gave before, else by a verified address of its own domains, else, where that is
/// set, as somebody new. Then the groups give role and teams, and a session begins.
/// </summary>
public sealed class ComeByProvider(Database database, KeepProvider keep, AccountStore accounts, SignIn signIn, Sessions sessions, TimeProvider clock)
{
    public async Task<Outcome<SignInStep>> Do(Arrival arrival, NamedPerson named, CancellationToken stop = default)
    {
        if (await keep.InUse(arrival.Tenant, stop: stop) is not var (provider, _) || provider.Issuer != named.Issuer)
        {
            return SignOnRefusals.NotSet;
        }

        var found = await Refusable.Write<PersonId>(database, session => Person(session, arrival.Tenant, provider, named), stop);
        if (found.Refusal is { } no)
        {
            await Refused(arrival.Tenant, no, stop);
            return no;
        }

        sessions.ForgetAll();
        return await accounts.Find(arrival.Tenant, found.Value, stop) is { Active: true } account
            ? await signIn.Enter(account, arrival, "provider", stop)
            : SignOnRefusals.Disabled;
    }

    /// <summary>That somebody was not let in, and why, without saying who it was.</summary>
    public Task Refused(TenantId tenant, Refusal why, CancellationToken stop = default) => database.Write(
        async session => await AuditTrail.Record(session, tenant, null, new AuditEntry("sign-on.refused", ProviderRows.What, new { code = why.Code })), stop);

    private async Task<Outcome<PersonId>> Person(Session session, TenantId tenant, Provider provider, NamedPerson named)
    {
        var given = GroupGifts.RoleOf(provider, named.Groups);
        var known = await session.One(
            "SELECT person, role_given FROM sign_on_people WHERE tenant = $1 AND issuer = $2 AND subject = $3" + session.ForUpdate,
            row => new Known(new PersonId(row.GetInt64(0)), row.GetBoolean(1)), tenant.Value, named.Issuer, named.Subject);
        if (known is null)
        {
            var linked = await Link(session, tenant, provider, named, given);
            if (linked.Refusal is { } no)
            {
                return no;
            }

            known = linked.Value;
        }

        if (await PersonRows.Find(session, tenant, known.Person) is not { Active: true } standing)
        {
            return SignOnRefusals.Disabled;
        }

        // Whose groups the directory pushes has role and teams by those already.
        if (!standing.Staff || await PushedRows.HasGroups(session, tenant, known.Person))
        {
            return known.Person;
        }

        if (await GiveRole(session, tenant, provider, named, known, standing, given) is { } refused)
        {
            return refused;
        }

        await GroupGifts.Teams(session, tenant, provider, named.Groups, known.Person, (given ?? standing.Role) == Role.Lead, null);
        return known.Person;
    }

    private async Task<Outcome<Known>> Link(Session session, TenantId tenant, Provider provider, NamedPerson named, Role? given)
    {
        var address = EmailAddress.Parse(named.Email);
        if (address.IsRefused || !provider.SpeaksFor(address.Value.Key))
        {
            return SignOnRefusals.EmailUnproven;
        }

        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var person = await session.Number("SELECT id FROM people WHERE tenant = $1 AND email_key = $2", tenant.Value, address.Value.Key) is { } id ? new PersonId(id) : (PersonId?)null;
        if (person is { } there && await session.Number("SELECT 1 FROM sign_on_people WHERE tenant = $1 AND person = $2 AND issuer = $3", tenant.Value, there.Value, named.Issuer) is not null)
        {
            return SignOnRefusals.LinkedOtherwise;
        }

        if (person is null)
        {
            if ((given ?? provider.Newcomers) is not { } role)
            {
                return provider.Newcomers is null && provider.Groups.Any(group => group.Role is not null) ? SignOnRefusals.GroupMissing : SignOnRefusals.PersonUnknown;
            }

            var fresh = new NewPerson(Name(named, address.Value), address.Value, role);
            person = new PersonId(await session.NextId());
            if (!await PersonRows.Insert(session, tenant, person.Value, fresh, now))
            {
                return SignOnRefusals.LinkedOtherwise;
            }

            await Record(session, tenant, person.Value, "person.came-by-provider", new { role = role.Code() });
        }

        await session.Do(
            "INSERT INTO sign_on_people (tenant, issuer, subject, person, since, role_given) VALUES ($1, $2, $3, $4, $5, false)",
            tenant.Value, named.Issuer, named.Subject, person.Value.Value, now);
        await Record(session, tenant, person.Value, "person.linked-to-provider", null);
        return new Known(person.Value, false);
    }

    private static async Task<Refusal?> GiveRole(Session session, TenantId tenant, Provider provider, NamedPerson named, Known known, PersonRows.Standing standing, Role? given)
    {
        if (given is null && known.RoleGiven)
        {
            // What the groups gave, the groups take away.
            given = provider.Newcomers is Role.Agent ? Role.Agent : null;
            if (given is null)
            {
                return SignOnRefusals.GroupMissing;
            }
        }

        if (given is not { } role)
        {
            return null;
        }

        if (standing.Role == Role.Administrator && role != Role.Administrator && !await PersonRows.AnotherAdministrator(session, tenant, known.Person))
        {
            return null;
        }

        await GroupGifts.Give(session, tenant, known.Person, standing.Role, role, null);
        await session.Do(
            "UPDATE sign_on_people SET role_given = true WHERE tenant = $1 AND issuer = $2 AND subject = $3", tenant.Value, named.Issuer, named.Subject);
        return null;
    }

    private static string Name(NamedPerson named, EmailAddress address) =>
        named.Name?.Trim() is { Length: > 0 and <= 200 } name && TextCheck.Check(name) is null ? name : address.Text[..address.Text.IndexOf('@', StringComparison.Ordinal)];

    // Nobody here did it: the provider's word did.
    private static ValueTask Record(Session session, TenantId tenant, PersonId person, string kind, object? body) =>
        AuditTrail.Record(session, tenant, null, new AuditEntry(kind, PersonRows.Target(person), body));

    private sealed record Known(PersonId Person, bool RoleGiven);
}
