using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Access;

/// <summary>A tenant as a door sees it. <paramref name="BaseUrl"/> is where its people reach it.</summary>
public sealed record TenantDoor(TenantId Id, string Name, string Zone, string Language, Uri BaseUrl)
{
    /// <summary>Whether a mail server is set, so that links can be sent.</summary>
    public bool HasMail { get; init; }
}

/// <summary>Which tenant is reached at which address. One tenant without an address of its own is at the installation's.</summary>
public sealed class TenantDoors(Database database, AccessOptions options, TimeProvider clock)
{
    /// <summary>The setting that holds a tenant's own address.</summary>
    public const string BaseUrlSetting = "access.base-url";

    private (long At, IReadOnlyList<TenantDoor> Doors)? _known;

    public async ValueTask<IReadOnlyList<TenantDoor>> All(CancellationToken stop = default)
    {
        var now = clock.Milliseconds();
        if (_known is { } known && now - known.At is >= 0 and < 4_000)
        {
            return known.Doors;
        }

        var doors = await database.Read(
            async session => await session.Query(
                "SELECT t.tenant, t.name, t.zone, t.language, s.value, m.value FROM tenants t LEFT JOIN settings s ON s.tenant = t.tenant AND s.key = $1 LEFT JOIN settings m ON m.tenant = t.tenant AND m.key = $2 WHERE t.active ORDER BY t.tenant",
                reader => new TenantDoor(
                    new TenantId(reader.GetInt64(0)), reader.GetString(1), reader.GetString(2), reader.GetString(3),
                    Uri.TryCreate(reader.TextOrNull(4), UriKind.Absolute, out var own) ? own : options.BaseUrl)
                {
                    HasMail = reader.TextOrNull(5) is { Length: > 2 },
                },
                BaseUrlSetting, Mail.MailSettings.Key),
            stop);
        _known = (now, doors);
        return doors;
    }

    /// <summary>
    /// The tenant at that host name; null where there is no desk. A desk on this machine answers to every name of the loopback
    /// and to no other, so that no page elsewhere can give itself the desk's name.
    /// </summary>
    public async ValueTask<TenantDoor?> At(string host, CancellationToken stop = default) =>
        (await All(stop)).FirstOrDefault(door => door.BaseUrl.Host.Equals(host, StringComparison.OrdinalIgnoreCase) || (door.BaseUrl.IsLoopback && IsLoopback(host)));

    private static bool IsLoopback(string host) => host is "localhost" or "127.0.0.1" or "[::1]" or "::1";

    public async ValueTask<TenantDoor?> Find(TenantId tenant, CancellationToken stop = default) =>
        (await All(stop)).FirstOrDefault(door => door.Id == tenant);

    /// <summary>An address people can follow: the tenant's own base, never what a request claimed.</summary>
    public async ValueTask<string> Link(TenantId tenant, string path, CancellationToken stop = default) =>
        new Uri((await Find(tenant, stop))?.BaseUrl ?? options.BaseUrl, path).ToString();

    /// <summary>Whether the desk can send a link by itself; otherwise an administrator copies it.</summary>
    public async ValueTask<bool> SendsMail(TenantId tenant, CancellationToken stop = default) =>
        options.SendsMail || (await Find(tenant, stop))?.HasMail == true;

    public void Forget() => _known = null;
}
