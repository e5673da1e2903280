using Headway.Domain.Statuses;
using NodaTime;

namespace Headway.Domain.Rota;

/// <summary>One or more situations of a team's tickets that people look after together, whoever handled the ticket before.</summary>
public sealed record StatusQueue(string Name, TeamId Team, IReadOnlyCollection<StatusCode> Statuses)
{
    /// <summary>The store's number; 0 where queues go by their names alone.</summary>
    public long Id { get; init; }

    /// <summary>So many people have to hold it in every open hour, or there is a gap.</summary>
    public int MinCover { get; init; } = 2;
}

/// <summary>A person looks after the queues of the team from <paramref name="From"/> (in) to <paramref name="To"/> (out).</summary>
public sealed record RotaShift(PersonId Person, TeamId Team, IReadOnlyCollection<string> Queues, Instant From, Instant To)
{
    public bool Covers(Instant at) => From <= at && at < To;
}

/// <summary>By what right somebody sees a situation's tickets in perfect mode.</summary>
public enum QueueSight { Held, Uncovered, NoQueue }

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

    public bool Shows(TeamId team, StatusCode status, PersonId person, Instant now) => Sight(team, status, person, now) is not null;

    /// <summary>By what right the person sees the situation's tickets of the team now; null when others hold its queue.</summary>
    public QueueSight? Sight(TeamId team, StatusCode status, PersonId person, Instant now)
    {
        var (inAnyQueue, uncovered) = (false, false);
        foreach (var queue in queues)
        {
            if (queue.Team != team || !queue.Statuses.Contains(status))
            {
                continue;
            }

            inAnyQueue = true;
            var holders = Holders(queue, now);
            if (holders.Contains(person))
            {
                return QueueSight.Held;
            }

            uncovered |= holders.Count == 0;
        }

        return !inAnyQueue ? QueueSight.NoQueue : uncovered ? QueueSight.Uncovered : null;
    }

    /// <summary>Everybody who is away at that moment.</summary>
    public IReadOnlyCollection<PersonId> Away(Instant at) => [.. _absences.All.Where(absence => absence.Covers(at)).Select(absence => absence.Person).Distinct()];

    /// <summary>The first queue of the team that the situation belongs to; null when it belongs to none.</summary>
    public StatusQueue? QueueOf(TeamId team, StatusCode status) => QueuesOf(team).FirstOrDefault(queue => queue.Statuses.Contains(status));

    /// <summary>The team's queues.</summary>
    public IEnumerable<StatusQueue> QueuesOf(TeamId team) => queues.Where(queue => queue.Team == team);

    /// <summary>Who holds the queue at that moment; nobody who is away.</summary>
    public IReadOnlyCollection<PersonId> HoldersOf(StatusQueue queue, Instant at) => Holders(queue, at);

    /// <summary>The instants between the two at which somebody of the team comes or goes, in order.</summary>
    public IReadOnlyList<Instant> Changes(TeamId team, Instant from, Instant to)
    {
        var own = shifts.Where(shift => shift.Team == team && shift.From < to && shift.To > from).ToList();
        var people = own.Select(shift => shift.Person).ToHashSet();
        return [.. own.SelectMany(shift => new[] { shift.From, shift.To })
            .Concat(_absences.All.Where(absence => people.Contains(absence.Person)).SelectMany(absence => new[] { absence.From, absence.To }))
            .Where(at => at > from && at < to).Distinct().Order()];
    }

    /// <summary>The shifts of the team that somebody who is there holds at that moment.</summary>
    public IEnumerable<RotaShift> OnShift(TeamId team, Instant at) =>
        shifts.Where(shift => shift.Team == team && shift.Covers(at) && !_absences.IsAway(shift.Person, at));

    private HashSet<PersonId> Holders(StatusQueue queue, Instant now) =>
        [.. shifts.Where(shift => shift.Team == queue.Team && shift.Covers(now) && shift.Queues.Contains(queue.Name) && !_absences.IsAway(shift.Person, now)).Select(shift => shift.Person)];
}
