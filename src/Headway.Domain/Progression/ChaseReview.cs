using Headway.Domain.Chases;
using Headway.Domain.Tickets;

namespace Headway.Domain.Progression;

/// <summary>How every verdict on a chase begins, the first one and a lead's over it.</summary>
internal static class ChaseReview
{
    /// <summary>The chase whose row is named; without a name the one that <paramref name="otherwise"/> picks.</summary>
    public static Outcome<Chase> Find(TicketState state, int? activity, Func<TicketState, Chase?> otherwise)
    {
        if (!state.Exists)
        {
            return TicketRefusals.Unknown;
        }

        var chase = activity is { } named ? state.Chases.FindLast(known => known.Activity == named) : otherwise(state);
        return chase is null ? ChaseRefusals.Unknown : chase;
    }

    /// <summary>The ground that goes with a finding: only what is valid has one.</summary>
    public static ChaseGround? GroundOf(ChaseFinding finding, ChaseGround? ground) => finding == ChaseFinding.Valid ? ground : null;

    /// <summary>A chase is found valid for a reason.</summary>
    public static bool LacksGround(ChaseFinding finding, ChaseGround? ground) => finding == ChaseFinding.Valid && ground is null;
}
