using Headway.Application.Calendars;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Rules;

public sealed class CalendarsOnSqlite : CalendarSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class CalendarsOnPostgres : CalendarSuite
{
    protected override Engine Engine => Engine.Postgres;
}

public abstract class CalendarSuite
{
    private static readonly string[] Weekdays = ["mon", "tue", "wed", "thu", "fri"];

    protected abstract Engine Engine { get; }

    private static CalendarDraft Draft(string hours, string name = "Office hours", string? from = null, params DateDraft[] dates) =>
        new(name, "UTC", Weekdays.ToDictionary(day => day, _ => (IReadOnlyList<string>)[hours]), dates, from);

    private static async Task<CalendarRead> Only(RulesDesk desk) => (await desk.Get<CalendarBook>().All(desk.Ada)).Value.Single();

    [Fact]
    public async Task Hours_WhenChanged_CountNewActivities_AndOldDuesKeepTheirVersion()
    {
        await using var desk = await RulesDesk.Open(Engine);
        var before = await desk.Waiting();
        var id = (await Only(desk)).Id;

        (await desk.Get<SaveCalendar>().Change(desk.Ada, id, Draft("08:00-12:00"), 1)).ShouldBeNull();
        var after = await desk.Waiting();

        (await desk.Due(before)).ShouldBe(Instant.FromUtc(2026, 3, 3, 17, 0));
        (await desk.Due(after)).ShouldBe(Instant.FromUtc(2026, 3, 6, 9, 0), "16 hours of four a day, the first from 9 to 12");
        var (old, fresh) = ((await desk.Get<ExplainDue>().Of(desk.Sam, before, null)).Value, (await desk.Get<ExplainDue>().Of(desk.Sam, after, null)).Value);
        (old.Trace!.Version, old.Trace.Result, fresh.Trace!.Version, fresh.Trace.Result).ShouldBe((1, old.Activity.Due, 2, fresh.Activity.Due));
        var read = await Only(desk);
        read.Versions.Select(version => version.Calendar.Version).ShouldBe([2, 1]);
        (await desk.Trail())[0].Body.ShouldContain("""{"field":"mon","from":"09:00-17:00","to":"08:00-12:00"}""");
    }

    [Fact]
    public async Task Hours_WhenPlanned_HoldFromTheirDate()
    {
        await using var desk = await RulesDesk.Open(Engine);
        var id = (await Only(desk)).Id;
        (await desk.Get<SaveCalendar>().Change(desk.Ada, id, Draft("08:00-12:00", from: "2026-03-04"), 1)).ShouldBeNull();

        var read = await Only(desk);
        (read.Planned, read.Holding.Calendar.Version, read.Newest.Version).ShouldBe((true, 1, 2));
        (await desk.Get<DeskRulesCache>().Of(desk.Place.Tenant)).CalendarOf(desk.Place.Desk).Version.ShouldBe(1);

        desk.Place.Time.Pass(TimeSpan.FromHours(15) - TimeSpan.FromSeconds(1));
        desk.Place.Time.Pass(TimeSpan.FromDays(1));
        (await desk.Get<DeskRulesCache>().Of(desk.Place.Tenant)).CalendarOf(desk.Place.Desk).Version.ShouldBe(1, "a second before midnight");
        desk.Place.Time.Pass(TimeSpan.FromSeconds(1));
        (await desk.Get<DeskRulesCache>().Of(desk.Place.Tenant)).CalendarOf(desk.Place.Desk).Version.ShouldBe(2, "nobody changed a setting: the day came");
        (await Only(desk)).Planned.ShouldBeFalse();
    }

    [Fact]
    public async Task Plan_WhenANewerChangeOvertakesIt_NeverHolds()
    {
        await using var desk = await RulesDesk.Open(Engine);
        var id = (await Only(desk)).Id;
        var save = desk.Get<SaveCalendar>();
        (await save.Change(desk.Ada, id, Draft("08:00-12:00", from: "2026-06-01"), 1)).ShouldBeNull();
        (await save.Change(desk.Ada, id, Draft("10:00-18:00"), 2)).ShouldBeNull();

        desk.Place.Time.Pass(TimeSpan.FromDays(200));
        (await desk.Get<DeskRulesCache>().Of(desk.Place.Tenant)).CalendarOf(desk.Place.Desk).Version.ShouldBe(3);
        (await Only(desk)).Versions.Select(version => version.Calendar.Version).ShouldBe([3, 1]);
    }

    [Fact]
    public async Task Change_WhenItCannotBe_IsRefused_AndNothingIsKept()
    {
        await using var desk = await RulesDesk.Open(Engine);
        var id = (await Only(desk)).Id;
        var save = desk.Get<SaveCalendar>();
        async Task<string?> Refused(CalendarDraft draft, int? version = 1) => (await save.Change(desk.Ada, id, draft, version))?.Code;

        (await Refused(new CalendarDraft("Never", "UTC", new Dictionary<string, IReadOnlyList<string>>(), []))).ShouldBe("calendar.never-opens");
        (await Refused(new CalendarDraft("Past", "UTC", new Dictionary<string, IReadOnlyList<string>>(), [new DateDraft("2020-01-01", ["09:00-17:00"], null)]))).ShouldBe("calendar.never-opens");
        (await Refused(Draft("25:00-26:00"))).ShouldBe("calendar.span-malformed");
        (await Refused(Draft("09:00-17:00") with { Zone = "Mars/Olympus" })).ShouldBe("calendar.zone-unknown");
        (await Refused(Draft("09:00-17:00", from: "2026-03-01"))).ShouldBe("calendar.from-elsewhen");
        (await Refused(Draft("09:00-17:00", dates: new DateDraft("soon", [], null)))).ShouldBe("settings.date-malformed");
        (await Refused(Draft("08:00-12:00"), version: 7)).ShouldBe("settings.stale");
        (await save.Add(desk.Ada, Draft("09:00-17:00", "office HOURS"))).Refusal!.Code.ShouldBe("settings.name-taken");
        (await save.Add(desk.Sam, Draft("09:00-17:00", "Mine"))).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await Refused(Draft("09:00-17:00"))).ShouldBeNull("the same hours are no change");
        (await Only(desk)).Versions.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Calendar_WhenWritten_ReadsBackAsItWas()
    {
        await using var desk = await RulesDesk.Open(Engine);
        var draft = new CalendarDraft(
            "Nights", "Europe/Berlin", new Dictionary<string, IReadOnlyList<string>> { ["mon"] = ["22:00-06:00"], ["sat"] = ["09:00-12:30", "13:15-24:00"], ["sun"] = ["00:00-24:00"] },
            [new DateDraft("2026-04-03", [], "Good Friday"), new DateDraft("2026-12-24", ["09:00-12:00", "13:00-14:00"], "Christmas Eve")]);
        var id = (await desk.Get<SaveCalendar>().Add(desk.Ada, draft)).Value;

        var read = (await desk.Get<CalendarBook>().One(desk.Ada, id)).Value.Newest;
        read.SpansOn(IsoDayOfWeek.Monday).Select(span => span.ToString()).ShouldBe(["22:00-06:00"]);
        read.SpansOn(IsoDayOfWeek.Saturday).Select(span => span.ToString()).ShouldBe(["09:00-12:30", "13:15-24:00"]);
        read.Overrides[new LocalDate(2026, 4, 3)].ShouldSatisfyAllConditions(day => day.IsClosed.ShouldBeTrue(), day => day.Name.ShouldBe("Good Friday"));
        read.Overrides[new LocalDate(2026, 12, 24)].ShouldSatisfyAllConditions(day => day.Spans.Count.ShouldBe(2), day => day.Name.ShouldBe("Christmas Eve"));

        var trace = (await desk.Get<TryDue>().On(desk.Sam, id, null, "2026-04-02T20:00", "1,5")).Value;
        trace.Result.ShouldBe(new LocalDateTime(2026, 4, 4, 10, 30).InZoneStrictly(DateTimeZoneProviders.Tzdb["Europe/Berlin"]).ToInstant());
        (await desk.Get<TryDue>().On(desk.Sam, id, null, "tomorrow", "1")).Refusal!.Code.ShouldBe("calendar.start-malformed");
        (await desk.Get<TryDue>().On(desk.Sam, id, null, "", "-1")).Refusal!.Code.ShouldBe("calendar.length-malformed");
    }

    [Fact]
    public async Task Preview_OfHours_CountsByTheNewOnes_AndTheCapOfNothing()
    {
        await using var desk = await RulesDesk.Open(Engine);
        var id = (await Only(desk)).Id;
        var ticket = await desk.Waiting();
        desk.Place.Time.Pass(TimeSpan.FromHours(30));
        await desk.Progress(ticket, "NEXT_ACTION");
        desk.Place.Time.Pass(TimeSpan.FromMinutes(1));

        var longer = (await desk.Get<SaveCalendar>().Rehearse(desk.Ada, id, Draft("00:00-24:00"))).Value;
        (longer.Were, longer.Would, longer.More).ShouldBe((0, 1, 1), "16 hours around the clock are over on Tuesday at one in the morning");
        (await desk.Get<SaveCalendar>().Rehearse(desk.Ada, null, Draft("00:00-24:00"))).Value.Looked.ShouldBe(0);
        (await desk.Get<SaveCalendar>().Rehearse(desk.Sam, id, Draft("00:00-24:00"))).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Fact]
    public async Task HolidayFile_Proposes_AndListsWhatItDidNotUnderstand()
    {
        await using var desk = await RulesDesk.Open(Engine);
        const string Ics = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20261225\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:Christmas Day\r\nEND:VEVENT\r\n"
            + "BEGIN:VEVENT\r\nUID:2\r\nDTSTART:20261224T100000Z\r\nSUMMARY:Party\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

        var proposed = desk.Get<ProposeHolidays>().From(desk.Ada, Ics).Value;

        proposed.Dates.Select(day => (day.Date.Year, day.Name)).ShouldBe([(2026, "Christmas Day"), (2027, "Christmas Day"), (2028, "Christmas Day")]);
        proposed.NotUnderstood.Single().Text.ShouldBe("Party");
        desk.Get<ProposeHolidays>().From(desk.Ada, "hello").Refusal!.Code.ShouldBe("holidays.not-a-calendar");
        (await Only(desk)).Newest.Overrides.ShouldBeEmpty("nothing is closed by reading");
    }
}
