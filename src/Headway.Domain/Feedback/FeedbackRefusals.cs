namespace Headway.Domain.Feedback;

public static class FeedbackRefusals
{
    public static readonly Refusal NotAsked = new(RefusalKind.NotFound, "feedback.not-asked", "Nobody asked for feedback here.");
    public static readonly Refusal ScoreMissing = new(RefusalKind.Invalid, "feedback.score-missing", "Choose a number from 0 (bad) to 10 (very good).");
    public static readonly Refusal Over = new(RefusalKind.Conflict, "feedback.over", "The time for feedback is over. Write to us instead: every message is read.");
    public static readonly Refusal LowOutside = new(RefusalKind.Invalid, "feedback.low-outside", "The low number lies between 0 and 9.");
}
