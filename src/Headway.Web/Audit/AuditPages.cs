using Headway.Application.Tickets;
using System.Text;
using Headway.Application.Access;
using Headway.Application.Audits;
using Headway.Application.Audits.Reading;
using Headway.Application.Desk;
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
        desk.MapGet("/audit/run/{id}/report.{kind}", File);
        desk.MapPost("/audit/run/{id}/freeze", Freeze);
        desk.MapGet("/audit/{id:long}", Frozen);
        desk.MapGet("/audit/{id:long}/report.html", FrozenFile);
        desk.MapGet("/audit/compare", Compare);
    }

    private static async Task<IResult> Home(HttpContext http, ShellFrames frames, FrozenAudits frozen, Refusal? refused, CancellationToken stop)
    {
        var list = await frozen.List(http.Caller(), stop);
        return list.Refusal is { } no ? No(no) : await Page<AuditHome>(http, frames, refused, stop, ("Frozen", list.Value), ("Refused", refused));
    }

    private static async Task<IResult> Drop(HttpContext http, AuditJobs jobs, ShellFrames frames, FrozenAudits frozen, CancellationToken stop)
    {
        var caller = http.Caller();
        if (caller.Denies(Permission.RunAudits) is { } no)
            return No(no);
        if (!http.Request.HasFormContentType || http.Request.Form.Files["file"] is not { Length: > 0 } file)
            return await Home(http, frames, frozen, AuditRefusals.FileMissing, stop);
        var path = Path.Combine(Path.GetTempPath(), $"headway-audit-{Guid.CreateVersion7():N}");
        await using (var kept = System.IO.File.Create(path))
            await file.CopyToAsync(kept, stop);
        var form = http.Request.Form;
        var job = jobs.Start(caller, path, FileNames.Clean(file.FileName), new ReadingWishes(Said(form, "profile"), Said(form, "zone"), Said(form, "calendar")));
        if (job.Refusal is not { } why)
            return Results.Redirect($"/audit/run/{job.Value.Id}");
        System.IO.File.Delete(path);
        return await Home(http, frames, frozen, why, stop);
    }

    private static async Task<IResult> Live(HttpContext http, AuditJobs jobs, DeskClock clock, ShellFrames frames, FrozenAudits frozen, CancellationToken stop)
    {
        var caller = http.Caller();
        if (caller.Denies(Permission.RunAudits) is { } no)
            return No(no);
        var job = await jobs.Live(caller, Instant.FromUnixTimeMilliseconds(0), clock.Now(caller.Tenant), stop);
        return job.Refusal is { } why ? await Home(http, frames, frozen, why, stop) : Results.Redirect($"/audit/run/{job.Value.Id}");
    }

    private static async Task<IResult> Export(HttpContext http, ExportLedger export, DeskClock clock, string? format, CancellationToken stop)
    {
        var caller = http.Caller();
        var wanted = Enum.TryParse<LedgerFormat>(format, ignoreCase: true, out var known) ? known : LedgerFormat.Csv;
        var file = await export.Write(caller, wanted, Instant.FromUnixTimeMilliseconds(0), clock.Now(caller.Tenant), stop);
        return file.Refusal is { } no ? No(no) : wanted switch
        {
            LedgerFormat.Xes => Results.File(file.Value, "application/xml", "headway-ledger.xes"),
            LedgerFormat.Ocel => Results.File(file.Value, "application/json", "headway-ledger.jsonocel"),
            _ => Results.File(file.Value, "text/csv; charset=utf-8", "headway-ledger.csv"),
        };
    }

    private static async Task<IResult> Run(HttpContext http, AuditJobs jobs, ShellFrames frames, string id, string? edit, CancellationToken stop) =>
        jobs.Find(http.Caller(), id) is { } job ? await Page<AuditRunPage>(http, frames, null, stop, ("Job", job), ("Editing", edit == "1")) : No(AuditRefusals.NotFound);

    private static IResult Progress(HttpContext http, AuditJobs jobs, string id)
    {
        if (jobs.Find(http.Caller(), id) is not { } job)
            return No(AuditRefusals.NotFound);
        if (job.IsDone)
            http.Response.Headers["HX-Redirect"] = $"/audit/run/{id}";
        return Draw.Page<AuditProgress>(("Job", job));
    }

    private static async Task<IResult> File(HttpContext http, AuditJobs jobs, Viewer viewer, string id, string kind)
    {
        if (jobs.Find(http.Caller(), id) is not { Report: { } report } job)
            return No(AuditRefusals.NotFound);
        return kind == "json"
            ? Results.File(Encoding.UTF8.GetBytes(job.Figures ?? "{}"), "application/json", "audit.json")
            : Html(await ReportFile.Html(report, viewer.Language), "audit.html");
    }

    private static async Task<IResult> Freeze(HttpContext http, AuditJobs jobs, FrozenAudits frozen, DeskClock clock, string id, [FromForm] string? name, CancellationToken stop)
    {
        var caller = http.Caller();
        if (jobs.Find(caller, id) is not { Report: { } report, Spans: { } spans })
            return No(AuditRefusals.NotFound);
        var kept = await frozen.Freeze(caller, report, spans, name, clock.Now(caller.Tenant), stop);
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

    private static async Task<IResult> Compare(HttpContext http, FrozenAudits frozen, ShellFrames frames, long? before, long? after, CancellationToken stop)
    {
        var compared = await frozen.Compare(http.Caller(), before ?? 0, after ?? 0, stop);
        return compared.Refusal is { } no ? No(no) : await Page<ComparePage>(http, frames, null, stop, ("View", compared.Value));
    }

    private static async Task<IResult> Page<TPage>(HttpContext http, ShellFrames frames, Refusal? refused, CancellationToken stop, params (string Name, object? Value)[] with)
        where TPage : IComponent =>
        Draw.Page<TPage>(refused is null ? StatusCodes.Status200OK : Draw.StatusOf(refused), [("Frame", await frames.For(http.Caller(), stop)), .. with]);

    private static IResult Html(string text, string name) => Results.File(Encoding.UTF8.GetBytes(text), "text/html; charset=utf-8", name);

    private static IResult No(Refusal refusal) => Results.StatusCode(Draw.StatusOf(refusal));

    private static string? Said(IFormCollection form, string name) => form[name].ToString().Trim() is { Length: > 0 } text ? text : null;
}
