using Headway.Application.Flow;
using Headway.Web.Desk;
using Headway.Web.Doors;

namespace Headway.Web.Maturity;

/// <summary>How far the desk has come, and the twenty-one issues of the field with this desk's own figure.</summary>
public static class MaturityPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapGet("/maturity", (HttpContext http, MaturityQuery maturity, ShellFrames frames, CancellationToken stop) => Show<MaturityPage>(http, maturity, frames, stop));
        desk.MapGet("/issues", (HttpContext http, MaturityQuery maturity, ShellFrames frames, CancellationToken stop) => Show<IssuesPage>(http, maturity, frames, stop));
    }

    private static async Task<IResult> Show<TPage>(HttpContext http, MaturityQuery maturity, ShellFrames frames, CancellationToken stop)
        where TPage : Microsoft.AspNetCore.Components.IComponent
    {
        var caller = http.Caller();
        var read = await maturity.Read(caller, stop);
        return read.IsRefused ? Draw.No(read.Refusal!) : Draw.Page<TPage>(("Frame", await frames.For(caller, stop)), ("Read", read.Value));
    }
}
