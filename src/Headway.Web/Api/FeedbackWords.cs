namespace Headway.Web.Api;

/// <summary>What the fields of feedback, and of what is said of rules, mean; read with <see cref="ApiWords"/>.</summary>
internal static class FeedbackWords
{
    public static readonly IReadOnlyDictionary<string, string> Said = new Dictionary<string, string>
    {
        ["score"] = "From 0 (bad) to 10 (very good); null while nothing was said.",
        ["FeedbackBody.text"] = "Words, if any; left out, none.",
        ["FeedbackJson.text"] = "The customer's words; null for none, and once they were erased.",
        ["FeedbackJson.askedAt"] = "When it was asked: with the solution.",
        ["FeedbackJson.until"] = "Until when it may be said, and said otherwise.",
        ["FeedbackJson.low"] = "Whether somebody had to take it up, by the desk's setting of that day.",
        ["saidAt"] = "When what stands was said; null while nothing was.",
        ["FeedbackSummaryJson.asked"] = "How many solutions of the period were asked about.",
        ["FeedbackSummaryJson.given"] = "How many of them have an answer.",
        ["FeedbackSummaryJson.median"] = "The middle of what was said; null while nothing was.",
        ["FeedbackSummaryJson.low"] = "How many answers are low.",
        ["lowOnes"] = "The newest low ones, as far as their tickets may be seen.",
        ["ProblemRegisterJson.rule"] = "The rule of the desk that it is about, as status:AWAIT_SUPPLIER or target:P1; null for another obstacle.",
        ["RuleHurtsBody.rule"] = "The rule: the threshold of a situation, as status:AWAIT_SUPPLIER, or the targets of a priority, as target:P1.",
        ["RuleHurtsBody.words"] = "How it hurts, in one sentence of at most 200 characters.",
        ["RuleHurtsBody.ticket"] = "The number of the ticket on which it was felt; left out, none.",
        ["asksFeedback"] = "Whether customers are asked how a solution was.",
        ["lowFeedback"] = "Up to which number, 0 to 9, an answer is low.",
    };
}
