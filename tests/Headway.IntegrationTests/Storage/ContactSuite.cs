using Headway.Application.Heartbeat;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Appointments;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Returns;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Storage;

public sealed class ContactOnSqlite : ContactSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class ContactOnPostgres : ContactSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>Agreed times and returns under concurrency, whatever the engine.</summary>
public abstract class ContactSuite
{
    private static readonly Instant Thursday = TestDesk.Monday + Duration.FromHours(73);

    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Book_When_ManyWantOneTimeOfOnePerson_Then_OneGetsIt()
    {
        await using var place = await TestDatabase.Current(Engine);
        var desk = new TestDesk(place.Database);
        var tickets = new List<Changed>();
        for (var i = 0; i < 8; i++)
        {
            tickets.Add(await desk.Open());
        }

        var outcomes = await Task.WhenAll(tickets.Select((ticket, i) => Book(desk, ticket, Thursday + Duration.FromMinutes(5 * i))));

        outcomes.Count(outcome => !outcome.IsRefused).ShouldBe(1);
        outcomes.Where(outcome => outcome.IsRefused).ShouldAllBe(outcome => outcome.Refusal!.Code == "appointment.double-booked");
        (await new Verification(place.Database).Run()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Book_When_TheEarlierOneWasCalledOff_Then_TheTimeIsFreeAgain()
    {
        await using var place = await TestDatabase.Current(Engine);
        var desk = new TestDesk(place.Database);
        var (first, second) = (await desk.Open(), await desk.Open());
        (await Book(desk, first, Thursday)).IsRefused.ShouldBeFalse();
        (await Book(desk, second, Thursday)).Refusal.ShouldBe(AppointmentRefusals.DoubleBooked);
        (await desk.Store.Find(desk.Tenant, second.Ticket)).ShouldNotBeNull().Version.ShouldBe(second.State.Version, "what was refused left nothing behind");

        await Do(desk, first, new CancelAppointment(Actor.Customer(TestDesk.Ann)).Decide);

        (await Book(desk, second, Thursday)).IsRefused.ShouldBeFalse();
    }

    [Fact]
    public async Task Return_When_TheCustomerAnswersMeanwhile_Then_BothStandAndTheDeskHasBoth()
    {
        await using var place = await TestDatabase.Current(Engine);
        var desk = new TestDesk(place.Database);
        for (var round = 0; round < 6; round++)
        {
            var opened = await desk.Open();
            var passed = (await Do(desk, opened, new Transfer(TestDesk.Sam, TestDesk.Network, new TextId(0)).Decide)).Value;

            await Task.WhenAll(
                Do(desk, passed, new ReturnToDesk(TestDesk.Kim, ReturnReason.InformationInadequate, new TextId(0)).Decide),
                Do(desk, passed, new CustomerMessage(TestDesk.Ann, Intent.Answer, Channel.Mail, null).Decide));

            var state = (await desk.Store.Find(desk.Tenant, opened.Ticket)).ShouldNotBeNull();
            (state.Team, state.Has(StatusCode.Rejected), state.Has(StatusCode.CustomerUpdated)).ShouldBe((TestDesk.ServiceDesk, true, true));
            state.Open.ShouldAllBe(activity => activity.Team == TestDesk.ServiceDesk);
        }
    }

    [Fact]
    public async Task Heartbeat_When_AReplyArrivesAtTheReminder_Then_OneOfThemIsFirstAndNothingIsSentTwice()
    {
        await using var place = await TestDatabase.Current(Engine);
        var desk = new TestDesk(place.Database);
        var heartbeat = new Heartbeat(desk.Store, (_, _) => ValueTask.FromResult(TestDesk.Rules));
        for (var round = 0; round < 6; round++)
        {
            var opened = await desk.Open();
            var waiting = (await Do(desk, opened, new Progress(TestDesk.Sam, StatusCode.AwaitCustomer, new TextId(0)).Decide)).Value;
            var due = waiting.State.Base!.Due;

            await Task.WhenAll(
                heartbeat.Until(desk.Tenant, due + Duration.FromSeconds(1)),
                Do(desk, waiting, new CustomerMessage(TestDesk.Ann, Intent.Answer, Channel.Mail, null).Decide, due + Duration.FromSeconds(1)));

            var ledger = await desk.Store.Ledger(desk.Tenant, opened.Ticket);
            ledger.Count(recorded => recorded.Fact is ReminderSent).ShouldBe(1, "the due had passed before the answer came");
            var state = (await desk.Store.Find(desk.Tenant, opened.Ticket)).ShouldNotBeNull();
            (state.Has(StatusCode.CustomerUpdated), state.Has(StatusCode.CustomerSilent)).ShouldBe((true, false));
        }
    }

    private static Task<Outcome<Changed>> Book(TestDesk desk, Changed ticket, Instant start) => Do(
        desk, ticket, new BookAppointment(Actor.Staff(TestDesk.Sam), new Booking(start, start + Duration.FromMinutes(50), TestDesk.Kim, AppointmentMode.Call, [])).Decide);

    private static Task<Outcome<Changed>> Do(TestDesk desk, Changed ticket, Decide decide, Instant? at = null) => desk.Store.Change(
        desk.Tenant, ticket.Ticket, null, state => Decision.AfterLapse(TestDesk.Rules, state, at ?? TestDesk.Monday + Duration.FromMinutes(10), decide));
}
