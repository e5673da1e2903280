using System.Globalization;
using Headway.Application.Audits;
using Headway.Application.Desk;
using Headway.Domain;
using Headway.Web.Desk;
using Headway.Web.Doors;
using Microsoft.AspNetCore.Mvc;
using static Headway.Web.Audit.AuditPages;

namespace Headway.Web.Audit;

/// <summary>Two frozen audits side by side: what changed, how sure that is, what else changed, what it is worth.</summary>
internal static class ComparePages
{
    public static void Map(IEndpointRouteBuilder desk)
    {
        desk.MapGet("/audit/compare", (HttpContext http, FrozenAudits frozen, RateBook rates, ShellFrames frames, long? before, long? after, CancellationToken stop) =>
            Compared(http, frozen, rates, frames, before ?? 0, after ?? 0, null, stop));
        desk.MapPost("/audit/compare/others", Others);
        desk.MapPost("/audit/rates", Rates);
    }

    private static async Task<IResult> Others(
        HttpContext http, FrozenAudits frozen, OtherChangesBook book, RateBook rates, ShellFrames frames, DeskClock clock,
        [FromForm] long? before, [FromForm] long? after, [FromForm] string? others, [FromForm] string? nothing, CancellationToken stop)
    {
        var caller = http.Caller();
        var no = await book.Keep(caller, before ?? 0, after ?? 0, others, nothing == "on", clock.Now(caller.Tenant), stop);
        return no == AuditRefusals.OthersMissing ? await Compared(http, frozen, rates, frames, before ?? 0, after ?? 0, no, stop)
            : no is not null ? No(no) : Back(before, after);
    }

    private static async Task<IResult> Rates(HttpContext http, FrozenAudits frozen, RateBook rates, ShellFrames frames, CancellationToken stop)
    {
        var form = http.Request.Form;
        double number(string name) => double.TryParse(form[name].ToString().Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var read) ? read : double.NaN;
        var tickets = number("tickets");
        var entered = new AuditRates(number("hourly"), tickets is >= 0 and <= int.MaxValue ? (int)tickets : -1, number("realised") / 100, number("cost"), form["currency"].ToString());
        var no = await rates.Keep(http.Caller(), entered, stop);
        var (before, after) = (long.TryParse(form["before"], out var was) ? was : 0, long.TryParse(form["after"], out var now) ? now : 0);
        return no is { Kind: RefusalKind.Forbidden } ? No(no) : no is not null ? await Compared(http, frozen, rates, frames, before, after, no, stop) : Back(before, after);
    }

    private static async Task<IResult> Compared(HttpContext http, FrozenAudits frozen, RateBook rates, ShellFrames frames, long before, long after, Refusal? refused, CancellationToken stop)
    {
        var compared = await frozen.Compare(http.Caller(), before, after, stop);
        if (compared.Refusal is { } no)
        {
            return no == AuditRefusals.MethodDiffers ? await Home(http, frames, frozen, no, stop) : No(no);
        }

        var entered = await rates.Read(http.Caller(), stop);
        return await Page<ComparePage>(http, frames, refused, stop, ("View", compared.Value), ("Rates", entered.IsRefused ? null : entered.Value), ("Refused", refused));
    }

    private static IResult Back(long? before, long? after) => Results.Redirect($"/audit/compare?before={before}&after={after}");
}
