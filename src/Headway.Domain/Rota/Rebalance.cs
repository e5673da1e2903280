using NodaTime;

namespace Headway.Domain.Rota;

/// <summary>What of a queue becomes due before the end, and how many of the people who hold it now it can count on (a person with two queues counts half).</summary>
public sealed record QueueLoad(StatusQueue Queue, int Due, double People, Duration Left)
{
    /// <summary>Work against time: above 1 not everything can be done in time; without anybody it is as high as it gets.</summary>
    public double Pressure(Duration touch) =>
        Due == 0 ? 0 : People <= 0 || Left <= Duration.Zero ? double.PositiveInfinity : Due * touch.TotalMinutes / (People * Left.TotalMinutes);
}

/// <summary>One person takes a second queue for the rest of the shift.</summary>
public sealed record Rebalanced(PersonId Person, StatusQueue To, int Due, double Pressure, int Holders);

/// <summary>Proposes who could help where a queue's dues exceed the people who hold it.</summary>
public static class Rebalance
{
    /// <summary>A handling counts as a quarter of an hour until a team's own figures are known.</summary>
    public static readonly Duration Touch = Duration.FromMinutes(15);

    /// <summary>The hottest queue beyond its people, with the person on shift whose own queues press least; null when nothing is to be gained.</summary>
    /// <param name="loads">Every queue of the team.</param>
    /// <param name="held">Who is on shift now, with the names of the queues they hold.</param>
    /// <param name="touch">How long a handling takes.</param>
    public static Rebalanced? Suggest(IReadOnlyList<QueueLoad> loads, IReadOnlyDictionary<PersonId, IReadOnlyCollection<string>> held, Duration touch)
    {
        var hot = loads.Where(load => load.Pressure(touch) > 1).OrderByDescending(load => load.Pressure(touch)).ThenBy(load => load.Queue.Name, StringComparer.Ordinal).FirstOrDefault();
        if (hot is null)
        {
            return null;
        }

        var pressure = loads.ToDictionary(load => load.Queue.Name, load => load.Pressure(touch));
        var helper = held
            .Where(one => !one.Value.Contains(hot.Queue.Name))
            .Select(one => (Person: one.Key, Pressure: one.Value.Max(name => pressure.GetValueOrDefault(name))))
            .Where(one => one.Pressure < hot.Pressure(touch) && one.Pressure <= 1)
            .OrderBy(one => one.Pressure).ThenBy(one => one.Person.Value)
            .Select(one => (PersonId?)one.Person).FirstOrDefault();
        return helper is { } person
            ? new Rebalanced(person, hot.Queue, hot.Due, hot.Pressure(touch), held.Count(one => one.Value.Contains(hot.Queue.Name)))
            : null;
    }
}
