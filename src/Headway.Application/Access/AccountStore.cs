using System.Globalization;
using Headway.Application.Storage;
using Headway.Domain;
using Microsoft.AspNetCore.Identity;

namespace Headway.Application.Access;

/// <summary>
/// People as ASP.NET Core Identity wants them. An account is named by its tenant and person together, so that no question can
/// be asked without a tenant.
/// </summary>
public sealed class AccountStore(Database database, TimeProvider clock) :
    IUserPasswordStore<Account>, IUserSecurityStampStore<Account>, IUserPasskeyStore<Account>
{
    private const string Columns = "SELECT id, name, email, role, active, security_stamp, password_hash, totp_secret FROM people";

    private readonly PasskeyRows _passkeys = new(database, clock);

    public Task<Account?> Find(TenantId tenant, PersonId person, CancellationToken stop = default) => database.Read(
        session => session.One($"{Columns} WHERE tenant = $1 AND id = $2", reader => Read(tenant, reader), tenant.Value, person.Value).AsTask(), stop);

    /// <param name="tenant">Whose people.</param>
    /// <param name="emailKey">As <see cref="People.EmailAddress.Key"/> gives it.</param>
    /// <param name="stop">Stops waiting.</param>
    public Task<Account?> Find(TenantId tenant, string emailKey, CancellationToken stop = default) => database.Read(
        session => session.One($"{Columns} WHERE tenant = $1 AND email_key = $2", reader => Read(tenant, reader), tenant.Value, emailKey).AsTask(), stop);

    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken)
    {
        var changed = await database.Write(
            async session => await session.Run(
                "UPDATE people SET password_hash = $4, security_stamp = $5 WHERE tenant = $1 AND id = $2 AND security_stamp = $3",
                user.Tenant.Value, user.Person.Value, user.StampRead, user.PasswordHash, user.Stamp),
            cancellationToken);
        if (changed == 0)
        {
            return IdentityResult.Failed(new IdentityErrorDescriber().ConcurrencyFailure());
        }

        user.StampRead = user.Stamp;
        return IdentityResult.Success;
    }

    public Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        userId.Split(':') is [var tenant, var person]
        && long.TryParse(tenant, NumberStyles.None, CultureInfo.InvariantCulture, out var t)
        && long.TryParse(person, NumberStyles.None, CultureInfo.InvariantCulture, out var p)
            ? Find(new TenantId(t), new PersonId(p), cancellationToken)
            : Task.FromResult<Account?>(null);

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        FindByIdAsync(normalizedUserName, cancellationToken);

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Id);

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Id);

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A person's name is changed by a use case.");

    public Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("People are made by a use case.");

    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("People are disabled or erased by a use case.");

    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken)
    {
        user.PasswordHash = passwordHash;
        return Task.CompletedTask;
    }

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Stamp);

    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken)
    {
        user.Stamp = stamp;
        return Task.CompletedTask;
    }

    public Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => _passkeys.Save(user, passkey, cancellationToken);

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken) =>
        await _passkeys.Of(user.Tenant, user.Person, cancellationToken);

    // A passkey is only looked for within the tenant and person that its user handle names.
    public Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) => Task.FromResult<Account?>(null);

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        (await _passkeys.Of(user.Tenant, user.Person, cancellationToken)).Find(key => key.CredentialId.AsSpan().SequenceEqual(credentialId));

    public Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        _passkeys.Remove(user.Tenant, user.Person, PasskeyRows.Name(credentialId), cancellationToken);

    public void Dispose()
    {
    }

    private static Account Read(TenantId tenant, System.Data.Common.DbDataReader reader) => new()
    {
        Tenant = tenant,
        Person = new PersonId(reader.GetInt64(0)),
        Name = reader.GetString(1),
        Email = reader.TextOrNull(2),
        Role = Roles.Find(reader.GetString(3)) ?? Role.Customer,
        Active = reader.GetBoolean(4),
        Stamp = reader.GetString(5),
        StampRead = reader.GetString(5),
        PasswordHash = reader.TextOrNull(6),
        TotpSecret = reader.TextOrNull(7),
    };
}
