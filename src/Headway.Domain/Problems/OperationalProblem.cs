using NodaTime;

namespace Headway.Domain.Problems;

/// <summary>What stands in the way of the work.</summary>
public enum ObstacleKind { Documentation, HardTask, Tool, Access, Supplier, Intake, Rule, Other }

/// <summary>Seen, being mended, mended but not proven, proven to be gone; or looked at and kept as it is, with the reason.</summary>
public enum ProblemState { Open, Fixing, Fixed, Verified, Kept }

/// <summary>
/// An obstacle that returns in the work of support because nobody records and removes it. It is <see cref="ProblemState.Fixed"/>
/// only with what was done and <see cref="ProblemState.Verified"/> only with how that was proven; coming up again opens it again.
/// </summary>
public sealed record OperationalProblem(
    string Title, ObstacleKind Kind, ProblemState State, TeamId? Team, ServiceId? Service, PersonId? Owner, string? Fix, string? Verification, int Count, Duration Lost)
{
    public const int LongestTitle = 200, LongestText = 4_000;

    public static readonly Duration MostLost = Duration.FromDays(5);

    public static readonly Duration Again = Duration.FromDays(28);

    /// <summary>The state a problem may be said to be in, with the words that go with it.</summary>
    public static Refusal? Check(string? title, ProblemState state, string? fix, string? verification) =>
        string.IsNullOrWhiteSpace(title) || title.Trim().Length > LongestTitle ? ProblemRefusals.TitleMissing
        : fix is { Length: > LongestText } || verification is { Length: > LongestText } ? ProblemRefusals.TooLong
        : state is ProblemState.Fixed or ProblemState.Verified or ProblemState.Kept && string.IsNullOrWhiteSpace(fix) ? ProblemRefusals.FixMissing
        : state == ProblemState.Verified && string.IsNullOrWhiteSpace(verification) ? ProblemRefusals.VerificationMissing
        : null;

    public static Refusal? Check(Duration lost) => lost < Duration.Zero || lost > MostLost ? ProblemRefusals.MinutesRange : null;

    /// <summary>Where it stands after it came up once more: what was thought mended is open again.</summary>
    public static ProblemState AfterOccurrence(ProblemState state) => IsAnswered(state) ? ProblemState.Open : state;

    /// <summary>Whether somebody has said what became of it.</summary>
    public static bool IsAnswered(ProblemState state) => state is ProblemState.Fixed or ProblemState.Verified or ProblemState.Kept;
}

public static class ProblemRefusals
{
    public static readonly Refusal Unknown = new(RefusalKind.NotFound, "problem.unknown", "There is no such operational problem.");
    public static readonly Refusal TitleMissing = new(RefusalKind.Invalid, "problem.title-missing", "Say in a few words what stands in the way, in at most 200 characters.");
    public static readonly Refusal TooLong = new(RefusalKind.Invalid, "problem.too-long", "At most 4,000 characters.");
    public static readonly Refusal FixMissing = new(RefusalKind.Invalid, "problem.fix-missing", "Say what was done about it, or why it stays.");
    public static readonly Refusal VerificationMissing = new(RefusalKind.Invalid, "problem.verification-missing", "Say how it was seen that it is gone.");
    public static readonly Refusal MinutesRange = new(RefusalKind.Invalid, "problem.minutes", "Minutes lost: a whole number from 0 to 7200.");
    public static readonly Refusal RuleUnknown = new(RefusalKind.NotFound, "problem.rule-unknown", "There is no such rule: name a situation (status:AWAIT_SUPPLIER) or the targets of a priority (target:P1).");
    public static readonly Refusal WordsMissing = new(RefusalKind.Invalid, "problem.words-missing", "Say in one sentence how the rule hurts, in at most 200 characters.");
    public static readonly Refusal EntryUnknown = new(RefusalKind.NotFound, "problem.entry-unknown", "There is no such line on that ticket.");
}
