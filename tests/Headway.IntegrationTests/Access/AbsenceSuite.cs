using Headway.Application.Access;
using Headway.Application.Approvals;
using Headway.Application.Desk;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Access;

public sealed class AbsencesOnSqlite : AbsenceSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class AbsencesOnPostgres : AbsenceSuite
{
    protected override Engine Engine => Engine.Postgres;
}

public abstract class AbsenceSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Absence_WhenEnteredByOneself_IsThereUntilOneIsBack()
    {
        await using var place = await AccessPlace.Open(Engine);
        var sam = await Member(place, "sam@home.example", Role.Agent, lead: false);
        var now = place.Get<DeskClock>().Now(place.Tenant);
        var keep = place.Get<KeepAbsence>();

        var id = (await keep.Add(sam, sam.Person, new AbsenceDraft(now - Duration.FromHours(1), now + Duration.FromDays(2), " Training "))).Value;
        var known = (await place.Get<AbsenceList>().Read(sam)).Value.All.ShouldHaveSingleItem();
        (known.Holds(now), known.Away.ReasonIn("de"), known.Teams).ShouldBe((true, "Training", known.Teams));
        known.Teams.ShouldHaveSingleItem();
        (await place.Database.Read(session => AwayToday.Read(session, place.Tenant, now))).Keys.ShouldBe([sam.Person]);

        (await keep.Change(sam, id, new AbsenceDraft(now - Duration.FromHours(1), now + Duration.FromDays(3)))).ShouldBeNull();
        (await place.Get<AbsenceList>().Read(sam)).Value.All[0].Away.To.ShouldBe(now + Duration.FromDays(3));

        (await keep.End(sam, id)).ShouldBeNull();
        (await place.Get<AbsenceList>().Read(sam)).Value.All.ShouldBeEmpty();
        (await place.Database.Read(session => AwayToday.Read(session, place.Tenant, now))).ShouldBeEmpty();
        (await keep.End(sam, id)).ShouldBe(PeopleRefusals.AbsenceUnknown);
        (await place.Number("SELECT count(*) FROM absences WHERE tenant = $1", place.Tenant.Value)).ShouldBe(1, "what was is kept");
    }

    [Fact]
    public async Task Substitute_WhenNamed_IsToldWhatComesInAndAskedInstead()
    {
        await using var desk = await Portal.SmallDesk.On(Engine);
        var now = desk.Get<DeskClock>().Now(desk.Sam.Tenant);
        var (kim, zed) = (await desk.Person(desk.Sam.Tenant, "Kim Novak", Role.Agent, "en"), await desk.Person(desk.Sam.Tenant, "Zed Other", Role.Agent, "en"));
        var keep = desk.Get<KeepAbsence>();
        var draft = new AbsenceDraft(now - Duration.FromHours(1), now + Duration.FromDays(2), "Holiday", kim.Person);
        (await keep.Add(desk.Sam, desk.Sam.Person, draft)).Refusal.ShouldBe(PeopleRefusals.AbsenceSubstitute, "they share no team yet");
        await desk.Place.Database.Write(async session =>
        {
            foreach (var person in new[] { desk.Sam, kim })
            {
                await session.Do("INSERT INTO memberships (tenant, team, person, lead) SELECT tenant, id, $2, $3 FROM teams WHERE tenant = $1 AND desk", desk.Sam.Tenant.Value, person.Person.Value, false);
            }
        });
        (await keep.Add(desk.Sam, desk.Sam.Person, draft with { Substitute = desk.Sam.Person })).Refusal.ShouldBe(PeopleRefusals.AbsenceSubstitute, "nobody stands in for themselves");
        (await keep.Add(desk.Sam, desk.Sam.Person, draft with { Substitute = zed.Person })).Refusal.ShouldBe(PeopleRefusals.AbsenceSubstitute);

        var number = await desk.Raise(desk.Ann);
        (await desk.Reply(number, "Which tray?")).Refusal.ShouldBeNull();
        (await keep.Add(desk.Sam, desk.Sam.Person, draft)).Refusal.ShouldBeNull();
        (await desk.Get<AbsenceList>().Read(desk.Sam)).Value.All.ShouldHaveSingleItem().Substitute.ShouldBe("Kim Novak");

        (await desk.Get<WriteMessage>().Do(new ActOn(desk.Ann, number), new CustomerInput(Domain.Tickets.Intent.Answer, "The left one.", Domain.Tickets.Channel.Portal))).Refusal.ShouldBeNull();
        (await Told(desk, desk.Sam), await Told(desk, kim), await Told(desk, zed)).ShouldBe((1, 1, 0));

        (await desk.Get<AskForApproval>().Do(new ActOn(zed, number), new ApprovalInput(desk.Sam.Email, "May we?"))).Refusal.ShouldBeNull();
        (await desk.Get<TicketPageQuery>().Read(kim, number)).Value.State.Approvals.ShouldHaveSingleItem().Substitute.ShouldBe(kim.Person);

        var another = await desk.Raise(desk.Ann, "Another");
        (await desk.Get<AskForApproval>().Do(new ActOn(kim, another), new ApprovalInput(desk.Sam.Email, "May we?"))).Refusal.ShouldBeNull();
        (await desk.Get<TicketPageQuery>().Read(kim, another)).Value.State.Approvals.ShouldHaveSingleItem().Substitute.ShouldBeNull("who asks does not stand in");

        (await keep.End(desk.Sam, (await desk.Get<AbsenceList>().Read(desk.Sam)).Value.All[0].Id)).ShouldBeNull();
        (await desk.Get<WriteMessage>().Do(new ActOn(desk.Ann, number), new CustomerInput(Domain.Tickets.Intent.Information, "And the right one.", Domain.Tickets.Channel.Portal))).Refusal.ShouldBeNull();
        (await Told(desk, kim)).ShouldBe(1, "who is back is told themselves");
    }

    private static async Task<long?> Told(Portal.SmallDesk desk, Caller who) => await desk.Place.Database.Read(session => session.Number(
        "SELECT count(*) FROM notifications WHERE tenant = $1 AND person = $2 AND kind = 'CustomerWrote'", who.Tenant.Value, who.Person.Value).AsTask());

    [Fact]
    public async Task Absence_WhenStillToCome_IsTakenAwayWhole()
    {
        await using var place = await AccessPlace.Open(Engine);
        var sam = await Member(place, "sam@home.example", Role.Agent, lead: false);
        var now = place.Get<DeskClock>().Now(place.Tenant);
        var id = (await place.Get<KeepAbsence>().Add(sam, sam.Person, new AbsenceDraft(now + Duration.FromDays(1), now + Duration.FromDays(2)))).Value;

        (await place.Get<KeepAbsence>().End(sam, id)).ShouldBeNull();

        (await place.Number("SELECT count(*) FROM absences WHERE tenant = $1", place.Tenant.Value)).ShouldBe(0);
    }

    [Fact]
    public async Task Absence_WhenEnteredForOthers_IsForLeadsOfTheirTeamsAndAdministrators()
    {
        await using var place = await AccessPlace.Open(Engine);
        var (sam, kim) = (await Member(place, "sam@home.example", Role.Agent, lead: false), await Member(place, "kim@home.example", Role.Agent, lead: false));
        var lee = await Member(place, "lee@home.example", Role.Lead, lead: true);
        var stranger = await place.Person(place.Tenant, "other@home.example", Role.Agent);
        var mara = await place.Person(place.Tenant, "mara@home.example", Role.Manager);
        var now = place.Get<DeskClock>().Now(place.Tenant);
        var draft = new AbsenceDraft(now, now + Duration.FromHours(4));
        var (keep, list) = (place.Get<KeepAbsence>(), place.Get<AbsenceList>());

        (await keep.Add(sam, kim.Person, draft)).Refusal.ShouldBe(PeopleRefusals.Unknown, "a colleague is no lead");
        (await keep.Add(lee, stranger.Person, draft)).Refusal.ShouldBe(PeopleRefusals.Unknown, "nobody of the lead's teams");
        (await keep.Add(mara, mara.Person, draft)).Refusal?.Kind.ShouldBe(RefusalKind.Forbidden);
        var id = (await keep.Add(lee, kim.Person, draft)).Value;
        (await keep.Add(place.Ada, sam.Person, draft)).IsRefused.ShouldBeFalse();

        (await list.Read(lee)).Value.All.Select(one => one.Away.Person).ShouldBe([kim.Person, sam.Person], ignoreOrder: true);
        var seen = (await list.Read(sam)).Value;
        seen.All.Where(seen.MayKeep).ShouldHaveSingleItem().Away.Person.ShouldBe(sam.Person);
        seen.All.Count.ShouldBe(2, "colleagues read each other's");
        (await list.Read(await place.Person(place.Tenant, "far@home.example", Role.Agent))).Value.All.ShouldBeEmpty();
        (await keep.Change(sam, id, draft)).ShouldBe(PeopleRefusals.Unknown);
        (await keep.End(kim, id)).ShouldBeNull();
    }

    [Fact]
    public async Task Absence_WhenItEndsBeforeItBeginsOrLastsForYears_IsRefused()
    {
        await using var place = await AccessPlace.Open(Engine);
        var sam = await Member(place, "sam@home.example", Role.Agent, lead: false);
        var now = place.Get<DeskClock>().Now(place.Tenant);
        var keep = place.Get<KeepAbsence>();

        (await keep.Add(sam, sam.Person, new AbsenceDraft(now + Duration.FromHours(2), now + Duration.FromHours(1)))).Refusal.ShouldBe(PeopleRefusals.AbsencePast);
        (await keep.Add(sam, sam.Person, new AbsenceDraft(now - Duration.FromDays(2), now - Duration.FromDays(1)))).Refusal.ShouldBe(PeopleRefusals.AbsencePast);
        (await keep.Add(sam, sam.Person, new AbsenceDraft(now, now + Duration.FromDays(401)))).Refusal.ShouldBe(PeopleRefusals.AbsenceTooLong);
        (await keep.Add(sam, sam.Person, new AbsenceDraft(now, now + Duration.FromDays(1), new string('x', 101)))).Refusal.ShouldBe(PeopleRefusals.TextTooLong);
        (await place.Number("SELECT count(*) FROM absences WHERE tenant = $1", place.Tenant.Value)).ShouldBe(0);
    }

    private static async Task<Caller> Member(AccessPlace place, string email, Role role, bool lead)
    {
        var person = await place.Person(place.Tenant, email, role);
        await place.Database.Write(async session => await session.Do(
            "INSERT INTO memberships (tenant, team, person, lead) VALUES ($1, $2, $3, $4)", place.Tenant.Value, place.Desk.Value, person.Person.Value, lead));
        return (await Callers.Find(place.Database, place.Tenant, person.Person)).ShouldNotBeNull();
    }
}
