using Headway.Domain.People;
using Headway.Domain.Rota;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Flow;

/// <summary>Why a colleague's work is offered to the team.</summary>
public enum CoverReason
{
    /// <summary>Its owner is away while it becomes due.</summary>
    Away,

    /// <summary>Its due has passed.</summary>
    Late,
}

/// <summary>
/// A person's due work is offered to the team while the person is away, and once it is past due. An offer stands beside
/// the list and changes nobody's order; where nobody owns (perfect) there is nothing to cover, and where dues are
/// not shown (basic, status-ranked) only an absence opens it, in basic mode for what has a live point.
/// </summary>
public static class Cover
{
    /// <param name="item">An open activity.</param>
    /// <param name="person">To whom it might be offered.</param>
    /// <param name="teamsOfPerson">The person's teams.</param>
    /// <param name="mode">The mode of the item's team.</param>
    /// <param name="rota">Who is away.</param>
    /// <param name="now">The moment.</param>
    /// <param name="until">An absent colleague's work is offered when it is due before this.</param>
    /// <returns>Null when it is not offered, or in the person's list anyway.</returns>
    public static CoverReason? Offers(WorkItem item, PersonId person, IReadOnlyCollection<TeamId> teamsOfPerson, PrioritisationMode mode, PublishedRota rota, Instant now, Instant until)
    {
        if (item.Owner is not { } owner || owner == person || !mode.HasOwners() || !teamsOfPerson.Contains(item.Team)
            || (!mode.HasSituations() && item.Point is null) || WorkList.Shows(item, person, teamsOfPerson, mode, rota, now))
        {
            return null;
        }

        return rota.IsAway(owner, now) && item.Due < until ? CoverReason.Away
            : mode.HasDues() && item.IsOverdue(now) ? CoverReason.Late
            : null;
    }
}
