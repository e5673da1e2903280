using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Tickets;
using Headway.Domain.Statuses;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary>Tags to put on and to take off.</summary>
public sealed record TagsBody(IReadOnlyList<string>? Add, IReadOnlyList<string>? Remove = null);

public sealed record TagJson(string Name, long Open);

/// <summary>A category; one that is not active can't be chosen any more.</summary>
public sealed record CategoryJson(long Id, string Name, string? NameDe, bool Active)
{
    internal static CategoryJson Of(Category one) => new(one.Id, one.Name, one.NameDe, one.Active);
}

/// <summary>A category to add, or what of one to change.</summary>
public sealed record CategoryBody(string? Name, string? NameDe = null, bool? Active = null);

/// <summary>The priority by impact, and in it by urgency.</summary>
public sealed record MatrixBody(Dictionary<string, Dictionary<string, string>>? Matrix);

/// <summary>Tags, categories, and which priority follows from impact and urgency.</summary>
internal static class SortApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/tickets/{number}/tags", Tag).Produces<TicketJson>()
            .Describe<TagsBody>("Put tags on, or take them off", "One by one: what others put on meanwhile stays. No due moves.", """{"add":["scanner"]}""");
        api.MapGet("/tags", Tags).Produces<ListJson<TagJson>>().Describe("List tags", "Those on open tickets, the most used first; at most thirty.");
        api.MapGet("/categories", List).Produces<ListJson<CategoryJson>>().Describe("List categories", "What tickets are about, by the desk's own list; those put away too.");
        api.MapPost("/categories", Add).Produces<CategoryJson>(StatusCodes.Status201Created)
            .Describe<CategoryBody>("Add a category", "With its name in both languages.", """{"name":"Hardware","nameDe":"Geräte"}""");
        api.MapPatch("/categories/{id:long}", Change).Produces<CategoryJson>()
            .Describe<CategoryBody>("Change a category", "What the body does not name stays. One that is not active stays on its tickets and can't be chosen any more.", """{"active":false}""");
        api.MapGet("/priority-matrix", Matrix).Produces<MatrixBody>().Describe("Read the priority matrix", "Which priority follows from impact and urgency.");
        api.MapPut("/priority-matrix", SetMatrix).Produces<MatrixBody>()
            .Describe<MatrixBody>("Set the priority matrix", "All nine. Open tickets keep their priority.", """{"matrix":{"high":{"high":"P1","medium":"P2","low":"P3"},"medium":{"high":"P2","medium":"P3","low":"P4"},"low":{"high":"P3","medium":"P4","low":"P4"}}}""");
    }

    private static Task<IResult> Tag(HttpContext http, TagTicket tags, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        TouchApi.Act<TagsBody>(http, tickets, number, stop, (on, body) => tags.Do(on, body.Add ?? [], body.Remove ?? [], stop));

    private static async Task<IResult> Tags(HttpContext http, TagTicket tags, string? begins, CancellationToken stop) =>
        ApiAnswer.Of(await tags.Proposed(http.Caller(), begins, stop), found => ApiAnswer.List(found.Select(tag => new TagJson(tag.Name, tag.Open))));

    private static async Task<IResult> List(HttpContext http, Categories categories, CancellationToken stop) =>
        http.Caller().Denies(Permission.ReadTickets) is { } no ? ApiAnswer.Refuse(no) : ApiAnswer.List((await categories.All(http.Caller().Tenant, stop)).Select(CategoryJson.Of));

    private static async Task<IResult> Add(HttpContext http, Categories categories, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<CategoryBody>(http, stop);
        if (asked.Refusal is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        var added = await categories.Add(http.Caller(), new CategoryDraft(asked.Value.Body.Name, asked.Value.Body.NameDe, asked.Value.Body.Active ?? true), asked.Value.Key, stop);
        return added.Refusal is { } refused ? ApiAnswer.Refuse(refused) : await Shown(http, categories, added.Value, StatusCodes.Status201Created, stop);
    }

    private static async Task<IResult> Change(HttpContext http, Categories categories, long id, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<CategoryBody>(http, stop);
        if (asked.Refusal is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        var (body, before) = (asked.Value.Body, (await categories.All(http.Caller().Tenant, stop)).Find(one => one.Id == id));
        var draft = new CategoryDraft(body.Name ?? before?.Name, body.NameDe ?? before?.NameDe, body.Active ?? before?.Active ?? true);
        return await categories.Change(http.Caller(), id, draft, stop) is { } refused ? ApiAnswer.Refuse(refused) : await Shown(http, categories, id, StatusCodes.Status200OK, stop);
    }

    private static async Task<IResult> Shown(HttpContext http, Categories categories, long id, int status, CancellationToken stop)
    {
        if (status == StatusCodes.Status201Created)
        {
            http.Response.Headers.Location = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/api/v1/categories/{id}");
        }

        return (await categories.All(http.Caller().Tenant, stop)).Find(one => one.Id == id) is { } found ? ApiAnswer.Json(CategoryJson.Of(found), status) : ApiAnswer.Refuse(SettingsRefusals.CategoryUnknown);
    }

    private static async Task<IResult> Matrix(HttpContext http, DeskRulesCache rules, CancellationToken stop) =>
        http.Caller().Denies(Permission.ReadTickets) is { } no ? ApiAnswer.Refuse(no) : ApiAnswer.Json(Body((await rules.Of(http.Caller().Tenant, stop)).Matrix));

    private static async Task<IResult> SetMatrix(HttpContext http, Categories categories, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<MatrixBody>(http, stop);
        if (asked.Refusal is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        var cells = Enum.GetValues<Weight>().SelectMany(impact => Enum.GetValues<Weight>().Select(urgency =>
            asked.Value.Body.Matrix?.GetValueOrDefault(ApiCodes.Word(impact)!)?.GetValueOrDefault(ApiCodes.Word(urgency)!) ?? ""));
        return PriorityMatrix.Read(string.Join(' ', cells)) is not { } matrix ? ApiAnswer.Refuse(SettingsRefusals.MatrixMalformed)
            : await categories.SetMatrix(http.Caller(), matrix, stop) is { } refused ? ApiAnswer.Refuse(refused)
            : ApiAnswer.Json(Body(matrix));
    }

    private static MatrixBody Body(PriorityMatrix matrix) => new(Enum.GetValues<Weight>().ToDictionary(
        impact => ApiCodes.Word(impact)!, impact => Enum.GetValues<Weight>().ToDictionary(urgency => ApiCodes.Word(urgency)!, urgency => matrix[impact, urgency].ToString())));
}
