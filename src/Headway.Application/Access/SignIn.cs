using System.Globalization;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Ledger;
using Microsoft.AspNetCore.DataProtection;
using NodaTime;

namespace Headway.Application.Access;

/// <summary>Where somebody comes from: the tenant reached, the network source, the browser as it names itself.</summary>
public sealed record Arrival(TenantId Tenant, string Source, string? Browser);

/// <summary>
/// One step of signing in: either <see cref="Cookie"/> (signed in), or <see cref="Step"/>, to be sent back with the code of an
/// authenticator within five minutes.
/// </summary>
public sealed record SignInStep(string? Cookie, string? Step, bool Staff)
{
    /// <summary>Where the one who came in belongs.</summary>
    public string Home => Staff ? "/next" : "/portal";
}

/// <summary>Signing in with a password and, when there is one, the code of an authenticator.</summary>
public sealed class SignIn(
    Database database, AccountStore accounts, Passwords passwords, SecondFactor second, Sessions sessions, Throttle throttle,
    IDataProtectionProvider protection)
{
    private static readonly ThrottleRule Pair = new("sign-in/account+source", 5, Duration.FromMinutes(15));
    private static readonly ThrottleRule Source = new("sign-in/source", 50, Duration.FromMinutes(15));
    private static readonly ThrottleRule AnySource = new("sign-in/account", 30, Duration.FromHours(1));
    private static readonly ThrottleRule Everywhere = new("sign-in/all", 600, Duration.FromMinutes(1));
    private static readonly ThrottleRule CodePair = new("code/account+source", 5, Duration.FromMinutes(15));
    private static readonly ThrottleRule CodeAnySource = new("code/account", 20, Duration.FromHours(1));

    private readonly ITimeLimitedDataProtector _steps = protection.CreateProtector("Headway.SignInStep").ToTimeLimitedDataProtector();

    /// <summary>
    /// Refuses an unknown address, a wrong password and a disabled person alike, after the same work. A source from which the
    /// account was entered before is not held up by tries from elsewhere.
    /// </summary>
    public async Task<Outcome<SignInStep>> WithPassword(Arrival arrival, string email, string password, CancellationToken stop = default)
    {
        var key = EmailAddress.Parse(email) is { IsRefused: false } address ? address.Value.Key : "";
        var pair = $"{key}\n{arrival.Source}";
        List<(ThrottleRule, string)> tries = [(Pair, pair), (Source, arrival.Source)];
        if (!await throttle.Knows(arrival.Tenant, pair, stop))
        {
            tries.AddRange([(AnySource, key), (Everywhere, "")]);
        }

        if (await throttle.Try(arrival.Tenant, tries, stop) is { } wait)
        {
            return TooMany(wait);
        }

        var account = key.Length > 0 ? await accounts.Find(arrival.Tenant, key, stop) : null;
        if (!await passwords.Check(account, password) || account is null || !account.Role.IsStaff())
        {
            return SignInRefusals.Refused;
        }

        await throttle.Forgive(arrival.Tenant, tries, stop);
        if (account.TotpSecret is not null)
        {
            var step = string.Join('\n', account.Id, account.Stamp, key);
            return new SignInStep(null, _steps.Protect(step, TimeSpan.FromMinutes(5)), true);
        }

        await throttle.Remember(arrival.Tenant, pair, stop);
        return await Enter(account, arrival, "password", stop);
    }

    /// <summary>The second step: a code of the authenticator, or one of the recovery codes.</summary>
    public async Task<Outcome<SignInStep>> WithCode(Arrival arrival, string step, string code, CancellationToken stop = default)
    {
        if (await Read(step, arrival.Tenant, stop) is not ({ } account, { } key))
        {
            return SignInRefusals.StepExpired;
        }

        List<(ThrottleRule, string)> tries = [(CodePair, $"{account.Id}\n{arrival.Source}"), (CodeAnySource, account.Id)];
        if (await throttle.Try(arrival.Tenant, tries, stop) is { } wait)
        {
            return TooMany(wait);
        }

        if (!await second.Spend(account, code, stop))
        {
            return SignInRefusals.CodeWrong;
        }

        await throttle.Forgive(arrival.Tenant, tries, stop);
        await throttle.Remember(arrival.Tenant, $"{key}\n{arrival.Source}", stop);
        return await Enter(account, arrival, "password and code", stop);
    }

    /// <summary>Begins a session for who has shown who they are; <paramref name="how"/> goes into the audit trail.</summary>
    internal async Task<SignInStep> Enter(Account account, Arrival arrival, string how, CancellationToken stop)
    {
        var staff = account.Role.IsStaff();
        var cookie = await database.Write(
            async session =>
            {
                await Recorded(session, account, how);
                return await sessions.Begin(session, account.Tenant, account.Person, staff, arrival.Browser);
            },
            stop);
        return new SignInStep(cookie, null, staff);
    }

    internal static ValueTask Recorded(Session session, Account account, string how) => AuditTrail.Record(
        session, account.Tenant, account.Role.IsStaff() ? Actor.Staff(account.Person) : Actor.Customer(account.Person),
        new AuditEntry("session.began", string.Create(CultureInfo.InvariantCulture, $"person:{account.Person.Value}"), new { how }));

    internal static Refusal TooMany(Duration wait) => AccessRefusals.TooMany.Because(string.Create(
        CultureInfo.InvariantCulture, $"Too many tries. Wait {Math.Max(1, (int)Math.Ceiling(wait.TotalMinutes))} min, then try again."));

    private async Task<(Account? Account, string? Key)> Read(string step, TenantId tenant, CancellationToken stop)
    {
        try
        {
            return _steps.Unprotect(step).Split('\n') is [var id, var stamp, var key]
                && await accounts.FindByIdAsync(id, stop) is { Active: true } account
                && account.Tenant == tenant && Secret.Same(account.Stamp, stamp)
                ? (account, key)
                : (null, null);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return (null, null);
        }
    }
}
