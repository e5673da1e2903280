using Headway.Application.Views;

namespace Headway.Web.Design;

public static partial class Samples
{
    public static ExplainView Explain => new(
        1204, "1204-9", S("CUST_UPDATED"), At(11, 16, 40), At(12, 10, 20),
        [
            new Phrase("sample.because-1", Hours(1), "Service Desk"), new Phrase("sample.because-2", At(11, 16, 40), At(12, 9, 0)), new Phrase("sample.because-3", At(12, 10, 20), At(12, 10, 45)),
        ],
        [
            new SpanView(At(11, 16, 40), At(11, 17, 0), true, Hours(.33), null), new SpanView(At(11, 17, 0), At(12, 9, 0), false, Hours(.33), new Phrase("sample.night")),
            new SpanView(At(12, 9, 0), At(12, 9, 20), true, Hours(.67), null), new SpanView(At(12, 9, 20), At(12, 10, 0), false, Hours(.67), new Phrase("sample.holiday")), new SpanView(At(12, 10, 0), At(12, 10, 20), true, Hours(1), null),
        ],
        [new MoveView(At(12, 9, 2), "Lee", At(12, 9, 40), At(12, 10, 20), "more-urgent-work")]);

    public static CallerView Caller => new("ann", [new CallerHit(Requester, [List.Groups[0].Rows[2]]), new CallerHit(new RequesterView(new PersonView(12, "Annika Sand")) { Organisation = "Logistics" }, [])], new CallerHit(Requester, [List.Groups[0].Rows[2]]), [new ServiceChoice(1, "Remote access")]);

    public static TransferView Transfer => new(1204, 17, "Service Desk", Teams, true);

    private static IReadOnlyList<TeamChoice> Teams => [new(2, "Network", At(12, 11, 12), [Nia, new PersonView(7, "Oto Hall")]), new(3, "Applications", At(12, 11, 12), [new PersonView(14, "Ida Roth")])];

    public static RescheduleView Reschedule => new(1204, 17, "1204-9", S("CUST_UPDATED"), At(12, 10, 20), [At(12, 11, 15), At(12, 14, 0), At(13, 9, 30)], "Ann");

    public static SkipView Skip => new(1204, "1204-9", S("CUST_UPDATED"), "The reason is missing. Choose one of the five.");

    public static NewTicketView NewTicket => new([new ServiceChoice(1, "Remote access")], [new Choice("1", "Service Desk"), new Choice("2", "Network")]);

    public static EditView Edit => new(
        1204, 17, "VPN drops every ten minutes", "P2", "incident", "Remote access", "vpn, gateway-2", ["P1", "P2", "P3", "P4"], ["incident", "request", "change", "problem"],
        [new ServiceChoice(1, "Remote access")]);

    public static LinkPanelView Linking => new(1204, 17, "gateway", Found.Hits);

    public static BulkView Bulk => new(["1187-6", "1102-5"], [S("IN_PROGRESS"), S("AWAIT_SUPPLIER")], Teams, [Sam, Lee]);

    public static BulkOutcome BulkDone => new(4, [new BulkRefusal(1187, "Laptop order for new starter", "ticket.chase-open", "A chase is open. Judge and answer it first.")]);

    public static NoticesView Notices => new([new NoticeView(1, new Phrase("sample.notice-chase", "Priya", "#1187"), "Is there any news? She starts on Monday.", At(12, 10, 2), "/next/1187", true), new NoticeView(2, new Phrase("sample.notice-mention", "Nia", "#1177"), "@sam same as yours, I think", At(12, 9, 48), "/next/1177", true), new NoticeView(3, new Phrase("sample.notice-returned", "Network", "#1160"), null, At(11, 16, 2), "/next/1160", false)], 2);

    public static PaletteView Palette => new("vpn", [new PaletteItem("acts", "reply", "Reply to Ann", "#r", null, "r"), new PaletteItem("acts", "transfer", "Transfer #1204", "#t", null, "t"), new PaletteItem("tickets", "tickets", "#1204 VPN drops every ten minutes", "/next/1204", "Customer updated"), new PaletteItem("people", "person", "Ann Hale", "/tickets?requester=11", "Finance"), new PaletteItem("places", "board", "Board", "/board")]);

    public static SentView Sent => new(new Phrase("sample.sent", "Ann"), "/tickets/1204/undo", 10);

    public static StaleView Stale => new(1204, 18, "Thanks, could you try gateway 1?", "reply", Lee, At(12, 10, 11), "I have moved you to gateway 1, please reconnect.", S("CUST_TESTING"));

    public static HoursView Week => new([.. new[] { "mon", "tue", "wed", "thu", "fri", "sat", "sun" }.Select((day, i) => new DayHours(day, i < 4 ? [new HourSpan("09:00", "12:30"), new HourSpan("13:15", "17:00")] : i == 4 ? [new HourSpan("09:00", "15:00")] : []))]);

    public static ChangePreview Change => new(new Phrase("sample.change", 31), [new ChangeLine("Waiting for supplier", "16 h", "8 h", new Phrase("sample.change-effect", 31)), new ChangeLine("Waiting for parts", "16 h", "12 h")], new Phrase("sample.change-warning", 14));

    public static IReadOnlyList<LedgerLine> Ledger => [new LedgerLine(At(12, 9, 40), "Ann Hale", new Phrase("sample.fact-wrote")), new LedgerLine(At(12, 9, 40), "Headway", new Phrase("sample.fact-opened", S("CUST_UPDATED"), At(12, 10, 20))), new LedgerLine(At(11, 15, 36), "Lee Kaya", new Phrase("sample.fact-progressed", S("AWAIT_CUSTOMER")), new Phrase("sample.fact-success"))];
}
