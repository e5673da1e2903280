using Headway.Domain;
using Headway.Domain.Progression;

namespace Headway.Application.Scenarios;

/// <summary>The commands of a scenario that make one ticket of two, or two of one. A door: it decides nothing.</summary>
internal static class MergeCommands
{
    public static bool Knows(string command) => command is "merge" or "unmerge" or "split";

    /// <exception cref="FormatException">A field is missing or not of its kind: the line is malformed.</exception>
    public static Refusal? Apply(ScenarioDesk desk, ScenarioLine line)
    {
        if (ScenarioCommands.Person(desk, line, "by", out var named) is { } unknown)
        {
            return unknown;
        }

        var by = named ?? throw new FormatException("The line has no 'by'.");
        var ticket = line.Required("ticket");
        if (desk.Find(ticket) is not { } state)
        {
            return TicketRefusals.Unknown.Because($"There is no ticket {ticket}.");
        }

        return line.Do switch
        {
            "merge" => desk.Together(ticket, line.Required("into"), new Merge(by, line.Flag("shared")).Decide, line.At),
            "unmerge" => state.Merged is { } merger ? desk.Together(ticket, desk.NameOf(merger.Into), new Unmerge(by).Decide, line.At) : MergeRefusals.NotMerged,
            _ => desk.Split(ticket, line.Required("as"), by, line.At),
        };
    }
}
