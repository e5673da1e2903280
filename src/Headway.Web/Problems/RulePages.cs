using Headway.Application.Problems;
using Headway.Domain.Problems;
using Headway.Domain.Statuses;
using Headway.Web.Doors;
using Headway.Web.Layout;
using Headway.Web.Settings;

namespace Headway.Web.Problems;

/// <summary>"This rule hurts": said where a due is explained and where thresholds and targets are set.</summary>
internal static class RulePages
{
    public static void Map(IEndpointRouteBuilder routes) => routes.ForStaff().MapPost("/problems/rule", Say);

    /// <summary>A rule's name as a person reads it.</summary>
    public static string Called(Viewer viewer, string about)
    {
        var name = DeskRuleName.Read(about, StatusBook.Default);
        return name switch
        {
            { Status: { } status } => viewer.Status(new Application.Views.StatusName(status.Value)),
            { Priority: { } priority } => viewer["hurts.target", priority.ToString()],
            _ => about,
        };
    }

    private static async Task<IResult> Say(HttpContext http, SayRuleHurts say, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var (about, words) = (form.Given("about"), form.Given("words"));
        var said = await say.Do(http.Caller(), about, words, form.Id("ticket"), stop);
        if (!http.IsPart())
        {
            return said.IsRefused ? Draw.No(said.Refusal!) : Results.Redirect($"/problems/{said.Value}?done=said");
        }

        return Draw.Page<HurtsForm>(
            said.IsRefused ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
            ("About", about ?? ""), ("Ticket", form.Id("ticket")), ("Words", words), ("Refused", said.Refusal), ("Said", said.IsRefused ? null : (long?)said.Value));
    }
}
