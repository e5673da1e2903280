using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain.Statuses;
using Headway.IntegrationTests.Portal;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Tickets;

public sealed class SortOnSqlite : SortSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class SortOnPostgres : SortSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>Tags, categories, impact and urgency: put on, found by, and what follows from them.</summary>
public abstract class SortSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Tags_When_TwoPeopleChangeThem_Then_NeitherLosesTheOthers()
    {
        await using var desk = await SmallDesk.On(Engine);
        var number = await desk.Raise(desk.Ann);
        var tags = desk.Get<TagTicket>();
        (await tags.Do(new ActOn(desk.Sam, number), [" Scanner ", "dock 4"], [])).Refusal.ShouldBeNull();
        var kept = (await tags.Do(new ActOn(desk.Sam, number), ["scanner", "vip"], ["dock 4", "never there"])).Value;
        kept.Facts.Count.ShouldBe(2, "one off, one on; the due stays");
        (await desk.Get<TicketPageQuery>().Read(desk.Sam, number)).Value.Tags.ShouldBe(["scanner", "vip"]);
        (await desk.Get<TicketFacesQuery>().One(desk.Sam, number)).Value.Tags.ShouldBe(["scanner", "vip"]);
        (await tags.Proposed(desk.Sam, "sc")).Value.ShouldBe([new TagUsed("scanner", 1)]);
        (await tags.Do(new ActOn(desk.Sam, number), [.. Enumerable.Range(0, 19).Select(i => $"t{i}")], [])).Refusal.ShouldBe(TicketUseRefusals.TooManyTags);
        (await tags.Do(new ActOn(desk.Ann, number), ["mine"], [])).Refusal.ShouldBe(AccessRefusals.NotAllowed);
        await desk.Raise(desk.Tom, "The scanner again");
        (await Found(desk, "tag:scanner")).ShouldBe([number]);
        (await Found(desk, "printer tag:scanner")).ShouldBe([number]);
        (await Found(desk, "again tag:scanner")).ShouldBeEmpty();
        (await new Verification(desk.Place.Database).Run()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Category_When_OnTheDesksList_Then_ItIsSetFoundAndPutAway()
    {
        await using var desk = await SmallDesk.On(Engine);
        var (number, ada) = (await desk.Raise(desk.Ann), desk.Sam with { Role = Role.Administrator });
        var categories = desk.Get<Categories>();
        (await categories.Add(desk.Sam, new CategoryDraft("Hardware", "Geräte"))).Refusal.ShouldBe(AccessRefusals.NotAllowed);
        var id = (await categories.Add(ada, new CategoryDraft("Hardware", "Geräte"))).Value;
        (await categories.Add(ada, new CategoryDraft("hardware", null))).Refusal!.Code.ShouldBe("settings.name-taken");
        var edit = desk.Get<EditTicket>();
        (await edit.Do(new ActOn(desk.Sam, number), new TicketEdit { Category = "Software" })).Refusal!.Code.ShouldBe("ticket.category-unknown");
        (await edit.Do(new ActOn(desk.Sam, number), new TicketEdit { Category = "geräte" })).Refusal.ShouldBeNull();
        (await desk.Get<TicketFacesQuery>().One(desk.Sam, number)).Value.Category.ShouldBe("Hardware");
        (await desk.Get<TicketPageQuery>().Read(desk.Sam with { Language = "de" }, number)).Value.Category.ShouldBe("Geräte");
        (await Found(desk, "category:hardware")).ShouldBe([number]);
        (await Found(desk, "category:\"Geräte\"")).ShouldBe([number]);
        (await desk.Get<TicketFacesQuery>().Page(desk.Sam, new TicketsWanted { Category = "Hardware" }, null, 10)).Value.Items.Count.ShouldBe(1);
        (await categories.Change(ada, id, new CategoryDraft("Hardware", "Geräte", Active: false))).ShouldBeNull();
        (await edit.Do(new ActOn(desk.Sam, await desk.Raise(desk.Ann)), new TicketEdit { Category = "Hardware" })).Refusal!.Code.ShouldBe("ticket.category-unknown");
        (await desk.Place.Database.Read(session => session.Number("SELECT count(*) FROM audit WHERE tenant = $1 AND kind LIKE 'category.%'", ada.Tenant.Value).AsTask())).ShouldBe(2);
        (await new Verification(desk.Place.Database).Run()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Priority_When_ImpactAndUrgencyAreSaid_Then_ItFollowsUnlessSomebodyChoseAnother()
    {
        await using var desk = await SmallDesk.On(Engine);
        var number = await desk.Raise(desk.Ann);
        var edit = desk.Get<EditTicket>();
        (await edit.Do(new ActOn(desk.Sam, number), new TicketEdit { Impact = "high" })).Value.State.Priority.ShouldBe(Priority.P3, "urgency is not known");
        (await edit.Do(new ActOn(desk.Sam, number), new TicketEdit(Priority: Priority.P3) { Urgency = "high" })).Value.State.Priority.ShouldBe(Priority.P1, "a form says what stands, too");
        (await edit.Do(new ActOn(desk.Sam, number), new TicketEdit(Priority: Priority.P2))).Value.State.Priority.ShouldBe(Priority.P2, "a person's choice stands");
        (await edit.Do(new ActOn(desk.Sam, number), new TicketEdit(Subject: "Still"))).Value.State.Priority.ShouldBe(Priority.P2);
        (await edit.Do(new ActOn(desk.Sam, number), new TicketEdit { Urgency = "soon" })).Refusal.ShouldBe(TicketUseRefusals.WeightUnknown);

        var ada = desk.Sam with { Role = Role.Administrator };
        (await desk.Get<Categories>().SetMatrix(desk.Sam, PriorityMatrix.Default)).ShouldBe(AccessRefusals.NotAllowed);
        (await desk.Get<Categories>().SetMatrix(ada, PriorityMatrix.Read("P2 P2 P2 P3 P3 P3 P4 P4 P4")!)).ShouldBeNull();
        var raised = await desk.Get<RaiseTicket>().Do(
            desk.Sam, new NewTicket("All doors", "Nobody gets in.", Requester: desk.Ann.Person) { Impact = "high", Urgency = "high", PriorityFollows = true });
        (raised.Value.State.Priority, raised.Value.State.Impact).ShouldBe((Priority.P2, Weight.High));
        (await desk.Get<TicketFacesQuery>().Page(desk.Sam, new TicketsWanted { Urgency = Weight.High }, null, 10)).Value.Items.Count.ShouldBe(2);
        (await new Verification(desk.Place.Database).Run()).Findings.ShouldBeEmpty();
    }

    private static async Task<IEnumerable<long>> Found(SmallDesk desk, string words) =>
        (await desk.Get<TicketFinder>().Find(desk.Sam, new TicketFilter(words), 20, 0)).Value.Hits.Select(hit => hit.Number);
}
