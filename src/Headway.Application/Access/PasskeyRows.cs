using System.Buffers.Text;
using System.Text.Json;
using Headway.Application.Storage;
using Headway.Domain;
using Microsoft.AspNetCore.Identity;

namespace Headway.Application.Access;

/// <summary>A passkey as its holder sees it. Times in Unix milliseconds.</summary>
public sealed record PasskeyView(string Id, string Name, long Created, long? LastUsed);

/// <summary>Passkeys in the store: public keys and counters, nothing secret.</summary>
internal sealed class PasskeyRows(Database database, TimeProvider clock)
{
    public static string Name(byte[] credentialId) => Base64Url.EncodeToString(credentialId);

    public Task Save(Account user, UserPasskeyInfo key, CancellationToken stop)
    {
        var data = JsonSerializer.Serialize(Kept.From(key));
        var now = clock.Milliseconds();
        return database.Write(
            async session => await session.Do(
                """
                INSERT INTO passkeys (tenant, id, person, name, data, created) VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (tenant, id) DO UPDATE SET name = $4, data = $5, last_used = $6 WHERE passkeys.person = $3
                """,
                user.Tenant.Value, Name(key.CredentialId), user.Person.Value, key.Name ?? "", data, now),
            stop);
    }

    public Task<List<UserPasskeyInfo>> Of(TenantId tenant, PersonId person, CancellationToken stop) => database.Read(
        async session => await session.Query(
            "SELECT id, name, data FROM passkeys WHERE tenant = $1 AND person = $2 ORDER BY created",
            reader => JsonSerializer.Deserialize<Kept>(reader.GetString(2))!.To(Base64Url.DecodeFromChars(reader.GetString(0)), reader.GetString(1)),
            tenant.Value, person.Value),
        stop);

    public Task<List<PasskeyView>> Views(TenantId tenant, PersonId person, CancellationToken stop) => database.Read(
        async session => await session.Query(
            "SELECT id, name, created, last_used FROM passkeys WHERE tenant = $1 AND person = $2 ORDER BY created",
            reader => new PasskeyView(reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.LongOrNull(3)),
            tenant.Value, person.Value),
        stop);

    public Task Remove(TenantId tenant, PersonId person, string id, CancellationToken stop) => database.Write(
        async session => await session.Do("DELETE FROM passkeys WHERE tenant = $1 AND person = $2 AND id = $3", tenant.Value, person.Value, id), stop);

    private sealed record Kept(
        byte[] PublicKey, DateTimeOffset CreatedAt, uint SignCount, string[]? Transports, bool UserVerified, bool BackupEligible, bool BackedUp,
        byte[] Attestation, byte[] ClientData)
    {
        public static Kept From(UserPasskeyInfo key) => new(
            key.PublicKey, key.CreatedAt, key.SignCount, key.Transports, key.IsUserVerified, key.IsBackupEligible, key.IsBackedUp,
            key.AttestationObject, key.ClientDataJson);

        public UserPasskeyInfo To(byte[] id, string name) =>
            new(id, PublicKey, CreatedAt, SignCount, Transports, UserVerified, BackupEligible, BackedUp, Attestation, ClientData) { Name = name };
    }
}
