using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Application.Teams;
using Headway.Application.Tickets;
using Headway.IntegrationTests.Tickets;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Access;

public sealed class TeamsOnSqlite : TeamSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class TeamsOnPostgres : TeamSuite
{
    protected override Engine Engine => Engine.Postgres;
}

public abstract class TeamSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Team_WhenAddedAndChanged_DecidesByItAtOnceAndTheTrailSaysWhatWasBefore()
    {
        await using var place = await AccessPlace.Open(Engine);
        var calendar = (await place.Get<TeamList>().Calendars(place.Ada)).Value[0].Id;
        var team = (await place.Get<SetTeam>().Add(place.Ada, new TeamWish(" Network ", calendar, "Standard", false))).Value;
        (await place.Get<DeskRulesCache>().Of(place.Tenant)).Teams[team].Name.ShouldBe("Network");

        (await place.Get<SetTeam>().Change(place.Ada, team, new TeamWish("Networks", calendar, "StatusRanked", false))).IsRefused.ShouldBeFalse();

        (await place.Get<DeskRulesCache>().Of(place.Tenant)).Teams[team].ShouldSatisfyAllConditions(
            one => one.Name.ShouldBe("Networks"), one => one.Mode.ToString().ShouldBe("StatusRanked"));
        var line = (await place.Get<TrailQuery>().Read(place.Ada, new TrailWish(Subject: "team"))).Value.Lines[0];
        (line.Kind, line.Target).ShouldBe(("team.changed", "Networks"));
        line.Changes.ShouldBe([new SettingChange("name", "Network", "Networks"), new SettingChange("mode", "Standard", "StatusRanked")]);
    }

    [Theory]
    [InlineData("", "Standard", "team.name-missing")]
    [InlineData("service desk", "Standard", "team.name-taken")]
    [InlineData("Other", "best", "team.mode-unknown")]
    public async Task Team_WhenWishedWrong_IsRefusedAndNothingIsMade(string name, string mode, string code)
    {
        await using var place = await AccessPlace.Open(Engine);
        var calendar = (await place.Get<TeamList>().Calendars(place.Ada)).Value[0].Id;

        (await place.Get<SetTeam>().Add(place.Ada, new TeamWish(name, calendar, mode, false))).Refusal?.Code.ShouldBe(code);
        (await place.Get<SetTeam>().Add(place.Ada, new TeamWish("Fine", calendar + 99, "Standard", false))).Refusal.ShouldBe(TeamRefusals.CalendarUnknown);

        (await place.Number("SELECT count(*) FROM teams WHERE tenant = $1", place.Tenant.Value)).ShouldBe(1);
    }

    [Fact]
    public async Task Team_WhenRestricted_IsSeenByItsMembersFromTheNextClick()
    {
        await using var desk = await PanelDesk.Open(Engine);
        var place = desk.Place;
        var calendar = (await place.Get<TeamList>().Calendars(place.Ada)).Value[0].Id;
        var team = (await place.Get<SetTeam>().Add(place.Ada, new TeamWish("Personnel", calendar, "Standard", false))).Value;
        (await place.Get<SetTeam>().Change(place.Ada, team, new TeamWish("Personnel", calendar, "Standard", true))).Refusal.ShouldBe(TeamRefusals.RestrictedEmpty);
        (await place.Get<ChangeMembers>().Do(place.Ada, team, [desk.Sam.Person], [])).ShouldBeNull();
        (await place.Get<SetTeam>().Change(place.Ada, team, new TeamWish("Personnel", calendar, "Standard", true))).IsRefused.ShouldBeFalse();

        (await Callers.Find(place.Database, place.Tenant, place.Ada.Person))!.HiddenTeams.ShouldContain(team);
        (await Callers.Find(place.Database, place.Tenant, desk.Sam.Person))!.Teams.ShouldContain(team);
        (await place.Get<SetTeam>().Change(place.Ada, place.Desk, new TeamWish("Service Desk", calendar, "Standard", true))).Refusal.ShouldBe(TeamRefusals.DeskStays);
    }

    [Fact]
    public async Task Team_WhenItHoldsTickets_StaysUntilTheyAreHandedOn()
    {
        await using var desk = await PanelDesk.Open(Engine);
        var place = desk.Place;
        var calendar = (await place.Get<TeamList>().Calendars(place.Ada)).Value[0].Id;
        var team = (await place.Get<SetTeam>().Add(place.Ada, new TeamWish("Network", calendar, "Standard", false))).Value;
        var ticket = await desk.Raise("No network");
        (await place.Get<TransferTicket>().To(new ActOn(desk.Sam, ticket), team, "yours", null)).IsRefused.ShouldBeFalse();

        var refused = (await place.Get<SetTeam>().Activate(place.Ada, team, false)).Refusal;
        refused?.Code.ShouldBe("team.holds-tickets");
        refused?.Message.ShouldContain("one open ticket");
        (await place.Get<SetTeam>().Activate(place.Ada, place.Desk, false)).Refusal.ShouldBe(TeamRefusals.DeskStays);

        (await place.Get<TransferTicket>().To(new ActOn(desk.Sam, ticket), place.Desk, "not ours", null)).Refusal?.Code.ShouldBe("transfer.use-return");
        (await place.Get<ProgressTicket>().Do(new ActOn(desk.Sam, ticket), new TouchInput("IN_PROGRESS", Note: "looked"))).IsRefused.ShouldBeFalse();
        (await place.Get<TransferTicket>().To(new ActOn(desk.Sam, ticket), place.Desk, "our part is done", null)).IsRefused.ShouldBeFalse();
        (await place.Get<SetTeam>().Activate(place.Ada, team, false)).IsRefused.ShouldBeFalse();

        (await place.Get<DeskRulesCache>().Of(place.Tenant)).Teams[team].Active.ShouldBeFalse("what names it must still be told");
        (await place.Get<TransferTicket>().To(new ActOn(desk.Sam, ticket), team, "again", null)).Refusal?.Code.ShouldBe("team.unknown");
    }

    [Fact]
    public async Task Settings_WhenAskedByAnAgent_AreRefused()
    {
        await using var place = await AccessPlace.Open(Engine);
        var sam = await place.Person(place.Tenant, "sam@home.example", Role.Agent);

        (await place.Get<TeamList>().All(sam)).Refusal.ShouldBe(AccessRefusals.NotAllowed);
        (await place.Get<SetTeam>().Add(sam, new TeamWish("X", 1, "Standard", false))).Refusal.ShouldBe(AccessRefusals.NotAllowed);
        (await place.Get<ChangeMembers>().Do(sam, place.Desk, [], [])).ShouldBe(AccessRefusals.NotAllowed);
        (await place.Get<TrailQuery>().Read(sam, new TrailWish())).Refusal.ShouldBe(AccessRefusals.NotAllowed);
        (await place.Get<AccessList>().Read(sam)).Refusal.ShouldBe(AccessRefusals.NotAllowed);
        (await place.Get<ChangeDesk>().Do(sam, new DeskNamed("X", "en", "UTC"))).ShouldBe(AccessRefusals.NotAllowed);
    }
}
