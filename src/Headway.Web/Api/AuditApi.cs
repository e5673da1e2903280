using System.Text;
using Headway.Application.Audits;
using Headway.Application.Desk;
using Headway.Web.Audit;
using Headway.Web.Doors;
using Headway.Web.Layout;
using NodaTime;

namespace Headway.Web.Api;

/// <summary>What else changed between two frozen audits: words, or that nothing did that anybody knows of.</summary>
public sealed record OthersBody(long Before, long After, string? Others, bool? Nothing);

/// <summary>What an hour of lost work costs, tickets a year, the share of saved hours that becomes work, the cost of the change a year.</summary>
public sealed record RatesBody(double Hourly, int Tickets, double? Realised, double? Cost, string? Currency);

public sealed record RatesJson(double Hourly, int Tickets, double Realised, double Cost, string Currency)
{
    public static RatesJson Of(AuditRates rates) => new(rates.Hourly, rates.Tickets, rates.Realised, rates.Cost, rates.Currency);
}

/// <summary><c>/audits</c>: frozen ones, their comparison, the rates it is said in money by, the ledger for others to audit.</summary>
internal static class AuditApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/audits", async (HttpContext http, FrozenAudits frozen, CancellationToken stop) =>
            ApiAnswer.Of(await frozen.List(http.Caller(), stop), all => ApiAnswer.List(all.Select(FrozenAuditJson.Of)))).Produces<ListJson<FrozenAuditJson>>()
            .Describe("Frozen audits", "The newest first, at most a hundred; method and hash stand with each one by itself.");
        api.MapGet("/audits/{id:long}", async (HttpContext http, FrozenAudits frozen, long id, CancellationToken stop) =>
            ApiAnswer.Of(await frozen.Read(http.Caller(), id, stop), audit => ApiAnswer.Json(FrozenAuditJson.Of(audit)))).Produces<FrozenAuditJson>()
            .Describe("A frozen audit", "What was measured, by which method, and the hash over its figures.");
        api.MapGet("/audits/{id:long}/report", async (HttpContext http, FrozenAudits frozen, long id, CancellationToken stop) =>
            ApiAnswer.Of(await frozen.Read(http.Caller(), id, stop), audit => Results.Bytes(Encoding.UTF8.GetBytes(AuditJson.Of(audit.Report).ToJsonString()), "application/json")))
            .Produces<Stream>(StatusCodes.Status200OK, "application/json").Describe("The figures of a frozen audit", "Source, findings, progression and that morning, as the command line writes them.");
        api.MapGet("/audits/{id:long}/report.html", async (HttpContext http, FrozenAudits frozen, Viewer viewer, long id, string? language, CancellationToken stop) =>
            await frozen.Read(http.Caller(), id, stop) is { Refusal: null, Value: var audit }
                ? Results.Bytes(Encoding.UTF8.GetBytes(await ReportFile.Html(audit.Report, language is "en" or "de" ? language : viewer.Language)), "text/html; charset=utf-8")
                : ApiAnswer.Refuse(AuditRefusals.NotFound))
            .Produces<Stream>(StatusCodes.Status200OK, "text/html").Describe("The report of a frozen audit", "One file that needs nothing else; `language` is en or de.");
        api.MapGet("/audits/compare", async (HttpContext http, FrozenAudits frozen, RateBook rates, long before, long after, CancellationToken stop) => await Compared(http, frozen, rates, before, after, stop))
            .Produces<ComparisonJson>().Describe("Compare two frozen audits", "Each finding before and after. How much was saved, with its interval, is said once somebody has written down what else changed; `verdict` says what may be claimed.");
        api.MapPost("/audits/compare/others", Others).Produces<ComparisonJson>()
            .Describe<OthersBody>("Say what else changed", "Words, or `nothing`; it stands beside the comparison ever after, and may be written anew.", """{"before":1,"after":2,"others":"Two people joined the desk.","nothing":false}""");
        api.MapGet("/audits/rates", async (HttpContext http, RateBook rates, CancellationToken stop) => ApiAnswer.Of(await rates.Read(http.Caller(), stop), known => known is null
            ? ApiAnswer.Refuse(AuditRefusals.RatesMissing) : ApiAnswer.Json(RatesJson.Of(known)))).Produces<RatesJson>()
            .Describe("The rates that were entered", "Money is said from these alone; 404 while nobody has entered any.");
        api.MapPut("/audits/rates", Rates).Produces<RatesJson>()
            .Describe<RatesBody>("Enter the rates", "What an hour of lost work costs, tickets a year, the share of saved hours that becomes work (a half when left out), and what the change costs a year.", """{"hourly":60,"tickets":24000,"realised":0.5,"cost":20000,"currency":"EUR"}""");
        api.MapGet("/audits/ledger", Ledger).Produces<Stream>(StatusCodes.Status200OK, "text/csv")
            .Describe("The ledger for others to audit", "The events of the tickets opened in a period, without words and without persons: `format` csv, xes or ocel.");
    }

    private static async Task<IResult> Compared(HttpContext http, FrozenAudits frozen, RateBook rates, long before, long after, CancellationToken stop)
    {
        var entered = await rates.Read(http.Caller(), stop);
        return ApiAnswer.Of(await frozen.Compare(http.Caller(), before, after, stop), compared => ApiAnswer.Json(ComparisonJson.Of(compared, entered.IsRefused ? null : entered.Value)));
    }

    private static async Task<IResult> Others(HttpContext http, OtherChangesBook book, FrozenAudits frozen, RateBook rates, DeskClock clock, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<OthersBody>(http, stop);
        if (asked.Refusal is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        var (caller, body) = (http.Caller(), asked.Value.Body);
        return await book.Keep(caller, body.Before, body.After, body.Others, body.Nothing ?? false, clock.Now(caller.Tenant), stop) is { } refused
            ? ApiAnswer.Refuse(refused) : await Compared(http, frozen, rates, body.Before, body.After, stop);
    }

    private static async Task<IResult> Rates(HttpContext http, RateBook rates, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<RatesBody>(http, stop);
        if (asked.Refusal is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        var body = asked.Value.Body;
        var entered = new AuditRates(body.Hourly, body.Tickets, body.Realised ?? AuditRates.UsuallyRealised, body.Cost ?? 0, body.Currency ?? "EUR");
        return await rates.Keep(http.Caller(), entered, stop) is { } refused ? ApiAnswer.Refuse(refused) : ApiAnswer.Json(RatesJson.Of(entered));
    }

    private static IResult Ledger(HttpContext http, ExportLedger export, DeskClock clock, string? format, string? from, string? to)
    {
        var caller = http.Caller();
        var (first, last) = (Days.Read(http, "from", from), Days.Read(http, "to", to));
        if ((first.Refusal ?? last.Refusal) is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        if (!Enum.TryParse<LedgerFormat>(format ?? "csv", ignoreCase: true, out var wanted) || !Enum.IsDefined(wanted))
        {
            return ApiAnswer.Refuse(Application.Access.ApiRefusals.Malformed.Because("'format' is one of csv, xes, ocel."));
        }

        var writing = export.Open(caller, wanted, first.Value ?? Instant.FromUnixTimeMilliseconds(0), last.Value ?? (clock.Now(caller.Tenant) + Duration.FromMilliseconds(1)));
        var kind = wanted switch { LedgerFormat.Xes => "application/xml", LedgerFormat.Ocel => "application/json", _ => "text/csv; charset=utf-8" };
        return ApiAnswer.Of(writing, write => Results.Stream(output => write(output, http.RequestAborted), kind));
    }
}
