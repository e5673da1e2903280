using Headway.Domain.Statuses;
using NodaTime;

namespace Headway.Domain.Tickets;

/// <summary>What an entry of another tool's history was.</summary>
public enum PastKind
{
    /// <summary>A touch: a change of status or team, or one that changed nothing.</summary>
    Touched,

    CustomerWrote,

    /// <summary>Support wrote, and the customer could read it.</summary>
    Answered,

    Noted,
}

/// <summary>
/// An entry of another tool's history, at its own time: that it was imported is said by its kind. <paramref name="Status"/>
/// and <paramref name="Team"/> where they changed.
/// </summary>
public sealed record PastImported(PastKind Kind, StatusCode? Status, TeamId? Team, TextId? Text) : TicketFact;

/// <summary>
/// The imported ticket is ours to work on from here. What follows it is no history any more. <paramref name="Import"/> is
/// the import it came with; <paramref name="Quiet"/>: the customer hears nothing by itself until a person has progressed it.
/// </summary>
public sealed record Landed(long Import, bool Quiet) : TicketFact;

/// <summary>The fold of what was imported: only what the desk needs to go on from there.</summary>
internal static class ImportFold
{
    public static TicketState Step(TicketState state, PastImported past, Instant at)
    {
        state = past.Team is { } team && team != state.Team
            ? state with { Team = team, CameFrom = state.Team, Transfers = state.Transfers + 1 }
            : state;

        // An export often says no more than that somebody began: the response clock of another tool is not judged here.
        var begun = past.Kind == PastKind.Answered || past.Status is { } status && status != StatusCode.New && status != StatusCode.Assigned;
        if (begun && state.FirstReplyAt is null)
        {
            state = state with { FirstReplyAt = at };
        }

        return past.Kind switch
        {
            PastKind.CustomerWrote => state with { Unanswered = new Message(at, state.Requester, Intent.Information, state.Channel) },
            PastKind.Answered => state with { LastReplyAt = at, Unanswered = null },
            _ => begun && state.LastReplyAt is null ? state with { Unanswered = null } : state,
        };
    }
}
