using Headway.Application.Push;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary>
/// A browser in which the token's person is told while no page is open. <paramref name="Host"/>: its maker's push service; <paramref name="LastSeen"/>:
/// when it last had a page open; <paramref name="Told"/>: when its service last took something for it; <paramref name="Error"/>: why the last word did not reach it.
/// </summary>
public sealed record PushDeviceJson(long Id, string? Name, string Host, string Since, string LastSeen, string? Told, string? Error)
{
    public static PushDeviceJson Of(PushDevice one) => new(one.Id, one.Name, one.Host, ApiAnswer.Text(one.Since), ApiAnswer.Text(one.Seen), ApiAnswer.Text(one.Told), one.Trouble);
}

/// <summary>Which of one's browsers; null for all of them.</summary>
public sealed record PushNowBody(long? Id);

/// <summary>What a browser's push service said. <paramref name="Answer"/>: taken, gone, refused or unreached.</summary>
public sealed record PushTriedJson(long Id, string? Name, string Host, string Answer, string? Error);

/// <summary><c>/me/push</c>: one's browsers. One begins in the browser itself, which alone can agree.</summary>
internal static class PushApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/me/push", async (HttpContext http, PushDevices devices, CancellationToken stop) => ApiAnswer.List((await devices.Of(http.Caller(), stop)).Select(PushDeviceJson.Of)))
            .Produces<ListJson<PushDeviceJson>>()
            .Describe("Browsers that are told", "Of the token's person: where news comes while no page is open, the one last used first. A browser is added in that browser alone.");
        api.MapDelete("/me/push/{id:long}", async (HttpContext http, PushDevices devices, long id, CancellationToken stop) =>
            await devices.End(http.Caller(), id, stop) is { } no ? ApiAnswer.Refuse(no) : Results.NoContent()).Produces(StatusCodes.Status204NoContent)
            .Describe("Tell a browser no more", "Until somebody switches it on there again.");
        api.MapPost("/me/push/now", Now).Produces<ListJson<PushTriedJson>>()
            .Describe<PushNowBody>("Try one's browsers", "Sends a word without news to one of the token's person's browsers, or to all of them, and answers what their push services said.", """{"id":null}""");
    }

    private static async Task<IResult> Now(HttpContext http, SendPush send, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<PushNowBody>(http, stop);
        return asked.Refusal is { } no
            ? ApiAnswer.Refuse(no)
            : ApiAnswer.Of(
                await send.Now(http.Caller(), asked.Value.Body.Id, stop),
                all => ApiAnswer.List(all.Select(one => new PushTriedJson(one.Device, one.Name, one.Host, one.Answer.ToString().ToLowerInvariant(), one.Why))));
    }
}
