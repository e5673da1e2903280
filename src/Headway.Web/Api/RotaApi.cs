using Headway.Application.Rota;
using Headway.Domain;
using Headway.Domain.Rota;
using Headway.Application.Access;
using Headway.Web.Doors;
using NodaTime;

namespace Headway.Web.Api;

/// <summary><c>/teams/{id}/queues</c> and <c>/teams/{id}/rota</c>: everything that the rota's pages do.</summary>
internal static class RotaApi
{
    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    public static void Map(IEndpointRouteBuilder api)
    {
        QueueApi.Map(api);
        SwapApi.Map(api);
        var rota = api.MapGroup("/teams/{id:long}/rota");
        api.MapGet("/teams/{id:long}/rota", async (HttpContext http, RotaQuery rota, long id, string? week, CancellationToken stop) => Shown(await rota.Read(http.Caller(), new TeamId(id), week, stop)))
            .Produces<RotaJson>().Describe("A team's rota", "The present week, another `week`, or `week=template`: shifts, coverage, gaps, swaps asked for, and what each queue holds now.");
        rota.MapPost("/shifts", Add).Produces<RotaJson>()
            .Describe<ShiftBody>("Plan a shift", "In the draft of a week or of the template; nobody goes by it until it is published.", """{"week":"template","person":"agent@home.example","day":"mon","hours":"09:00-13:00","queues":["Inflow"]}""");
        rota.MapPatch("/shifts/{shift:int}", Change).Produces<RotaJson>()
            .Describe<ShiftBody>("Change a shift", "In the draft; what is left out stays.", """{"week":"template","hours":"09:00-14:00"}""");
        rota.MapDelete("/shifts/{shift:int}", Remove).Produces<RotaJson>()
            .Describe("Take a shift out of the plan", "Of the present week, or of the `week` named; from the draft, that is: publish to make it so.");
        rota.MapPost("/copy", async (HttpContext http, PlanRota plan, long id, CancellationToken stop) => await Act<CopyBody>(
            http, stop, body => plan.TakeOver(On(http, id, body.Week, body.Revision), body.From, stop)))
            .Produces<RotaJson>().Describe<CopyBody>("Fill a week's draft", "From another week by any of its days, or from the `template`; what stood in the draft goes.", """{"from":"template"}""");
        rota.MapPost("/template", async (HttpContext http, PlanRota plan, long id, CancellationToken stop) => await Act<WeekBody>(
            http, stop, body => plan.KeepAsTemplate(On(http, id, body.Week, null), stop)))
            .Produces<RotaJson>().Describe<WeekBody>("Keep a week as the template", "What a usual week looks like.", """{"week":null}""");
        rota.MapPost("/publish", async (HttpContext http, PlanRota plan, long id, CancellationToken stop) => await Act<PublishBody>(
            http, stop, body => plan.Publish(On(http, id, body.Week, body.Revision), body.Reason, stop)))
            .Produces<RotaJson>().Describe<PublishBody>("Publish a week", "Lists go by it from then on. Over a gap only with a `reason`, which the team reads.", """{"reason":"Bank holiday in Leeds."}""");
        rota.MapPost("/balance", Balance).Produces<RotaJson>()
            .Describe<RebalanceBody>("Do what is proposed", "Lets the person of `proposal` hold the queue too until the shift ends.", """{"person":"agent@home.example","queue":"Inflow"}""");
    }

    internal static OnPlan On(HttpContext http, long team, string? week, int? revision) => new(http.Caller(), new TeamId(team), week, revision);

    internal static IResult Shown(Outcome<RotaRead> read) => ApiAnswer.Of(read, rota => ApiAnswer.Json(Json(rota)));

    private static async Task<IResult> Act<T>(HttpContext http, CancellationToken stop, Func<T, Task<Outcome<RotaRead>>> act)
        where T : class
    {
        var asked = await ApiRequest.Read<T>(http, stop);
        return asked.Refusal is { } no ? ApiAnswer.Refuse(no) : Shown(await act(asked.Value.Body));
    }

    private static Task<IResult> Add(HttpContext http, PlanRota plan, RotaQuery rota, long id, CancellationToken stop) => Act<ShiftBody>(http, stop, async body =>
    {
        var read = await rota.Read(http.Caller(), new TeamId(id), body.Week, stop);
        return read.Refusal is { } no ? no : await plan.Put(On(http, id, body.Week, body.Revision), null, Wish(read.Value, body, null), stop);
    });

    private static Task<IResult> Change(HttpContext http, PlanRota plan, RotaQuery rota, long id, int shift, CancellationToken stop) => Act<ShiftBody>(http, stop, async body =>
    {
        var read = await rota.Read(http.Caller(), new TeamId(id), body.Week, stop);
        return read.Refusal is { } no ? no : await plan.Put(On(http, id, body.Week, body.Revision), shift, Wish(read.Value, body, read.Value.Draft.Find(shift)), stop);
    });

    private static async Task<IResult> Remove(HttpContext http, PlanRota plan, long id, int shift, string? week, CancellationToken stop) =>
        Shown(await plan.Remove(On(http, id, week, null), shift, stop));

    private static Task<IResult> Balance(HttpContext http, PlanRota plan, RotaQuery rota, long id, CancellationToken stop) => Act<RebalanceBody>(http, stop, async body =>
    {
        var read = await rota.Read(http.Caller(), new TeamId(id), null, stop);
        return read.Refusal is { } no
            ? no
            : await plan.Balance(On(http, id, null, null), read.Value.Find(body.Person) ?? default, read.Value.Queues.FirstOrDefault(queue => queue.Name == body.Queue)?.Id ?? 0, stop);
    });

    // A name that is not there goes on as nobody's number: the plan refuses it in its own words.
    private static ShiftWish Wish(RotaRead read, ShiftBody body, RotaSlot? stands) => new(
        body.Person is null && stands is not null ? stands.Person : read.Find(body.Person) ?? default,
        body.Day is null && stands is not null ? stands.Day : (IsoDayOfWeek)(Array.IndexOf(Days, body.Day) + 1),
        body.Hours ?? stands?.Hours.ToString(),
        body.Queues is null && stands is not null ? stands.Queues : [.. (body.Queues ?? []).Select(name => read.Queues.FirstOrDefault(queue => queue.Name == name)?.Id ?? 0)]);

    private static RotaJson Json(RotaRead read) => new(
        read.Team.Name, read.Monday is { } monday ? Iso(monday) : null, read.Revision, read.IsPublished, ApiAnswer.Text(read.PublishedAt), read.PublishedBy, read.Overridden,
        [.. read.Queues.Select(QueueApi.Json)],
        [.. read.Draft.Slots.Select(slot => new ShiftJson(
            slot.Id, read.AddressOf(slot.Person), Days[(int)slot.Day - 1], slot.Hours.ToString(), [.. read.Queues.Where(queue => slot.Queues.Contains(queue.Id)).Select(queue => queue.Name)],
            read.IsPublishedSo(slot)))],
        [.. read.Coverage.Select(Json)], read.Monday is null ? [] : [.. read.Gaps.Select(Json)],
        [.. read.Swaps.Select(swap => new SwapJson(swap.Id, swap.Slot.Id, read.AddressOf(swap.By), swap.Of is { } of ? read.AddressOf(of) : null, swap.Note, ApiAnswer.Text(swap.At)))],
        [.. read.Load.Select(one => new QueueNowJson(one.Queue.Name, one.Open, one.DueToday, one.Overdue, [.. one.Holders.Select(read.AddressOf)]))],
        read.Proposal is { } proposal ? new RebalanceJson(read.AddressOf(proposal.Person), proposal.To.Name, proposal.Due, proposal.Holders) : null);

    private static CoveredJson Json(Covered part) => new(part.Queue.Name, ApiAnswer.Text(part.From), ApiAnswer.Text(part.To), part.People, part.Queue.MinCover);

    private static string Iso(LocalDate date) => date.ToString("uuuu-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary><c>/teams/{id}/queues</c>.</summary>
internal static class QueueApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        const string At = "/teams/{id:long}/queues";
        api.MapGet(At, async (HttpContext http, RotaQuery rota, long id, CancellationToken stop) =>
            ApiAnswer.Of(await rota.Read(http.Caller(), new TeamId(id), null, stop), read => ApiAnswer.List(read.Queues.Select(Json)))).Produces<ListJson<QueueJson>>()
            .Describe("A team's queues", "Which situations people look after together. What is in none is shown to everybody of the team.");
        api.MapPost(At, async (HttpContext http, KeepQueues keep, RotaQuery rota, long id, CancellationToken stop) => await Keep(http, keep, rota, id, null, stop))
            .Produces<QueueJson>(StatusCodes.Status201Created).Describe<QueueBody>("Add a queue", "Lists go by it from the next look on.", """{"name":"Confirming","statuses":["CUST_TESTING"],"minCover":1}""");
        api.MapPatch(At + "/{queue:long}", async (HttpContext http, KeepQueues keep, RotaQuery rota, long id, long queue, CancellationToken stop) => await Keep(http, keep, rota, id, queue, stop))
            .Produces<QueueJson>().Describe<QueueBody>("Change a queue", "What is left out stays; plans keep it under a new name.", """{"minCover":2}""");
        api.MapDelete(At + "/{queue:long}", async (HttpContext http, KeepQueues keep, long id, long queue, CancellationToken stop) =>
            ApiAnswer.Of(await keep.Remove(http.Caller(), new TeamId(id), queue, stop), _ => Results.NoContent())).Produces(StatusCodes.Status204NoContent)
            .Describe("Remove a queue", "Unless a published week that is not over has it.");
    }

    internal static QueueJson Json(StatusQueue queue) => new(queue.Id, queue.Name, [.. queue.Statuses.Select(code => code.Value)], queue.MinCover);

    private static async Task<IResult> Keep(HttpContext http, KeepQueues keep, RotaQuery rota, long id, long? queue, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<QueueBody>(http, stop);
        var read = await rota.Read(http.Caller(), new TeamId(id), null, stop);
        if ((asked.Refusal ?? read.Refusal) is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        var (body, stands) = (asked.Value.Body, read.Value.Queues.FirstOrDefault(one => one.Id == queue));
        var wish = new QueueWish(body.Name ?? stands?.Name, body.Statuses ?? (stands is null ? [] : [.. stands.Statuses.Select(code => code.Value)]), body.MinCover ?? stands?.MinCover ?? 2);
        var kept = await keep.Keep(http.Caller(), new TeamId(id), queue, wish, stop, asked.Value.Key);
        if (kept.Refusal is { } refused)
        {
            return ApiAnswer.Refuse(refused);
        }

        return ApiAnswer.Of(
            await rota.Read(http.Caller(), new TeamId(id), null, stop),
            after => ApiAnswer.Json(Json(after.Queues.First(one => one.Id == kept.Value)), queue is null ? StatusCodes.Status201Created : StatusCodes.Status200OK));
    }
}

/// <summary><c>/teams/{id}/rota/swaps</c>.</summary>
internal static class SwapApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        const string At = "/teams/{id:long}/rota/swaps";
        api.MapPost(At, async (HttpContext http, SwapShift swap, RotaQuery rota, long id, CancellationToken stop) =>
        {
            var asked = await ApiRequest.Read<SwapBody>(http, stop);
            var read = asked.Refusal is { } unread ? unread : await rota.Read(http.Caller(), new TeamId(id), asked.Value.Body.Week, stop);
            if (read.Refusal is { } no)
            {
                return ApiAnswer.Refuse(no);
            }

            var body = asked.Value.Body;
            if (body.Of is not null && read.Value.Find(body.Of) is null)
            {
                return ApiAnswer.Refuse(RotaRefusals.PersonUnknown);
            }

            var done = await swap.Ask(RotaApi.On(http, id, body.Week, null), body.Shift ?? 0, read.Value.Find(body.Of), body.Note, stop, asked.Value.Key);
            return done.Refusal is { } refused ? ApiAnswer.Refuse(refused) : RotaApi.Shown(await rota.Read(http.Caller(), new TeamId(id), body.Week, stop));
        }).Produces<RotaJson>().Describe<SwapBody>("Ask to swap a shift", "One's own published one, of a colleague or of whoever can. It stays one's own until somebody takes it.", """{"shift":1,"note":"School closes early."}""");
        api.MapPost(At + "/{swap:long}", async (HttpContext http, SwapShift swaps, RotaQuery rota, long id, long swap, CancellationToken stop) =>
        {
            var asked = await ApiRequest.Read<SwapAnswerBody>(http, stop);
            if (asked.Refusal is { } no)
            {
                return ApiAnswer.Refuse(no);
            }

            var on = RotaApi.On(http, id, null, null);
            var done = asked.Value.Body.Answer switch
            {
                "take" => await swaps.Take(on, swap, stop),
                "decline" => await swaps.Decline(on, swap, stop),
                _ => ApiRefusals.Malformed.Because("'answer' is take or decline."),
            };
            return done.Refusal is { } refused ? ApiAnswer.Refuse(refused) : RotaApi.Shown(await rota.Read(http.Caller(), new TeamId(id), null, stop));
        }).Produces<RotaJson>().Describe<SwapAnswerBody>("Take a shift over, or decline", "Taken, it is one's own at once and the leads are told; whoever asked takes it back by declining.", """{"answer":"take"}""");
    }
}
