using Headway.Domain.Statuses;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>
/// Proposes the situation that follows a touch, by rules that can be read, the first that matches: the macro, the
/// situation beneath an interrupt, what the reply asks or gives, the call that nobody took, a supplier named (or a yes or a
/// delivery waited for), a date in a note or a reply, the team's habit, and last of all work in progress.
/// </summary>
public static class Predict
{
    private const int Alternatives = 2;

    private static readonly Func<TouchDraft, TouchWords, Prediction?>[] Rules = [Macro, Beneath, Asks, Gives, Unanswered, Supplier, Approval, Parts, NoteDated, ReplyDated, Habit];

    private static readonly StatusCode[] Fallbacks = [StatusCode.InProgress, StatusCode.AwaitCustomer, StatusCode.NextAction, StatusCode.CustomerTesting];

    /// <summary>Situations of the first touch: once work is logged, nobody goes back to them.</summary>
    private static readonly StatusCode[] Untouched = [StatusCode.New, StatusCode.Assigned];

    private static readonly StatusCode[] NeverProposed =
    [
        StatusCode.New, StatusCode.Assigned, StatusCode.Chased, StatusCode.CustomerUpdated, StatusCode.ColleagueUpdated, StatusCode.AppointmentRequested,
        StatusCode.AppointmentOffered, StatusCode.AppointmentBooked, StatusCode.Rejected, StatusCode.TargetAtRisk, StatusCode.CustomerSilent, StatusCode.Assist,
        StatusCode.Reopened, StatusCode.Resolved, StatusCode.Closed,
    ];

    public static Prediction Next(TouchDraft draft)
    {
        var words = TouchWords.Read(draft);
        var matches = Rules.Select(rule => rule(draft, words)).OfType<Prediction>().ToList();
        var first = matches.FirstOrDefault() ?? new Prediction(StatusCode.InProgress, "work-goes-on", []);
        var others = matches.Skip(1).Select(m => m.Status)
            .Concat(draft.Usual.After(draft.From, draft.Act).Select(u => u.Status))
            .Concat(Fallbacks)
            .Where(s => s != first.Status && (s == StatusCode.CustomerSilent || !NeverProposed.Contains(s)))
            .Distinct().Take(Alternatives);
        return first with { Alternatives = [.. others], OffersTime = first.OffersTime || draft.Act == TouchAct.CallUnanswered };
    }

    private static Prediction? Macro(TouchDraft draft, TouchWords words) =>
        draft.MacroStatus is { } status ? new Prediction(status, "macro", []) : null;

    // Whoever interrupts was heard of: "not reached" is nothing to go back to, and an answer is no further attempt.
    private static Prediction? Beneath(TouchDraft draft, TouchWords words) =>
        draft is { InterruptOpen: true, Underlying: { } underlying } && underlying != StatusCode.CustomerSilent && !Untouched.Contains(underlying)
            ? new Prediction(underlying, "beneath-interrupt", [], KeepsDue: true) : null;

    private static Prediction? Asks(TouchDraft draft, TouchWords words) =>
        words.Asks.Count > 0 ? new Prediction(StatusCode.AwaitCustomer, "reply-asks", words.Asks) : null;

    private static Prediction? Gives(TouchDraft draft, TouchWords words) =>
        words.Gives.Count > 0 ? new Prediction(StatusCode.CustomerTesting, "reply-gives-a-fix", words.Gives) : null;

    private static Prediction? Unanswered(TouchDraft draft, TouchWords words) =>
        draft.Act == TouchAct.CallUnanswered
            ? new Prediction(StatusCode.CustomerSilent, "call-unanswered", [], OffersTime: true, Attempt: draft.Attempts + 1) : null;

    private static Prediction? Supplier(TouchDraft draft, TouchWords words) =>
        words.Suppliers.Count > 0
            ? new Prediction(StatusCode.AwaitSupplier, "supplier-named", words.Suppliers, Eta(draft, words), AsksEta: Eta(draft, words) is null) : null;

    private static Prediction? Approval(TouchDraft draft, TouchWords words) =>
        words.Approvals.Count > 0 ? new Prediction(StatusCode.AwaitApproval, "needs-a-yes", words.Approvals) : null;

    private static Prediction? Parts(TouchDraft draft, TouchWords words) =>
        words.Parts.Count > 0 ? new Prediction(StatusCode.AwaitDelivery, "on-order", words.Parts, Eta(draft, words), AsksEta: Eta(draft, words) is null) : null;

    private static LocalDateTime? Eta(TouchDraft draft, TouchWords words) => (words.NoteDate ?? words.ReplyDate)?.At(draft.Day.Morning);

    private static Prediction? NoteDated(TouchDraft draft, TouchWords words) => words.NoteDate is { } date ? Dated(draft, words, date, "date-in-note") : null;

    /// <summary>"I tell you tomorrow afternoon": a promise to the customer is a plan as well.</summary>
    private static Prediction? ReplyDated(TouchDraft draft, TouchWords words) => words.ReplyDate is { } date ? Dated(draft, words, date, "date-in-reply") : null;

    private static Prediction? Dated(TouchDraft draft, TouchWords words, DateMention mention, string rule)
    {
        var at = mention.At(draft.Day.Morning);
        if (at <= draft.Now)
            return null;
        if (words.Later.Count > 0)
            return new Prediction(StatusCode.Deferred, "customer-wants-later", [.. words.Later, mention.Words], at);
        return at > draft.NextActionLimit
            ? new Prediction(StatusCode.Deferred, "date-far-ahead", [mention.Words], at)
            : new Prediction(StatusCode.NextAction, rule, [mention.Words], at);
    }

    private static Prediction? Habit(TouchDraft draft, TouchWords words)
    {
        var usual = draft.Usual.After(draft.From, draft.Act).Where(u => !NeverProposed.Contains(u.Status)).ToList();
        return usual.Count == 0 ? null : new Prediction(usual[0].Status, "team-habit", [], Times: usual[0].Times, OutOf: usual.Sum(u => u.Times));
    }
}
