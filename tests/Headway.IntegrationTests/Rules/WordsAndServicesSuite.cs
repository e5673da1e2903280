using Headway.Application.Access;
using Headway.Application.Calendars;
using Headway.Application.Desk;
using Headway.Application.Macros;
using Headway.Application.Rota;
using Headway.Application.Services;
using Headway.Application.Statuses;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Rota;
using Headway.Domain.Statuses;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Rules;

public sealed class WordsAndServicesOnSqlite : WordsAndServicesSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class WordsAndServicesOnPostgres : WordsAndServicesSuite
{
    protected override Engine Engine => Engine.Postgres;
}

public abstract class WordsAndServicesSuite
{
    private static readonly Dictionary<Priority, WorkingTime> None = [];

    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Wording_WhenChanged_IsReadAtOnce_AndGoneWhenCleared()
    {
        await using var desk = await RulesDesk.Open(Engine);
        var change = desk.Get<ChangeWording>();
        WordingDraft own = new("en", "With the supplier", "The supplier looks at it; we write by {promise}.");

        (await change.Of(desk.Ada, StatusCode.AwaitSupplier, [own], 0)).ShouldBeNull();
        var words = (await desk.Get<DeskRulesCache>().Of(desk.Place.Tenant)).Words;
        (words.Label(StatusCode.AwaitSupplier, "en"), words.Label(StatusCode.AwaitSupplier, "de")).ShouldBe(("With the supplier", null));
        words.CustomerLine(StatusCode.AwaitSupplier, "en").ShouldBe(own.Line);

        (await change.Of(desk.Ada, StatusCode.AwaitSupplier, [own with { Line = "Soon." }], null))!.Code.ShouldBe("wording.promise-missing");
        (await change.Of(desk.Ada, StatusCode.AwaitSupplier, [own with { Line = "{name} by {promise}" }], null))!.Code.ShouldBe("wording.place-unknown");
        (await change.Of(desk.Ada, StatusCode.Resolved, [own], null))!.Code.ShouldBe("wording.nothing-promised");
        (await change.Of(desk.Ada, StatusCode.AwaitSupplier, [own], 0))!.Code.ShouldBe("settings.stale");
        (await change.Of(desk.Sam, StatusCode.AwaitSupplier, [own], null))!.Kind.ShouldBe(RefusalKind.Forbidden);

        (await change.Of(desk.Ada, StatusCode.AwaitSupplier, [new WordingDraft("en", null, " ")], 1)).ShouldBeNull();
        (await desk.Get<DeskRulesCache>().Of(desk.Place.Tenant)).Words.CustomerLine(StatusCode.AwaitSupplier, "en").ShouldBeNull();
        (await desk.Trail()).Count(line => line.Kind == "status.wording").ShouldBe(2);
    }

    [Fact]
    public async Task Service_WhenItHasTargetsAndACalendar_NewTicketsCountByThem()
    {
        await using var desk = await RulesDesk.Open(Engine);
        var night = (await desk.Get<SaveCalendar>().Add(desk.Ada, new CalendarDraft("Always", "UTC", Days(), []))).Value;
        var save = desk.Get<SaveServices>();
        var id = (await save.Add(desk.Ada, new ServiceDraft("Password reset", "Kennwort", null, night, true, new Dictionary<Priority, WorkingTime> { [Priority.P3] = WorkingTime.FromHours(10) }, None))).Value;

        var raised = await desk.Get<RaiseTicket>().Do(desk.Sam, new NewTicket("Locked out", "Please.", Requester: desk.Ann.Person, Service: "Password reset"));
        raised.IsRefused.ShouldBeFalse(raised.Refusal?.Message);
        (await desk.Due(raised.Value.Number)).ShouldBe(Instant.FromUtc(2026, 3, 2, 19, 0), "ten hours around the clock");
        (await desk.Get<TicketPageQuery>().Read(desk.Sam, raised.Value.Number)).Value.CompletionTarget.ShouldBe(WorkingTime.FromHours(10), "straight off: completion is the response");

        var read = (await desk.Get<ServiceBook>().One(desk.Ada, id)).Value;
        (read.StraightOff, read.Calendar!.Name, read.Revision).ShouldBe((true, "Always", 0));
        (await save.Add(desk.Ada, new ServiceDraft("password RESET", null, null, null, false, None, None))).Refusal!.Code.ShouldBe("settings.name-taken");
        var draft = new ServiceDraft("Password reset", null, null, null, false, None, None, Active: false);
        (await save.Change(desk.Ada, id, draft, 5))!.Code.ShouldBe("settings.stale");
        (await save.Change(desk.Ada, id, draft with { Team = 999 }, 0))!.Code.ShouldBe("settings.team-unknown");
        (await save.Change(desk.Ada, id, draft, 0)).ShouldBeNull();
        (await desk.Get<ServiceBook>().One(desk.Ada, id)).Value.ShouldSatisfyAllConditions(one => one.Active.ShouldBeFalse(), one => one.Calendar.ShouldBeNull(), one => one.Response.ShouldBeEmpty());
    }

    [Fact]
    public async Task OnCall_WhenAPriorityHasACalendar_ItsDueNamesWhoAnswers()
    {
        await using var desk = await RulesDesk.Open(Engine);
        var night = (await desk.Get<SaveCalendar>().Add(desk.Ada, new CalendarDraft("Always", "UTC", Days(), []))).Value;
        var kim = await desk.Place.Person(desk.Place.Tenant, "kim@home.example", Role.Agent);
        var onCall = desk.Get<OnCall>();
        var turn = new OnCallTurn([kim.Person, desk.Sam.Person], new LocalDate(2026, 3, 2), new LocalTime(9, 0), 7);

        var id = (await onCall.Keep(desk.Ada, null, new OnCallDraft(night, null, Priority.P1, turn, []), null)).Value;
        (await onCall.Keep(desk.Ada, null, new OnCallDraft(night, null, Priority.P1, turn, []), null)).Refusal!.Code.ShouldBe("on-call.chosen-twice");
        (await onCall.Keep(desk.Ada, null, new OnCallDraft(night, null, null, turn, []), null)).Refusal!.Code.ShouldBe("on-call.nothing-chosen");
        (await onCall.Keep(desk.Ada, null, new OnCallDraft(night, null, Priority.P2, turn with { People = [desk.Ann.Person] }, []), null)).Refusal!.Code.ShouldBe("on-call.person-unknown");

        var raised = await desk.Get<RaiseTicket>().Do(desk.Sam, new NewTicket("All is dark", "Everything.", Requester: desk.Ann.Person, Priority: Priority.P1));
        raised.IsRefused.ShouldBeFalse(raised.Refusal?.Message);
        var explained = (await desk.Get<ExplainDue>().Of(desk.Sam, raised.Value.Number, null)).Value;
        (explained.Why.Calendar, explained.Why.CalendarReason, explained.OnCall).ShouldBe(("Always", "priority", "kim"));

        desk.Place.Time.Pass(TimeSpan.FromDays(7));
        (await onCall.Now(desk.Sam)).Single().ShouldSatisfyAllConditions(now => now.Name.ShouldBe("sam"), now => now.Until.ShouldBe(Instant.FromUtc(2026, 3, 16, 9, 0)));
        (await onCall.Remove(desk.Ada, id, 0)).ShouldBeNull();
        (await onCall.Now(desk.Sam)).ShouldBeEmpty();
        (await desk.Trail()).Select(line => line.Kind).ShouldContain("on-call.removed");
    }

    [Fact]
    public async Task Macro_IsKeptByThoseItIsFor()
    {
        await using var desk = await RulesDesk.Open(Engine);
        var keep = desk.Get<KeepMacros>();
        MacroDraft mine = new("Restart", MacroFor.Me, null, null, "Dear {customer.firstName}, please restart.", false, StatusCode.CustomerTesting);

        var id = (await keep.Keep(desk.Sam, null, mine, null)).Value;
        (await keep.Keep(desk.Sam, null, mine with { Text = "Dear {customer.shoeSize}" }, null)).Refusal!.Code.ShouldBe("macro.place-unknown");
        (await keep.Keep(desk.Sam, null, mine with { For = MacroFor.Desk }, null)).Refusal!.Code.ShouldBe("macro.not-yours");
        (await keep.Keep(desk.Sam, null, mine with { Status = StatusCode.Chased }, null)).Refusal!.Code.ShouldBe("status.not-selectable");
        (await keep.Keep(desk.Sam, null, mine with { Text = " " }, null)).Refusal!.Code.ShouldBe("macro.empty");
        (await keep.Keep(desk.Ada, id, mine, null)).Refusal!.Code.ShouldBe("settings.macro-unknown", "somebody else's own one does not exist for her");
        (await keep.Keep(desk.Sam, id, mine with { Name = "Restart it" }, 0)).IsRefused.ShouldBeFalse();
        (await keep.Keep(desk.Sam, id, mine, 0)).Refusal!.Code.ShouldBe("settings.stale");

        var team = (await keep.Keep(desk.Sam, null, mine with { For = MacroFor.Team, Team = desk.Place.Desk }, null)).Value;
        (await desk.Get<MacroBook>().Read(desk.Sam)).Value.Macros.Select(macro => macro.Name).ShouldBe(["Restart", "Restart it"]);
        (await keep.PutAway(desk.Sam, team)).ShouldBeNull();
        (await desk.Get<MacroBook>().Read(desk.Sam)).Value.Macros.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Signature_OfAPerson_GoesBeforeTheTeams()
    {
        await using var desk = await RulesDesk.Open(Engine);
        var signatures = desk.Get<Signatures>();
        (await signatures.Keep(desk.Sam, desk.Place.Desk, "Ours", null))!.Code.ShouldBe("macro.not-yours");
        (await signatures.Keep(desk.Ada, desk.Place.Desk, "{agent.firstName} of {team.name}", 0)).ShouldBeNull();
        (await signatures.Keep(desk.Ada, desk.Place.Desk, "{agent.shoe}", null))!.Code.ShouldBe("macro.place-unknown");

        (await signatures.For(desk.Sam, desk.Place.Desk)).ShouldBe("sam of Service Desk");
        await desk.Place.Database.Write(async session => await session.Do("UPDATE people SET signature = 'Sam, 2nd floor' WHERE tenant = $1 AND id = $2", desk.Place.Tenant.Value, desk.Sam.Person.Value));
        (await signatures.For(desk.Sam, desk.Place.Desk)).ShouldBe("Sam, 2nd floor");
    }

    private static Dictionary<string, IReadOnlyList<string>> Days() =>
        new[] { "mon", "tue", "wed", "thu", "fri", "sat", "sun" }.ToDictionary(day => day, _ => (IReadOnlyList<string>)["00:00-24:00"]);
}
