using Headway.Application.Demo;
using NodaTime;
using NodaTime.Text;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Demo;

/// <summary>What the demo promises to be there at Tuesday 10:12 is there, and by the product's own rules.</summary>
public sealed class DemoMomentTests(LaidDemo demo)
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    [Fact]
    public void Conversations_When_PlayedToTheMoment_Then_EachStandsAsItsFileSays()
    {
        var stories = DemoFiles.Conversations();
        stories.Count.ShouldBe(54);
        stories.Select(story => $"{story.Id} {demo.Tickets.First(ticket => ticket.Subject == story.Subject).Status}")
            .ShouldBe(stories.Select(story => $"{story.Id} {story.Ends}"));
    }

    [Theory]
    [InlineData("VPN drops every ten minutes", "2027-03-23 10:20", "sam")]
    [InlineData("Calls to Bremerhaven cut out after one minute", "2027-03-23 10:30", null)]
    [InlineData("All scanners offline at docks 2 to 5, lorries queueing", "2027-03-23 10:39", null)]
    [InlineData("Can't open the finance share since Friday", "2027-03-23 10:40", "sam")]
    [InlineData("Handscanner ist nach zwei Stunden leer", "2027-03-23 11:05", "sam")]
    [InlineData("Tax portal shows a blank page again", "2027-03-23 12:02", "sam")]
    [InlineData("Network socket dead in my new room", "2027-03-23 12:15", "nia")]
    [InlineData("Neuer Laptop, aber erst nach der Messe", "2027-03-23 13:00", "ines")]
    [InlineData("Badge opens the gate but not the goods lift", "2027-03-23 13:20", null)]
    [InlineData("Docking station not detected after the weekend", "2027-03-23 13:38", "ines")]
    [InlineData("Lieferscheindrucker am Tor 5 steht", "2027-03-23 15:00", "sam")]
    [InlineData("Webcam stays black in video calls", "2027-03-23 15:00", "sam")]
    [InlineData("Meeting room screen flickers in 4.13", "2027-03-23 16:00", "kim")]
    [InlineData("Visitor Wi-Fi codes expire after an hour", "2027-03-24 10:00", "sam")]
    [InlineData("Laptop and accounts for Jonas' new colleague", "2027-03-24 13:00", "kim")]
    [InlineData("Wi-Fi drops in the corner rooms on the fourth floor", "2027-04-01 14:40", "nia")]
    [InlineData("Scanned invoices arrive without their last page", "2027-03-22 13:30", "kim")]
    [InlineData("Price list upload stops at row 4,096", "2027-03-19 14:20", "ines")]
    public void Moment_When_ItIsTuesday1012_Then_IsDueWhenTheTourSays(string subject, string due, string? owner)
    {
        var ticket = demo.Tickets.First(ticket => ticket.Subject == subject);
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm")
            .Format(Instant.FromUnixTimeMilliseconds(ticket.Due!.Value).InZone(Berlin).LocalDateTime).ShouldBe(due);
        ticket.Owner.ShouldBe(owner is null ? null : $"{owner}@demo.example");
    }

    [Theory]
    [InlineData("Second monitor for the front desk", "2027-03-23 10:52", "ines")]
    [InlineData("New photo on my badge", "2027-03-23 11:02", "ines")]
    [InlineData("Licence for the drawing program has not come", "2027-03-23 10:36", "ines")]
    [InlineData("Scanner puts pages in the wrong order", "2027-03-23 12:05", "ines")]
    [InlineData("Home office: VPN times out", "2027-03-23 11:01", "ines")]
    public void Chase_When_ItIsTuesday1012_Then_WaitsForVerdictAndAnswer(string subject, string due, string owner) => Moment_When_ItIsTuesday1012_Then_IsDueWhenTheTourSays(subject, due, owner);

    [Fact]
    public void Desk_When_Laid_Then_IsBusyAndHealthy()
    {
        var now = demo.Built.Now.ToUnixTimeMilliseconds();
        demo.Built.Open.ShouldBeInRange(280, 330);
        demo.Tickets.Count(ticket => ticket.Due < now).ShouldBeInRange(2, 10);
        demo.Tickets.Count(ticket => ticket.Due >= now && ticket.Due < now + (7 * 3_600_000)).ShouldBeInRange(20, 30);
    }

    /// <summary>What the desk promises beside dues, each as it lies in the store: within one click of the first page of whom it concerns.</summary>
    [Theory]
    [InlineData("Sam's list holds thanks to put away", "SELECT count(*) FROM tickets t JOIN people p ON p.tenant = t.tenant AND p.id = t.owner WHERE t.tenant = $1 AND t.subject = 'Shared mailbox for the audit team' AND t.status = 'CUST_UPDATED' AND p.email = 'sam@demo.example'", 1)]
    [InlineData("Sam's news say that it works now", "SELECT count(*) FROM notifications n JOIN people p ON p.tenant = n.tenant AND p.id = n.person WHERE n.tenant = $1 AND n.kind = 'SolvedByCustomer' AND p.email = 'sam@demo.example'", 1)]
    [InlineData("Sam's news hold a mention", "SELECT count(*) FROM notifications n JOIN people p ON p.tenant = n.tenant AND p.id = n.person WHERE n.tenant = $1 AND n.kind = 'Mentioned' AND p.email = 'sam@demo.example' AND n.read_at IS NULL", 1)]
    [InlineData("two of Sam's replies were begun and not sent", "SELECT count(*) FROM drafts d JOIN people p ON p.tenant = d.tenant AND p.id = d.person WHERE d.tenant = $1 AND p.email = 'sam@demo.example'", 2)]
    [InlineData("one of them stands on an older version", "SELECT count(*) FROM drafts d JOIN tickets t ON t.tenant = d.tenant AND t.ticket = d.ticket WHERE d.tenant = $1 AND t.subject = 'Visitor Wi-Fi codes expire after an hour' AND d.base_version < t.version", 1)]
    [InlineData("two agents have one ticket open", "SELECT count(*) FROM presence x JOIN tickets t ON t.tenant = x.tenant AND t.ticket = x.ticket WHERE x.tenant = $1 AND t.subject = 'Docking station not detected after the weekend'", 2)]
    [InlineData("the VPN ticket names its cause, and the cause the ticket", "SELECT count(*) FROM links l JOIN tickets a ON a.tenant = l.tenant AND a.ticket = l.ticket JOIN tickets b ON b.tenant = l.tenant AND b.ticket = l.other WHERE l.tenant = $1 AND 'VPN drops every ten minutes' IN (a.subject, b.subject)", 2)]
    [InlineData("it is tagged", "SELECT count(*) FROM ticket_tags x JOIN tickets t ON t.tenant = x.tenant AND t.ticket = x.ticket WHERE x.tenant = $1 AND t.subject = 'VPN drops every ten minutes'", 1)]
    [InlineData("its service has a time to be solved in", "SELECT count(*) FROM services WHERE tenant = $1 AND name = 'VPN and remote access' AND completion_targets LIKE '%\"P2\":8%'", 1)]
    [InlineData("three of support sign what they write", "SELECT count(*) FROM people WHERE tenant = $1 AND kind = 'staff' AND signature IS NOT NULL", 3)]
    [InlineData("one is at the dentist and one is ill since nine", "SELECT count(*) FROM absences WHERE tenant = $1 AND starts <= 1805793120000 AND ends > 1805793120000", 2)]
    [InlineData("a team works by queues", "SELECT count(*) FROM teams WHERE tenant = $1 AND mode = 'Perfect'", 1)]
    [InlineData("its week is published over a gap", "SELECT count(*) FROM rota_plans WHERE tenant = $1 AND published IS NOT NULL AND overridden IS NOT NULL", 1)]
    [InlineData("the gap is on site, today from 14:00 to 15:00", "SELECT count(*) FROM rota_plans r WHERE r.tenant = $1 AND r.week = '2027-03-22' AND r.published LIKE '%09:00-14:00%' AND r.published LIKE '%15:00-17:00%'", 1)]
    [InlineData("help is asked of a team whose lead is Lee", "SELECT count(*) FROM activities a JOIN memberships m ON m.tenant = a.tenant AND m.team = a.team JOIN people p ON p.tenant = m.tenant AND p.id = m.person WHERE a.tenant = $1 AND a.open AND a.status = 'ASSIST' AND p.email IN ('sam@demo.example', 'nia@demo.example', 'lee@demo.example')", 1)]
    [InlineData("who is ill has something due today", "SELECT min(1, count(*)) FROM activities a JOIN absences x ON x.tenant = a.tenant AND x.person = a.owner AND x.starts <= 1805793120000 AND x.ends > 1805793120000 JOIN people p ON p.tenant = x.tenant AND p.id = x.person WHERE a.tenant = $1 AND a.open AND a.due < x.ends", 1)]
    [InlineData("Mara is asked to approve, Lee is her substitute", "SELECT count(*) FROM approvals a JOIN people p ON p.tenant = a.tenant AND p.id = a.approver JOIN people s ON s.tenant = a.tenant AND s.id = a.substitute WHERE a.tenant = $1 AND a.decided_at IS NULL AND a.withdrawn_at IS NULL AND p.email = 'mara@demo.example' AND s.email = 'lee@demo.example'", 1)]
    [InlineData("and reads it among her news", "SELECT count(*) FROM notifications n JOIN people p ON p.tenant = n.tenant AND p.id = n.person WHERE n.tenant = $1 AND n.kind = 'ApprovalAsked' AND p.email = 'mara@demo.example' AND n.read_at IS NULL", 1)]
    [InlineData("a low score waits with its words", "SELECT count(*) FROM feedback f JOIN texts x ON x.tenant = f.tenant AND x.id = f.text JOIN tickets t ON t.tenant = f.tenant AND t.ticket = f.ticket WHERE f.tenant = $1 AND f.low = 1 AND t.status = 'CUST_UPDATED'", 1)]
    [InlineData("an approval was declined with a reason", "SELECT count(*) FROM approvals a JOIN texts x ON x.tenant = a.tenant AND x.id = a.reason WHERE a.tenant = $1 AND a.decision = 'declined'", 1)]
    [InlineData("somebody asks to swap", "SELECT count(*) FROM rota_swaps WHERE tenant = $1 AND state = 'waiting'", 1)]
    [InlineData("help is asked for", "SELECT count(*) FROM activities WHERE tenant = $1 AND open AND status = 'ASSIST'", 1)]
    [InlineData("an appointment today whose person is away", "SELECT count(*) FROM appointments a JOIN absences x ON x.tenant = a.tenant AND x.person = a.person AND x.starts < a.ends AND x.ends > a.starts WHERE a.tenant = $1 AND a.open", 1)]
    [InlineData("one was missed", "SELECT count(*) FROM appointments WHERE tenant = $1 AND result = 'we-missed'", 1)]
    [InlineData("a rule was tried on last month and found something", "SELECT count(*) FROM automation_rules WHERE tenant = $1 AND NOT active AND tried_acts > 0 AND tried_tickets > 0", 1)]
    [InlineData("a rule is on", "SELECT count(*) FROM automation_rules WHERE tenant = $1 AND active AND current", 1)]
    [InlineData("a repeated reason became a question in the portal", "SELECT count(*) FROM intake_questions q JOIN services s ON s.tenant = q.tenant AND s.id = q.service WHERE q.tenant = $1 AND q.active AND q.reason = 'information-inadequate'", 1)]
    [InlineData("two services ask by a form", "SELECT count(DISTINCT service) FROM intake_fields WHERE tenant = $1 AND NOT retired", 2)]
    [InlineData("a phone's model is asked only of who needs a phone", "SELECT count(*) FROM intake_fields WHERE tenant = $1 AND when_field = 'phone' AND when_value = 'yes'", 1)]
    [InlineData("Ann's new colleague gets a mobile phone", "SELECT count(*) FROM ticket_fields x JOIN tickets t ON t.tenant = x.tenant AND t.ticket = x.ticket JOIN intake_choices c ON c.tenant = x.tenant AND c.id = x.choice WHERE x.tenant = $1 AND c.key = 'mobile' AND t.subject LIKE '%new colleague%'", 1)]
    [InlineData("a ticket waits for a change with a date", "SELECT count(*) FROM links l JOIN tickets w ON w.tenant = l.tenant AND w.ticket = l.ticket JOIN tickets c ON c.tenant = l.tenant AND c.ticket = l.other WHERE l.tenant = $1 AND l.kind = 'WaitsFor' AND w.status = 'AWAIT_CHANGE' AND c.type = 'Change' AND c.state = 'open'", 1)]
    [InlineData("three obstacles are in the register, with what they cost", "SELECT count(DISTINCT p.id) FROM problems p JOIN problem_occurrences o ON o.tenant = p.tenant AND o.problem = p.id WHERE p.tenant = $1 AND o.minutes > 0", 3)]
    [InlineData("customers find four answers", "SELECT count(*) FROM articles a JOIN article_versions v ON v.tenant = a.tenant AND v.article = a.id AND v.version = a.published WHERE a.tenant = $1 AND v.audience = 'Public'", 4)]
    [InlineData("two articles are for support alone, a draft waits", "SELECT count(*) FROM articles a JOIN article_versions v ON v.tenant = a.tenant AND v.article = a.id AND v.version = a.latest WHERE a.tenant = $1 AND (v.audience = 'Internal' OR a.published IS NULL)", 3)]
    [InlineData("two views are shared with the desk", "SELECT count(*) FROM saved_views WHERE tenant = $1 AND team IS NOT NULL", 2)]
    [InlineData("Ann looked at a page of hers six times since the last word", "SELECT count(*) FROM page_views v JOIN tickets t ON t.tenant = v.tenant AND t.ticket = v.ticket WHERE v.tenant = $1 AND t.subject = 'Webcam stays black in video calls' AND v.at > t.last_reply_at", 6)]
    [InlineData("such signs are counted", "SELECT count(*) FROM settings WHERE tenant = $1 AND key = 'sub-processes' AND value LIKE '%EarlySigns%'", 1)]
    [InlineData("an outage has nine children", "SELECT count(*) FROM links l JOIN tickets t ON t.tenant = l.tenant AND t.ticket = l.ticket WHERE l.tenant = $1 AND t.major AND t.state = 'open' AND l.kind = 'ParentOf'", 9)]
    [InlineData("a colleague of Ann's is on it, so she reads of it and can join", "SELECT count(*) FROM links l JOIN tickets t ON t.tenant = l.tenant AND t.ticket = l.ticket JOIN tickets c ON c.tenant = l.tenant AND c.ticket = l.other JOIN people p ON p.tenant = c.tenant AND p.id = c.requester JOIN people a ON a.tenant = p.tenant AND a.organisation = p.organisation AND a.email = 'ann@demo.example' WHERE l.tenant = $1 AND t.major AND t.state = 'open' AND l.kind = 'ParentOf' AND c.state = 'open'", 1)]
    [InlineData("three of them were chased", "SELECT count(*) FROM chases c JOIN links l ON l.tenant = c.tenant AND l.other = c.ticket JOIN tickets t ON t.tenant = l.tenant AND t.ticket = l.ticket WHERE c.tenant = $1 AND t.major AND l.kind = 'ParentOf' AND c.closed IS NULL", 3)]
    [InlineData("a chase after a missed promise", "SELECT count(*) FROM chases c JOIN tickets t ON t.tenant = c.tenant AND t.ticket = c.ticket WHERE c.tenant = $1 AND c.closed IS NULL AND t.subject = 'Second monitor for the front desk' AND t.promises_missed > 0", 1)]
    [InlineData("a second chase, a complaint near", "SELECT count(*) FROM chases WHERE tenant = $1 AND closed IS NULL AND multi", 1)]
    [InlineData("a target will be at risk at 10:40", "SELECT count(*) FROM tickets WHERE tenant = $1 AND state = 'open' AND wakes_at = 1805794800000 AND subject = 'Remote desktop freezes when I scroll'", 1)]
    [InlineData("a target that is paused does not warn", "SELECT count(*) FROM tickets t WHERE t.tenant = $1 AND t.subject = 'Token app shows no numbers' AND t.status = 'AWAIT_CUSTOMER' AND EXISTS (SELECT 1 FROM facts f WHERE f.tenant = t.tenant AND f.ticket = t.ticket AND f.kind = 'target-watched') AND NOT EXISTS (SELECT 1 FROM facts f WHERE f.tenant = t.tenant AND f.ticket = t.ticket AND f.kind = 'target-warned')", 1)]
    [InlineData("a mail may be a chase, and nobody has said yet", "SELECT count(*) FROM tickets t WHERE t.tenant = $1 AND t.subject = 'Scanner puts pages in the wrong order' AND EXISTS (SELECT 1 FROM facts f WHERE f.tenant = t.tenant AND f.ticket = t.ticket AND f.kind = 'chase-suspected') AND NOT EXISTS (SELECT 1 FROM facts f WHERE f.tenant = t.tenant AND f.ticket = t.ticket AND f.kind = 'chase-suspicion-settled')", 1)]
    [InlineData("Sam is asked why targets were missed", "SELECT min(1, count(*)) FROM breaches b JOIN people p ON p.tenant = b.tenant AND p.id = b.person WHERE b.tenant = $1 AND b.reason IS NULL AND p.email = 'sam@demo.example' AND b.at > 1805793120000 - 345600000", 1)]
    [InlineData("Ann's hours are known", "SELECT min(1, count(*)) FROM people WHERE tenant = $1 AND email = 'ann@demo.example' AND reach LIKE '%\"from\"%'", 1)]
    [InlineData("times are offered and not chosen", "SELECT min(1, count(*)) FROM tickets WHERE tenant = $1 AND state = 'open' AND status = 'APPT_OFFERED'", 1)]
    [InlineData("two were thanked", "SELECT count(*) FROM praise WHERE tenant = $1", 2)]
    [InlineData("and read it among their news", "SELECT count(*) FROM notifications WHERE tenant = $1 AND kind = 'Thanked' AND read_at IS NULL", 2)]
    [InlineData("one is new here", "SELECT count(*) FROM newcomers n JOIN people p ON p.tenant = n.tenant AND p.id = n.person WHERE n.tenant = $1 AND p.email = 'ines@demo.example' AND n.until > 1805793120000", 1)]
    [InlineData("some of the newcomer's work waits for a colleague's look", "SELECT min(1, count(*)) FROM samples WHERE tenant = $1 AND verdict IS NULL", 1)]
    [InlineData("some was looked at, with a note that coaches", "SELECT count(*) FROM samples WHERE tenant = $1 AND verdict = 'coach' AND note IS NOT NULL", 1)]
    [InlineData("a return with a lesson waits", "SELECT min(1, count(*)) FROM lessons WHERE tenant = $1 AND NOT kept AND acknowledged_at IS NULL", 1)]
    [InlineData("one was kept with a lesson", "SELECT min(1, count(*)) FROM lessons WHERE tenant = $1 AND kept", 1)]
    [InlineData("three attempts: closing can be offered", "SELECT max(a.attempt) FROM activities a JOIN tickets t ON t.tenant = a.tenant AND t.ticket = a.ticket WHERE a.tenant = $1 AND a.open AND t.subject = 'Old phone number still rings'", 3)]
    [InlineData("two attempts: it is refused", "SELECT max(a.attempt) FROM activities a JOIN tickets t ON t.tenant = a.tenant AND t.ticket = a.ticket WHERE a.tenant = $1 AND a.open AND t.subject = 'Second screen stays dark'", 2)]
    [InlineData("a missed target waits for its reason", "SELECT min(1, count(*)) FROM breaches WHERE tenant = $1 AND reason IS NULL", 1)]
    [InlineData("a reason comes back three times", "SELECT count(*) FROM lessons WHERE tenant = $1 AND reason = 'information-inadequate'", 3)]
    [InlineData("holidays are named in both languages", "SELECT count(*) FROM calendars WHERE tenant = $1 AND current AND body LIKE '%Good Friday (Karfreitag)%'", 2)]
    [InlineData("one customer is a VIP", "SELECT min(1, count(*)) FROM people WHERE tenant = $1 AND kind = 'customer' AND vip", 1)]
    [InlineData("one lives in another zone", "SELECT min(1, count(*)) FROM people WHERE tenant = $1 AND kind = 'customer' AND zone <> 'Europe/Berlin'", 1)]
    public async Task Moment_When_TheDeskIsLaid_Then_IsThere(string moment, string sql, long count) => (await demo.Count(sql)).ShouldBe(count, moment);

    [Fact]
    public async Task Thursday_When_TheWholeDeskIsAway_Then_IsShortBySixAndAHalfHoursWithProposals()
    {
        var load = await demo.Load();
        var thursday = load.Short.Single(day => day.Day.Date == new LocalDate(2027, 3, 25));
        (Math.Round(thursday.Day.Short.Hours, 2), load.Days.Single(day => day.Date == thursday.Day.Date).IsShort).ShouldBe((6.5, true));
        thursday.Swarm.Count.ShouldBe(2, "two teams have room");
        thursday.Defer.Count.ShouldBeGreaterThan(3);
        thursday.Defer.ShouldAllBe(one => one.To > one.Work.Item.Due);
        thursday.CallIn.ShouldBeGreaterThan(0);
        thursday.CallInEach.Hours.ShouldBeGreaterThan(0);
        thursday.Absent.Count.ShouldBe(4);
    }

    [Fact]
    public void Search_When_TheCallerSaysWeb_Then_OnlyAnnsOpenTicketAnswers() => demo.Tickets
        .Where(ticket => ticket.Due is not null && ticket.Subject.Split(' ').Any(word => word.StartsWith("web", StringComparison.OrdinalIgnoreCase)))
        .Select(ticket => ticket.Subject).ShouldBe(["Webcam stays black in video calls"]);

    [Fact]
    public void Texts_When_Composed_Then_NoSlotIsLeftAndNoneStartsSmall()
    {
        demo.Texts.Where(text => text.Contains('{', StringComparison.Ordinal)).Take(3).ShouldBeEmpty();
        demo.Tickets.Where(ticket => char.IsLower(ticket.Subject[0])).Take(3).ShouldBeEmpty();
        demo.Texts.Distinct().Count().ShouldBeGreaterThan(demo.Texts.Count / 2, $"{demo.Texts.Count} texts");
    }
}
