using System.Globalization;
using Headway.Application.Flow;
using Headway.Domain;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary>Whom a lead calls to what; <paramref name="Team"/> is the team's id.</summary>
public sealed record MobiliseBody(long Team, IReadOnlyList<string>? Activities, string? Note);

/// <summary>What is to become of a call.</summary>
public sealed record MobilisedBody(bool? Over);

/// <summary>An item of a call, or one that a lead could call to. <paramref name="State"/> is waiting, in-hand or done.</summary>
public sealed record CalledItemJson(string Activity, string Subject, string Status, string Due, bool HighPriority, string? Owner, string State, string? By, string? At)
{
    public static CalledItemJson Of(CalledItem item) => new(
        item.ActivityId, item.Subject, item.Status.Value, ApiAnswer.Text(item.Due), item.HighPriority, item.Owner, item.IsDone ? "done" : item.IsInHand ? "in-hand" : "waiting",
        item.IsDone ? item.DoneBy : item.InHandOf, ApiAnswer.Text(item.DoneAt ?? item.Until));
}

/// <summary>A call to a team with what has come of it.</summary>
public sealed record MobilisedJson(long Id, string Team, string By, string At, string? Note, int Done, int InHand, int Waiting, bool Over, IReadOnlyList<CalledItemJson> Items)
{
    public static MobilisedJson Of(CallRead call) => new(
        call.Id, call.TeamName, call.By, ApiAnswer.Text(call.At), call.Note, call.Done, call.InHand, call.Items.Count - call.Done - call.InHand, call.IsOver,
        [.. call.Items.Select(CalledItemJson.Of)]);
}

/// <summary><c>/mobilise</c>: a lead calls the team to chosen items and watches how far it comes.</summary>
internal static class MobiliseApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/mobilise", async (HttpContext http, CallQuery calls, CancellationToken stop) => ApiAnswer.List((await calls.Open(http.Caller(), stop)).Select(MobilisedJson.Of)))
            .Produces<ListJson<MobilisedJson>>().Describe("Calls to one's teams", "Those that stand: every item with who has it in hand or has done it.");
        api.MapGet("/mobilise/{id:long}", async (HttpContext http, CallQuery calls, long id, CancellationToken stop) =>
            ApiAnswer.Of(await calls.One(http.Caller(), id, stop), call => ApiAnswer.Json(MobilisedJson.Of(call))))
            .Produces<MobilisedJson>().Describe("How far a call has come", "Live: it moves as people take and finish items.");
        api.MapGet("/teams/{id:long}/mobilise", async (HttpContext http, CallQuery calls, long id, CancellationToken stop) =>
            ApiAnswer.Of(await calls.Candidates(http.Caller(), new TeamId(id), stop), items => ApiAnswer.List(items.Select(CalledItemJson.Of))))
            .Produces<ListJson<CalledItemJson>>().Describe("What a lead could call the team to", "Past due, or of high priority; the oldest due first.");
        api.MapPost("/mobilise", Call).Produces<MobilisedJson>(StatusCodes.Status201Created)
            .Describe<MobiliseBody>("Call the team", "A lead's to do. Everyone of the team who is here is told and sees the items above the own list.", """{"team":1,"activities":["1042-7"],"note":"Before lunch."}""");
        api.MapPatch("/mobilise/{id:long}", async (HttpContext http, CallTeam call, CallQuery calls, long id, CancellationToken stop) =>
        {
            var asked = await ApiRequest.Read<MobilisedBody>(http, stop);
            var ended = asked.Refusal is { } unread ? unread : asked.Value.Body.Over == true ? await call.End(http.Caller(), id, stop) : id;
            return ended.Refusal is { } no ? ApiAnswer.Refuse(no) : ApiAnswer.Of(await calls.One(http.Caller(), id, stop), read => ApiAnswer.Json(MobilisedJson.Of(read)));
        }).Produces<MobilisedJson>().Describe<MobilisedBody>("End a call", "The team goes back to its lists.", """{"over":true}""");
    }

    private static async Task<IResult> Call(HttpContext http, CallTeam call, CallQuery calls, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<MobiliseBody>(http, stop);
        if (asked.Refusal is { } unread)
        {
            return ApiAnswer.Refuse(unread);
        }

        var (body, caller) = (asked.Value.Body, http.Caller());
        var done = await call.Do(caller, new TeamId(body.Team), [.. body.Activities ?? []], body.Note, stop, asked.Value.Key);
        if (done.Refusal is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        http.Response.Headers.Location = string.Create(CultureInfo.InvariantCulture, $"/api/v1/mobilise/{done.Value}");
        return ApiAnswer.Of(await calls.One(caller, done.Value, stop), read => ApiAnswer.Json(MobilisedJson.Of(read), StatusCodes.Status201Created));
    }
}
