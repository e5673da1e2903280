using System.Security.Cryptography;
using System.Text.Json;
using Headway.Application.Storage;
using Headway.Domain;
using Microsoft.AspNetCore.DataProtection;

namespace Headway.Application.Access;

/// <summary>An authenticator about to be set up: <paramref name="Step"/> goes back with its first code.</summary>
public sealed record NewAuthenticator(string Secret, string Uri, string Step);

/// <summary>
/// A person's authenticator and recovery codes. A code is good once: the step it belongs to is kept and nothing at or before it
/// is taken again, on whatever node. The secret lies protected, recovery codes hashed.
/// </summary>
public sealed class SecondFactor(Database database, AccountStore accounts, TimeProvider clock, IDataProtectionProvider protection)
{
    private const int RecoveryCodes = 10;

    private readonly IDataProtector _secrets = protection.CreateProtector("Headway.Totp");
    private readonly ITimeLimitedDataProtector _steps = protection.CreateProtector("Headway.NewTotp").ToTimeLimitedDataProtector();

    public async Task<bool> IsOn(Caller caller, CancellationToken stop = default) =>
        await accounts.Find(caller.Tenant, caller.Person, stop) is { TotpSecret: not null };

    public NewAuthenticator Begin(Caller caller, string issuer)
    {
        var secret = Totp.NewSecret();
        return new NewAuthenticator(
            secret, Totp.Uri(secret, issuer, caller.Email ?? caller.Name), _steps.Protect($"{caller.Tenant.Value}:{caller.Person.Value}:{secret}", TimeSpan.FromMinutes(15)));
    }

    /// <summary>Switches it on with its first code; answers the recovery codes, shown this once.</summary>
    public async Task<Outcome<IReadOnlyList<string>>> Confirm(Caller caller, string step, string code, CancellationToken stop = default)
    {
        if (Proposed(caller, step) is not { } secret)
        {
            return SignInRefusals.StepExpired;
        }

        if (Totp.StepOf(secret, code, clock.GetUtcNow().ToUnixTimeSeconds()) is not { } used)
        {
            return SignInRefusals.CodeWrong;
        }

        string[] codes = [.. Enumerable.Range(0, RecoveryCodes).Select(_ => RecoveryCode())];
        var kept = _secrets.Protect(secret);
        var hashes = JsonSerializer.Serialize(codes.Select(Secret.Hash));
        return await database.Write<Outcome<IReadOnlyList<string>>>(
            async session =>
            {
                if (await session.Run(
                    "UPDATE people SET totp_secret = $3, totp_last_step = $4, recovery_codes = $5 WHERE tenant = $1 AND id = $2 AND totp_secret IS NULL",
                    caller.Tenant.Value, caller.Person.Value, kept, used, hashes) == 0)
                {
                    return SignInRefusals.AuthenticatorOn;
                }

                await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry("authenticator.on", caller.Actor.ToString()));
                return codes;
            },
            stop);
    }

    /// <summary>Switches it off; the caller has just shown their password again.</summary>
    public Task SwitchOff(Caller caller, CancellationToken stop = default) => database.Write(
        async session =>
        {
            await session.Do(
                "UPDATE people SET totp_secret = NULL, totp_last_step = NULL, recovery_codes = NULL WHERE tenant = $1 AND id = $2",
                caller.Tenant.Value, caller.Person.Value);
            await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry("authenticator.off", caller.Actor.ToString()));
        },
        stop);

    /// <summary>Whether the code is the account's; if so it never is again.</summary>
    internal async Task<bool> Spend(Account account, string code, CancellationToken stop)
    {
        if (account.TotpSecret is null)
        {
            return false;
        }

        var tidy = code.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
        if (tidy.Length == 6)
        {
            return Opened(account.TotpSecret) is { } secret && Totp.StepOf(secret, tidy, clock.GetUtcNow().ToUnixTimeSeconds()) is { } step
                && await database.Write(
                    async session => await session.Run(
                        "UPDATE people SET totp_last_step = $3 WHERE tenant = $1 AND id = $2 AND (totp_last_step IS NULL OR totp_last_step < $3)",
                        account.Tenant.Value, account.Person.Value, step) == 1,
                    stop);
        }

        return await SpendRecovery(account, Secret.Hash(tidy), stop);
    }

    // Null when the key it was protected with is lost: then recovery codes are left.
    private string? Opened(string secret)
    {
        try
        {
            return _secrets.Unprotect(secret);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private Task<bool> SpendRecovery(Account account, string hash, CancellationToken stop) => database.Write(
        async session =>
        {
            var kept = await session.Text(
                "SELECT recovery_codes FROM people WHERE tenant = $1 AND id = $2" + session.ForUpdate, account.Tenant.Value, account.Person.Value);
            var hashes = JsonSerializer.Deserialize<string[]>(kept ?? "[]")!;
            var left = hashes.Where(one => !Secret.Same(one, hash)).ToArray();
            if (left.Length == hashes.Length)
            {
                return false;
            }

            await session.Do(
                "UPDATE people SET recovery_codes = $3 WHERE tenant = $1 AND id = $2", account.Tenant.Value, account.Person.Value, JsonSerializer.Serialize(left));
            return true;
        },
        stop);

    private string? Proposed(Caller caller, string step)
    {
        try
        {
            return _steps.Unprotect(step).Split(':') is [var tenant, var person, var secret]
                && tenant == caller.Tenant.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)
                && person == caller.Person.Value.ToString(System.Globalization.CultureInfo.InvariantCulture) ? secret : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // Ten letters and digits without those that look alike: 50 bits, tried five times in a quarter of an hour.
    private static string RecoveryCode() => RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 10);
}
