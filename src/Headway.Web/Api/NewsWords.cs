namespace Headway.Web.Api;

/// <summary>What the fields of a week mean; read with <see cref="ApiWords"/>.</summary>
internal static class NewsWords
{
    public static readonly IReadOnlyDictionary<string, string> Said = new Dictionary<string, string>
    {
        ["weekByMail"] = "Whether the week before comes by mail once a week; only who answers for a team can have it.",
        ["pushSubject"] = "Whether notifications outside of the page name the ticket's subject; they show on locked screens.",
        ["me.id"] = "The browser's number, as GET /me/push has it.",
        ["PushNowBody.id"] = "Which of one's browsers; null for all of them.",
        ["PushDeviceJson.id"] = "The browser's number.",
        ["PushDeviceJson.name"] = "The browser and its system, as it names itself.",
        ["PushDeviceJson.host"] = "The push service of the browser's maker.",
        ["PushDeviceJson.since"] = "Since when it is told.",
        ["PushDeviceJson.lastSeen"] = "When it last had a page open.",
        ["PushDeviceJson.told"] = "When its service last took something for it.",
        ["PushDeviceJson.error"] = "Why the last word did not reach its service; null for none.",
        ["PushTriedJson.id"] = "The browser's number.",
        ["PushTriedJson.name"] = "The browser and its system, as it names itself.",
        ["PushTriedJson.host"] = "The push service of the browser's maker.",
        ["PushTriedJson.answer"] = "taken, gone (it is forgotten here, too), refused or unreached.",
        ["PushTriedJson.error"] = "What the service said; null when it took it.",
        ["me.of"] = "A day of the week that is meant; left out, the last one that is over.",
        ["monday"] = "The first day of the week.",
        ["sunday"] = "Its last day.",
        ["came"] = "Tickets that came in the week.",
        ["ended"] = "Tickets that were resolved or closed in it.",
        ["PastWeekJson.open"] = "Tickets that are open at the moment.",
        ["progressionSla"] = "What was done on time and never moved, beyond first answers; a fraction of one.",
        ["progressionSlaBefore"] = "The same in the week before.",
        ["promisesKept"] = "Promises that were kept, as a fraction of one.",
        ["chases"] = "How often customers asked where it is; null where chases are not managed.",
        ["validChases"] = "Of these, those that were judged valid.",
        ["chaseAnswerHours"] = "Business hours to the first answer by a person, on average.",
        ["daysWithoutValidChase"] = "Days up to now without a valid one.",
        ["signals"] = "Measures that left what chance does; null while there are too few weeks.",
        ["measure"] = "The measure, by the code that the flow page's export uses.",
        ["signal"] = "above or below the natural limits, or shift-up or shift-down: eight weeks or more on one side.",
        ["lower"] = "The lower natural limit.",
        ["upper"] = "The upper natural limit.",
        ["good"] = "Whether the news is good news.",
        ["duties"] = "What to do, the most pressing first; at most three.",
        ["WeekDutyJson.kind"] = "unscheduled, chases-unmanaged, overdue, promises-missed, late-in, returned-for, moved or thanks.",
        ["count"] = "How many there are.",
        ["among"] = "Of how many; null where it is of none.",
        ["about"] = "The code of the situation or of the reason.",
    };
}
