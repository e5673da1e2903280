namespace Headway.Domain.Flow;

/// <summary>What a maturity level is tested by: settings and measured use of the last thirty days, never switches alone.</summary>
public sealed record MaturityEvidence
{
    /// <summary>At least one team works from a list of activities.</summary>
    public bool Guided { get; init; }

    public bool BreachPrevention { get; init; }

    public bool FullStatusSet { get; init; }

    /// <summary>Touches that end in a confirmed situation.</summary>
    public double? Confirmed { get; init; }

    /// <summary>Every active team orders by computed dues (standard, advanced or perfect).</summary>
    public bool Standard { get; init; }

    public int Open { get; init; }

    public int Unscheduled { get; init; }

    public double? Progression { get; init; }

    public bool Chases { get; init; }

    public bool Appointments { get; init; }

    public bool Returns { get; init; }

    /// <summary>At least one team in advanced or perfect mode.</summary>
    public bool Advanced { get; init; }

    /// <summary>Urgent acts done by somebody who was not answerable.</summary>
    public double? HighCover { get; init; }

    public int Contributions { get; init; }

    public int Promises { get; init; }

    /// <summary>Perfect at the desk, or advanced (or perfect) everywhere.</summary>
    public bool PerfectOrAdvancedEverywhere { get; init; }

    /// <summary>Frozen audits; of the first and the last of them, whether the later one is better.</summary>
    public int Audits { get; init; }

    public bool AuditsImproved { get; init; }

    public double? ValidChases { get; init; }
}

/// <summary>One test: whether it is met, what was measured and what it asks for; both null for a matter of yes or no.</summary>
public sealed record MaturityTest(string Key, bool Met, double? Value = null, double? Goal = null);

public sealed record MaturityLevel(int Number, bool Reached, IReadOnlyList<MaturityTest> Tests);

/// <summary>The levels with their tests; a level is reached with all of its tests and all levels below. Ours, not the field's.</summary>
public sealed record Maturity(int Reached, IReadOnlyList<MaturityLevel> Levels, MaturityTest? Next)
{
    public const double EnoughConfirmed = 0.8, EnoughHighCover = 0.15, EnoughProgression = 0.85, FewChases = 1;

    public static Maturity Of(MaturityEvidence seen)
    {
        MaturityTest[][] tests =
        [
            [new("guided", seen.Guided), new("breach-prevention", seen.BreachPrevention)],
            [new("statuses", seen.FullStatusSet), AtLeast("confirmed", seen.Confirmed, EnoughConfirmed)],
            [
                new("standard", seen.Standard), new("all-dated", seen.Open > 0 && seen.Unscheduled == 0, seen.Unscheduled, 0), new("sla-reported", seen.Progression is not null),
                new("chases", seen.Chases), new("appointments", seen.Appointments), new("returns", seen.Returns),
            ],
            [
                new("advanced", seen.Advanced), AtLeast("high-cover", seen.HighCover, EnoughHighCover), new("contributions", seen.Contributions > 0), new("promises", seen.Promises > 0),
                AtLeast("progression", seen.Progression, EnoughProgression),
            ],
            [
                new("perfect", seen.PerfectOrAdvancedEverywhere), new("audits", seen.Audits >= 2 && seen.AuditsImproved, seen.Audits, 2),
                new("few-chases", seen.ValidChases is { } chases && chases <= FewChases, seen.ValidChases, FewChases),
            ],
        ];
        var reached = tests.TakeWhile(level => level.All(test => test.Met)).Count();
        return new Maturity(reached, [.. tests.Select((level, index) => new MaturityLevel(index + 1, index < reached, level))], reached < tests.Length ? tests[reached].First(test => !test.Met) : null);
    }

    private static MaturityTest AtLeast(string key, double? value, double goal) => new(key, value >= goal, value, goal);
}
