using System.Globalization;
using System.Text.Json;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Web.Access;
using Headway.Web.Doors;
using NodaTime;

namespace Headway.Web.Api;

/// <summary>A page of a list; <paramref name="Next"/> is what <c>after</c> takes for the following page, null at the end.</summary>
public sealed record ListJson<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>
/// A page of what is behind a figure. <paramref name="Withheld"/>: so many more count in it, on tickets of restricted teams that the reader is not in.
/// </summary>
public sealed record BehindJson<T>(IReadOnlyList<T> Items, string? Next, int Withheld);

/// <summary>How the API answers: JSON with every key present, or a problem with our code.</summary>
internal static class ApiAnswer
{
    internal static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static IResult Json<T>(T value, int status = StatusCodes.Status200OK) => Results.Json(value, Web, statusCode: status);

    public static IResult List<T>(IEnumerable<T> items, string? next = null) => Json(new ListJson<T>([.. items], next));

    public static IResult Refuse(Refusal no) => Answers.Problem(no, StatusOf(no));

    /// <summary>What a use case came to, or why not.</summary>
    public static IResult Of<T>(Outcome<T> outcome, Func<T, IResult> shown) => outcome.Refusal is { } no ? Refuse(no) : shown(outcome.Value);

    /// <summary>A ticket with its version as ETag; 304 to whoever has that version.</summary>
    public static IResult Ticket(HttpContext http, TicketFace ticket, int status = StatusCodes.Status200OK, long? followUp = null)
    {
        var tag = string.Create(CultureInfo.InvariantCulture, $"\"{ticket.Version}\"");
        http.Response.Headers.ETag = tag;
        return HttpMethods.IsGet(http.Request.Method) && http.Request.Headers.IfNoneMatch.ToString() == tag
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Json(TicketJson.Of(ticket) with { FollowUp = followUp }, status);
    }

    /// <summary>The ticket that an act changed, or had changed when the same request came before.</summary>
    public static async Task<IResult> Changed(HttpContext http, TicketFacesQuery tickets, Outcome<Changed> outcome, bool created, CancellationToken stop)
    {
        if (outcome.Refusal is { } no)
        {
            return Refuse(no);
        }

        var (number, next) = Which(outcome.Value);
        var ticket = await tickets.One(http.Caller(), number, stop);
        var followUp = next is { } key && await tickets.One(http.Caller(), key, stop) is { IsRefused: false } opened ? opened.Value.Number : (long?)null;
        if (created)
        {
            http.Response.Headers.Location = string.Create(CultureInfo.InvariantCulture, $"/api/v1/tickets/{number}");
        }

        return Of(ticket, face => Ticket(http, face, created ? StatusCodes.Status201Created : StatusCodes.Status200OK, followUp));
    }

    /// <summary>The number of the ticket that was changed, and the key of the one that followed from it; of a request that came again, as they were kept.</summary>
    internal static (long Number, TicketKey? Next) Which(Changed changed)
    {
        if (changed.Replayed is not { } before)
        {
            return (changed.Number, changed.FollowUp);
        }

        var parts = before.Body.Split(' ').Select(part => long.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return (parts[0], parts.Length > 1 ? new TicketKey(parts[1]) : null);
    }

    public static string Text(Instant at) => at.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string? Text(Instant? at) => at is { } known ? Text(known) : null;

    // What is wrong with the request itself, before anybody asked the desk.
    private static int StatusOf(Refusal no) => no.Code switch
    {
        "request.malformed" or "request.key-malformed" or "request.by-not-allowed" => StatusCodes.Status400BadRequest,
        "access.token-needed" => StatusCodes.Status401Unauthorized,
        _ => Draw.StatusOf(no),
    };
}
