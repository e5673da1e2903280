using Headway.Application.Access;
using System.Globalization;
using Headway.Application.Webhooks;
using Headway.Domain;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary>A receiver elsewhere. <paramref name="State"/>: new, well, failing, stopped or off. <paramref name="Key"/> is there only in the answer that made it.</summary>
public sealed record WebhookJson(
    long Id, string Name, string Kind, string Host, string? Team, IReadOnlyList<string> Events, bool Active, string State, string? LastTaken, string? Error, string? Key, int Version);

/// <summary>A receiver as it is to be, whole. A <paramref name="Url"/> left out stays as it is.</summary>
public sealed record WebhookBody(string? Name, string? Kind, string? Url, string? Team, IReadOnlyList<string>? Events, bool? Active);

/// <summary>For how many <paramref name="Hours"/> the old key counts too, 0 to 168; 24 when left out.</summary>
public sealed record WebhookKeyBody(int? Hours);

/// <summary>Which delivery is told <paramref name="Again"/>; left out, a test.</summary>
public sealed record TellBody(long? Again);

/// <summary>One thing that was told or waits to be.</summary>
public sealed record DeliveryJson(long Id, string Event, long? Ticket, string At, string State, int Tries, string? NextTry, string? Done, string? Error)
{
    public static DeliveryJson Of(Delivery one) =>
        new(one.Id, one.Event, one.Ticket, ApiAnswer.Text(one.At), one.State, one.Tries, ApiAnswer.Text(one.Next), ApiAnswer.Text(one.Done), one.Error);
}

/// <summary><c>/webhooks</c>: who elsewhere is told of what, and what came of it.</summary>
internal static class WebhookApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/webhooks", async (HttpContext http, WebhookBook book, CancellationToken stop) =>
            ApiAnswer.Of(await book.Read(http.Caller(), stop), read => ApiAnswer.List(read.Webhooks.Select(one => Json(read, one, null))))).Produces<ListJson<WebhookJson>>()
            .Describe("Webhooks", "Programs and chats that are told of what happens. Of an address only its host is shown.");
        api.MapPost("/webhooks", (HttpContext http, KeepWebhooks keep, WebhookBook book, CancellationToken stop) => Keep(http, keep, book, null, stop))
            .Produces<WebhookJson>(StatusCodes.Status201Created)
            .Describe<WebhookBody>(
                "Add a webhook", "Signed JSON for a program (kind signed), or one line for a chat (slack, also for Mattermost, or teams). The key of a signed one is answered once, here.",
                """{"name":"Status page","kind":"signed","url":"https://status.example/hooks/headway","events":["ticket.opened","ticket.resolved"]}""");
        api.MapPut("/webhooks/{id:long}", (HttpContext http, KeepWebhooks keep, WebhookBook book, long id, CancellationToken stop) => Keep(http, keep, book, id, stop))
            .Produces<WebhookJson>()
            .Describe<WebhookBody>("Change a webhook", "The whole of it but its kind; a url left out stays. One that was stopped begins anew when it is active.", """{"name":"Status page","events":["ticket.resolved"],"active":true}""");
        api.MapDelete("/webhooks/{id:long}", async (HttpContext http, KeepWebhooks keep, long id, CancellationToken stop) =>
            await keep.Remove(http.Caller(), id, ApiRequest.Version(http) - 1, stop) is { } no ? ApiAnswer.Refuse(no) : Results.NoContent()).Produces(StatusCodes.Status204NoContent)
            .Describe("Remove a webhook", "What waits for it is called off.");
        api.MapPost("/webhooks/{id:long}/key", NewKey).Produces<WebhookJson>()
            .Describe<WebhookKeyBody>("Give a webhook a new key", "For some hours everything is signed with the old key too, so that the receiver can change over.", """{"hours":24}""");
        api.MapGet("/webhooks/{id:long}/deliveries", async (HttpContext http, WebhookBook book, long id, CancellationToken stop) =>
            ApiAnswer.Of(await book.Deliveries(http.Caller(), id, stop), all => ApiAnswer.List(all.Select(DeliveryJson.Of)))).Produces<ListJson<DeliveryJson>>()
            .Describe("What a webhook was told", "The last hundred, newest first.");
        api.MapPost("/webhooks/{id:long}/deliveries", Tell).Produces<DeliveryJson>()
            .Describe<TellBody>("Tell a webhook now", "A test; or, with `again`, a delivery once more under the id it had, so that a receiver that knows it leaves it alone. Answers what came of it.", """{"again":null}""");
    }

    private static async Task<IResult> NewKey(HttpContext http, KeepWebhooks keep, WebhookBook book, long id, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<WebhookKeyBody>(http, stop);
        return asked.Refusal is { } no
            ? ApiAnswer.Refuse(no)
            : await Answer(http, book, await keep.NewKey(http.Caller(), id, asked.Value.Body.Hours, stop), StatusCodes.Status200OK, stop);
    }

    private static async Task<IResult> Tell(HttpContext http, SendWebhooks send, long id, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<TellBody>(http, stop);
        return asked.Refusal is { } no
            ? ApiAnswer.Refuse(no)
            : ApiAnswer.Of(
                asked.Value.Body.Again is { } delivery ? await send.Again(http.Caller(), id, delivery, stop) : await send.Test(http.Caller(), id, stop),
                told => ApiAnswer.Json(DeliveryJson.Of(told)));
    }

    private static async Task<IResult> Keep(HttpContext http, KeepWebhooks keep, WebhookBook book, long? id, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<WebhookBody>(http, stop);
        var read = await book.Read(http.Caller(), stop);
        if ((asked.Refusal ?? read.Refusal) is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        var body = asked.Value.Body;
        var team = body.Team is null ? null : read.Value.Teams.FirstOrDefault(one => one.Name == body.Team.Trim());
        if ((body.Team is not null && team is null) || body.Kind is not (null or "signed" or "slack" or "teams"))
        {
            return ApiAnswer.Refuse(ApiRefusals.Malformed.Because("'team' is the name of a team, and 'kind' is signed, slack or teams."));
        }

        var kind = body.Kind switch { "slack" => WebhookKind.Slack, "teams" => WebhookKind.Teams, _ => WebhookKind.Signed };
        var kept = await keep.Keep(
            http.Caller(), id, new WebhookDraft(body.Name ?? "", kind, body.Url, team is { } of ? new TeamId(of.Id) : null, body.Events ?? [], body.Active ?? true), ApiRequest.Version(http) - 1, stop);
        if (id is null && !kept.IsRefused)
        {
            http.Response.Headers.Location = string.Create(CultureInfo.InvariantCulture, $"/api/v1/webhooks/{kept.Value.Id}");
        }

        return await Answer(http, book, kept, id is null ? StatusCodes.Status201Created : StatusCodes.Status200OK, stop);
    }

    private static async Task<IResult> Answer(HttpContext http, WebhookBook book, Outcome<WebhookKept> kept, int status, CancellationToken stop) => kept.Refusal is { } no
        ? ApiAnswer.Refuse(no)
        : ApiAnswer.Of(await book.Read(http.Caller(), stop), read => ApiAnswer.Json(Json(read, read.Webhooks.First(one => one.Id == kept.Value.Id), kept.Value.Key), status));

    private static WebhookJson Json(WebhooksRead read, Webhook one, string? key) => new(
        one.Id, one.Name, one.Kind.ToString().ToLowerInvariant(), one.Host, read.Teams.FirstOrDefault(team => team.Id == one.Team?.Value)?.Name, one.Events, one.Active,
        one.StoppedAt is not null ? "stopped" : !one.Active ? "off" : one.FailingSince is not null ? "failing" : one.SuccessAt is not null ? "well" : "new",
        ApiAnswer.Text(one.SuccessAt), one.Error, key, one.Revision + 1);
}
