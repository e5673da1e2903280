using System.Text;
using Headway.Application.Access;
using Headway.Application.Audits;
using Headway.Application.Audits.Reading;
using Headway.Application.Desk;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Web.Access;
using Headway.Web.Audit;
using Headway.Web.Doors;
using Headway.Web.Layout;
using Microsoft.AspNetCore.Http.Features;
using NodaTime;

namespace Headway.Web.Api;

/// <summary>A period of our own ledger: the tickets opened from a day on until a day, that day not included.</summary>
public sealed record LiveAuditBody(string? From, string? To);

/// <summary>What is said about a file that was not understood whole; what is left out stays.</summary>
public sealed record ProfileBody(Dictionary<string, string>? Columns, Dictionary<string, string>? Statuses, bool? IsTickets, string? Zone, string? Calendar);

/// <summary>A name for what is frozen; left out, the file's.</summary>
public sealed record FreezeBody(string? Name);

/// <summary><c>/audit-runs</c>: send an export, see what was understood, finish it, read the report, freeze it.</summary>
internal static class AuditRunApi
{
    private const long MostBytes = 512L * 1024 * 1024;
    private const int LongestWait = 60;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/audit-runs", (HttpContext http, AuditJobs jobs) => ApiAnswer.Of(jobs.List(http.Caller()), all => ApiAnswer.List(all.Select(AuditRunJson.Of)))).Produces<ListJson<AuditRunJson>>()
            .Describe("Audits that run or wait", "The newest first; each is forgotten an hour after somebody last looked at it.");
        api.MapPost("/audit-runs", Start).Produces<AuditRunJson>(StatusCodes.Status202Accepted).RequireRateLimiting(Limits.Upload)
            .DescribeUpload("Audit an export", "The body is the file's bytes: CSV, XES or OCEL, plain or packed with gzip or xz, at most 512 MB. `name` is what it is called, `profile` a shipped one; left out, the best match is taken.");
        api.MapPost("/audit-runs/live", Live).Produces<AuditRunJson>(StatusCodes.Status202Accepted)
            .Describe<LiveAuditBody>("Audit this desk", "The same over our own ledger: the tickets opened in a period, or all.", """{"from":"2026-01-01","to":"2026-04-01"}""");
        api.MapGet("/audit-runs/{id}", Read).Produces<AuditRunJson>()
            .Describe("How far an audit is", "With `wait`, answers when it has ended, or after so many seconds; at most 60.");
        api.MapPut("/audit-runs/{id}/profile", Finish).Produces<AuditRunJson>(StatusCodes.Status202Accepted)
            .Describe<ProfileBody>("Say what a file means", "Columns by their role, statuses by our codes; the file is read again so. What is left out stays as it was understood.", """{"columns":{"case":"case","time":"time","status":"status"},"statuses":{"Parked":"AWAIT_SUPPLIER"},"zone":"Europe/Berlin","calendar":"Mon-Fri 09:00-17:00"}""");
        api.MapGet("/audit-runs/{id}/report", Report).Produces<Stream>(StatusCodes.Status200OK, "application/json")
            .Describe("The figures of an audit", "As the command line writes them: source, findings, progression, this morning.");
        api.MapGet("/audit-runs/{id}/report.html", Html).Produces<Stream>(StatusCodes.Status200OK, "text/html")
            .Describe("The report of an audit", "One file that needs nothing else; `language` is en or de.");
        api.MapPost("/audit-runs/{id}/freeze", Freeze).Produces<FrozenAuditJson>(StatusCodes.Status201Created)
            .Describe<FreezeBody>("Freeze an audit", "Keeps it as a baseline with method, thresholds and hash; it never changes, and a later one is compared with it.", """{"name":"Before the change"}""");
        api.MapDelete("/audit-runs/{id}", (HttpContext http, AuditJobs jobs, string id) => jobs.Cancel(http.Caller(), id) is { } no ? ApiAnswer.Refuse(no) : Results.NoContent()).Produces(StatusCodes.Status204NoContent)
            .Describe("Stop an audit", "Ends it, whether it runs or not; nothing of it is left.");
    }

    private static async Task<IResult> Start(HttpContext http, AuditJobs jobs, string? name, string? profile, string? zone, string? calendar, CancellationToken stop)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MostBytes;
        }

        var key = http.Request.Headers["Idempotency-Key"].ToString();
        var begun = await jobs.Start(
            http.Caller(), http.Request.Body, FileNames.Clean(name ?? "export"), new ReadingWishes(profile, zone, calendar), key.Length is > 0 and <= 200 ? key : null, stop);
        return Accepted(http, begun);
    }

    private static async Task<IResult> Live(HttpContext http, AuditJobs jobs, DeskClock clock, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<LiveAuditBody>(http, stop);
        var caller = http.Caller();
        var (from, to) = (asked.Then(body => Days.Read(http, "from", body.Body.From)), asked.Then(body => Days.Read(http, "to", body.Body.To)));
        return (from.Refusal ?? to.Refusal) is { } no ? ApiAnswer.Refuse(no)
            : Accepted(http, jobs.Live(caller, from.Value ?? Instant.FromUnixTimeMilliseconds(0), to.Value ?? clock.Now(caller.Tenant)));
    }

    private static async Task<IResult> Read(HttpContext http, AuditJobs jobs, string id, string? wait, CancellationToken stop)
    {
        if (jobs.Find(http.Caller(), id) is not { } job)
        {
            return ApiAnswer.Refuse(AuditRefusals.NotFound);
        }

        await Waiting(job.Finished, wait, stop);
        return ApiAnswer.Json(AuditRunJson.Of(job));
    }

    private static async Task<IResult> Finish(HttpContext http, AuditJobs jobs, string id, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<ProfileBody>(http, stop);
        if (jobs.Find(http.Caller(), id) is not { Profile: { } profile, Sample: { } sample })
        {
            return ApiAnswer.Refuse(asked.Refusal ?? AuditRefusals.NotFound);
        }

        var finished = asked.Then(body => new ProfileAnswers(
            body.Body.Columns ?? [], body.Body.Statuses ?? [], body.Body.IsTickets, body.Body.Zone, body.Body.Calendar).Finish(profile, sample.Header));
        return Accepted(http, finished.Then(known => jobs.Again(http.Caller(), id, known)));
    }

    private static IResult Report(HttpContext http, AuditJobs jobs, string id) => jobs.Find(http.Caller(), id) is { Figures: { } figures, Report: not null }
        ? Results.Bytes(Encoding.UTF8.GetBytes(figures), "application/json") : ApiAnswer.Refuse(AuditRefusals.NotFound);

    private static async Task<IResult> Html(HttpContext http, AuditJobs jobs, Viewer viewer, string id, string? language) => jobs.Find(http.Caller(), id) is { Report: { } report }
        ? Results.Bytes(Encoding.UTF8.GetBytes(await ReportFile.Html(report, language is "en" or "de" ? language : viewer.Language)), "text/html; charset=utf-8")
        : ApiAnswer.Refuse(AuditRefusals.NotFound);

    private static async Task<IResult> Freeze(HttpContext http, AuditJobs jobs, FrozenAudits frozen, DeskClock clock, string id, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<FreezeBody>(http, stop);
        var caller = http.Caller();
        if (asked.Refusal is { } no || jobs.Find(caller, id) is not { Report: { } report, Parts: { } parts })
        {
            return ApiAnswer.Refuse(asked.Refusal ?? AuditRefusals.NotFound);
        }

        var kept = await frozen.Freeze(caller, report, parts, asked.Value.Body.Name, clock.Now(caller.Tenant), asked.Value.Key, stop);
        var read = kept.Refusal is { } refused ? refused : await frozen.Read(caller, kept.Value, stop);
        if (read.Refusal is null)
        {
            http.Response.Headers.Location = $"{ApiRoutes.Root}/audits/{read.Value.Id}";
        }

        return ApiAnswer.Of(read, audit => ApiAnswer.Json(FrozenAuditJson.Of(audit), StatusCodes.Status201Created));
    }

    /// <summary>Waits for work in the background as long as the caller asked, and no longer than a minute.</summary>
    public static Task Waiting(Task work, string? wait, CancellationToken stop) => ApiRequest.Number(wait ?? "") is { } seconds and > 0
        ? Task.WhenAny(work, Task.Delay(TimeSpan.FromSeconds(Math.Min(seconds, LongestWait)), stop)) : Task.CompletedTask;

    private static IResult Accepted(HttpContext http, Outcome<AuditJob> begun)
    {
        if (begun.Refusal is null)
        {
            http.Response.Headers.Location = $"{ApiRoutes.Root}/audit-runs/{begun.Value.Id}";
        }

        return ApiAnswer.Of(begun, job => ApiAnswer.Json(AuditRunJson.Of(job), StatusCodes.Status202Accepted));
    }
}

/// <summary>Days in requests, for the start of the day where the caller is.</summary>
internal static class Days
{
    public static Outcome<Instant?> Read(HttpContext http, string field, string? text) => text is null ? (Instant?)null
        : Application.Landing.LandingDate.Read(text) is { } day && day.Year is >= 1900 and <= 3000 ? (Instant?)http.Caller().Zone.AtStartOfDay(day).ToInstant()
        : ApiRefusals.Malformed.Because($"'{field}' is no day: write 2026-03-02.");
}
