using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;
using Headway.IntegrationTests.Portal;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Tickets;

public sealed class TimeSpentOnSqlite : TimeSpentSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class TimeSpentOnPostgres : TimeSpentSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>Time spent on a real store: off until it is switched on, summed for the ticket, and by person for those whom it is for.</summary>
public abstract class TimeSpentSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Time_WhenSeveralNoteIt_IsSummedForAllAndByPersonForThemAndTheirLead()
    {
        await using var desk = await SmallDesk.On(Engine);
        var number = await desk.Raise(desk.Ann);
        var (team, on) = (await Team(desk), new ActOn(desk.Sam, number));
        var (kim, lee, mara, ada) = (
            await desk.Person(desk.Sam.Tenant, "Kim Novak", Role.Agent, "en"), await desk.Person(desk.Sam.Tenant, "Lee Brand", Role.Lead, "en"),
            await desk.Person(desk.Sam.Tenant, "Mara Quist", Role.Manager, "en"), await desk.Person(desk.Sam.Tenant, "Ida North", Role.Administrator, "en"));
        await Join(desk, team, desk.Sam, kim);
        lee = lee with { Leads = new HashSet<TeamId> { team } };

        (await desk.Get<ProgressTicket>().Do(on, new TouchInput("IN_PROGRESS", Note: "Looking.") { Minutes = 20 })).Refusal.ShouldBe(TimeRefusals.NotKept);
        (await desk.Get<DeskSettings>().KeepsTime(desk.Sam, true)).ShouldBe(AccessRefusals.NotAllowed);
        (await desk.Get<DeskSettings>().KeepsTime(ada, true)).ShouldBeNull();
        (await desk.Get<ProgressTicket>().Do(on, new TouchInput("IN_PROGRESS", Note: "Looking.") { Minutes = 20 })).Refusal.ShouldBeNull();
        (await desk.Get<AnnotateTicket>().Note(new ActOn(kim, number), "Seen it too.", minutes: 35)).Refusal.ShouldBeNull();
        (await desk.Get<LogContactAttempt>().Do(on, new AttemptInput(Channel.Phone, "No answer.") { Minutes = 5 })).Refusal.ShouldBeNull();
        (await desk.Get<ResolveTicket>().Do(on, "A new cable.", minutes: 70)).Refusal.ShouldBeNull();

        var pages = desk.Get<TicketPageQuery>();
        async Task<string> Told(Caller caller)
        {
            var time = (await pages.Read(caller, number)).Value.Time;
            return string.Join(' ', time.People.Select(one => $"{one.Name.Split(' ')[0]}:{one.Minutes}").Prepend($"{time.Minutes}"));
        }

        (await Told(desk.Sam)).ShouldBe("130 Sam:95", "one's own and the whole");
        (await Told(kim)).ShouldBe("130 Kim:35");
        (await Told(lee)).ShouldBe("130 Kim:35 Sam:95", "in the order of names: nothing ranks");
        (await Told(mara)).ShouldBe("130", "managers and administrators read nobody's");
        (await Told(ada)).ShouldBe("130");
        (await Told(desk.Ann)).ShouldBe("0", "customers are told nothing of it");

        (await desk.Get<TicketFacesQuery>().One(kim, number)).Value.Time.ShouldSatisfyAllConditions(
            time => time.Minutes.ShouldBe(130), time => time.People.ShouldHaveSingleItem().Minutes.ShouldBe(35));
        (await desk.Get<TicketFacesQuery>().Page(mara, new TicketsWanted(), null, 10)).Value.Items.Single().Minutes.ShouldBe(130);
        (await desk.Get<TicketFinder>().Find(mara, new TicketFilter(), 10, 0)).Value.Hits.Single().Minutes.ShouldBe(130);
        var ledger = (await desk.Get<LedgerQuery>().Read(kim, number)).Value.Where(line => line.Kind == "time-spent").Select(line => line.Body).ToList();
        ledger.ShouldBe(["{}", """{"length":2100000}""", "{}", "{}"], "the ledger is no way round");
        (await new Verification(desk.Place.Database).Run()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Time_WhenTheTouchIsTakenBackOrTheFieldSwitchedOff_IsGoneOrStays()
    {
        await using var desk = await SmallDesk.On(Engine);
        var ada = await desk.Person(desk.Sam.Tenant, "Ida North", Role.Administrator, "en");
        (await desk.Get<DeskSettings>().Change(ada, new DeskSettingsPatch(null, null, null) { KeepsTime = true }, null)).ShouldBeNull();
        var number = await desk.Raise(desk.Ann);
        var on = new ActOn(desk.Sam, number);
        (await desk.Get<ProgressTicket>().Do(on, new TouchInput("IN_PROGRESS", Note: "First.") { Minutes = 10 })).Refusal.ShouldBeNull();
        var done = (await desk.Get<ProgressTicket>().Do(on, new TouchInput("AWAIT_CUSTOMER", "Which tray?") { Minutes = 15 })).Value;
        (await Minutes(desk, number)).ShouldBe(25);
        (await desk.Get<TicketActs>().Undo(on, done.Decision.ActFrom, done.Decision.ActTo)).Refusal.ShouldBeNull();
        (await Minutes(desk, number)).ShouldBe(10);
        (await desk.Get<WithdrawnTouch>().Read(desk.Sam, number, done.Decision.ActFrom, done.Decision.ActTo)).ShouldNotBeNull().Minutes.ShouldBe(15, "they stand in the box again");

        (await desk.Get<DeskSettings>().KeepsTime(ada, false)).ShouldBeNull();
        (await desk.Get<ProgressTicket>().Do(on, new TouchInput("AWAIT_CUSTOMER", "Which tray?"))).Refusal.ShouldBeNull();
        (await Minutes(desk, number)).ShouldBe(10, "what was noted stays");
        (await new Verification(desk.Place.Database).Run()).Findings.ShouldBeEmpty();
    }

    private static async Task<int> Minutes(SmallDesk desk, long number) => (await desk.Get<TicketFacesQuery>().One(desk.Sam, number)).Value.Minutes;

    private static Task<TeamId> Team(SmallDesk desk) => desk.Place.Database.Read(async session =>
        new TeamId(await session.Number("SELECT id FROM teams WHERE tenant = $1 AND desk", desk.Sam.Tenant.Value) ?? 0));

    private static Task Join(SmallDesk desk, TeamId team, params Caller[] people) => desk.Place.Database.Write(async session =>
    {
        foreach (var person in people)
        {
            await session.Run("INSERT INTO memberships (tenant, person, team, lead) VALUES ($1, $2, $3, $4)", desk.Sam.Tenant.Value, person.Person.Value, team.Value, false);
        }
    });
}
