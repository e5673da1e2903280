using Headway.Domain.Statuses;
using NodaTime;

namespace Headway.Domain.Rota;

/// <summary>One or more situations of a team's tickets that people look after together, whoever handled the ticket before.</summary>
public sealed record StatusQueue(string Name, TeamId Team, IReadOnlyCollection<StatusCode> Statuses);

/// <summary>A person looks after the queues of the team from <paramref name="From"/> (in) to <paramref name="To"/> (out).</summary>
public sealed record RotaShift(PersonId Person, TeamId Team, IReadOnlyCollection<string> Queues, Instant From, Instant To)
{
    public bool Covers(Instant at) => From <= at && at < To;
}

/// <summary>
/// Who looks after what in perfect mode. A queue that nobody on shift holds, and a situation that belongs to no queue, is
/// everybody's: a gap in the rota shows more, never less.
/// </summary>
public sealed class PublishedRota(IReadOnlyList<StatusQueue> queues, IReadOnlyList<RotaShift> shifts, Absences? absences = null)
{
    /// <summary>No queues at all: everything of a team is everybody's.</summary>
    public static readonly PublishedRota Empty = new([], []);

    private readonly Absences _absences = absences ?? Absences.None;

    /// <summary>The same rota while these people are away: a shift of somebody who is away is held by nobody.</summary>
    public PublishedRota With(Absences away) => new(queues, shifts, away);

    public bool IsAway(PersonId person, Instant at) => _absences.IsAway(person, at);

    public bool Shows(TeamId team, StatusCode status, PersonId person, Instant now)
    {
        var inAnyQueue = false;
        foreach (var queue in queues)
        {
            if (queue.Team != team || !queue.Statuses.Contains(status))
            {
                continue;
            }

            inAnyQueue = true;
            var holders = Holders(queue, now);
            if (holders.Count == 0 || holders.Contains(person))
            {
                return true;
            }
        }

        return !inAnyQueue;
    }

    private HashSet<PersonId> Holders(StatusQueue queue, Instant now) =>
        [.. shifts.Where(shift => shift.Team == queue.Team && shift.Covers(now) && shift.Queues.Contains(queue.Name) && !_absences.IsAway(shift.Person, now)).Select(shift => shift.Person)];
}
