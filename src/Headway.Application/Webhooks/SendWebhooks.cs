using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Mail;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Webhooks;
using NodaTime;

namespace Headway.Application.Webhooks;

/// <summary>
/// Tells receivers what waits for them: each in a turn of its own, the oldest first, the same id at every try. One that says it is
/// gone, or takes nothing for five days, is told no more.
/// </summary>
public sealed class SendWebhooks(Database database, WebhookSecrets secrets, OutboundWay way, ReaderWords words, MailPlace place, DeskClock clock, WebhookQueue queue)
{
    private const int AtOnce = 20;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);
    private static readonly Duration Lease = Duration.FromMinutes(10);

    private readonly Outbox _outbox = new(database);
    private readonly string _owner = $"{Environment.MachineName}/{Environment.ProcessId}/webhooks";

    /// <summary>Tells what is due in the tenant; answers how many were tried.</summary>
    public async Task<int> Send(TenantId tenant, CancellationToken stop = default)
    {
        var due = await database.Read(async session => await WebhookRows.Due(session, tenant, await session.Now()), stop);
        if (due.Count == 0)
        {
            return 0;
        }

        var all = await database.Read(session => WebhookRows.All(session, tenant).AsTask(), stop);
        return (await Task.WhenAll(all.Where(one => due.Contains(one.OutboxKind)).Select(one => Turn(tenant, one, stop)))).Sum();
    }

    /// <summary>Tells one receiver that this is a test, now; answers what came of it.</summary>
    public async Task<Outcome<Delivery>> Test(Caller caller, long id, CancellationToken stop = default)
    {
        var order = new WebhookOrder(WebhookEvents.Test, clock.Now(caller.Tenant).ToUnixTimeMilliseconds());
        return await Now(caller, id, (_, _) => Task.FromResult<(WebhookOrder, TicketKey?)?>((order, null)), WebhookRefusals.Unknown, stop);
    }

    /// <summary>Tells once more what was told, under the id it had.</summary>
    public Task<Outcome<Delivery>> Again(Caller caller, long id, long delivery, CancellationToken stop = default) => Now(
        caller, id,
        async (session, one) => await session.One(
            "SELECT body, ticket FROM outbox WHERE tenant = $1 AND id = $2 AND kind = $3", row => Tuple.Create(row.GetString(0), row.LongOrNull(1)), caller.Tenant.Value, delivery, one.OutboxKind) is { } found
            ? (WebhookOrder.Read(found.Item1) is var order ? order with { Id = order.Id ?? delivery } : null!, found.Item2 is { } ticket ? new TicketKey(ticket) : null)
            : null,
        WebhookRefusals.DeliveryUnknown, stop);

    private async Task<Outcome<Delivery>> Now(
        Caller caller, long id, Func<Session, Webhook, Task<(WebhookOrder Order, TicketKey? Ticket)?>> find, Refusal missing, CancellationToken stop)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        var key = $"hook:by-hand:{Guid.NewGuid():N}";
        var queued = await Refusable.Write<Webhook>(
            database,
            async session =>
            {
                if (await WebhookRows.Find(session, caller, id) is not { } one)
                {
                    return WebhookRefusals.Unknown;
                }

                if (await find(session, one) is not { } found)
                {
                    return missing;
                }

                await Outbox.Queue(session, caller.Tenant, found.Ticket, [WebhookQueue.Draft(key, one, found.Order, clock.Wall())]);
                return one;
            },
            stop);
        if (queued.IsRefused)
        {
            return queued.Refusal!;
        }

        await Turn(caller.Tenant, queued.Value, stop);
        var told = await database.Snapshot(
            async session => (
                Id: await session.Number("SELECT id FROM outbox WHERE tenant = $1 AND key = $2", caller.Tenant.Value, key),
                All: await WebhookRows.Deliveries(session, caller, queued.Value, 200)),
            stop);
        return told.All.Find(one => one.Id == told.Id) is { } delivery ? delivery : WebhookRefusals.DeliveryUnknown;
    }

    private async Task<int> Turn(TenantId tenant, Webhook one, CancellationToken stop)
    {
        var items = await _outbox.Lease(tenant, one.OutboxKind, _owner, AtOnce, Lease, stop);
        var secret = items.Count > 0 ? await secrets.Find(tenant, one.Id, stop) : null;
        foreach (var item in items.OrderBy(item => item.Id))
        {
            await Tell(one, secret, item, stop);
        }

        return items.Count;
    }

    private async Task Tell(Webhook one, WebhookSecret? secret, OutboxItem item, CancellationToken stop)
    {
        if (!await database.Read(session => MayHear(session, one, item), stop))
        {
            await _outbox.Failed(item, "Its ticket lies with a restricted team.", null, stop);
            return;
        }

        var answer = secret is null ? new Answer(false, "Its address is lost. Enter it again.") : await Post(one, secret, item, stop);
        var now = clock.Wall();
        if (answer.Ok)
        {
            await _outbox.Sent(item, stop);
            await database.Write(session => WebhookRows.Succeeded(session, item.Tenant, one.Id, now.ToUnixTimeMilliseconds()).AsTask(), stop);
            return;
        }

        var byHand = item.Key.StartsWith("hook:by-hand:", StringComparison.Ordinal);
        await _outbox.Failed(item, answer.Error!, !byHand && !answer.Gone && WebhookPatience.After(item.Attempts, answer.Pause) is { } pause ? now + pause : null, stop);
        await database.Write(
            async session =>
            {
                var since = await WebhookRows.Failed(session, item.Tenant, one.Id, answer.Error!, now.ToUnixTimeMilliseconds());
                if (one.Active && (answer.Gone || now - Instant.FromUnixTimeMilliseconds(since) >= WebhookPatience.UntilStopped))
                {
                    await WebhookRows.Stop(session, item.Tenant, one, now.ToUnixTimeMilliseconds());
                }
            },
            stop);
        queue.Forget(item.Tenant);
    }

    private async Task<Answer> Post(Webhook one, WebhookSecret secret, OutboxItem item, CancellationToken stop)
    {
        var order = WebhookOrder.Read(item.Body);
        var body = WebhookLetter.Write(one, order, await database.Read(session => Topic(session, item, order), stop), place.Desk, words);
        using var request = new HttpRequestMessage(HttpMethod.Post, secret.Url);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Headway", null));
        var sent = clock.Wall();
        if (secret.Key is { } key)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"msg_{item.Tenant.Value}_{order.Id ?? item.Id}");
            request.Headers.Add("webhook-id", id);
            request.Headers.Add("webhook-timestamp", sent.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
            request.Headers.Add("webhook-signature", WebhookSignature.Of(
                id, sent, body, secret is { OldKey: { } old, OldUntilMs: { } until } && until > sent.ToUnixTimeMilliseconds() ? [key, old] : [key]));
        }

        try
        {
            using var answer = await way.Send(request, Longest, stop);
            return answer.IsSuccessStatusCode
                ? new Answer(true, null)
                : new Answer(false, $"HTTP {(int)answer.StatusCode}", answer.StatusCode == HttpStatusCode.Gone, Wish(answer.Headers.RetryAfter, sent));
        }
        catch (HttpRequestException e)
        {
            return new Answer(false, e.Message.Length > 200 ? e.Message[..200] : e.Message);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new Answer(false, "No answer came in time.");
        }
    }

    // A ticket may have gone to a restricted team since.
    private static async Task<bool> MayHear(Session session, Webhook one, OutboxItem item) =>
        item.Ticket is not { } ticket || one.Team is not null
        || await session.Number("SELECT t.team FROM tickets t JOIN teams m ON m.tenant = t.tenant AND m.id = t.team WHERE t.tenant = $1 AND t.ticket = $2 AND m.restricted", item.Tenant.Value, ticket.Value) is null;

    private static Duration? Wish(RetryConditionHeaderValue? after, Instant now) =>
        after?.Delta is { } delta ? Duration.FromTimeSpan(delta) : after?.Date is { } date ? Instant.FromDateTimeOffset(date) - now : null;

    private static async Task<WebhookTopic> Topic(Session session, OutboxItem item, WebhookOrder order)
    {
        var language = await session.Text("SELECT language FROM tenants WHERE tenant = $1", item.Tenant.Value) ?? "en";
        var team = order.Team is { } id ? await session.Text("SELECT name FROM teams WHERE tenant = $1 AND id = $2", item.Tenant.Value, id) : null;
        // Of a restricted team's ticket not even the number leaves.
        var into = order.Into is { } joined
            ? await session.Number("SELECT t.number FROM tickets t JOIN teams m ON m.tenant = t.tenant AND m.id = t.team WHERE t.tenant = $1 AND t.ticket = $2 AND NOT m.restricted", item.Tenant.Value, joined)
            : null;
        return item.Ticket is { } ticket && await session.One(
            "SELECT number, subject FROM tickets WHERE tenant = $1 AND ticket = $2", row => Tuple.Create(row.GetInt64(0), row.GetString(1)), item.Tenant.Value, ticket.Value) is { } found
            ? new WebhookTopic(found.Item1, found.Item2, team, language) { Into = into }
            : new WebhookTopic(null, null, team, language);
    }

    private sealed record Answer(bool Ok, string? Error, bool Gone = false, Duration? Pause = null);
}
