using Headway.Application.Access;
using Headway.Application.Changes;
using Headway.Application.Mail;
using Headway.Application.Notifications;
using Headway.Application.Storage;
using Headway.IntegrationTests.Flow;
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
        var lines = DigestLetter.Paragraphs(read with { Month = null }, words, "en", DateTimeZone.Utc, desk.Now);
        lines[0].ShouldBe("1 more due today\n1 not read yet, 1 of them exceptions");
        lines[1].ShouldStartWith($"#{number} Dock is dark, ");
        DigestLetter.Paragraphs(read with { Today = 0, Unread = 0, First = [] }, words, "de", DateTimeZone.Utc, desk.Now).ShouldBe(["Es wartet nichts mehr auf Sie."]);
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
