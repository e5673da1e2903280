using System.Globalization;
using Headway.Application.Desk;
using Headway.Application.Services;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Statuses;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary>A service; targets are business hours by priority, only where the service has its own.</summary>
public sealed record ServiceJson(
    long Id, string Name, string? NameDe, string? Team, string? Calendar, bool StraightOff, IReadOnlyDictionary<string, double> ResponseTargets,
    IReadOnlyDictionary<string, double> CompletionTargets, bool Active, int Version);

/// <summary>A service to add, or what of one to change; team and calendar by name.</summary>
public sealed record ServiceBody(
    string? Name, string? NameDe, string? Team, string? Calendar, bool? StraightOff, Dictionary<string, double>? ResponseTargets, Dictionary<string, double>? CompletionTargets, bool? Active);

/// <summary><c>GET</c> and <c>POST /services</c>, <c>PATCH /services/{id}</c>.</summary>
internal static class ServiceApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/services", async (HttpContext http, ServiceBook services, CancellationToken stop) =>
            ApiAnswer.Of(await services.All(http.Caller(), stop), all => ApiAnswer.List(all.Where(service => service.Active).Select(Json)))).Produces<ListJson<ServiceJson>>()
            .Describe("Services", "What people ask for: the team that gets it (null for the desk), its own targets and calendar.");
        api.MapPost("/services", Add).Produces<ServiceJson>(StatusCodes.Status201Created)
            .Describe<ServiceBody>("Add a service", "Targets are business hours by priority; where there are none the desk's hold.", """{"name":"Password reset","nameDe":"Kennwort zurücksetzen","straightOff":true,"responseTargets":{"P3":1}}""");
        api.MapPatch("/services/{id:long}", Change).Produces<ServiceJson>()
            .Describe<ServiceBody>("Change a service", "What the body does not name stays; open tickets keep their dues.", """{"team":"Service Desk","active":true}""");
    }

    /// <summary>Hours by priority; a word that is no priority is refused.</summary>
    public static Outcome<IReadOnlyDictionary<Priority, WorkingTime>> Targets(IReadOnlyDictionary<string, double> hours)
    {
        var targets = new Dictionary<Priority, WorkingTime>();
        foreach (var (word, value) in hours)
        {
            var priority = ApiCodes.Priority(word);
            if (priority.Refusal is { } no || !double.IsFinite(value) || Math.Abs(value) > 100_000)
            {
                return priority.Refusal ?? SettingsRefusals.TargetNotPositive;
            }

            targets[priority.Value] = WorkingTime.FromHours(value);
        }

        return targets;
    }

    public static Dictionary<string, double> Hours(IReadOnlyDictionary<Priority, WorkingTime> targets) =>
        targets.OrderBy(one => one.Key).ToDictionary(one => one.Key.ToString(), one => one.Value.Hours);

    private static async Task<IResult> Add(HttpContext http, ServiceBook services, SaveServices save, ServiceNames names, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<ServiceBody>(http, stop);
        var draft = asked.Refusal is { } no ? no : await Draft(http, names, null, asked.Value.Body, stop);
        if (draft.Refusal is { } wrong)
        {
            return ApiAnswer.Refuse(wrong);
        }

        var added = await save.Add(http.Caller(), draft.Value, asked.Value.Key, stop);
        return added.Refusal is { } refused ? ApiAnswer.Refuse(refused) : await Shown(http, services, added.Value, StatusCodes.Status201Created, stop);
    }

    private static async Task<IResult> Change(HttpContext http, ServiceBook services, SaveServices save, ServiceNames names, long id, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<ServiceBody>(http, stop);
        var before = await services.One(http.Caller(), new ServiceId(id), stop);
        if ((asked.Refusal ?? before.Refusal) is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        var draft = await Draft(http, names, before.Value, asked.Value.Body, stop);
        var refused = draft.Refusal ?? await save.Change(http.Caller(), new ServiceId(id), draft.Value, ApiRequest.Version(http) - 1, stop);
        return refused is { } wrong ? ApiAnswer.Refuse(wrong) : await Shown(http, services, new ServiceId(id), StatusCodes.Status200OK, stop);
    }

    // What the body does not name stays; an empty team or calendar is none.
    private static async Task<Outcome<ServiceDraft>> Draft(HttpContext http, ServiceNames names, ServiceRead? before, ServiceBody body, CancellationToken stop)
    {
        var found = await names.Find(http.Caller(), body.Team is "" ? null : body.Team, body.Calendar is "" ? null : body.Calendar, stop);
        var (response, completion) = (Targets(body.ResponseTargets ?? []), Targets(body.CompletionTargets ?? []));
        if ((found.Refusal ?? response.Refusal ?? completion.Refusal) is { } no)
        {
            return no;
        }

        return new ServiceDraft(
            body.Name ?? before?.Name ?? "", body.NameDe ?? before?.NameDe, body.Team is null ? before?.Team?.Id : found.Value.Team, body.Calendar is null ? before?.Calendar?.Id : found.Value.Calendar,
            body.StraightOff ?? before?.StraightOff ?? false, body.ResponseTargets is null && before is not null ? before.Response : response.Value,
            body.CompletionTargets is null && before is not null ? before.Completion : completion.Value, body.Active ?? before?.Active ?? true);
    }

    private static async Task<IResult> Shown(HttpContext http, ServiceBook services, ServiceId id, int status, CancellationToken stop) =>
        ApiAnswer.Of(await services.One(http.Caller(), id, stop), service =>
        {
            http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{service.Revision + 1}\"");
            if (status == StatusCodes.Status201Created)
            {
                http.Response.Headers.Location = string.Create(CultureInfo.InvariantCulture, $"/api/v1/services/{id.Value}");
            }

            return ApiAnswer.Json(Json(service), status);
        });

    private static ServiceJson Json(ServiceRead service) => new(
        service.Id.Value, service.Name, service.NameDe, service.Team?.Name, service.Calendar?.Name, service.StraightOff, Hours(service.Response), Hours(service.Completion), service.Active, service.Revision + 1);
}
