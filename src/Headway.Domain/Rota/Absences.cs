using NodaTime;

namespace Headway.Domain.Rota;

/// <summary>A person is away from <paramref name="From"/> (in) to <paramref name="To"/> (out).</summary>
public sealed record Absence(PersonId Person, Instant From, Instant To)
{
    public bool Covers(Instant at) => From <= at && at < To;
}

/// <summary>Who is away when: what they held is everybody's in the meantime.</summary>
public sealed class Absences(IReadOnlyList<Absence> all)
{
    public static readonly Absences None = new([]);

    public IReadOnlyList<Absence> All { get; } = all;

    public bool IsAway(PersonId person, Instant at) => All.Any(absence => absence.Person == person && absence.Covers(at));
}
