using Headway.Application.Targets;
using Headway.Web.Doors;

namespace Headway.Web.Desk;

/// <summary>Why targets were missed, once at the end of the day: a line each, a chip each, one submit.</summary>
public static class BreachPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapGet("/breaches", Page);
        desk.MapPost("/breaches", Say);
    }

    private static async Task<IResult> Page(HttpContext http, BreachReasons reasons, ShellFrames frames, CancellationToken stop)
    {
        var open = await reasons.Of(http.Caller(), stop);
        return open.IsRefused
            ? Draw.No(open.Refusal!)
            : Draw.Page<BreachPage>(("Frame", await frames.For(http.Caller(), stop)), ("Rows", open.Value));
    }

    // What was left without a chip is asked again another day.
    private static async Task<IResult> Say(HttpContext http, BreachReasons reasons, CancellationToken stop)
    {
        var open = await reasons.Of(http.Caller(), stop);
        if (open.IsRefused)
        {
            return Draw.No(open.Refusal!);
        }

        foreach (var breach in open.Value)
        {
            if (http.Request.Form[$"why.{breach.Number}.{breach.Kind}"].ToString() is { Length: > 0 } why)
            {
                await reasons.Say(http.Caller(), breach.Number, breach.Kind, why, stop);
            }
        }

        return Results.Redirect("/breaches");
    }
}
