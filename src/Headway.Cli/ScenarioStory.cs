using Headway.Application.Scenarios;

namespace Headway.Cli;

/// <summary>A run as a person reads it on a terminal.</summary>
public static class ScenarioStory
{
    public static void Tell(ScenarioRun run, TextWriter output)
    {
        foreach (var state in run.Desk.Tickets)
        {
            output.WriteLine($"{run.Desk.NameOf(state.Key)}  {state.Status}");
            foreach (var activity in state.Activities)
            {
                var end = activity.Closed is { } closed ? $"{activity.Outcome} {ScenarioReport.Text(closed)}" : "open";
                output.WriteLine($"  {activity.Status,-18} due {ScenarioReport.Text(activity.Due)}  {end}  {activity.Verdict}");
            }
        }

        foreach (var look in run.Looks)
        {
            output.WriteLine($"{ScenarioReport.Text(look.At)}  {look.As ?? look.Team ?? "everything open"}");
            foreach (var item in look.Items)
            {
                output.WriteLine($"  {ScenarioReport.Text(item.Due)}  {item.Ticket}  {item.Status}  {item.Why}");
            }
        }

        foreach (var refusal in run.Refusals)
        {
            output.WriteLine($"line {refusal.Line}: {refusal.Code}: {refusal.Message}");
        }
    }
}
