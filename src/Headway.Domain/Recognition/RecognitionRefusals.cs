namespace Headway.Domain.Recognition;

public static class RecognitionRefusals
{
    public static readonly Refusal NothingToThank = new(RefusalKind.NotFound, "thanks.nothing-there", "Thanks belong to something that was done: choose an activity that somebody finished.");
    public static readonly Refusal Oneself = new(RefusalKind.Invalid, "thanks.oneself", "Thank somebody else.");
    public static readonly Refusal AlreadyThanked = new(RefusalKind.Conflict, "thanks.already-given", "You thanked for this already.");
    public static readonly Refusal WordsTooLong = new(RefusalKind.Invalid, "recognition.words-too-long", "Say it in at most 500 characters.");
    public static readonly Refusal WordsMissing = new(RefusalKind.Invalid, "recognition.words-missing", "Say in a few words what is meant.");
    public static readonly Refusal SampleUnknown = new(RefusalKind.NotFound, "sample.unknown", "There is nothing to check here any more.");
    public static readonly Refusal SampleOwn = new(RefusalKind.Forbidden, "sample.own-work", "Nobody checks their own work: ask a colleague.");
    public static readonly Refusal VerdictUnknown = new(RefusalKind.Invalid, "sample.verdict-unknown", "Say whether it passed: good, or needs coaching with a note.");
    public static readonly Refusal ObjectionUnknown = new(RefusalKind.NotFound, "objection.unknown", "There is no such objection.");
    public static readonly Refusal NotYours = new(RefusalKind.NotFound, "objection.not-yours", "Object to what is recorded of you: choose an activity that you finished.");
    public static readonly Refusal PersonNotYours = new(RefusalKind.NotFound, "recognition.person-unknown", "Only the person and the leads of their teams see what is recorded of them.");
}
