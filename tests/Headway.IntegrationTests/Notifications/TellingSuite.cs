using Headway.Application.Access;
using Headway.Application.Changes;
using Headway.Application.Desk;
using Headway.Application.Flow;
using Headway.Application.Mail;
using Headway.Application.Notifications;
using Headway.Application.Storage;
using Headway.Domain.Flow;
using Headway.IntegrationTests.Flow;
using Headway.IntegrationTests.Portal;
using Headway.Web.Language;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Notifications;

public sealed class TellingOnSqlite : TellingSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class TellingOnPostgres : TellingSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>What interrupts whom when, and what is told once a day.</summary>
public abstract class TellingSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task News_When_NothingWasChosen_Then_OnlyExceptionsInterruptAndOnlyOnce()
    {
        await using var desk = await FlowDesk.Open(Engine);
        await Tell(desk, NotificationKind.Nudged, "before");
        var hearing = desk.Get<Hearing>();
        var (first, second) = (await hearing.Heard(desk.Sam, again: false), await hearing.Heard(desk.Sam, again: true));
        (await hearing.News(desk.Sam, first)).ShouldBe(new NewsWaiting(1, null), "it waited before the page was opened");
        (await hearing.News(desk.Sam, second)).Loud?.Kind.ShouldBe("Nudged", "whoever lost the line for a moment is told what came meanwhile");

        await Tell(desk, NotificationKind.Assigned, "a");
        (await hearing.News(desk.Sam, first)).ShouldBe(new NewsWaiting(2, null), "no exception");
        await Tell(desk, NotificationKind.HelpAsked, "b");
        await Tell(desk, NotificationKind.Watched, "c");
        var told = await hearing.News(desk.Sam, first);
        (told.Unread, told.Loud?.Kind).ShouldBe((4, "HelpAsked"), "the newest that may interrupt, not the newest");
        (await hearing.News(desk.Sam, first)).Loud.ShouldBeNull("said once");
        (await hearing.News(desk.Kim, await hearing.Heard(desk.Kim, again: false))).ShouldBe(new NewsWaiting(0, null), "it is Sam's");
    }

    [Fact]
    public async Task News_When_ItIsQuiet_Then_NothingInterruptsUntilExactlyTheEnd()
    {
        await using var desk = await FlowDesk.Open(Engine);
        var (keep, hearing) = (desk.Get<KeepTelling>(), desk.Get<Hearing>());
        var kept = (await keep.Change(desk.Sam, new TellingDraft("everything", "08:30", "10:00", null, true, false))).Value;
        (kept.QuietEnds, kept.Telling.DigestAt).ShouldBe((desk.Now + Duration.FromHours(1), (LocalTime?)null));
        var heard = await hearing.Heard(desk.Sam, again: false);

        await Tell(desk, NotificationKind.ChasedAgain, "a");
        (await hearing.News(desk.Sam, heard)).ShouldBe(new NewsWaiting(1, null), "quiet at 09:00");
        desk.Place.Time.Pass(TimeSpan.FromHours(1) - TimeSpan.FromMilliseconds(1));
        await Tell(desk, NotificationKind.ChasedAgain, "b");
        (await hearing.News(desk.Sam, heard)).Loud.ShouldBeNull("a moment before ten");
        desk.Place.Time.Pass(TimeSpan.FromMilliseconds(1));
        await Tell(desk, NotificationKind.Watched, "c");
        (await hearing.News(desk.Sam, heard)).Loud?.Kind.ShouldBe("Watched", "at ten it is over, and everything was wished");

        (await keep.Change(desk.Sam, new TellingDraft("nothing", null, null, "08:00", true, false))).Refusal.ShouldBeNull();
        await Tell(desk, NotificationKind.TargetMissed, "d");
        (await hearing.News(desk.Sam, heard)).ShouldBe(new NewsWaiting(4, null));
        (await keep.Read(desk.Kim)).Telling.ShouldBe(Telling.Usual, "everybody chooses for themselves");
    }

    [Fact]
    public async Task Choice_When_ItMeansNothing_Then_ItIsRefusedAndTheOldOneStands()
    {
        await using var desk = await FlowDesk.Open(Engine);
        var keep = desk.Get<KeepTelling>();
        foreach (var (draft, refusal) in new (TellingDraft, Domain.Refusal)[]
        {
            (new("loud", null, null, null, true, false), NotificationRefusals.InterruptsUnknown), (new("7", null, null, null, true, false), NotificationRefusals.InterruptsUnknown),
            (new("nothing", "25:00", "07:00", null, true, false), NotificationRefusals.TimeUnknown), (new("nothing", "22:00", null, null, true, false), NotificationRefusals.QuietHalf),
            (new("nothing", "22:00", "22:00", null, true, false), NotificationRefusals.QuietAllDay), (new("nothing", null, null, "8", true, false), NotificationRefusals.TimeUnknown),
            (new("nothing", null, null, "08:00", false, false), NotificationRefusals.DigestNowhere),
        })
        {
            (await keep.Change(desk.Sam, draft)).Refusal.ShouldBe(refusal, draft.ToString());
        }

        (await keep.Read(desk.Sam)).Telling.ShouldBe(Telling.Usual);
    }

    [Fact]
    public async Task Digest_When_ItsTimeComes_Then_EachIsToldOnceOnWorkingDays()
    {
        await using var desk = await FlowDesk.Open(Engine);
        await Raised(desk);
        await desk.Raise("Nobody's yet");
        (await desk.Get<KeepTelling>().Change(desk.Sam, new TellingDraft("exceptions", null, null, "09:30", true, true))).Refusal.ShouldBeNull();
        (await desk.Get<KeepTelling>().Change(desk.Kim, new TellingDraft("exceptions", null, null, null, true, false))).Refusal.ShouldBeNull();
        var digests = desk.Get<SendDigests>();

        await digests.Send(desk.Place.Tenant);
        (await Told(desk, desk.Lee), await Told(desk, desk.Sam), await Told(desk, desk.Mara)).ShouldBe((1, 0, 0), "Lee's was due at eight; Sam's is not due yet, and nothing waits for Mara");
        Pass(desk, hours: 0.5);
        await digests.Send(desk.Place.Tenant);
        await digests.Send(desk.Place.Tenant);
        (await Told(desk, desk.Lee), await Told(desk, desk.Sam), await Told(desk, desk.Kim)).ShouldBe((1, 1, 0), "once a day; Kim wants none");
        (await desk.Count("SELECT count(*) FROM outbox WHERE tenant = $1 AND key LIKE 'mail:digest:%'")).ShouldBe(1, "Sam wants it by mail too");

        await desk.Away(desk.Lee, desk.Now, desk.Now + Duration.FromHours(30));
        Pass(desk, hours: 24);
        await digests.Send(desk.Place.Tenant);
        (await Told(desk, desk.Lee), await Told(desk, desk.Sam)).ShouldBe((1, 2), "on Tuesday Lee is away");
        Pass(desk, hours: 4 * 24);
        await digests.Send(desk.Place.Tenant);
        (await Told(desk, desk.Lee), await Told(desk, desk.Sam)).ShouldBe((1, 2), "on Saturday nobody works");
    }

    [Fact]
    public async Task News_When_WaysWereChosenForEach_Then_EachComesByItsOwnAndAMailLeavesOnceForWhatIsUnread()
    {
        await using var desk = await FlowDesk.Open(Engine);
        var (keep, hearing, news, tenant) = (desk.Get<KeepTelling>(), desk.Get<Hearing>(), desk.Get<SendNews>(), desk.Place.Tenant);
        await Tell(desk, NotificationKind.Chased, "before");
        var wish = new TellingDraft("chosen", "22:00", "07:00", null, true, false)
        {
            Ways = new Dictionary<string, string[]> { ["chases"] = ["mail"], ["handed"] = ["here", "mail"], ["targets"] = ["closed"] },
        };
        (await keep.Change(desk.Sam, wish with { Ways = null })).Refusal.ShouldBe(NotificationRefusals.WaysUnknown);
        (await keep.Change(desk.Sam, wish with { Ways = new Dictionary<string, string[]> { ["chases"] = ["pigeon"] } })).Refusal.ShouldBe(NotificationRefusals.WaysUnknown);
        Pass(desk, hours: 0.1);
        var kept = (await keep.Change(desk.Sam, wish)).Value.Telling;
        kept.Lets(NotificationKind.TargetMissed, NewsWays.Closed, desk.Now, DateTimeZone.Utc).ShouldBeTrue();
        kept.Lets(NotificationKind.TargetMissed, NewsWays.Here, desk.Now, DateTimeZone.Utc).ShouldBeFalse();
        Telling.Usual.Lets(NotificationKind.Chased, NewsWays.Mail, desk.Now, DateTimeZone.Utc).ShouldBeFalse("mail is only what somebody chose");

        var heard = await hearing.Heard(desk.Sam, again: false);
        await Tell(desk, NotificationKind.Chased, "a");
        (await hearing.News(desk.Sam, heard)).Loud.ShouldBeNull("a chase comes by mail alone");
        await Tell(desk, NotificationKind.Assigned, "b");
        (await hearing.News(desk.Sam, heard)).Loud?.Kind.ShouldBe("Assigned");
        await Tell(desk, NotificationKind.Nudged, "c");
        (await hearing.News(desk.Sam, heard)).Loud.ShouldBeNull("what was left out stands in the list");

        await news.Send(tenant);
        (await Mailed(desk)).ShouldBe(0, "a minute to read it in the page");
        Pass(desk, hours: 0.1);
        await news.Send(tenant);
        await news.Send(tenant);
        (await Mailed(desk)).ShouldBe(2, "the chase and the hand-over, once; not what came before it was chosen");
        var item = await desk.Place.Database.Read(async session => (await session.Query(
            "SELECT id, key, body FROM outbox WHERE tenant = $1 AND key LIKE 'mail:news:%' ORDER BY id", row => (Key: row.GetString(1), Body: row.GetString(2)), tenant.Value))[0]);
        item.Body.ShouldNotContain("Dock");

        Pass(desk, hours: 14);
        await Tell(desk, NotificationKind.ChasedAgain, "night");
        Pass(desk, hours: 0.1);
        await news.Send(tenant);
        (await Mailed(desk)).ShouldBe(2, "quiet hours are quiet by mail too");
        (await keep.Change(desk.Sam, new TellingDraft("exceptions", null, null, null, true, false))).Value.Telling.MailSince.ShouldBeNull();
    }

    [Fact]
    public async Task News_When_ManyThatNobodyWantsByMailAreOlder_Then_TheChosenOneIsMailed()
    {
        await using var desk = await FlowDesk.Open(Engine);
        var wish = new TellingDraft("chosen", null, null, null, true, false) { Ways = new Dictionary<string, string[]> { ["chases"] = ["mail"] } };
        (await desk.Get<KeepTelling>().Change(desk.Sam, wish)).Refusal.ShouldBeNull();
        for (var i = 0; i < 150; i++)
        {
            await Tell(desk, NotificationKind.Watched, $"watched {i}");
        }

        await Tell(desk, NotificationKind.Chased, "the chase");
        Pass(desk, hours: 0.1);
        await desk.Get<SendNews>().Send(desk.Place.Tenant);
        (await Mailed(desk)).ShouldBe(1);
    }

    private static Task<long?> Mailed(FlowDesk desk) => desk.Count("SELECT count(*) FROM outbox WHERE tenant = $1 AND key LIKE 'mail:news:%'");

    [Fact]
    public async Task Digest_When_Read_Then_SaysWhatTheDayBrings()
    {
        await using var desk = await FlowDesk.Open(Engine);
        var number = await Raised(desk);
        await Tell(desk, NotificationKind.Nudged, "a");
        var read = await desk.Get<DigestQuery>().Read(desk.Sam);
        (read.Day, read.Today, read.Overdue, read.Unread, read.Exceptions, read.Needs).ShouldBe((new LocalDate(2026, 3, 2), 1, 0, 1, 1, null));
        read.First.ShouldHaveSingleItem().Number.ShouldBe(number);
        Pass(desk, hours: 9);
        (await desk.Get<DigestQuery>().Read(desk.Sam)).Overdue.ShouldBe(1);
        (await desk.Get<DigestQuery>().Read(desk.Lee)).Needs.ShouldBe(1, "a lead's digest counts what needs them");

        var words = new ReaderWords((language, key, with) => Words.Of(language ?? "en").Maybe(key, with), (_, _, at, _) => at.ToString());
        var sheet = DigestLetter.Sheet(read with { Month = null }, words, "en", DateTimeZone.Utc, desk.Now, new Uri("https://desk.example/")).ShouldNotBeNull();
        sheet.Figures.Select(one => (one.Name, one.Value, one.Aside)).ShouldBe([("More due today", "1", null), ("Not read yet", "1", null)], "all of the unread is exceptions");
        var (line, link) = sheet.Lists.ShouldHaveSingleItem().Lines.ShouldHaveSingleItem();
        line.ShouldStartWith($"#{number} Dock is dark, ");
        link.ShouldBe($"https://desk.example/next/{number}");
        DigestLetter.Paragraphs(read with { Month = null }, words, "en").ShouldBeEmpty();
        DigestLetter.Sheet(read with { Unread = 3, ShortDay = "2026-03-05", ShortHours = 2.6 }, words, "de", DateTimeZone.Utc, desk.Now, null).ShouldNotBeNull().Figures.Skip(1).Select(one => (one.Name, one.Value, one.Aside))
            .ShouldBe([("Noch nicht gelesen", "3", "darunter Ausnahmen: 1"), ("Es fehlen am 5.\u00a0März", "2,5 h", null)]);
        DigestLetter.Paragraphs(read with { Today = 0, Unread = 0, First = [] }, words, "de").ShouldBe(["Es wartet nichts mehr auf Sie."]);
    }

    [Fact]
    public async Task Week_When_ANewOneBegins_Then_WhoAnswersForATeamAndWishesItIsMailedOnce()
    {
        await using var desk = await FlowDesk.Open(Engine);
        await Raised(desk);
        var (keep, tenant) = (desk.Get<KeepTelling>(), desk.Place.Tenant);
        var wish = new TellingDraft("exceptions", null, null, "08:00", true, false) { WeekByMail = true };
        (await keep.Change(desk.Sam, wish)).Refusal.ShouldBe(AccessRefusals.NotAllowed, "an agent answers for no team");
        (await keep.Change(desk.Lee, wish)).Value.Telling.WeekByMail.ShouldBeTrue();
        (await keep.Change(desk.Mara, wish)).Refusal.ShouldBeNull();
        (await desk.Get<SendWeeks>().Send(tenant)).ShouldBe(0, "the first comes with the next week");

        Pass(desk, hours: (6 * 24) - 2);
        (await desk.Get<SendWeeks>().Send(tenant)).ShouldBe(0, "on Sunday it is still this week");
        Pass(desk, hours: 24 + 0.5);
        (await desk.Get<SendWeeks>().Send(tenant)).ShouldBe(0, "before eight");
        Pass(desk, hours: 0.5);
        (await desk.Get<SendWeeks>().Send(tenant)).ShouldBe(2);
        (await new SendWeeks(desk.Place.Database, desk.Get<DigestQuery>(), desk.Get<DeskClock>()).Send(tenant)).ShouldBe(0, "started anew it knows");
        (await desk.Count("SELECT count(*) FROM outbox WHERE tenant = $1 AND key LIKE 'mail:week:%:2026-03-02'")).ShouldBe(2);

        await keep.Change(desk.Mara, wish with { WeekByMail = false });
        await desk.Away(desk.Lee, desk.Now, desk.Now + Duration.FromDays(8.5));
        Pass(desk, hours: 7 * 24);
        (await desk.Get<SendWeeks>().Send(tenant)).ShouldBe(0, "Lee is away, Mara wants none");
        Pass(desk, hours: 2 * 24);
        (await desk.Get<SendWeeks>().Send(tenant)).ShouldBe(1, "on Wednesday Lee is back");
    }

    [Fact]
    public async Task Week_When_Read_Then_ItIsOnePageInTheReadersWordsWithWhatToDo()
    {
        await using var desk = await FlowDesk.Open(Engine);
        var number = await Raised(desk);
        Pass(desk, hours: 7 * 24);

        var read = (await desk.Get<WeekQuery>().Read(desk.Mara)).Value;
        (read.Monday, read.Came, read.Ended, read.Open).ShouldBe((new LocalDate(2026, 3, 2), 1, 0, 1));
        read.Signals.ShouldBeNull("one week tells nothing from chance");
        read.Duties.ShouldContain(duty => duty.Kind == WeekDutyKind.Overdue && duty.Count == 1);
        (await desk.Get<WeekQuery>().Read(desk.Nils)).Value.Came.ShouldBe(0, "of the own teams alone");
        (await desk.Get<WeekQuery>().Read(desk.Mara, new LocalDate(2026, 3, 9))).Value.Monday.ShouldBe(read.Monday, "a week that is not over is not told");

        var words = new ReaderWords((language, key, with) => Words.Of(language ?? "en").Maybe(key, with), (_, _, at, _) => at.ToString());
        foreach (var (language, range, step) in new[] { ("en", "2\u00a0March to 8\u00a0March", "Call the team to what is overdue: 1 now"), ("de", "2.\u00a0März bis 8.\u00a0März", "Das Team zum Überfälligen rufen: jetzt 1") })
        {
            var said = WeekLetter.Of(read, words, language);
            said.Range.ShouldBe(range);
            said.Steps.ShouldContain(one => one.Text == step);
            string.Concat(said.Figures.Select(one => one.Name + one.Value + one.Aside)).ShouldNotContain("week.");
        }
    }

    [Fact]
    public async Task Week_When_ItIsMailed_Then_TheMailIsOnePageThatLeadsToWhatIsToDo()
    {
        await using var desk = await SmallDesk.On(Engine);
        await desk.Raise(desk.Ann, "Scanner is dark");
        var (tenant, sam) = (desk.Sam.Tenant, desk.Sam.Person.Value);
        var item = new OutboxItem(tenant, 1, $"mail:week:{sam}:2026-02-23", MailOrder.OutboxKind, null, new MailOrder(MailKind.Weekly, sam) { Week = "2026-02-23" }.Json(), 1, 1, false);
        (await desk.Get<MailWriter>().Write(item)).ShouldBeNull("an agent answers for no team");

        await desk.Place.Database.Write(async session => await session.Do("UPDATE people SET role = 'manager' WHERE tenant = $1 AND id = $2", tenant.Value, sam));
        var letter = (await desk.Get<MailWriter>().Write(item)).ShouldNotBeNull();
        letter.Subject.ShouldStartWith("The week at ");
        letter.Text.ShouldContain("23\u00a0February to 1\u00a0March");
        letter.Text.ShouldContain("What to do, the most pressing first\n- Nothing presses.");
        letter.Html.ShouldContain("/digest/week?of=2026-02-23");
        letter.Html.ShouldNotContain("Scanner is dark", Case.Sensitive, "figures, no tickets");
    }

    private static async Task<long> Raised(FlowDesk desk)
    {
        var number = await desk.Raise("Dock is dark");
        await desk.Reply(desk.Sam, number);
        return number;
    }

    private static Task<long?> Told(FlowDesk desk, Caller who) => desk.Count("SELECT count(*) FROM notifications WHERE tenant = $1 AND person = $2 AND kind = 'Digest'", who.Person.Value);

    private static void Pass(FlowDesk desk, double hours) => desk.Place.Time.Pass(TimeSpan.FromHours(hours));

    private static Task Tell(FlowDesk desk, NotificationKind kind, string key) =>
        desk.Place.Database.Write(async session => await TeamNotices.Tell(session, desk.Kim, desk.Sam.Person, kind, key, "/next", desk.Now));
}
