using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Mail;

/// <summary>
/// Fetches a mailbox: each message once, in order, its place moving on in the transaction of its fate. Nothing is changed in
/// the mailbox itself. One node alone fetches a mailbox at a time.
/// </summary>
public sealed class MailFetcher(Database database, GatewayProcess gateway, ReceiveMail receive, MailboxSecrets secrets, DeskClock clock)
{
    private static readonly Duration Lease = Duration.FromMinutes(10);

    /// <summary>The longest visit: waiting, then a large message on a slow line. Shorter than the lease, so that nobody else begins meanwhile.</summary>
    private static readonly TimeSpan LongestVisit = TimeSpan.FromMinutes(9.5);

    /// <summary>How much older than the mailbox's setting up a message may be: servers' clocks differ, and a morning's mail is wanted.</summary>
    private static readonly Duration Before = Duration.FromDays(1);

    /// <summary>How long a server may take for everything but waiting and a message's bytes; the gateway's own minute when null.</summary>
    internal TimeSpan? Patience { get; set; }

    /// <summary>A message that the gateway could not answer for so often in a row is put to the quarantine unread.</summary>
    private const int MostTries = 5;

    private readonly ConcurrentDictionary<long, (MailboxSpot At, int Times)> _stuck = new();
    private readonly Leases _leases = new(database);
    private readonly string _owner = $"{Environment.MachineName}/{Environment.ProcessId}/fetch/{Guid.NewGuid():N}";

    /// <summary>
    /// Takes in what is there; with nothing there, waits for up to <paramref name="wait"/> seconds for something to come. Answers how many were
    /// taken; a refusal says why the mailbox could not be read. Null when another node has it.
    /// </summary>
    public async Task<Outcome<int>?> Fetch(Mailbox mailbox, int wait, CancellationToken stop = default)
    {
        if (await _leases.Acquire(mailbox.Tenant, LeaseName(mailbox), _owner, Lease, stop) is not { } lease)
        {
            return null;
        }

        try
        {
            var outcome = await Take(mailbox, wait, stop);
            await Settle(mailbox, outcome.Refusal, stop);
            return outcome;
        }
        finally
        {
            await _leases.Release(lease, 0, CancellationToken.None);
        }
    }

    /// <summary>Asks the server whether the mailbox can be opened; answers in words what it found.</summary>
    public async Task<Outcome<GatewayAnswer>> Look(Mailbox mailbox, MailboxSecret? secret, CancellationToken stop = default)
    {
        var box = await Box(mailbox, secret, stop);
        if (box.IsRefused)
        {
            return box.Refusal!;
        }

        var answer = await gateway.Ask("look", new JsonObject { ["box"] = box.Value }, stop);
        return answer.Ok ? answer : MailboxRefusals.NotReached.Because(answer.Message ?? MailboxRefusals.NotReached.Message);
    }

    private async Task<Outcome<int>> Take(Mailbox mailbox, int wait, CancellationToken stop)
    {
        var box = await Box(mailbox, null, stop);
        if (box.IsRefused)
        {
            return box.Refusal!;
        }

        var state = await database.Read(
            async session => (
                Health: await MailboxRows.Health(session, mailbox.Tenant, mailbox.Id),
                Created: await session.Number("SELECT created FROM mailboxes WHERE tenant = $1 AND id = $2", mailbox.Tenant.Value, mailbox.Id)),
            stop);
        if (state.Health is not { } health)
        {
            return MailboxRefusals.Unknown;
        }

        var folder = Directory.CreateTempSubdirectory("headway-fetch-");
        try
        {
            var asked = new JsonObject
            {
                ["box"] = box.Value, ["wait"] = wait, ["since"] = (state.Created ?? 0) - (long)Before.TotalMilliseconds, ["out"] = folder.FullName, ["patience"] = Patience?.TotalMilliseconds,
                ["after"] = health.UidValidity is { } known ? new JsonObject { ["validity"] = known, ["uid"] = health.LastUid } : null,
            };
            var answer = await gateway.Ask("fetch", asked, stop, LongestVisit);
            if (answer is not { Ok: true, Said: { } said })
            {
                if (answer.Code == "AUTH")
                {
                    secrets.Forget(mailbox.Id);
                }

                return MailboxRefusals.NotReached.Because(answer.Message ?? MailboxRefusals.NotReached.Message);
            }

            return await TakeIn(mailbox, said, stop);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<Outcome<int>> TakeIn(Mailbox mailbox, System.Text.Json.JsonElement said, CancellationToken stop)
    {
        var validity = said.GetProperty("validity").GetInt64();
        if (said.TryGetProperty("rewound", out var rewound) && rewound.ValueKind == System.Text.Json.JsonValueKind.True)
        {
            await database.Write(session => MailboxRows.Rewind(session, mailbox.Tenant, mailbox.Id, validity).AsTask(), stop);
        }

        var taken = 0;
        foreach (var message in said.GetProperty("messages").EnumerateArray())
        {
            var spot = new MailboxSpot(validity, message.GetProperty("uid").GetInt64());
            await using var bytes = File.OpenRead(message.GetProperty("file").GetString() ?? "");
            var stuck = _stuck.GetValueOrDefault(mailbox.Id) is var before && before.At == spot ? before.Times : 0;
            var fate = await receive.Do(mailbox.Tenant, mailbox, spot, bytes, stop, unread: stuck >= MostTries);
            if (fate.IsRefused)
            {
                // It stays where it is and comes again; those behind it wait, so that the order holds. But not for ever.
                _stuck[mailbox.Id] = (spot, fate.Refusal!.Code == MailRefusals.Unreadable.Code ? stuck + 1 : stuck);
                return fate.Refusal!;
            }

            _stuck.TryRemove(mailbox.Id, out _);

            taken++;
        }

        var passed = new MailboxSpot(validity, said.GetProperty("passed").GetInt64());
        await database.Write(session => MailboxRows.Advance(session, mailbox.Tenant, mailbox.Id, passed).AsTask(), stop);
        return taken;
    }

    private async Task<Outcome<JsonObject>> Box(Mailbox mailbox, MailboxSecret? given, CancellationToken stop)
    {
        if (mailbox.Server.Host is not { Length: > 0 } host)
        {
            return MailboxRefusals.Malformed;
        }

        if ((given ?? await secrets.Find(mailbox.Tenant, mailbox.Id, stop)) is not { } secret)
        {
            return MailboxRefusals.NotReached.Because("No password is kept for this mailbox. Enter it again.");
        }

        var box = new JsonObject
        {
            ["host"] = host, ["port"] = mailbox.Server.Port, ["secure"] = mailbox.Server.Secure, ["user"] = mailbox.Server.User, ["folder"] = mailbox.Server.Folder, ["ca"] = mailbox.Server.Ca,
        };
        if (mailbox.Server.SignIn == MailboxSignIn.Password)
        {
            box["pass"] = secret.Password;
            return box;
        }

        var token = await secrets.AccessToken(mailbox, secret, stop);
        return token.Then<JsonObject>(access =>
        {
            box["accessToken"] = access;
            return box;
        });
    }

    private Task Settle(Mailbox mailbox, Refusal? no, CancellationToken stop)
    {
        var now = clock.Wall().ToUnixTimeMilliseconds();
        return database.Write(
            async session =>
            {
                if (no is null)
                {
                    await session.Do("UPDATE mailboxes SET tried_at = $3, success_at = $3, failures = 0, error = NULL WHERE tenant = $1 AND id = $2", mailbox.Tenant.Value, mailbox.Id, now);
                }
                else
                {
                    await session.Do("UPDATE mailboxes SET tried_at = $3, failures = failures + 1, error = $4 WHERE tenant = $1 AND id = $2", mailbox.Tenant.Value, mailbox.Id, now, no.Message);
                }
            },
            stop);
    }

    private static string LeaseName(Mailbox mailbox) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"mailbox:{mailbox.Id}");
}
