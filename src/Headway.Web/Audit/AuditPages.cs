using System.Text;
using Headway.Application.Audits;
using Headway.Application.Audits.Reading;
using Headway.Application.Desk;
using Headway.Application.Landing;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Web.Access;
using Headway.Web.Desk;
using Headway.Web.Doors;
using Headway.Web.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace Headway.Web.Audit;

/// <summary>Audits in the product: drop a file, see what was understood and what it says, freeze it, compare; the own desk too.</summary>
public static class AuditPages
{
    private const long MostBytes = 512L * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/audit/sample", (Viewer viewer) => Draw.Page<SampleReportPage>(("Report", SampleAudit.Report))).AllowAnonymous();
        routes.MapGet("/audit/sample.html", async (Viewer viewer) =>
            Html(await ReportFile.Html(SampleAudit.Report, viewer.Language, viewer["audit.uci"]), "headway-sample-audit.html")).AllowAnonymous();
        var desk = routes.ForStaff();
        desk.MapGet("/audit", (HttpContext http, ShellFrames frames, FrozenAudits frozen, CancellationToken stop) => Home(http, frames, frozen, null, stop));
        desk.MapPost("/audit", Drop).RequireRateLimiting(Limits.Upload)
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = MostBytes });
        desk.MapPost("/audit/live", Live);
        desk.MapGet("/audit/export", Export);
        desk.MapGet("/audit/run/{id}", Run);
        desk.MapGet("/audit/run/{id}/progress", Progress);
        desk.MapPost("/audit/run/{id}/profile", ProfileForm.Finish);
        desk.MapPost("/audit/run/{id}/cancel", (HttpContext http, AuditJobs jobs, string id) => jobs.Cancel(http.Caller(), id) is { } no ? No(no) : Results.Redirect("/audit"));
        desk.MapGet("/audit/run/{id}/report.{kind}", File);
        desk.MapPost("/audit/run/{id}/freeze", Freeze);
        desk.MapGet("/audit/{id:long}", Frozen);
        desk.MapGet("/audit/{id:long}/report.html", FrozenFile);
        ComparePages.Map(desk);
        LandingPages.Map(desk);
        ReviewPages.Map(desk);
        CurvePages.Map(desk, routes.ForCustomers());
    }

    internal static async Task<IResult> Home(HttpContext http, ShellFrames frames, FrozenAudits frozen, Refusal? refused, CancellationToken stop)
    {
        var caller = http.Caller();
        var list = await frozen.List(caller, stop);
        if (list.Refusal is { } no)
        {
            return No(no);
        }

        var imports = await http.RequestServices.GetRequiredService<LandingBook>().List(caller, stop);
        return await Page<AuditHome>(http, frames, refused, stop, ("Frozen", list.Value), ("Refused", refused), ("Imports", imports.IsRefused ? null : imports.Value));
    }

    private static async Task<IResult> Drop(HttpContext http, AuditJobs jobs, ShellFrames frames, FrozenAudits frozen, CancellationToken stop)
    {
        var file = http.Request.HasFormContentType ? (await http.Request.ReadFormAsync(stop)).Files["file"] : null;
        if (file is not { Length: > 0 })
        {
            return await Home(http, frames, frozen, file is { FileName.Length: > 0 } ? AuditRefusals.FileEmpty : AuditRefusals.FileMissing, stop);
        }

        var form = http.Request.Form;
        await using var content = file.OpenReadStream();
        var job = await jobs.Start(http.Caller(), content, FileNames.Clean(file.FileName), new ReadingWishes(Said(form, "profile"), Said(form, "zone"), Said(form, "calendar")), stop: stop);
        return await Begun(http, job, frames, frozen, stop);
    }

    private static async Task<IResult> Live(
        HttpContext http, AuditJobs jobs, DeskClock clock, ShellFrames frames, FrozenAudits frozen, [FromForm] string? from, [FromForm] string? to, CancellationToken stop)
    {
        var caller = http.Caller();
        var now = clock.Now(caller.Tenant);
        var (first, last) = (LandingDate.Read(from), LandingDate.Read(to));
        var job = jobs.Live(
            caller, first is { } day ? caller.Zone.AtStartOfDay(day).ToInstant() : Instant.FromUnixTimeMilliseconds(0), last is { } end ? caller.Zone.AtStartOfDay(end.PlusDays(1)).ToInstant() : now);
        return await Begun(http, job, frames, frozen, stop);
    }

    private static async Task<IResult> Begun(HttpContext http, Outcome<AuditJob> job, ShellFrames frames, FrozenAudits frozen, CancellationToken stop) => job.Refusal switch
    {
        null => Results.Redirect($"/audit/run/{job.Value.Id}"),
        { Kind: RefusalKind.Forbidden } no => No(no),
        var no => await Home(http, frames, frozen, no, stop),
    };

    private static IResult Export(HttpContext http, ExportLedger export, DeskClock clock, string? format)
    {
        var caller = http.Caller();
        var wanted = Enum.TryParse<LedgerFormat>(format, ignoreCase: true, out var known) ? known : LedgerFormat.Csv;
        var writing = export.Open(caller, wanted, Instant.FromUnixTimeMilliseconds(0), clock.Now(caller.Tenant) + Duration.FromMilliseconds(1));
        if (writing.Refusal is { } no)
        {
            return No(no);
        }

        var (kind, name) = wanted switch
        {
            LedgerFormat.Xes => ("application/xml", "headway-ledger.xes"),
            LedgerFormat.Ocel => ("application/json", "headway-ledger.jsonocel"),
            _ => ("text/csv; charset=utf-8", "headway-ledger.csv"),
        };
        return Results.Stream(output => writing.Value(output, http.RequestAborted), kind, name);
    }

    private static async Task<IResult> Run(HttpContext http, AuditJobs jobs, ShellFrames frames, string id, string? edit, CancellationToken stop) =>
        jobs.Find(http.Caller(), id) is { } job ? await Page<AuditRunPage>(http, frames, null, stop, ("Job", job), ("Editing", edit == "1")) : No(AuditRefusals.NotFound);

    private static IResult Progress(HttpContext http, AuditJobs jobs, string id)
    {
        if (jobs.Find(http.Caller(), id) is not { } job)
        {
            return No(AuditRefusals.NotFound);
        }

        if (job.IsDone)
        {
            http.Response.Headers["HX-Redirect"] = $"/audit/run/{id}";
        }

        return Draw.Page<AuditProgress>(("Job", job));
    }

    private static async Task<IResult> File(HttpContext http, AuditJobs jobs, Viewer viewer, string id, string kind)
    {
        if (jobs.Find(http.Caller(), id) is not { Report: { } report } job)
        {
            return No(AuditRefusals.NotFound);
        }

        return kind == "json"
            ? Results.File(Encoding.UTF8.GetBytes(job.Figures ?? "{}"), "application/json", "audit.json")
            : Html(await ReportFile.Html(report, viewer.Language), "audit.html");
    }

    private static async Task<IResult> Freeze(HttpContext http, AuditJobs jobs, FrozenAudits frozen, DeskClock clock, string id, [FromForm] string? name, CancellationToken stop)
    {
        var caller = http.Caller();
        if (jobs.Find(caller, id) is not { Report: { } report, Parts: { } parts })
        {
            return No(AuditRefusals.NotFound);
        }

        var kept = await frozen.Freeze(caller, report, parts, name, clock.Now(caller.Tenant), stop: stop);
        return kept.Refusal is { } no ? No(no) : Results.Redirect($"/audit/{kept.Value}");
    }

    private static async Task<IResult> Frozen(HttpContext http, FrozenAudits frozen, ShellFrames frames, long id, CancellationToken stop)
    {
        var found = await frozen.Read(http.Caller(), id, stop);
        return found.Refusal is { } no ? No(no) : await Page<FrozenPage>(http, frames, null, stop, ("Audit", found.Value));
    }

    private static async Task<IResult> FrozenFile(HttpContext http, FrozenAudits frozen, Viewer viewer, long id, CancellationToken stop)
    {
        var found = await frozen.Read(http.Caller(), id, stop);
        return found.Refusal is { } no ? No(no) : Html(await ReportFile.Html(found.Value.Report, viewer.Language), "audit.html");
    }

    internal static async Task<IResult> Page<TPage>(HttpContext http, ShellFrames frames, Refusal? refused, CancellationToken stop, params (string Name, object? Value)[] with)
        where TPage : IComponent =>
        Draw.Page<TPage>(refused is null ? StatusCodes.Status200OK : Draw.StatusOf(refused), [("Frame", await frames.For(http.Caller(), stop)), .. with]);

    private static IResult Html(string text, string name) => Results.File(Encoding.UTF8.GetBytes(text), "text/html; charset=utf-8", name);

    internal static IResult No(Refusal refusal) => Draw.No(refusal);

    private static string? Said(IFormCollection form, string name) => form[name].ToString().Trim() is { Length: > 0 } text ? text : null;
}
