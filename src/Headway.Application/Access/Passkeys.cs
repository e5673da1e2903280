using System.Security.Cryptography;
using System.Text.Json;
using Headway.Application.Storage;
using Headway.Domain;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace Headway.Application.Access;

/// <summary>What the browser is asked to do, and what comes back with its answer within five minutes.</summary>
public sealed record PasskeyAsked(string Options, string State);

/// <summary>
/// Signing in with a passkey: something the person has, shown by a face, a finger or a PIN, so that it stands for password and
/// code together. A passkey names its holder by itself; it works for one address of one desk. The browser's part of each step is
/// judged by the door, which knows where the request came to.
/// </summary>
public sealed class Passkeys(Database database, AccountStore accounts, SignIn signIn, TimeProvider clock, IDataProtectionProvider protection)
{
    public const int Most = 20, LongestName = 60;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly PasskeyRows _rows = new(database, clock);
    private readonly ITimeLimitedDataProtector _adding = protection.CreateProtector("Headway.PasskeyAdding").ToTimeLimitedDataProtector();
    private readonly ITimeLimitedDataProtector _entering = protection.CreateProtector("Headway.PasskeyEntering").ToTimeLimitedDataProtector();

    public Task<List<PasskeyView>> Of(Caller caller, CancellationToken stop = default) => _rows.Views(caller.Tenant, caller.Person, stop);

    /// <summary>Begins adding one; the caller has just shown their password again.</summary>
    public async Task<Outcome<PasskeyAsked>> BeginAdding(Caller caller, Func<PasskeyUserEntity, Task<PasskeyCreationOptionsResult>> make, CancellationToken stop = default)
    {
        if ((await Of(caller, stop)).Count >= Most)
        {
            return SignInRefusals.PasskeysTooMany;
        }

        var made = await make(new PasskeyUserEntity { Id = Id(caller), Name = caller.Email ?? caller.Name, DisplayName = caller.Name });
        return new PasskeyAsked(made.CreationOptionsJson, _adding.Protect($"{Id(caller)}\n{made.AttestationState}", Patience));
    }

    /// <summary>Adds the passkey that the browser made.</summary>
    public async Task<Refusal?> Add(Caller caller, Func<string, Task<PasskeyAttestationResult>> judge, string state, string? name, CancellationToken stop = default)
    {
        if (Read(_adding, state) is not [var id, var attestation] || id != Id(caller) || await accounts.Find(caller.Tenant, caller.Person, stop) is not { } account)
        {
            return SignInRefusals.StepExpired;
        }

        var shown = await Tried(() => judge(attestation));
        if (shown is not { Succeeded: true, Passkey: { } key } || shown.UserEntity?.Id != Id(caller))
        {
            return SignInRefusals.PasskeyRefused;
        }

        key.Name = Named(name);
        await accounts.AddOrUpdatePasskeyAsync(account, key, stop);
        await Record(caller, "passkey.added", stop);
        return null;
    }

    public async Task Rename(Caller caller, string id, string? name, CancellationToken stop = default) => await database.Write(
        async session => await session.Do(
            "UPDATE passkeys SET name = $4 WHERE tenant = $1 AND person = $2 AND id = $3", caller.Tenant.Value, caller.Person.Value, id, Named(name)),
        stop);

    public async Task Remove(Caller caller, string id, CancellationToken stop = default)
    {
        await _rows.Remove(caller.Tenant, caller.Person, id, stop);
        await Record(caller, "passkey.removed", stop);
    }

    /// <summary>Begins signing in, before anybody has said who they are.</summary>
    public async Task<PasskeyAsked> BeginEntering(Arrival arrival, Func<Task<PasskeyRequestOptionsResult>> make)
    {
        var made = await make();
        return new PasskeyAsked(made.RequestOptionsJson, _entering.Protect($"{arrival.Tenant.Value}\n{made.AssertionState}", Patience));
    }

    /// <summary>Lets in whom the passkey names: staff of this desk who still come in.</summary>
    public async Task<Outcome<SignInStep>> Enter(Arrival arrival, Func<string, Task<PasskeyAssertionResult<Account>>> judge, string state, CancellationToken stop = default)
    {
        if (Read(_entering, state) is not [var tenant, var assertion] || tenant != $"{arrival.Tenant.Value}")
        {
            return SignInRefusals.StepExpired;
        }

        var shown = await Tried(() => judge(assertion));
        if (shown is not { Succeeded: true, Passkey: { IsUserVerified: true } key, User: { Active: true } account } || account.Tenant != arrival.Tenant || !account.Role.IsStaff())
        {
            return SignInRefusals.PasskeyRefused;
        }

        await accounts.AddOrUpdatePasskeyAsync(account, key, stop);
        return await signIn.Enter(account, arrival, "passkey", stop);
    }

    private Task Record(Caller caller, string what, CancellationToken stop) => database.Write(
        async session => await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry(what, caller.Actor.ToString())), stop);

    private static string Id(Caller caller) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{caller.Tenant.Value}:{caller.Person.Value}");

    private static string Named(string? name)
    {
        var tidy = new string([.. (name ?? "").Where(c => !char.IsControl(c))]).Trim();
        return tidy.Length == 0 ? "Passkey" : tidy.Length > LongestName ? tidy[..LongestName] : tidy;
    }

    // What a stranger's browser sends may be anything.
    private static async Task<T?> Tried<T>(Func<Task<T>> shown)
        where T : class
    {
        try
        {
            return await shown();
        }
        catch (Exception e) when (e is PasskeyException or JsonException or FormatException or ArgumentException or InvalidOperationException or CryptographicException)
        {
            return null;
        }
    }

    private static string[]? Read(ITimeLimitedDataProtector steps, string state)
    {
        try
        {
            return steps.Unprotect(state).Split('\n', 2);
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
