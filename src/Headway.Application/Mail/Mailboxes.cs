using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Mail;

/// <summary>A mailbox as it is asked for. A secret that is left out stays as it was, for the same server and user.</summary>
public sealed record MailboxWanted(string Name, string Address, MailboxServer Server, TeamId? Team, bool IsActive = true, MailboxSecret? Secret = null);

/// <summary>A mailbox with how it is doing; <paramref name="HasSecret"/> says that one is kept, never which.</summary>
public sealed record MailboxFound(Mailbox Mailbox, MailboxHealth Health, bool HasSecret, string? TeamName);

/// <summary>The desk's mailboxes, as an administrator keeps them.</summary>
public sealed class Mailboxes(Database database, DeskClock clock, MailboxSecrets secrets, MailFetcher fetcher)
{
    public async Task<Outcome<IReadOnlyList<MailboxFound>>> All(Caller caller, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        return await database.Snapshot(
            async session =>
            {
                var found = new List<MailboxFound>();
                foreach (var mailbox in await MailboxRows.All(session, caller.Tenant))
                {
                    var kept = await session.Number("SELECT 1 FROM mailboxes WHERE tenant = $1 AND id = $2 AND secret IS NOT NULL", caller.Tenant.Value, mailbox.Id) is not null;
                    var team = mailbox.Team is { } id ? await session.Text("SELECT name FROM teams WHERE tenant = $1 AND id = $2", caller.Tenant.Value, id.Value) : null;
                    found.Add(new MailboxFound(mailbox, (await MailboxRows.Health(session, caller.Tenant, mailbox.Id))!, kept, team));
                }

                return (Outcome<IReadOnlyList<MailboxFound>>)found;
            },
            stop);
    }

    /// <summary>Adds a mailbox, or with an id changes it; answers its id. A request with a key of its own adds once.</summary>
    public async Task<Outcome<long>> Save(Caller caller, long? id, MailboxWanted wanted, CancellationToken stop = default, RequestKey? key = null)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        var address = EmailAddress.Parse(wanted.Address);
        if (address.IsRefused || !IsSound(wanted))
        {
            return MailboxRefusals.Malformed;
        }

        var before = id is { } known ? await database.Read(session => MailboxRows.Find(session, caller.Tenant, known), stop) : null;
        if (id is not null && before is null)
        {
            return MailboxRefusals.Unknown;
        }

        // A kept password never travels to another server than the one it was given for.
        var same = before is not null && before.Server.Host == wanted.Server.Host && before.Server.User == wanted.Server.User && before.Server.TokenUrl == wanted.Server.TokenUrl;
        var sealedSecret = wanted.Secret is { } secret ? await secrets.Close(secret, stop) : null;
        var box = id ?? await database.Counters.NextId(stop);
        secrets.Forget(box);
        return await Refusable.Write<long>(
            database,
            session => AddedOnce.Do(session, caller, id is null ? key : null, async () =>
            {
                if (await session.Number("SELECT 1 FROM mailboxes WHERE tenant = $1 AND address_key = $2 AND id <> $3", caller.Tenant.Value, address.Value.Key, box) is not null)
                {
                    return MailboxRefusals.AddressTaken;
                }

                await session.Run(
                    """
                    INSERT INTO mailboxes (tenant, id, name, address, address_key, body, secret, team, active, created, failures) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0)
                    ON CONFLICT (tenant, id) DO UPDATE SET name = $3, address = $4, address_key = $5, body = $6, team = $8, active = $9, failures = 0, error = NULL
                    """,
                    caller.Tenant.Value, box, wanted.Name.Trim(), address.Value.Text, address.Value.Key, wanted.Server.Json(), sealedSecret, wanted.Team?.Value, wanted.IsActive,
                    clock.Wall().ToUnixTimeMilliseconds());
                if (sealedSecret is not null || !same)
                {
                    await session.Run("UPDATE mailboxes SET secret = $3 WHERE tenant = $1 AND id = $2", caller.Tenant.Value, box, sealedSecret);
                }

                if (before is not null && (before.Server.Host != wanted.Server.Host || before.Server.User != wanted.Server.User || before.Server.Folder != wanted.Server.Folder))
                {
                    // Another mailbox has other numbers.
                    await session.Run("UPDATE mailboxes SET uid_validity = NULL, last_uid = NULL WHERE tenant = $1 AND id = $2", caller.Tenant.Value, box);
                }

                await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry(
                    id is null ? "mailbox.added" : "mailbox.changed", string.Create(CultureInfo.InvariantCulture, $"mailbox:{box}"),
                    new { host = wanted.Server.Host, port = wanted.Server.Port, secure = wanted.Server.Secure, active = wanted.IsActive, secretSet = sealedSecret is not null }));
                return box;
            }),
            stop);
    }

    /// <summary>Opens the mailbox once and says in words what is wrong, or null when nothing is.</summary>
    public async Task<Outcome<string>> Test(Caller caller, long id, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        if (await database.Read(session => MailboxRows.Find(session, caller.Tenant, id), stop) is not { } mailbox)
        {
            return MailboxRefusals.Unknown;
        }

        var looked = await fetcher.Look(mailbox, null, stop);
        return looked.Then<string>(answer =>
            answer.Said is { } said && said.TryGetProperty("messages", out var count) ? count.GetInt64().ToString(CultureInfo.InvariantCulture) : "0");
    }

    private static bool IsSound(MailboxWanted wanted)
    {
        var server = wanted.Server;
        return wanted.Name.Trim() is { Length: > 0 and <= 100 } && OneLine.Holds(wanted.Name)
            && new[] { server.Host, server.User, server.Folder, server.AuthservId, server.TokenUrl, server.ClientId, server.Scope }.All(text => text is null || (text.Length <= 500 && OneLine.Holds(text)))
            && (string.IsNullOrEmpty(server.Host) || (server.Port is > 0 and < 65_536 && !server.Host.Any(sign => char.IsWhiteSpace(sign) || sign == '/') && server.User is { Length: > 0 } && server.Folder.Length > 0));
    }
}
