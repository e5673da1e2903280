using System.Text.Json.Nodes;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Mail;

/// <summary>
/// Sends what lies in the outbox: each mail once. What certainly did not leave is tried again with growing pauses; what may
/// have left is shown to a person and never repeated by itself.
/// </summary>
public sealed class MailSender(Database database, MailSettings settings, MailWriter writer, GatewayProcess gateway, DeskClock clock, MailSigning signing, MailboxSecrets secrets, MailOut log)
{
    private const int AtOnce = 8, MostTries = 10;
    private static readonly Duration Lease = Duration.FromMinutes(5), LongestPause = Duration.FromHours(6);

    private readonly Outbox _outbox = new(database);
    private readonly string _owner = $"{Environment.MachineName}/{Environment.ProcessId}/mail";

    /// <summary>Sends what is due in the tenant; answers how many were taken up. Without a mail server nothing is touched.</summary>
    public async Task<int> Send(TenantId tenant, CancellationToken stop = default)
    {
        if (await settings.Find(tenant, stop) is not { } server)
        {
            return 0;
        }

        var taken = 0;
        foreach (var kind in MailWriter.Kinds)
        {
            var items = await _outbox.Lease(tenant, kind, _owner, AtOnce, Lease, stop);
            if (items.Count > 0)
            {
                Fault.At("mail-leased");
            }

            taken += items.Count;
            await Task.WhenAll(items.Select(item => Send(server, item, stop)));
        }

        return taken;
    }

    /// <summary>Asks the mail server whether it would take our mail, and sends nothing.</summary>
    public async Task<Outcome<bool>> Verify(Caller caller, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        if (await settings.Find(caller.Tenant, stop) is not { } server)
        {
            return MailRefusals.NotConfigured;
        }

        var way = await Transport(caller.Tenant, server, stop);
        if (way.IsRefused)
        {
            return way.Refusal!;
        }

        var answer = await gateway.Ask("verify", new JsonObject { ["transport"] = way.Value }, stop);
        return answer.Ok ? true : MailRefusals.NotAccepted.Because(answer.Message ?? MailRefusals.NotAccepted.Message);
    }

    /// <summary>Puts a test mail to the caller into the outbox, so that it takes the way of every other. A request with a key of its own sends one.</summary>
    public async Task<Refusal?> Test(Caller caller, CancellationToken stop = default, RequestKey? key = null)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        if (await settings.Find(caller.Tenant, stop) is null)
        {
            return MailRefusals.NotConfigured;
        }

        var draft = new OutboxDraft($"mail:test:{Guid.NewGuid():N}", MailOrder.OutboxKind, new MailOrder(MailKind.Test, caller.Person.Value).Json(), clock.Wall());
        return (await Refusable.Write<long>(
            database,
            session => AddedOnce.Do(session, caller, key, async () =>
            {
                await Outbox.Queue(session, caller.Tenant, null, [draft]);
                return caller.Person.Value;
            }),
            stop)).Refusal;
    }

    private async Task Send(MailServer server, OutboxItem item, CancellationToken stop)
    {
        if (item.MaybeSentBefore)
        {
            await Unknown(item, "The sender was cut off: it may have been delivered.", stop);
            return;
        }

        if (await writer.Write(item, stop) is not { } letter)
        {
            await _outbox.CalledOff(item, "There is nobody to write to, or nothing left to say.", stop);
            return;
        }

        var way = await Transport(item.Tenant, server, stop);
        if (way.Refusal is { } noWay)
        {
            await Failed(item, noWay.Message, false, stop);
            return;
        }

        Fault.At("mail-written");
        var answer = await gateway.Ask(
            "send", new JsonObject { ["transport"] = way.Value, ["message"] = Message(server, letter, clock.Now(item.Tenant)), ["dkim"] = await signing.Of(item.Tenant, stop) }, stop);
        Fault.At("mail-handed");
        await (answer switch
        {
            { Ok: true } => _outbox.Sent(item, stop),
            { Stage: "unknown" } => Unknown(item, answer.Message ?? "No answer came.", stop),
            _ => Failed(item, answer.Message ?? "Not sent.", answer is { Permanent: true } or { Stage: "request" }, stop),
        });
        Fault.At("mail-marked");
    }

    private async Task Unknown(OutboxItem item, string why, CancellationToken stop)
    {
        await _outbox.Unknown(item, why, stop);
        await log.Tell(item, stop);
    }

    private async Task Failed(OutboxItem item, string why, bool forGood, CancellationToken stop)
    {
        var over = forGood || item.Attempts >= MostTries;
        await _outbox.Failed(item, why, over ? null : clock.Wall() + Pause(item.Attempts), stop);
        if (over)
        {
            await log.Tell(item, stop);
        }
    }

    /// <summary>30 s, 1 min, 2 min … at most six hours.</summary>
    internal static Duration Pause(int attempts) => Duration.Min(Duration.FromSeconds(30 * Math.Pow(2, Math.Clamp(attempts - 1, 0, 12))), LongestPause);

    private async Task<Outcome<JsonObject>> Transport(TenantId tenant, MailServer server, CancellationToken stop)
    {
        var way = new JsonObject { ["host"] = server.Host, ["port"] = server.Port, ["secure"] = server.Secure, ["requireTls"] = server.RequireTls, ["ca"] = server.Ca };
        if (server.LikeMailbox is not { } id)
        {
            (way["user"], way["pass"]) = (server.User, server.Pass);
            return way;
        }

        // A provider that takes tokens only gives them to a mailbox: the same one signs in here.
        var mailbox = await database.Read(session => MailboxRows.Find(session, tenant, id), stop);
        if (mailbox is null || await secrets.Find(tenant, id, stop) is not { } secret)
        {
            return MailRefusals.MailboxMissing;
        }

        // What a provider gave for its own servers is shown to no other.
        if (!SameProvider(server.Host, mailbox.Server.Host))
        {
            return MailRefusals.MailboxElsewhere;
        }

        var token = await secrets.AccessToken(mailbox, secret, stop);
        return token.Then<JsonObject>(access =>
        {
            (way["user"], way["accessToken"]) = (mailbox.Server.User, access);
            return way;
        });
    }

    internal static bool SameProvider(string host, string? other)
    {
        // "co.uk" is nobody's: where both last labels are short, the one before them counts too.
        static string Domain(string name) =>
            name.TrimEnd('.').ToLowerInvariant().Split('.') is var labels && labels is [.., { Length: <= 3 }, { Length: 2 }] ? string.Join('.', labels.TakeLast(3)) : string.Join('.', labels.TakeLast(2));
        return other is { Length: > 0 } && host.Contains('.', StringComparison.Ordinal) && Domain(host) == Domain(other);
    }

    internal static JsonObject Message(MailServer server, Letter letter, Instant now)
    {
        var message = new JsonObject
        {
            ["from"] = new JsonObject { ["name"] = server.FromName, ["address"] = server.From },
            ["to"] = new JsonArray(new JsonObject { ["name"] = letter.ToName, ["address"] = letter.ToAddress }),
            ["subject"] = letter.Subject,
            ["text"] = letter.Text,
            ["html"] = letter.Html,
            ["messageId"] = letter.MessageId,
        };
        if (letter.InReplyTo is { } answered)
        {
            message["inReplyTo"] = answered;
            message["references"] = new JsonArray([.. letter.References.Select(id => JsonValue.Create(id))]);
        }

        var headers = new JsonObject { ["X-Headway-Loop"] = letter.Loop };
        if (letter.IsAutomatic)
        {
            // So that no machine answers a machine.
            message["returnPath"] = "";
            headers["Auto-Submitted"] = "auto-generated";
            headers["X-Auto-Response-Suppress"] = "All";
        }

        message["headers"] = headers;
        if (letter.Invitation is { } invitation)
        {
            message["calendar"] = new JsonObject
            {
                ["method"] = invitation.Method, ["content"] = invitation.Text(server.FromName, server.From, letter.ToName, letter.ToAddress, now),
            };
        }

        return message;
    }
}
