using Headway.Application.Views;
using NodaTime;

namespace Headway.Web.Design;

public static partial class Samples
{
    public static BoardView Board => new(
        "Service Desk", new BoardCounts(3, 7, 312),
        [
            new NeedView("unanswered", 1187, new Phrase("sample.need-chase", "Priya", Duration.FromMinutes(38), "Lee", At(12, 11, 30)), new Phrase("sample.need-chase-about"), Tone.Late, "/board/cover", new Phrase("sample.cover"), new PresenceView(Lee, false)),
            new NeedView("moved", 1102, new Phrase("sample.need-moved", "#1102"), new Phrase("sample.need-moved-about"), Tone.Late, "/board/nudge", new Phrase("sample.nudge", "Sam"), new PresenceView(Sam, false)),
            new NeedView("bounced", 1160, new Phrase("sample.need-bounced", "#1160"), new Phrase("sample.need-bounced-about"), Tone.Soon, "/board/own", new Phrase("sample.decide")),
        ],
        At(12, 11, 30),
        new RibbonView(At(12, 9, 0), [.. Enumerable.Range(0, 16).Select(i => new RibbonSlot(At(12, 9, 0).Plus(Duration.FromMinutes(30 * i)), i < 2 ? 0 : 3 + (i * 5 % 7), i < 3 ? 6 - i : 0, i is 1 or 2 ? i : 0, $"/tickets?slot={i}") { OpenMinutes = i < 2 ? 0 : 45 + (i * 75 % 105), DoneMinutes = i < 3 ? 90 - (i * 15) : 0, LateMinutes = i is 1 or 2 ? i * 15 : 0, CapacityMinutes = i is > 6 and < 10 ? 60 : 90 })], null, new Phrase("sample.ribbon", At(12, 14, 0))),
        [
            new ShiftView(Sam, new Phrase("sample.on", "#1204"), false, 6), new ShiftView(Nia, new Phrase("sample.on", "#1177"), false, 4),
            new ShiftView(Lee, new Phrase("sample.away", At(12, 11, 30)), true, 5), new ShiftView(Kim, new Phrase("sample.ill"), true, 0),
        ])
    {
        Teams = [new Choice("1", "Service Desk"), new Choice("2", "Network")],
        Team = 1,
        Days = [new DayView(new LocalDate(2026, 5, 12), 11.5, 14, 0, 40, "#"), new DayView(new LocalDate(2026, 5, 13), 8, 16, 0, 31, "#"), new DayView(new LocalDate(2026, 5, 14), 16, 9.5, 6.5, 52, "#")],
        Thanks = [new ThanksView("Tom", "Lee", "That was quick.", "#"), new ThanksView("Nia", "Kim", null, "#")],
        Situations = Situations,
    };

    public static BoardView QuietBoard => Board with { Needs = [], Counts = new BoardCounts(0, 2, 298) };

    private static IReadOnlyList<SituationCount> Situations =>
    [
        new(S("AWAIT_CUSTOMER"), 96, 0, "/tickets?status=AWAIT_CUSTOMER"), new(S("AWAIT_SUPPLIER"), 52, 1, "/tickets?status=AWAIT_SUPPLIER"), new(S("NEXT_ACTION"), 47, 0, "/tickets?status=NEXT_ACTION"),
        new(S("IN_PROGRESS"), 31, 2, "/tickets?status=IN_PROGRESS"), new(S("CUST_TESTING"), 28, 0, "/tickets?status=CUST_TESTING"), new(S("AWAIT_CHANGE"), 22, 0, "/tickets?status=AWAIT_CHANGE"), new(S("CUST_UPDATED"), 9, 3, "/tickets?status=CUST_UPDATED"),
    ];

    public static FlowView Flow => new(
        new Phrase("sample.flow"),
        new FlowFigures(new Share(2318, 2536, .78, "/tickets?verdict=success"), new Share(940, 1000, .91), new Share(41, 1890, .05), new Share(122, 2536, .044)) { Predicted = new Share(2010, 2420, .8), StraightOff = new Share(1390, 1890), Unscheduled = new Share(0, 412), ProvenAt = At(12, 2, 0) },
        [.. Enumerable.Range(0, 13).Select(i => new WeekBar(new LocalDate(2026, 2, 9).PlusWeeks(i), 140 + (i * 5), 34 - (i * 2), Math.Max(4, 30 - (i * 3) + (i % 3)), $"/tickets?week={i}"))],
        [new Limits(.58, .66, .74, null, new LocalDate(2026, 3, 16)), new Limits(.74, .82, .90, new LocalDate(2026, 3, 16))])
    {
        Answers = [new AnswerPair("Service Desk", Hours(.9), Hours(.6), "#", "#"), new AnswerPair("Network", Hours(1.4), Hours(3.1), "#", "#"), new AnswerPair("Applications", Hours(2.2), Hours(1.9), "#", "#")],
        Times = [new SituationTime(S("AWAIT_CUSTOMER"), Hours(840), Hours(40), "#"), new SituationTime(S("AWAIT_SUPPLIER"), Hours(520), Hours(160), "#"), new SituationTime(S("AWAIT_CHANGE"), Hours(400), Hours(90), "#"), new SituationTime(S("IN_PROGRESS"), Hours(330), Hours(55), "#"), new SituationTime(S("CUST_UPDATED"), Hours(60), Hours(22), "#")],
        OpenNow = Situations, OpenTotal = 312,
        Held = [new HeldShare("us-working", .38), new HeldShare("us-waiting", .11), new HeldShare("customer", .29), new HeldShare("third-party", .22)],
        Slices = [new SliceRow("Service Desk", 1620, 90, 74, Hours(1.4), 2, "#"), new SliceRow("Network", 430, 31, 38, Hours(3.2), 4, "#"), new SliceRow("Applications", 268, 12, 9, Hours(.7), 0, "#")],
        SwitchedOn = new LocalDate(2026, 3, 16),
        Signal = new Phrase("signal.change", .66, .82),
        Days = [.. Enumerable.Range(0, 28).Select(i => new LoadDay(new LocalDate(2026, 4, 13).PlusDays(i), 14 + (i * 7 % 9), 15 + (i * 5 % 8), 330 - (i / 2)))],
        Measures =
        [
            new MeasureGroup("activity", [new MeasureView("progression", "share", .914, 2318, 2536, .78, "#") { Weeks = [.7, .74, .72, .8, .85, .88, .87, .9, .91], Low = .8, High = .95, LimitsFrom = 3, Says = new Phrase("signal.noise") }]),
            new MeasureGroup("customer", [new MeasureView("update-response", "hours", 1.2, 410, 430, 1.9, "#") { Weeks = [2, 2.1, 1.9, 1.4, 1.3, 1.2, 1.2, 1.1, .9], Low = .9, High = 1.5, LimitsFrom = 3, Says = new Phrase("signal.shift-down", new LocalDate(2026, 3, 16)), News = true, Good = true }]),
        ],
    };

    public static FlowView NoFlow => new(new Phrase("sample.flow-none"), new FlowFigures(new Share(0, 0), new Share(0, 0), new Share(0, 0), new Share(0, 0)), [new WeekBar(new LocalDate(2026, 5, 4), 0, 0, 0, "#")], []) { Period = 4 };

    public static PortalTicketView Portal => new(1204, 18, "VPN drops every ten minutes", "We moved you to another gateway. Does it hold?", new Phrase("portal.checks-by", "Sam", At(14, 10, 30)), At(14, 10, 30), "IT support")
    {
        Acts = ["solved", "not-solved", "answer", "appointment", "update"],
        Intents = ["answer", "information", "not-solved", "appointment", "chase"],
        Story =
        [
            new PortalEntry(At(12, 10, 5), Sam, "Thanks, 5.2.1 explains it. You were moved to gateway 1.", false), new PortalEntry(At(12, 9, 40), null, "Version 5.2.1. It also happens on the phone hotspot.", true),
            new PortalEntry(At(11, 15, 36), Lee, "Which client version do you have?", false, new Phrase("portal.after", Duration.FromMinutes(26))),
            new PortalEntry(At(11, 15, 10), null, "Since this morning the VPN drops about every ten minutes.", true) { Files = [new FileView("screenshot.png", "/files/2", 312_000, true)] },
        ],
        How = new HowItWasView(new Application.Feedback.FeedbackRead(new Domain.TicketKey(1), 1204, 40, "VPN drops every ten minutes", At(12, 10, 5), new Domain.PersonId(3)), "#", true),
    };

    public static PortalHomeView Home => new(
        Ann, "IT support",
        [new PortalRow(1204, "VPN drops every ten minutes", "We moved you to another gateway.", true, At(12, 10, 5)), new PortalRow(1211, "Second screen", "It is on order. We tell you more by Friday 12:15.", false, At(11, 9, 0)), new PortalRow(1133, "Access to the archive", "Waiting for Maria's approval.", false, At(8, 9, 0))],
        [new PortalRow(1088, "Second screen flickers", "", false, At(4, 9, 0))]);

    public static RaiseView Raise => new("IT support", [new ServiceChoice(1, "Remote access"), new ServiceChoice(2, "Workplace"), new ServiceChoice(3, "Printing")]);

    public static IReadOnlyList<PersonaView> Personas =>
    [
        new("sam@demo.example", Sam, "agent", "One list. The top row is next."), new("nia@demo.example", Nia, "agent-network", "What the desk passes on, and what goes back."), new("ann@demo.example", Ann, "customer", "Three tickets, a plain sentence each."),
        new("lee@demo.example", Lee, "lead", "What needs a person, with one button."), new("mara@demo.example", new PersonView(8, "Mara Lind"), "manager", "Is it getting better? One sentence, six pictures."), new("ada@demo.example", new PersonView(9, "Ada Winter"), "administrator", "Teams, calendars, statuses, words."),
    ];

    public static SearchView Found => new(
        "vpn gateway", 23,
        [
            new SearchHit(1204, "VPN drops every ten minutes", "… the \u0001VPN\u0002 drops about every ten minutes; \u0001gateway\u0002 2 shows re-keys", S("CUST_UPDATED"), "Ann Hale", "Service Desk", At(12, 9, 40), At(12, 10, 20), Tone.Soon),
            new SearchHit(1177, "VPN re-key, gateway 2", "Since the update \u0001gateway\u0002 2 re-keys every 600 s", S("IN_PROGRESS"), "Nia Osei", "Network", At(12, 9, 48), At(12, 13, 48), Tone.None),
            new SearchHit(944, "VPN from abroad", "", S("CLOSED"), "Rui Costa", "Network", At(4, 9, 48), null, Tone.None),
        ],
        "/tickets?q=vpn&after=944", [new SearchFilter("status", "", [new Choice("NEW", "New")]), new SearchFilter("team", "1", [new Choice("1", "Service Desk"), new Choice("2", "Network")])]);
}
