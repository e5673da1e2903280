using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.People;

/// <summary>
/// What a person does about their own way in. Each act shows the present password first and gives the browser a new session, so
/// that one that was copied before is worth nothing.
/// </summary>
public sealed class OwnPassword(Database database, AccountStore accounts, Passwords passwords, Sessions sessions, Throttle throttle)
{
    private static readonly ThrottleRule Rule = new("own-password", 8, Duration.FromMinutes(15));

    /// <summary>Changes it; every other session ends. Answers the new cookie.</summary>
    public async Task<Outcome<string>> Change(Caller caller, string present, string wanted, string? browser, CancellationToken stop = default)
    {
        var shown = await Show(caller, present, stop);
        if (shown.Refusal is { } no)
        {
            return no;
        }

        return await passwords.Set(shown.Value, wanted) is { } weak ? weak : await Renew(caller, "password.changed", browser, all: true, stop);
    }

    /// <summary>Shows the password again for an act that needs it: the old session ends, the answer is the new one's cookie.</summary>
    public async Task<Outcome<string>> StepUp(Caller caller, string present, string? browser, CancellationToken stop = default)
    {
        var shown = await Show(caller, present, stop);
        return shown.Refusal is { } no ? no : await Renew(caller, "session.renewed", browser, all: false, stop);
    }

    /// <summary>Ends every session of the caller, this one too.</summary>
    public Task SignOutEverywhere(Caller caller, CancellationToken stop = default) => database.Write(
        async session =>
        {
            await sessions.EndAll(session, caller.Tenant, caller.Person);
            await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry("sessions.ended", PersonRows.Target(caller.Person)));
        },
        stop);

    private async Task<Outcome<Account>> Show(Caller caller, string present, CancellationToken stop)
    {
        var subject = $"{caller.Tenant.Value}:{caller.Person.Value}";
        if (await throttle.Try(caller.Tenant, [(Rule, subject)], stop) is { } wait)
        {
            return SignIn.TooMany(wait);
        }

        var account = await accounts.Find(caller.Tenant, caller.Person, stop);
        if (account is null || !await passwords.Check(account, present))
        {
            return SignInRefusals.PasswordWrong;
        }

        await throttle.Forgive(caller.Tenant, [(Rule, subject)], stop);
        return account;
    }

    private async Task<Outcome<string>> Renew(Caller caller, string kind, string? browser, bool all, CancellationToken stop)
    {
        var cookie = await database.Write(
            async session =>
            {
                await session.Do(
                    "UPDATE sessions SET revoked_at = $4 WHERE tenant = $1 AND person = $2 AND ($3 OR id = $5) AND revoked_at IS NULL",
                    caller.Tenant.Value, caller.Person.Value, all, await session.Now(), caller.Session ?? "");
                await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry(kind, PersonRows.Target(caller.Person)));
                return await sessions.Begin(session, caller.Tenant, caller.Person, caller.IsStaff, browser);
            },
            stop);
        sessions.ForgetAll();
        return cookie;
    }
}
