using Headway.Application.Desk;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Ledger;

namespace Headway.Application.Access;

/// <summary>
/// The first administrator of an empty desk. A code that the terminal prints once is the only way in: nothing comes with a
/// password of its own.
/// </summary>
public sealed class Claiming(Database database, OneTimeLinks links, Passwords passwords, AccountStore accounts, Sessions sessions, TimeProvider clock)
{
    /// <summary>A new code for the terminal, good for 24 hours; null when the tenant has an administrator.</summary>
    public Task<string?> Offer(TenantId tenant, CancellationToken stop = default) => database.Write(
        async session =>
        {
            if (await HasAdministrator(session, tenant))
            {
                return null;
            }

            await session.Do("UPDATE sign_in_links SET used_at = $2 WHERE tenant = $1 AND purpose = 'claim' AND used_at IS NULL", tenant.Value, clock.Milliseconds());
            var code = OneTimeLinks.New(tenant);
            await links.Keep(session, code, LinkPurpose.Claim, null, OneTimeLinks.Longest);
            return (string?)code;
        },
        stop);

    public Task<bool> IsClaimed(TenantId tenant, CancellationToken stop = default) => database.Read(session => HasAdministrator(session, tenant).AsTask(), stop);

    /// <summary>Spends the code: makes the administrator, a member of every team there is, and signs them in.</summary>
    public async Task<Outcome<SignInStep>> Claim(Arrival arrival, string? code, string name, string email, string password, CancellationToken stop = default)
    {
        var address = EmailAddress.Parse(email);
        if (address.Refusal is { } wrong)
        {
            return wrong;
        }

        if (string.IsNullOrWhiteSpace(name) || name.Length > 200 || TextCheck.Check(name) is not null)
        {
            return PeopleRefusals.NameMissing;
        }

        if (Passwords.Judge(password, name, email) is { } weak)
        {
            return weak;
        }

        var made = await database.Write<Outcome<(TenantId Tenant, PersonId Person)>>(
            async session =>
            {
                var used = await links.Use(session, code?.Trim(), LinkPurpose.Claim);
                if (used.Refusal is { } no)
                {
                    return no;
                }

                var tenant = used.Value.Tenant;
                if (await HasAdministrator(session, tenant))
                {
                    return SignInRefusals.AlreadyClaimed;
                }

                var person = new PersonId(await session.NextId());
                await PersonRows.Insert(session, tenant, person, new NewPerson(name.Trim(), address.Value, Role.Administrator), clock.Milliseconds());
                await session.Do("INSERT INTO memberships (tenant, team, person, lead) SELECT tenant, id, $2, false FROM teams WHERE tenant = $1 AND active", tenant.Value, person.Value);
                await AuditTrail.Record(session, tenant, Actor.Staff(person), new AuditEntry("desk.claimed", $"person:{person.Value}"));
                await FirstRun.Begin(session, tenant, clock.Milliseconds());
                return (tenant, person);
            },
            stop);
        if (made.Refusal is { } refused)
        {
            return refused;
        }

        var (at, who) = made.Value;
        if (await accounts.Find(at, who, stop) is not { } account || await passwords.Set(account, password) is not null)
        {
            return SignInRefusals.StepExpired;
        }

        var cookie = await database.Write(session => sessions.Begin(session, at, who, staff: true, arrival.Browser).AsTask(), stop);
        return new SignInStep(cookie, null, true);
    }

    private static async ValueTask<bool> HasAdministrator(Session session, TenantId tenant) =>
        await session.Number("SELECT 1 FROM people WHERE tenant = $1 AND role = 'administrator' AND active LIMIT 1", tenant.Value) is not null;
}
