using Headway.Application.Views;
using Headway.Domain.Calendars;
using NodaTime;

namespace Headway.Web.Design;

/// <summary>What the design page shows: a Tuesday at 10:12 on a made-up desk. No name is a real person's.</summary>
public static partial class Samples
{
    public static readonly Instant Now = Instant.FromUtc(2026, 5, 12, 9, 12);

    public static readonly PersonView Sam = new(2, "Sam Okoro", "sam@demo.example"), Nia = new(4, "Nia Osei"), Lee = new(5, "Lee Kaya"), Kim = new(6, "Kim Berg"), Ann = new(11, "Ann Hale", "ann@demo.example");

    private static Instant At(int day, int hour, int minute) => Instant.FromUtc(2026, 5, day, hour - 1, minute);

    private static StatusName S(string code) => new(code);

    private static WorkingTime Hours(double hours) => WorkingTime.FromHours(hours);

    private static ActivityRow Row(long ticket, string status, string subject, string who, Instant due, Tone tone = Tone.None) => new(ticket, $"{ticket}-{ticket % 7 + 2}", S(status), subject, who, due, tone);

    public static WorkListView List => new(
        "mine", "Service Desk", new WorkCounts(2, 5, 19, 312),
        [
            new WorkGroup(WorkGroupKind.Now, 7,
            [
                Row(1102, "AWAIT_SUPPLIER", "Meeting room screen stays black", "Jon Weber", At(12, 9, 7), Tone.Late),
                Row(1187, "CHASED", "Laptop order for new starter", "Priya Nair", At(12, 10, 0), Tone.Late) with { Vip = true, Owner = Lee, Presence = [new PresenceView(Nia, true)] },
                Row(1204, "CUST_UPDATED", "VPN drops every ten minutes", "Ann Hale", At(12, 10, 20), Tone.Soon) with { Selected = true, Mine = true, Why = new Phrase("why.customer-updated", At(12, 9, 40), Hours(1)) },
                Row(1211, "NEW", "Payment run stopped with error 17", "Maria Lopes", At(12, 10, 39), Tone.Soon) with { Priority = "P1", Why = new Phrase("why.new", Hours(.5)) },
                Row(1171, "APPT_BOOKED", "Docking station not detected", "Aiko Tan", At(12, 10, 50), Tone.Soon) with { Detail = new Phrase("detail.by-phone") },
                Row(1209, "ASSIGNED", "Share “Finance” cannot be opened", "Ben Ode", At(12, 10, 58), Tone.Soon),
                Row(1160, "REOPENED", "Scanner at dock 3 sends empty pages", "Rui Costa", At(12, 11, 10), Tone.Soon),
            ]),
            new WorkGroup(WorkGroupKind.LaterToday, 19,
            [
                Row(1165, "NEXT_ACTION", "Outlook asks for the password again and again", "Priya Nair", At(12, 13, 0)),
                Row(1098, "CUST_SILENT", "Old printer driver on the ward", "Tom Fry", At(12, 14, 20)) with { Detail = new Phrase("detail.attempt", 2) },
                Row(1180, "AWAIT_APPROVAL", "Access to payroll reports", "Maria Lopes", At(12, 15, 5)),
                Row(1140, "CUST_TESTING", "Calls echo in the small room", "Aiko Tan", At(12, 16, 30)),
            ]),
            new WorkGroup(WorkGroupKind.Scheduled, 112,
            [
                Row(977, "AWAIT_CHANGE", "ERP posting run fails at month end", "Olga Fuchs", At(18, 10, 30)),
                Row(1130, "DEFERRED", "Shared mailbox for the audit", "Ben Ode", At(18, 11, 0)),
            ]),
        ],
        "v1", 148, 110);

    public static WorkListView Empty => new("mine", "Service Desk", new WorkCounts(0, 0, 0, 312), [], "v1", 148);

    public static TicketView Ticket => new(1204, 17, "VPN drops every ten minutes", "incident", "P2", S("CUST_UPDATED"), "Service Desk")
    {
        Activity = "1204-9", Due = At(12, 10, 20), Tone = Tone.Soon, Owner = Sam, Mine = true, Opened = At(11, 15, 10), Service = "Remote access",
        Requester = Requester,
        Presence = [new PresenceView(Lee, false)],
        Entries =
        [
            new EntryView(1, EntryKind.Customer, At(11, 15, 10), "Since this morning the VPN drops about every ten minutes, on every network I tried. I rebooted twice.") { By = Ann, Channel = "portal", Files = [new FileView("vpn-log.txt", "/files/1", 48_200), new FileView("screenshot.png", "/files/2", 312_000, true)] },
            new EntryView(2, EntryKind.Reply, At(11, 15, 36), "Thanks Ann, that is annoying. Which client version do you have (About, bottom left)? I'll look at the gateway logs meanwhile.") { By = Lee, Channel = "mail", Fate = new Phrase("fate.set", S("AWAIT_CUSTOMER"), At(13, 15, 36)) },
            new EntryView(3, EntryKind.Note, At(12, 8, 20), "Gateway 2 shows re-keys every 600 s since the update. Same as #1177.") { By = Nia },
            new EntryView(4, EntryKind.System, At(12, 8, 21)) { Line = new Phrase("line.linked", "#1177") },
            new EntryView(5, EntryKind.Customer, At(12, 9, 40), "Version 5.2.1. It also happens on the phone hotspot.") { By = Ann, Channel = "mail", Intent = "answer", Quoted = "> Which client version do you have (About, bottom left)?" },
        ],
        Duties = [new DutyView("1204-9", S("CUST_UPDATED"), At(12, 10, 20), Tone.Soon, "Sam"), new DutyView("1204-4", S("APPT_BOOKED"), At(14, 9, 50), Tone.None, "Lee", new Phrase("detail.by-phone"))],
        Promise = new PromiseView("We need your answer to go on. We will check with you by Tuesday 10:45.", At(12, 10, 45), 3, 3) { Looks = 2 },
        Clocks = [new ClockView("response", Hours(26d / 60), Hours(1), Hours(0), true, false, Tone.None), new ClockView("resolution", Hours(5.2), Hours(8), Hours(10), false, true, Tone.Soon)],
        Links = [new LinkView(1177, "VPN re-key, gateway 2", "related", S("IN_PROGRESS")), new LinkView(1231, "Roll back gateway 2", "waits-for", S("NEXT_ACTION"))],
        Watchers = [Lee, Nia], Tags = ["vpn", "gateway 2", "home office"],
        Composer = Composer,
        May = new TicketActs(true, true, true, true, true),
    };

    public static RequesterView Requester => new(Ann)
    {
        Vip = true, Organisation = "Finance", Place = "Leeds, 2.14", LocalNow = new LocalTime(10, 12), Hours = "09:00–17:30", Language = "de", Phone = "+44 113 496 0123",
        Reach = "Mornings by phone; at the dock after lunch.", WorkedLast = new Phrase("requester.worked", At(8, 9, 35), new Phrase("channel.phone")), OpenTickets = 2, PastTickets = 14, Chases90Days = 1,
        Recent = [new LinkView(1088, "Second screen flickers", "past", S("CLOSED"))],
    };

    public static ComposerView Composer => new(1204, 17, "1204-9", Ann)
    {
        Text = "Thanks, 5.2.1 explains it: the gateway re-keys every ten minutes for that version. I've moved you to gateway 1, please reconnect once and tell me whether it holds for an hour.",
        DraftAt = At(12, 10, 11), Predicted = new Phrase("predicted.gives-fix"), Signature = "Sam, IT Service Desk", CustomerLanguage = "de",
        Options =
        [
            new SituationOption(S("CUST_TESTING"), At(14, 10, 15), Hours(16), "Please tell us whether it works now. We will check with you by Thursday 10:30.", At(14, 10, 30)),
            new SituationOption(S("AWAIT_CUSTOMER"), At(14, 10, 15), Hours(16), "We need your answer to go on. We will check with you by Thursday 10:30.", At(14, 10, 30)),
            new SituationOption(S("IN_PROGRESS"), At(12, 14, 15), Hours(4), "We are working on it now and will tell you more by today 14:30.", At(12, 14, 30)),
            new SituationOption(S("NEXT_ACTION"), At(13, 10, 15), Hours(8), "Our next step is planned. You hear from us by Wednesday 10:30.", At(13, 10, 30), Needs.Time) { Suggested = At(13, 10, 15) },
            new SituationOption(S("AWAIT_SUPPLIER"), At(14, 11, 0), Hours(16), "Our supplier is working on it. We will check and update you by Thursday 11:15.", At(14, 11, 15), Needs.Eta) { Suggested = At(14, 10, 0) },
            new SituationOption(S("AWAIT_CHANGE"), At(18, 11, 0), Hours(40), "This needs a change that takes longer. We will tell you how it is going by Monday 11:15.", At(18, 11, 15), Needs.Eta) { Suggested = At(18, 10, 0) },
            new SituationOption(S("DEFERRED"), At(18, 13, 0), Hours(4), "As agreed, we take this up again on the day you chose. You hear from us by Monday 13:15.", At(18, 13, 15), Needs.Day) { Suggested = At(18, 9, 0) },
            new SituationOption(S("RESOLVED"), null, null, "We believe this is solved. If it is not, tell us and we carry on.", null),
        ],
        Macros = [new MacroView(1, "Ask for version and network", "Which version …", S("AWAIT_CUSTOMER"), false), new MacroView(2, "Moved to gateway 1", "I've moved you …", S("CUST_TESTING"), true)],
    };

    public static DemoBarView Demo => new(Now, 7, 19, 312, Sam);
}
