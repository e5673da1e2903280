using Headway.Application.Access;
using System.Globalization;
using Headway.Application.Rota;
using Headway.Application.Statuses;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Rota;
using Headway.Domain.Progression;
using Headway.Web.Doors;
using NodaTime;
using NodaTime.Text;

namespace Headway.Web.Api;

/// <summary>What counts by a calendar of its own, and who is on call for it: <paramref name="Now"/> until <paramref name="Until"/>.</summary>
public sealed record OnCallJson(
    long Id, string? Priority, string? Service, string Calendar, IReadOnlyList<string> People, string? From, string? At, int? Days, IReadOnlyList<InsteadJson> Instead, string? Now, string? Until, int Version);

/// <summary>Somebody else from a date through another, both in.</summary>
public sealed record InsteadJson(string? From, string? Until, string? Person);

/// <summary>A rule as it is to be, whole. No people: the calendar alone, nobody on call.</summary>
public sealed record OnCallBody(
    string? Priority, string? Service, string? Calendar, IReadOnlyList<string>? People, string? From, string? At, int? Days, IReadOnlyList<InsteadJson>? Instead);

/// <summary><c>GET</c> and <c>POST /on-call</c>, <c>PUT</c> and <c>DELETE /on-call/{id}</c>.</summary>
internal static class OnCallApi
{
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/on-call", async (HttpContext http, OnCall onCall, StaffDirectory staff, CancellationToken stop) =>
        {
            var read = await onCall.Read(http.Caller(), stop);
            var addresses = await staff.Addresses(http.Caller().Tenant, stop);
            return ApiAnswer.Of(read, all => ApiAnswer.List(all.Rules.Select(rule => Json(all, rule, addresses))));
        }).Produces<ListJson<OnCallJson>>()
            .Describe("On call", "Priorities and services that count by a calendar of their own, and who answers for them when.");
        api.MapPost("/on-call", (HttpContext http, OnCall onCall, StaffDirectory staff, CancellationToken stop) => Keep(http, onCall, staff, null, stop))
            .Produces<OnCallJson>(StatusCodes.Status201Created)
            .Describe<OnCallBody>("Add an on-call rule", "For a priority, a service or both. People take turns of so many days from a date on, handing over at a time of day.", """{"priority":"P2","calendar":"Nights","from":"2027-01-04","at":"09:00","days":7}""");
        api.MapPut("/on-call/{id:long}", (HttpContext http, OnCall onCall, StaffDirectory staff, long id, CancellationToken stop) => Keep(http, onCall, staff, id, stop))
            .Produces<OnCallJson>()
            .Describe<OnCallBody>("Change an on-call rule", "The whole of it; what is open keeps the calendar that counted it.", """{"priority":"P2","calendar":"Nights"}""");
        api.MapDelete("/on-call/{id:long}", async (HttpContext http, OnCall onCall, long id, CancellationToken stop) =>
            await onCall.Remove(http.Caller(), id, ApiRequest.Version(http) - 1, stop) is { } no ? ApiAnswer.Refuse(no) : Results.NoContent()).Produces(StatusCodes.Status204NoContent)
            .Describe("Remove an on-call rule", "What is opened from then on counts by the acting team's calendar.");
    }

    private static async Task<IResult> Keep(HttpContext http, OnCall onCall, StaffDirectory staff, long? id, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<OnCallBody>(http, stop);
        var read = await onCall.Read(http.Caller(), stop);
        if ((asked.Refusal ?? read.Refusal) is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        var addresses = await staff.Addresses(http.Caller().Tenant, stop);
        var service = asked.Value.Body.Service is { Length: > 0 } named ? (await staff.Service(http.Caller().Tenant, named, stop))?.Id ?? new ServiceId(0) : (ServiceId?)null;
        var draft = Draft(asked.Value.Body, read.Value.Calendars, service, addresses.ToDictionary(one => EmailKey.Of(one.Value), one => one.Key));
        var kept = draft.Refusal is { } wrong ? wrong : await onCall.Keep(http.Caller(), id, draft.Value, ApiRequest.Version(http) - 1, stop);
        if (kept.Refusal is { } refused)
        {
            return ApiAnswer.Refuse(refused);
        }

        if (id is null)
        {
            http.Response.Headers.Location = string.Create(CultureInfo.InvariantCulture, $"/api/v1/on-call/{kept.Value}");
        }

        return ApiAnswer.Of(await onCall.Read(http.Caller(), stop), after => ApiAnswer.Json(
            Json(after, after.Rules.First(rule => rule.Id == kept.Value), addresses), id is null ? StatusCodes.Status201Created : StatusCodes.Status200OK));
    }

    private static Outcome<OnCallDraft> Draft(OnCallBody body, IReadOnlyList<Named> calendars, ServiceId? service, Dictionary<string, PersonId> people)
    {
        var priority = body.Priority is null ? (Outcome<Domain.Statuses.Priority>?)null : ApiCodes.Priority(body.Priority);
        var turns = body.People ?? [];
        var instead = body.Instead ?? [];
        var dates = instead.Select(one => (From: LocalDatePattern.Iso.Parse(one.From ?? ""), Until: LocalDatePattern.Iso.Parse(one.Until ?? one.From ?? ""))).ToList();
        var (from, at) = (LocalDatePattern.Iso.Parse(body.From ?? ""), Clock.Parse(body.At ?? "09:00"));
        if (priority?.Refusal is { } no)
        {
            return no;
        }

        if (turns.Concat(instead.Select(one => one.Person ?? "")).FirstOrDefault(address => !people.ContainsKey(EmailKey.Of(address))) is { } unknown)
        {
            return TicketRefusals.PersonUnknown.Because($"There is nobody with the address {unknown} in support.");
        }

        if (!at.Success || (turns.Count > 0 && !from.Success) || dates.Exists(one => !one.From.Success || !one.Until.Success))
        {
            return ApiRefusals.Malformed.Because("Dates are written 2026-03-02, times of day 09:00.");
        }

        return new OnCallDraft(
            calendars.FirstOrDefault(one => one.Name == body.Calendar?.Trim())?.Id ?? 0, service, priority?.Value,
            new OnCallTurn([.. turns.Select(address => people[EmailKey.Of(address)])], from.Success ? from.Value : default, at.Value, body.Days ?? 7),
            [.. instead.Select((one, i) => new OnCallInstead(dates[i].From.Value, dates[i].Until.Value, people[EmailKey.Of(one.Person ?? "")]))]);
    }

    private static OnCallJson Json(OnCallRead read, CalendarRule rule, IReadOnlyDictionary<PersonId, string> addresses)
    {
        var now = read.Now.FirstOrDefault(one => one.Rule.Id == rule.Id);
        string Of(PersonId person) => addresses.GetValueOrDefault(person) ?? read.Staff.FirstOrDefault(one => one.Id == person.Value)?.Name ?? "?";
        return new OnCallJson(
            rule.Id, rule.Priority?.ToString(), rule.ServiceName, rule.CalendarName, [.. (rule.Rota?.Turn.People ?? []).Select(Of)],
            rule.Rota is { } rota ? LocalDatePattern.Iso.Format(rota.Turn.From) : null, rule.Rota is { } handed ? Clock.Format(handed.Turn.At) : null, rule.Rota?.Turn.Days,
            [.. (rule.Rota?.Instead ?? []).Select(one => new InsteadJson(LocalDatePattern.Iso.Format(one.From), LocalDatePattern.Iso.Format(one.Until), Of(one.Person)))],
            now is null ? null : Of(now.Person), ApiAnswer.Text(now?.Until), rule.Revision + 1);
    }
}
