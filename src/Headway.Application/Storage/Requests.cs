using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Storage;

/// <summary>Requests with a key of their own: the first answer is the only one.</summary>
public static class Requests
{
    public static readonly Duration KeptFor = Duration.FromHours(24);

    /// <summary>The earlier answer to this key, a refusal when the key was used for something else, or null.</summary>
    public static async ValueTask<Outcome<StoredAnswer>?> Find(Session session, TenantId tenant, PersonId person, string key, string hash)
    {
        var row = await session.One(
            "SELECT hash, status, body FROM requests WHERE tenant = $1 AND person = $2 AND key = $3",
            reader => new Kept(reader.GetString(0), new StoredAnswer((int)reader.GetInt64(1), reader.GetString(2))),
            tenant.Value, person.Value, key);
        if (row is null)
        {
            return null;
        }

        return row.Hash == hash ? row.Answer : StorageRefusals.RequestKeyReused;
    }

    public static ValueTask Keep(Session session, TenantId tenant, PersonId person, string key, string hash, StoredAnswer answer, Instant at) => session.Do(
        "INSERT INTO requests (tenant, person, key, hash, status, body, at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        tenant.Value, person.Value, key, hash, (long)answer.Status, answer.Body, at.ToUnixTimeMilliseconds());

    /// <summary>Forgets what is older than a day; answers how many.</summary>
    public static Task<int> Forget(Database database, TenantId tenant, Instant now, CancellationToken stop) => database.Write(
        session => session.Run("DELETE FROM requests WHERE tenant = $1 AND at < $2", tenant.Value, (now - KeptFor).ToUnixTimeMilliseconds()).AsTask(), stop);

    internal static async ValueTask<Outcome<Changed>?> Find(Session session, TenantId tenant, RequestKey request)
    {
        if (await Find(session, tenant, request.Person, request.Key, request.Hash) is not { } found)
        {
            return null;
        }

        // Nothing is decided when a request comes again; only its answer counts.
        var nothing = new TicketState { Key = new TicketKey(0) };
        return found.Then<Changed>(answer => new Changed(tenant, nothing.Key, 0, new Decision(nothing, nothing, []), Replayed: answer));
    }

    internal static async ValueTask Keep(Session session, TenantId tenant, RequestKey request, StoredAnswer answer, Changed changed) =>
        await Keep(
            session, tenant, request.Person, request.Key, request.Hash, answer,
            changed.Facts.Count > 0 ? changed.Facts[^1].At : Instant.FromUnixTimeMilliseconds(await session.Now()));

    private sealed record Kept(string Hash, StoredAnswer Answer);
}
