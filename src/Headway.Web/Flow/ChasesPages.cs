using Headway.Application.Chases;
using Headway.Application.Desk;
using Headway.Domain;
using Headway.Web.Desk;
using Headway.Web.Doors;
using NodaTime.Text;

namespace Headway.Web.Flow;

/// <summary>The chases behind a figure or a column of weeks.</summary>
public static class ChasesPages
{
    public static void Map(IEndpointRouteBuilder routes) => routes.ForStaff().MapGet("/flow/chases", Page);

    private static async Task<IResult> Page(
        HttpContext http, ChaseListQuery chases, ShellFrames frames, DeskClock clock, int? weeks, string? set, string? week, long? team, CancellationToken stop)
    {
        var caller = http.Caller();
        var which = Enum.TryParse<ChaseSet>(set, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : ChaseSet.All;
        var scope = FlowPages.Scope(caller, clock, weeks is > 0 and <= 52 ? weeks.Value : 13) with { Team = team is { } id ? new TeamId(id) : null };
        if (week is not null && LocalDatePattern.Iso.Parse(week) is { Success: true } monday)
        {
            scope = scope with { From = FlowPages.Start(monday.Value, caller.Zone), To = FlowPages.Start(monday.Value.PlusWeeks(1), caller.Zone) };
        }

        var read = await chases.Read(caller, scope, which, stop);
        if (read.IsRefused)
        {
            return Draw.No(read.Refusal!);
        }

        var here = $"/flow/chases?weeks={weeks ?? 13}{(team is null ? "" : FormattableString.Invariant($"&team={team}"))}{(week is null ? "" : $"&week={Uri.EscapeDataString(week)}")}&set=";
        return Draw.Page<ChasesPage>(("Frame", await frames.For(caller, stop)), ("Rows", read.Value.Rows), ("Withheld", read.Value.Withheld), ("Set", which), ("Here", here));
    }
}
