using Headway.Application.Appointments;
using Headway.Application.Mail;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain.Appointments;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Mail;

public sealed class InvitationOnSqlite : InvitationSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class InvitationOnPostgres : InvitationSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>Times go out as invitations that calendars read, and a calendar's answer books, keeps or calls off.</summary>
public abstract class InvitationSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Send_When_ATimeIsAgreedMovedAndCalledOff_Then_OneEntryFollowsInEveryCalendar()
    {
        await using var desk = await MailDesk.On(Engine);
        var (number, start) = await Booked(desk);
        (await desk.Desk.Get<BookTime>().Do(On(desk, number), new TimeInput(start + Duration.FromHours(2)))).Refusal.ShouldBeNull();
        (await desk.Desk.Get<CancelTime>().Do(On(desk, number), "Not needed.")).Refusal.ShouldBeNull();

        var letters = (await Letters(desk)).Where(letter => letter.Invitation is not null).OrderBy(letter => letter.Invitation!.Sequence).ToList();
        letters.ConvertAll(letter => letter.Subject.EndsWith("Ihr Termin ist verlegt", StringComparison.Ordinal)).ShouldBe([false, true, false], "who has it in a calendar reads that it is another time");
        var sent = letters.Select(letter => letter.Invitation!).OrderBy(one => one.Sequence).ToList();

        sent.Select(one => (one.Method, one.Sequence)).ShouldBe([("REQUEST", 0), ("REQUEST", 1), ("CANCEL", 2)]);
        sent.Select(one => one.Uid).Distinct().Count().ShouldBe(1);
        var text = sent[0].Text("IT \"Desk\"", "desk@calder.example", "Ann\r\nWeber", "ann@calder.example", Instant.FromUnixTimeSeconds(0));
        text.ShouldContain("METHOD:REQUEST\r\n");
        text.ShouldContain("ORGANIZER;CN=\"IT Desk\":mailto:desk@calder.example\r\n");
        text.ReplaceLineEndings("\n").Replace("\n ", "", StringComparison.Ordinal).ShouldContain("ATTENDEE;CN=\"AnnWeber\";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:ann@calder.example");
        text.Split("\r\n").ShouldAllBe(line => System.Text.Encoding.UTF8.GetByteCount(line) <= 75);
        sent[2].Text("IT", "desk@calder.example", "Ann", "ann@calder.example", start).ShouldContain("STATUS:CANCELLED");
    }

    [Fact]
    public async Task Invitation_When_AnotherParserReadsIt_Then_ItSaysTheSame()
    {
        await using var desk = await MailDesk.On(Engine);
        var (start, end) = (Instant.FromUtc(2026, 3, 29, 0, 30), Instant.FromUtc(2026, 3, 29, 1, 30));
        const string title = "Drucker, „Größe“; der 3. Versuch \\ 🖨 im Büro über dem Tor, gleich neben der Treppe zum Hof, zweite Tür";
        foreach (var (method, sequence, offer, status) in new[] { ("REQUEST", 0, true, "TENTATIVE"), ("REQUEST", 3, false, "CONFIRMED"), ("CANCEL", 4, false, "CANCELLED") })
        {
            var text = new Invitation(method, "1-42-7-abc@desk.example", sequence, start, end, title, offer).Text("IT; \"Desk\", Größe", "desk@calder.example", "Ann, \"die\" Weber", "ann@calder.example", start);
            var file = Path.Combine(desk.Desk.Place.Folder, $"{sequence}.eml");
            await File.WriteAllTextAsync(file, $"From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/calendar; charset=utf-8; method={method}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{text}");

            var read = (await desk.Desk.Get<MailReader>().Read(file)).Value.Event.ShouldNotBeNull();

            (read.Method, read.Uid, read.Sequence, read.Status).ShouldBe((method, "1-42-7-abc@desk.example", sequence, status));
            (read.Start, read.End, read.Summary, read.Organizer).ShouldBe((start, end, title, "desk@calder.example"));
            read.Attendees.Single().Address.ShouldBe("ann@calder.example");
            text.Split("\r\n").ShouldAllBe(line => System.Text.Encoding.UTF8.GetByteCount(line) <= 75);
        }
    }

    [Fact]
    public async Task Take_When_TheCustomerSaysYes_Then_TheTimeStandsAndNothingElseMoves()
    {
        await using var desk = await MailDesk.On(Engine);
        var (number, _) = await Booked(desk);

        var fate = await desk.Take(Reply(await Uid(desk), "ACCEPTED", "ann@calder.example", "Zugesagt: Drucker"));

        (fate.Fate, fate.Reason, fate.Number).ShouldBe((Fate.Appended, "invitation-accepted", number));
        (await Open(desk, "APPT_BOOKED")).ShouldBe(1);
        (await Open(desk, "CUST_UPDATED")).ShouldBe(0);
    }

    [Fact]
    public async Task Take_When_TheCustomerSaysNo_Then_ItIsCalledOffAndSupportKnows()
    {
        await using var desk = await MailDesk.On(Engine);
        var (number, _) = await Booked(desk);

        var fate = await desk.Take(Reply(await Uid(desk), "DECLINED", "ann@calder.example", "Abgesagt: Drucker"));

        (fate.Reason, fate.Number).ShouldBe(("invitation-declined", number));
        (await Open(desk, "APPT_BOOKED")).ShouldBe(0);
        (await Open(desk, "CUST_UPDATED")).ShouldBe(1);
        (await desk.Count("SELECT count(*) FROM appointments WHERE tenant = $1 AND result = 'cancelled'")).ShouldBe(1);
    }

    [Fact]
    public async Task Take_When_TheOneTimeOnOfferIsAccepted_Then_ItIsBookedUnderTheSameEntry()
    {
        await using var desk = await MailDesk.On(Engine);
        var number = await desk.Desk.Raise(desk.Desk.Ann);
        var start = desk.Desk.Get<Headway.Application.Desk.DeskClock>().Now(desk.Tenant) + Duration.FromDays(2);
        await Offer(desk, number, start, start + Duration.FromMinutes(30));
        var page = await desk.Page(number);
        var offered = page.State.OfferedSlots.Single().Activity;
        var uid = InvitationId.Of(await desk.Desk.Get<MailTokens>().Seal(), desk.Tenant, number, offered, "desk.example");

        var fate = await desk.Take(Reply(uid, "ACCEPTED", "ann@calder.example", "Accepted: printer"));

        (fate.Fate, fate.Reason).ShouldBe((Fate.Appended, "invitation-accepted"));
        (await Open(desk, "APPT_BOOKED")).ShouldBe(1);
        (await Letters(desk)).Last(letter => letter.Invitation is { IsOffer: false }).Invitation!.Uid.ShouldBe(uid);
    }

    [Fact]
    public async Task Take_When_SomebodyElseAnswersOrTheSealIsWrong_Then_NothingIsCalledOff()
    {
        await using var desk = await MailDesk.On(Engine);
        await Booked(desk);
        var uid = await Uid(desk);

        var stranger = await desk.Take(Reply(uid, "DECLINED", "eve@elsewhere.example", "Declined"));
        var other = await desk.Take(Reply(uid, "DECLINED", "tom@calder.example", "Declined: it"));
        var forged = await desk.Take(Reply(Forged(uid), "DECLINED", "ann@calder.example", "Declined: yes"));

        stranger.Reason.ShouldBe("reply-of-another");
        other.Reason.ShouldBe("reply-of-another");
        forged.Reason.ShouldNotStartWith("invitation");
        (await Open(desk, "APPT_BOOKED")).ShouldBe(1);
    }

    [Fact]
    public async Task Take_When_AnotherTimeIsProposed_Then_ItIsAWishForThatTime()
    {
        await using var desk = await MailDesk.On(Engine);
        var (number, _) = await Booked(desk);

        var fate = await desk.Take(Reply(await Uid(desk), "NEEDS-ACTION", "ann@calder.example", "New time: printer", "COUNTER"));

        fate.Reason.ShouldBe("invitation-countered");
        (await desk.Said(number))[^1].Body!.ShouldContain("2026-03-12 10:15");
        (await Open(desk, "APPT_REQUESTED")).ShouldBe(1);
    }

    private static ActOn On(MailDesk desk, long number) => new(desk.Desk.Sam, number);

    private static Task Offer(MailDesk desk, long number, Instant start, Instant end) => desk.Desk.Get<TicketActs>()
        .Do(On(desk, number), Headway.Application.Access.Permission.ActOnTickets, new ActWords(desk.Database.Counters), new OfferSlots(desk.Desk.Sam.Person, [new ProposedSlot(start, end, desk.Desk.Sam.Person)]).Decide)
        .ContinueWith(done => done.Result.Refusal.ShouldBeNull(), TaskScheduler.Default);

    private static async Task<(long Number, Instant Start)> Booked(MailDesk desk)
    {
        var number = await desk.Desk.Raise(desk.Desk.Ann);
        var start = desk.Desk.Get<Headway.Application.Desk.DeskClock>().Now(desk.Tenant) + Duration.FromDays(2);
        (await desk.Desk.Get<BookTime>().Do(On(desk, number), new TimeInput(start))).Refusal.ShouldBeNull();
        return (number, start);
    }

    private static async Task<string> Uid(MailDesk desk) => (await Letters(desk)).First(letter => letter.Invitation is not null).Invitation!.Uid;

    // One digit of the seal is another, whatever digits this seal happens to have.
    private static string Forged(string uid)
    {
        var last = uid.IndexOf('@', StringComparison.Ordinal) - 1;
        return $"{uid[..last]}{(uid[last] == '0' ? '1' : '0')}{uid[(last + 1)..]}";
    }

    private static async Task<List<Letter>> Letters(MailDesk desk) => [.. (await desk.Desk.Get<MailTray>().Last(desk.Desk.Sam, 50)).OrderBy(mail => mail.Id).Select(mail => mail.Letter)];

    private static Task<long> Open(MailDesk desk, string status) => desk.Count($"SELECT count(*) FROM activities WHERE tenant = $1 AND open AND status = '{status}'");

    private static string Reply(string uid, string answer, string from, string subject, string method = "REPLY") => $"""
        From: Somebody <{from}>
        To: {MailDesk.Address}
        Subject: {subject}
        Message-ID: <{answer}-{from}>
        Date: Mon, 9 Mar 2026 09:00:00 +0000
        Auto-Submitted: auto-generated
        MIME-Version: 1.0
        Content-Type: multipart/alternative; boundary=x

        --x
        Content-Type: text/plain; charset=utf-8

        {subject}
        --x
        Content-Type: text/calendar; charset=utf-8; method={method}

        BEGIN:VCALENDAR
        VERSION:2.0
        METHOD:{method}
        BEGIN:VEVENT
        UID:{uid}
        SEQUENCE:0
        DTSTAMP:20260309T090000Z
        DTSTART:20260312T091500Z
        DTEND:20260312T094500Z
        ORGANIZER:mailto:{MailDesk.Address}
        ATTENDEE;PARTSTAT={answer}:mailto:{from}
        END:VEVENT
        END:VCALENDAR
        --x--
        """;
}
