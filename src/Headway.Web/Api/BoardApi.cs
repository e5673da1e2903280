using Headway.Application.Access;
using Headway.Application.Flow;
using Headway.Application.Notifications;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Web.Doors;
using NodaTime;
using NodaTime.Text;

namespace Headway.Web.Api;

/// <summary>A ticket that needs its lead, and why.</summary>
public sealed record NeedJson(string Reason, long Ticket, string Subject, string Requester, string? OwnerName, string Since, int Count, string Situation, string Alert);

/// <summary>A day in hours of work.</summary>
public sealed record DayLoadJson(string Day, int Activities, double DueHours, double CapacityHours, double ShortHours);

/// <summary>Somebody of the team with what they have in hand now; never a figure.</summary>
public sealed record OnShiftJson(string Name, long? Holds, string? Since, string? ClaimUntil, string? AwayUntil);

/// <summary>A team's board. Without <paramref name="Dues"/> the team shows none: needs go by targets and answers, and there are no days.</summary>
public sealed record BoardJson(
    string Team, bool Dues, int Open, int Approaching, IReadOnlyList<NeedJson> Needs, IReadOnlyList<DayLoadJson> Days, IReadOnlyList<OnShiftJson> Shift, IReadOnlyList<PraiseJson> Thanks, IReadOnlyList<GapJson> Gaps);

/// <summary>A queue that fewer hold than it needs, until the day ends at most.</summary>
public sealed record GapJson(string Queue, int People, int Needed, string From, string To);

public sealed record PlanHelperJson(string Team, int People, double SpareHours);

public sealed record PlanMoveJson(long Ticket, string Subject, string Due, string To);

/// <summary>What can be done about a short day.</summary>
public sealed record PlanJson(DayLoadJson Load, IReadOnlyList<PlanHelperJson> Swarm, IReadOnlyList<PlanMoveJson> Defer, double FreedHours, int CallIn, double CallInHours, IReadOnlyList<string> Away);

public sealed record DeferBody(string? Team, string? Day, IReadOnlyList<long>? Tickets);

public sealed record DeferredJson(int Moved, IReadOnlyList<long> Stayed);

public sealed record SwarmBody(string? Team, string? Day, string? Helper);

public sealed record CallInBody(string? Team, string? Day, IReadOnlyList<string>? People);

public sealed record CalledJson(long Call);

public sealed record AskedJson(int Asked);

public sealed record NudgeBody(string? To);

/// <summary>How many were told.</summary>
public sealed record NudgedJson(int Told);

/// <summary><c>board | board/plan | board/defer | board/swarm | board/call-in | tickets/{number}/nudges</c>: what leads oversee, and their word about it.</summary>
internal static class BoardApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/board", async (HttpContext http, BoardQuery board, StaffDirectory staff, string? team, CancellationToken stop) =>
            ApiAnswer.Of(await board.Read(http.Caller(), await Team(http, staff, team, stop), stop), read => ApiAnswer.Json(Json(read)))).Produces<BoardJson>()
            .Describe("The lead's board", "Of the `team` named, or the first one led: what needs a lead, the next five working days against capacity, who is here with what in hand, the newest thanks, and where the team goes by a rota the queues that too few hold today.");
        api.MapGet("/board/plan", Plan).Produces<PlanJson>()
            .Describe("What to do about a short day", "Who could swarm, which few promises could move in time and to when, who could be called in; of the `day` named, or the first short one.");
        api.MapPost("/board/defer", Defer).Produces<DeferredJson>()
            .Describe<DeferBody>("Move work of a short day in time", "Of the tickets given those that the plan proposes at this moment; each counts as rescheduled, and its customer has a new promise.", """{"team":"Service Desk","day":"2026-03-05","tickets":[1042]}""");
        api.MapPost("/board/swarm", Swarm).Produces<CalledJson>()
            .Describe<SwarmBody>("Ask another team to swarm", "Calls both teams to the first of the day's work, as much as does not fit; answers the call.", """{"team":"Service Desk","day":"2026-03-05","helper":"Network"}""");
        api.MapPost("/board/call-in", AskIn).Produces<AskedJson>()
            .Describe<CallInBody>("Ask people to come in", "Those of the team who are away on the short day, or of them the `people` given; once for each day.", """{"team":"Service Desk","day":"2026-03-05","people":[]}""");
        api.MapPost("/tickets/{number}/nudges", Nudge).Produces<NudgedJson>()
            .Describe<NudgeBody>("Remind the owner, or ask the team for cover", "A lead's word, once in ten minutes to each. Nothing of the ticket moves.", """{"to":"team"}""");
    }

    private static BoardJson Json(BoardRead read) => new(
        read.TeamName, read.Dues, read.Open, read.Approaching,
        [.. read.Needs.Select(need => new NeedJson(
            need.Kind.ToString().ToLowerInvariant(), need.Number, need.Subject, need.Requester, need.OwnerName, ApiAnswer.Text(need.Since), need.Count, need.Status, need.Alert.ToString().ToLowerInvariant()))],
        read.Dues ? [.. read.Load.Days.Select(Json)] : [],
        [.. read.Shift.Select(one => new OnShiftJson(one.Name, one.Holds, ApiAnswer.Text(one.Since), ApiAnswer.Text(one.ClaimUntil), ApiAnswer.Text(one.Away?.To)))],
        [.. read.Thanks.Select(one => new PraiseJson(one.From, one.To, one.Number, one.Words, ApiAnswer.Text(one.At)))],
        [.. read.Gaps.Select(gap => new GapJson(gap.Queue.Name, gap.People, gap.Queue.MinCover, ApiAnswer.Text(gap.From), ApiAnswer.Text(gap.To)))]);

    private static DayLoadJson Json(Domain.Flow.DayLoad day) => new(
        LocalDatePattern.Iso.Format(day.Date), day.Activities, Math.Round(day.Due.Hours, 2), Math.Round(day.Capacity.Hours, 2), day.IsShort ? Math.Round(day.Short.Hours, 2) : 0);

    private static async Task<IResult> Plan(HttpContext http, BoardQuery board, StaffDirectory staff, string? team, string? day, CancellationToken stop) =>
        ApiAnswer.Of(await board.Read(http.Caller(), await Team(http, staff, team, stop), stop), read =>
        {
            var days = read.Load.Days;
            var load = days.FirstOrDefault(one => LocalDatePattern.Iso.Format(one.Date) == day) ?? days.FirstOrDefault(one => one.IsShort) ?? days[0];
            var plan = read.Load.Short.FirstOrDefault(one => one.Day.Date == load.Date);
            return ApiAnswer.Json(new PlanJson(
                Json(load), [.. (plan?.Swarm ?? []).Select(one => new PlanHelperJson(one.Name, one.People, Math.Round(one.Spare.Hours, 2)))],
                [.. (plan?.Defer ?? []).Select(one => new PlanMoveJson(one.Work.Number, one.Work.Subject, ApiAnswer.Text(one.Work.Item.Due), ApiAnswer.Text(one.To)))],
                Math.Round(plan?.Freed.Hours ?? 0, 2), plan?.CallIn ?? 0, plan?.CallInEach.Hours ?? 0, [.. (plan?.Absent ?? []).Select(one => one.Name)]));
        });

    private static async Task<IResult> Defer(HttpContext http, DeferWork defer, StaffDirectory staff, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<DeferBody>(http, stop);
        return asked.Refusal is { } no ? ApiAnswer.Refuse(no)
            : Date(asked.Value.Body.Day) is not { } date ? ApiAnswer.Refuse(NoDay)
            : ApiAnswer.Of(
                await defer.Do(http.Caller(), await Named(http, staff, asked.Value.Body.Team, stop), date, [.. asked.Value.Body.Tickets ?? []], stop), done => ApiAnswer.Json(new DeferredJson(done.Moved, done.Stayed)));
    }

    private static async Task<IResult> Swarm(HttpContext http, SwarmDay swarm, StaffDirectory staff, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<SwarmBody>(http, stop);
        return asked.Refusal is { } no ? ApiAnswer.Refuse(no)
            : Date(asked.Value.Body.Day) is not { } date ? ApiAnswer.Refuse(NoDay)
            : ApiAnswer.Of(
                await swarm.Do(http.Caller(), await Named(http, staff, asked.Value.Body.Team, stop), date, await Named(http, staff, asked.Value.Body.Helper, stop), stop), call => ApiAnswer.Json(new CalledJson(call)));
    }

    private static async Task<IResult> AskIn(HttpContext http, CallIn call, StaffDirectory staff, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<CallInBody>(http, stop);
        if (asked.Refusal is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        if (Date(asked.Value.Body.Day) is not { } date)
        {
            return ApiAnswer.Refuse(NoDay);
        }

        var people = new List<PersonId>();
        foreach (var email in asked.Value.Body.People ?? [])
        {
            people.Add(await staff.Find(http.Caller().Tenant, email, stop) ?? default);
        }

        return ApiAnswer.Of(await call.Do(http.Caller(), await Named(http, staff, asked.Value.Body.Team, stop), date, people, stop), told => ApiAnswer.Json(new AskedJson(told)));
    }

    private static async Task<IResult> Nudge(HttpContext http, NudgeOwner nudge, AskCover cover, string number, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<NudgeBody>(http, stop);
        if (asked.Refusal is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        if (ApiRequest.Number(number) is not { } known)
        {
            return ApiAnswer.Refuse(TicketRefusals.Unknown);
        }

        return asked.Value.Body.To switch
        {
            "owner" => ApiAnswer.Of(await nudge.Do(http.Caller(), known, stop), _ => ApiAnswer.Json(new NudgedJson(1))),
            "team" => ApiAnswer.Of(await cover.Do(http.Caller(), known, stop), told => ApiAnswer.Json(new NudgedJson(told))),
            _ => ApiAnswer.Refuse(ApiRefusals.Malformed.Because("'to' is owner or team.")),
        };
    }

    private static Refusal NoDay => ApiRefusals.Malformed.Because("'day' is no date: write 2026-03-05.");

    private static LocalDate? Date(string? text) => text is not null && LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var date } ? date : null;

    private static async Task<TeamId?> Team(HttpContext http, StaffDirectory staff, string? name, CancellationToken stop) => name is null ? null : await Named(http, staff, name, stop);

    // A team that there is not is nobody's: the use case says no.
    private static async Task<TeamId> Named(HttpContext http, StaffDirectory staff, string? name, CancellationToken stop) =>
        await staff.Team(http.Caller().Tenant, name ?? "", stop) ?? new TeamId(0);
}
