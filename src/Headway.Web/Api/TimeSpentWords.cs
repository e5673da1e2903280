namespace Headway.Web.Api;

/// <summary>What the fields of time spent mean; read with <see cref="ApiWords"/>.</summary>
internal static class TimeSpentWords
{
    public static readonly IReadOnlyDictionary<string, string> Said = new Dictionary<string, string>
    {
        ["ProgressBody.minutes"] = "How long it took, at most 1440; below zero takes back what was noted too much. Refused where the desk keeps no time spent.",
        ["AttemptBody.minutes"] = "How long it took, where the desk keeps time spent.",
        ["ResolveBody.minutes"] = "How long it took, where the desk keeps time spent.",
        ["timeSpent"] = "How long was worked on it; left out while nobody has said.",
        ["TimeSpentJson.minutes"] = "Noted by everybody together.",
        ["TimeSpentJson.people"] = "Only those whose figures the reader may see: oneself, and for leads their own people. In the order of names; empty in lists.",
        ["PersonMinutesJson.minutes"] = "What this person noted on the ticket.",
        ["keepsTime"] = "Whether a touch may say how many minutes it took.",
    };
}
