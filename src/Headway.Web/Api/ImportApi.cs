using Headway.Application.Access;
using Headway.Application.Landing;
using Headway.Domain;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary>
/// How an export is to be loaded: their teams to ours, reviews a working day by our teams (or for each of them), the first
/// day of reviews, whether customers hear of reminders at once, open tickets only, what the other desk is called.
/// </summary>
public sealed record LandingBody(Dictionary<string, string>? Teams, Dictionary<string, int>? PerDay, int? EachPerDay, string? From, bool? TellCustomers, bool? OpenOnly, string? Source);

/// <summary>Reviews of an import spread anew.</summary>
public sealed record ReplanBody(Dictionary<string, int>? PerDay, string? From);

public sealed record TeamFoundJson(string Theirs, int Open, bool Known);

public sealed record LandingShareJson(string Team, int People, int Reviews, int PerDay, int Days, string First, string Last);

/// <summary>What loading would do. Nothing has been changed.</summary>
public sealed record LandingPlanJson(
    string Source, int Open, int Closed, int Known, int Unanswered, int Chased, int Requesters, int Reviews, int PerDay, int Weeks, string From, IReadOnlyList<TeamFoundJson> Teams,
    IReadOnlyList<LandingShareJson> Shares);

/// <summary>How far a load is: reading, ready, loading, done or refused; the import's id when it is done.</summary>
public sealed record LoadJson(string State, double Progress, string? Code, string? Message, long? Import)
{
    public static LoadJson Of(LoadJob job) => new(
        job.Refusal is not null ? "refused" : job.Done is not null ? "done" : job.IsLoading ? "loading" : job.Log is null ? "reading" : "ready", AuditCodes.Round(job.Progress), job.Refusal?.Code, job.Refusal?.Message,
        job.Done?.Import);
}

/// <summary>An import and what of its landing plan is still ahead; `left` reviews are still to be done.</summary>
public sealed record ImportJson(long Id, string At, string Source, string File, string State, int Open, int Closed, int Same, int WentOn, int Left)
{
    public static ImportJson Of(ImportLine line) => new(
        line.Id, ApiAnswer.Text(line.At), line.Source, line.File, line.State, line.Counts.Open, line.Counts.Closed, line.Counts.Same, line.Counts.WentOn, line.Left);
}

public sealed record ImportPlanJson(ImportJson Import, int PerDay, int Weeks, IReadOnlyList<LandingShareJson> Shares, IReadOnlyList<ReviewAheadJson> Next);

public sealed record ReviewAheadJson(long Ticket, string Reason, string Opened, string Due);

public sealed record MovedJson(int Moved);

public sealed record TakenBackJson(int Gone);

/// <summary><c>/audit-runs/{id}/load</c> and <c>/imports</c>: load an export to work on, plan its reviews, take it back.</summary>
internal static class ImportApi
{
    private const string Example = """{"teams":{"Desk EMEA":"Service Desk"},"perDay":{"Service Desk":14},"from":"2030-05-06","tellCustomers":false,"openOnly":true}""";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/audit-runs/{id}/landing-plan", Preview).Produces<LandingPlanJson>()
            .Describe<LandingBody>("Preview a load", "What loading the audited export would do, and the landing plan of its reviews. Nothing changes.", Example);
        api.MapPost("/audit-runs/{id}/load", Load).Produces<LoadJson>(StatusCodes.Status202Accepted)
            .Describe<LandingBody>("Load an export to work on", "Open and closed tickets with their history; each open one gets one review by the landing plan. The same export again doubles nothing.", Example);
        api.MapGet("/audit-runs/{id}/load", Read).Produces<LoadJson>()
            .Describe("How far a load is", "With `wait`, answers when it has ended, or after so many seconds; at most 60.");
        api.MapGet("/imports", async (HttpContext http, LandingBook book, CancellationToken stop) =>
            ApiAnswer.Of(await book.List(http.Caller(), stop), all => ApiAnswer.List(all.Select(ImportJson.Of)))).Produces<ListJson<ImportJson>>()
            .Describe("Imports", "The newest first, at most fifty, each with what it did and how many reviews are left.");
        api.MapGet("/imports/{id:long}", One).Produces<ImportPlanJson>()
            .Describe("An import and its plan", "What of the landing plan is still ahead, by team, and the reviews that come next.");
        api.MapPost("/imports/{id:long}/plan", Replan).Produces<MovedJson>()
            .Describe<ReplanBody>("Plan the reviews anew", "Spreads what is still to be reviewed over the working days from a day on; answers how many stand at another time.", """{"perDay":{"Service Desk":6},"from":"2030-05-06"}""");
        api.MapDelete("/imports/{id:long}", async (HttpContext http, LandingBook book, long id, CancellationToken stop) =>
            ApiAnswer.Of(await book.Undo(http.Caller(), id, stop), gone => ApiAnswer.Json(new TakenBackJson(gone)))).Produces<TakenBackJson>()
            .Describe("Take an import back", "Closes what nobody has worked on and frees it to be loaded again; what somebody works on stays.");
    }

    private static async Task<IResult> Preview(HttpContext http, LoadJobs jobs, LoadTickets load, string id, CancellationToken stop)
    {
        var (found, wishes) = await Asked(http, jobs, id, stop);
        if ((wishes.Refusal ?? found.Refusal ?? found.Value.Refusal) is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        return found.Value.Log is not { } log ? ApiAnswer.Refuse(ImportRefusals.Running)
            : ApiAnswer.Of(await load.Preview(http.Caller(), log, wishes.Value, stop), plan => ApiAnswer.Json(new LandingPlanJson(
                plan.Source, plan.Open, plan.Closed, plan.Known, plan.Unanswered, plan.Chased, plan.Requesters, plan.Plan.Reviews, plan.Plan.PerDay, plan.Plan.Weeks, Day(plan.From),
                [.. plan.Teams.Select(team => new TeamFoundJson(team.Theirs, team.Open, team.Ours is not null))], [.. plan.Shares.Select(Share)])));
    }

    private static async Task<IResult> Load(HttpContext http, LoadJobs jobs, string id, CancellationToken stop)
    {
        var (found, wishes) = await Asked(http, jobs, id, stop);
        return (wishes.Refusal ?? found.Refusal ?? found.Value.Refusal) is { } no ? ApiAnswer.Refuse(no)
            : ApiAnswer.Of(jobs.Begin(http.Caller(), id, wishes.Value), job => ApiAnswer.Json(LoadJson.Of(job), StatusCodes.Status202Accepted));
    }

    private static async Task<IResult> Read(HttpContext http, LoadJobs jobs, string id, string? wait, CancellationToken stop)
    {
        var found = jobs.Of(http.Caller(), id);
        if (found.Refusal is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        await AuditRunApi.Waiting(Task.WhenAll(found.Value.Understood, found.Value.Finished), wait, stop);
        return ApiAnswer.Json(LoadJson.Of(found.Value));
    }

    private static async Task<IResult> One(HttpContext http, LandingBook book, long id, CancellationToken stop) => ApiAnswer.Of(await book.Read(http.Caller(), id, stop), view => ApiAnswer.Json(new ImportPlanJson(
        ImportJson.Of(view.Line), view.Plan.PerDay, view.Plan.Weeks, [.. view.Shares.Select(Share)],
        [.. view.Next.Select(review => new ReviewAheadJson(review.Number, AuditCodes.Word(review.Reason), ApiAnswer.Text(review.Opened), ApiAnswer.Text(review.Due)))])));

    private static async Task<IResult> Replan(HttpContext http, LandingBook book, long id, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<ReplanBody>(http, stop);
        var wishes = asked.Then(body => Wishes(new LandingBody(null, body.Body.PerDay, null, body.Body.From, null, null, null)));
        return wishes.Refusal is { } no ? ApiAnswer.Refuse(no)
            : ApiAnswer.Of(await book.Replan(http.Caller(), id, wishes.Value.PerDay ?? new Dictionary<string, int>(), wishes.Value.From, stop), moved => ApiAnswer.Json(new MovedJson(moved)));
    }

    // The body, and the load once its file has been read: a program waits for that rather than asking again.
    private static async Task<(Outcome<LoadJob> Job, Outcome<LoadWishes> Wishes)> Asked(HttpContext http, LoadJobs jobs, string id, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<LandingBody>(http, stop);
        var found = jobs.Of(http.Caller(), id);
        if (found.Refusal is null)
        {
            await found.Value.Understood.WaitAsync(stop);
        }

        return (found, asked.Then(body => Wishes(body.Body)));
    }

    private static Outcome<LoadWishes> Wishes(LandingBody body)
    {
        if (body.From is not null && LandingDate.Read(body.From) is null)
        {
            return ApiRefusals.Malformed.Because("'from' is no day: write 2026-03-02.");
        }

        return (body.PerDay ?? []).Values.Append(body.EachPerDay ?? 1).Any(number => number is < 1 or > 1000)
            ? ApiRefusals.Malformed.Because("Reviews a day are from 1 to 1000.")
            : new LoadWishes(body.Teams, body.PerDay, body.EachPerDay, LandingDate.Read(body.From), body.TellCustomers ?? false, body.OpenOnly ?? false, body.Source);
    }

    private static LandingShareJson Share(TeamShare share) =>
        new(share.Name, share.People, share.Share.Reviews, share.Share.PerDay, share.Share.Days, Day(share.Share.First), Day(share.Share.Last));

    private static string Day(NodaTime.LocalDate day) => day.ToString("uuuu-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
