using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Application.Webhooks;
using Headway.Domain;

namespace Headway.Application.Push;

/// <summary>The browsers in which somebody of support is told while no page is open: their own choice, in each of them.</summary>
public sealed class PushDevices(Database database, SecretBox box, PushKeys keys, OutboundWay way, DeskClock clock)
{
    private const int Most = 10, LongestAddress = 2_000, LongestName = 100;

    /// <summary>The public key that a browser must be given when it is asked to agree; made now when there is none.</summary>
    public async Task<Outcome<string>> Key(Caller caller, CancellationToken stop = default) =>
        Denied(caller) is { } no ? no : (await keys.Of(caller.Tenant, stop)).Public;

    /// <summary>One's own that are still told something, the one last used first.</summary>
    public Task<List<PushDevice>> Of(Caller caller, CancellationToken stop = default) => database.Read(session => PushRows.Of(session, caller, clock.Wall()).AsTask(), stop);

    /// <summary>
    /// The browser that asks agrees to be told, or says again that it does. It is its session's only one; whoever signs in there next, and
    /// switches it on, has it from then on.
    /// </summary>
    public async Task<Outcome<PushDevice>> Keep(Caller caller, PushDraft draft, CancellationToken stop = default)
    {
        if (Denied(caller) is { } no)
        {
            return no;
        }

        var (session, read) = (caller.Session, Check(draft));
        if (session is null)
        {
            // A program has nothing that could be signed out.
            return AccessRefusals.NotAllowed;
        }

        if (read is not { } address)
        {
            return PushRefusals.Malformed;
        }

        var endpoint = new Uri(address.Endpoint);
        if (!await way.LeadsOutside(endpoint, stop))
        {
            return PushRefusals.AddressInside;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.Endpoint)));
        var stands = await database.Read(
            one => one.Text("SELECT secret FROM push_devices WHERE tenant = $1 AND endpoint_hash = $2", caller.Tenant.Value, hash).AsTask(), stop);

        // Whoever only knows where a browser is reached does not have it: its keys are never told.
        if (stands is not null && PushAddress.Read(await box.Open(OldSecrets.Push, stands, stop)) != address)
        {
            return PushRefusals.Taken;
        }

        var kept = stands ?? await box.Seal(OldSecrets.Push, address.Json(), stop);
        return await Refusable.Write<PushDevice>(database, write => Keep(write, caller, session, new Row(hash, kept, endpoint.Host, Name(draft.Name), draft.Again)), stop);
    }

    /// <summary>One of one's own browsers is told nothing any more, until somebody switches it on there: it is remembered, for it will ask again by itself.</summary>
    public async Task<Refusal?> End(Caller caller, long id, CancellationToken stop = default) => Denied(caller) ?? (
        await database.Write(
            session => session.Run("UPDATE push_devices SET ended = true WHERE tenant = $1 AND id = $2 AND person = $3 AND NOT ended", caller.Tenant.Value, id, caller.Person.Value).AsTask(), stop) == 0
            ? PushRefusals.Unknown
            : null);

    /// <summary>The browser that asks is told nothing any more; no matter when it never was.</summary>
    public async Task<Refusal?> EndHere(Caller caller, CancellationToken stop = default)
    {
        if (Denied(caller) is { } no)
        {
            return no;
        }

        await database.Write(
            session => session.Run("DELETE FROM push_devices WHERE tenant = $1 AND session = $2 AND person = $3", caller.Tenant.Value, caller.Session ?? "", caller.Person.Value).AsTask(), stop);
        return null;
    }

    private static Refusal? Denied(Caller caller) => !caller.IsStaff ? AccessRefusals.NotAllowed : caller.ReadOnly ? AccessRefusals.OnlyReads : null;

    private static string? Name(string? name) => name is { Length: > LongestName } ? name[..LongestName] : string.IsNullOrWhiteSpace(name) ? null : name;

    private async Task<Outcome<PushDevice>> Keep(Session session, Caller caller, string signedIn, Row row)
    {
        var now = clock.Now(caller.Tenant).ToUnixTimeMilliseconds();
        if (row.Again && await session.Number(
            "SELECT id FROM push_devices WHERE tenant = $1 AND endpoint_hash = $2 AND person = $3 AND ended", caller.Tenant.Value, row.Hash, caller.Person.Value) is not null)
        {
            return PushRefusals.Ended;
        }

        await session.Do(
            "DELETE FROM push_devices WHERE tenant = $1 AND session = $2 AND endpoint_hash <> $3", caller.Tenant.Value, signedIn, row.Hash);
        var others = await session.Number(
            $"SELECT count(*) FROM push_devices d WHERE d.tenant = $1 AND d.person = $2 AND d.endpoint_hash <> $3 AND {PushRows.Alive("$4")}",
            caller.Tenant.Value, caller.Person.Value, row.Hash, clock.Wall().ToUnixTimeMilliseconds());
        if (others >= Most)
        {
            return PushRefusals.TooMany;
        }

        // Of what its last person was told the next one hears nothing: it begins anew.
        await session.Do(
            """
            INSERT INTO push_devices (tenant, id, person, session, name, host, endpoint_hash, secret, since, seen) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
            ON CONFLICT (tenant, endpoint_hash) DO UPDATE SET
              since = CASE WHEN push_devices.person = $3 THEN push_devices.since ELSE $9 END, told_at = CASE WHEN push_devices.person = $3 THEN push_devices.told_at END,
              person = $3, session = $4, name = $5, seen = $9, failing_since = NULL, error = NULL, ended = false
            WHERE push_devices.secret = $8
            """,
            caller.Tenant.Value, await session.NextId(), caller.Person.Value, signedIn, row.Name, row.Host, row.Hash, row.Sealed, now);
        return (await PushRows.Of(session, caller, clock.Wall())).Find(one => one.Here) is { } kept ? kept : PushRefusals.Unknown;
    }

    private PushAddress? Check(PushDraft draft)
    {
        if (draft.Endpoint is not { Length: > 0 and <= LongestAddress } text || !Uri.TryCreate(text, UriKind.Absolute, out var endpoint)
            || endpoint.UserInfo.Length > 0 || endpoint.Fragment.Length > 0 || !way.Takes(endpoint))
        {
            return null;
        }

        return Bytes(draft.Point) is { } point && PushCipher.IsPoint(point) && Bytes(draft.Secret) is { Length: PushCipher.SecretBytes } secret
            ? new PushAddress(endpoint.AbsoluteUri, Base64Url.EncodeToString(point), Base64Url.EncodeToString(secret))
            : null;
    }

    private static byte[]? Bytes(string? text) => text is { Length: > 0 and <= 200 } && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;

    private sealed record Row(string Hash, string Sealed, string Host, string? Name, bool Again);
}
