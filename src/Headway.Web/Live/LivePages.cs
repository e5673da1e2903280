using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Headway.Application.Access;
using Headway.Application.Changes;
using Headway.Web.Doors;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Live;

/// <summary>
/// The one event stream of a browser, for staff and for customers, and the word of who is at a ticket. A stream ends after a
/// few minutes: the browser comes again by itself and is asked anew who it is.
/// </summary>
public static class LivePages
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(20), Life = TimeSpan.FromMinutes(5), Gather = TimeSpan.FromMilliseconds(40);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapGet("/events", Stream);
        desk.MapPost("/presence", Here);
        routes.ForCustomers().MapGet("/portal/events", Stream);
    }

    private static IResult Stream(HttpContext http, ChangeFeed feed, Happenings happenings, Hearing hearing, IHostApplicationLifetime life, string? from)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        string? again = http.Request.Headers["Last-Event-ID"];
        var place = FeedPlace.Read(again) ?? FeedPlace.Read(from);
        return TypedResults.ServerSentEvents(Tell(http.Caller(), again is not null, feed, place, happenings, hearing, life.ApplicationStopping, http.RequestAborted));
    }

    private static async Task<IResult> Here(HttpContext http, Presence presence, [FromForm] long ticket, [FromForm] string? writing, CancellationToken stop) =>
        await presence.Here(http.Caller(), ticket, writing == "1", stop) is { } refusal ? Draw.No(refusal) : Results.NoContent();

    private static async IAsyncEnumerable<SseItem<Happening>> Tell(
        Caller caller, bool again, ChangeFeed feed, FeedPlace? from, Happenings happenings, Hearing hearing, CancellationToken closing, [EnumeratorCancellation] CancellationToken stop)
    {
        using var life = CancellationTokenSource.CreateLinkedTokenSource(stop, closing);
        life.CancelAfter(Life);
        using var listener = feed.Listen(caller.Tenant.Value, from);
        var heard = caller.IsStaff ? await hearing.Heard(caller, again, stop) : new NewsHeard([]);
        var place = listener.From;
        yield return Item(new Happening("here"), place);
        while (!life.IsCancellationRequested)
        {
            var before = feed.Place(caller.Tenant.Value);
            if (listener.HasLost())
            {
                yield return Item(new Happening("missed"), place);
            }

            var changes = await Next(listener, life.Token);
            if (changes is null)
            {
                yield break;
            }

            // Where nothing came, the moment before it was waited for: when others' changes come is not told.
            place = changes.Count == 0 ? before : place with { At = changes[^1].At };
            foreach (var happening in changes.Count == 0 ? [new Happening("here")] : await happenings.Of(caller, changes, stop, heard))
            {
                yield return Item(happening, place);
            }
        }
    }

    // What came within a moment is told together; nothing for a while is told as "still here"; null: it is over.
    private static async Task<IReadOnlyList<Change>?> Next(ChangeListener listener, CancellationToken stop)
    {
        using var beat = CancellationTokenSource.CreateLinkedTokenSource(stop);
        beat.CancelAfter(Beat);
        try
        {
            if (!await listener.Waiting.WaitToReadAsync(beat.Token))
            {
                return null;
            }

            await Task.Delay(Gather, stop);
        }
        catch (OperationCanceledException)
        {
            return stop.IsCancellationRequested ? null : [];
        }

        var changes = new List<Change>();
        while (changes.Count < 512 && listener.Waiting.TryRead(out var change))
        {
            changes.Add(change);
        }

        return changes;
    }

    // By its id a browser that comes again says what it knows.
    private static SseItem<Happening> Item(Happening happening, FeedPlace place) =>
        new(happening) { EventId = place.ToString(), ReconnectionInterval = TimeSpan.FromSeconds(2) };
}
