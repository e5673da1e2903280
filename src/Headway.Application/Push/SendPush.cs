using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Mail;
using Headway.Application.Storage;
using Headway.Application.Webhooks;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Push;

/// <summary>
/// Brings what waits to the push services of browsers, sealed so that only the browser reads it. One that its service knows no longer is
/// forgotten; what a service does not take now is tried again for as long as it is worth telling.
/// </summary>
public sealed class SendPush(Database database, SecretBox box, PushKeys keys, PushNews news, OutboundWay way, MailPlace place, DeskClock clock)
{
    private const int AtOnce = 50;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);
    private static readonly Duration Lease = Duration.FromMinutes(5);

    private readonly Outbox _outbox = new(database);
    private readonly string _owner = $"{Environment.MachineName}/{Environment.ProcessId}/push";

    /// <summary>Tells what is due in the tenant; answers how many words were tried or called off.</summary>
    public async Task<int> Send(TenantId tenant, CancellationToken stop = default)
    {
        var due = await database.Read(
            async session => await session.Number(
                $"SELECT id FROM outbox WHERE tenant = $1 AND kind = $2 AND {Outbox.Due("$3")} LIMIT 1",
                tenant.Value, PushOrder.OutboxKind, await session.Now()),
            stop);
        if (due is null)
        {
            return 0;
        }

        var items = await _outbox.Lease(tenant, PushOrder.OutboxKind, _owner, AtOnce, Lease, stop);
        await Task.WhenAll(items.Select(item => Tell(item, stop)));
        return items.Count;
    }

    /// <summary>Tells one of one's own browsers, or all of them, a word without news, now: by hand, so no quiet hours count. Answers what came of it.</summary>
    public async Task<Outcome<PushTried[]>> Now(Caller caller, long? only, CancellationToken stop = default)
    {
        if (caller.ReadOnly || !caller.IsStaff)
        {
            return caller.ReadOnly ? AccessRefusals.OnlyReads : AccessRefusals.NotAllowed;
        }

        var own = await database.Read(
            session => session.Query(
                $"SELECT d.id, d.name, d.host, d.secret FROM push_devices d WHERE d.tenant = $1 AND d.person = $2 AND (d.id = $3 OR $3 = 0) AND {PushRows.Alive("$4")} ORDER BY d.seen DESC, d.id DESC",
                row => (Id: row.GetInt64(0), Name: row.TextOrNull(1), Host: row.GetString(2), Sealed: row.GetString(3)), caller.Tenant.Value, caller.Person.Value, only ?? 0, clock.Wall().ToUnixTimeMilliseconds()).AsTask(),
            stop);
        if (own.Count == 0 && only is not null)
        {
            return PushRefusals.Unknown;
        }

        return await Task.WhenAll(own.Select(async device =>
        {
            var said = await Post(caller.Tenant, new PushReady(device.Sealed, news.Try(caller), true, null, Duration.Zero), stop);
            await Remember(caller.Tenant, device.Id, said, stop);
            return new PushTried(device.Id, device.Name, device.Host, said.Answer, said.Why);
        }));
    }

    private async Task Tell(OutboxItem item, CancellationToken stop)
    {
        var order = PushOrder.Read(item.Body);
        var read = await news.Read(item.Tenant, order, stop);
        if (read.Ready is not { } ready)
        {
            await _outbox.CalledOff(item, read.Why ?? "", stop);
            if (read.Over)
            {
                await database.Write(session => PushRows.Forget(session, item.Tenant, order.Device).AsTask(), stop);
            }

            return;
        }

        var said = await Post(item.Tenant, ready, stop);
        if (said.Answer == PushAnswer.Taken)
        {
            await _outbox.Sent(item, stop);
        }
        else
        {
            var again = said.Answer == PushAnswer.Unreached ? PushPatience.After(item.Attempts, ready.Age, said.Pause) : null;
            await _outbox.Failed(item, said.Why ?? "", again is { } pause ? clock.Wall() + pause : null, stop);
        }

        await Remember(item.Tenant, order.Device, said, stop);
    }

    private Task Remember(TenantId tenant, long device, Said said, CancellationToken stop) => database.Write(
        session => (said.Answer switch
        {
            PushAnswer.Taken => PushRows.Told(session, tenant, device, clock.Now(tenant)),
            PushAnswer.Gone => PushRows.Forget(session, tenant, device),
            _ => PushRows.Failed(session, tenant, device, said.Why ?? "", clock.Now(tenant)),
        }).AsTask(),
        stop);

    private async Task<Said> Post(TenantId tenant, PushReady ready, CancellationToken stop)
    {
        var to = PushAddress.Read(await box.Open(OldSecrets.Push, ready.Sealed, stop));
        var endpoint = new Uri(to.Endpoint);
        if (!way.Takes(endpoint))
        {
            return new Said(PushAnswer.Refused, "Its host is not allowed any more.");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint);
        request.Content = new ByteArrayContent(PushCipher.Seal(Encoding.UTF8.GetBytes(ready.Said), Base64Url.DecodeFromChars(to.Point), Base64Url.DecodeFromChars(to.Secret)))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream"), ContentEncoding = { "aes128gcm" } },
        };
        request.Headers.TryAddWithoutValidation("Authorization", (await keys.Of(tenant, stop)).Authorization(endpoint, Contact(), clock.Wall()));
        request.Headers.Add("TTL", ((long)(PushPatience.Worth - ready.Age).TotalSeconds).ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("Urgency", ready.Urgent ? "high" : "normal");
        if (ready.Topic is { } topic)
        {
            request.Headers.Add("Topic", topic);
        }

        try
        {
            using var answer = await way.Send(request, Longest, stop);
            return Read(answer);
        }
        catch (HttpRequestException e)
        {
            return new Said(PushAnswer.Unreached, e.Message.Length > 200 ? e.Message[..200] : e.Message);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new Said(PushAnswer.Unreached, "No answer came in time.");
        }
    }

    private Said Read(HttpResponseMessage answer)
    {
        var why = $"HTTP {(int)answer.StatusCode}";
        return answer.StatusCode switch
        {
            >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => new Said(PushAnswer.Taken, null),
            HttpStatusCode.NotFound or HttpStatusCode.Gone => new Said(PushAnswer.Gone, why),

            // Who sends is proven by the clock too: one that goes wrong must not cost everybody their browsers.
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError =>
                new Said(PushAnswer.Unreached, why, Wish(answer.Headers.RetryAfter)),
            _ => new Said(PushAnswer.Refused, why),
        };
    }

    private Duration? Wish(RetryConditionHeaderValue? after) =>
        after?.Delta is { } delta ? Duration.FromTimeSpan(delta) : after?.Date is { } date ? Instant.FromDateTimeOffset(date) - clock.Wall() : null;

    // The standard asks for a safe address, and a desk on a machine's own name has none.
    private Uri Contact() => place.Desk.Scheme == Uri.UriSchemeHttps ? place.Desk : new UriBuilder(place.Desk) { Scheme = Uri.UriSchemeHttps, Port = -1 }.Uri;

    private sealed record Said(PushAnswer Answer, string? Why, Duration? Pause = null);
}
