using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Statuses;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Storage;

public sealed class SearchOnSqlite : SearchSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class SearchOnPostgres : SearchSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>Both engines find the same, and only what the one who asks may see.</summary>
public abstract class SearchSuite
{
    private static readonly SearchSight Staff = new SearchSight.Staff([]);

    protected abstract Engine Engine { get; }

    [Theory]
    [InlineData("printer", "Ärger mit dem Drucker-Server", "The PRINTER is on fire", true)]
    [InlineData("prin", "x", "The PRINTER is on fire", true)]
    [InlineData("inter", "x", "The PRINTER is on fire", false)]
    [InlineData("arger", "Ärger mit dem Drucker-Server", "x", true)]
    [InlineData("ÄRGER server", "Ärger mit dem Drucker-Server", "x", true)]
    [InlineData("strasse", "Straße 12", "x", true)]
    [InlineData("1e5", "error 1e5 at 10.0.0.1", "x", true)]
    [InlineData("10.0.0.1", "error 1e5 at 10.0.0.1", "x", true)]
    [InlineData("ann@demo.example", "x", "write to ann@demo.example please", true)]
    [InlineData("ﬁle", "the file server", "x", true)]
    [InlineData("会議", "会議室の予約", "x", true)]
    [InlineData("議会", "会議室の予約", "x", true)]
    [InlineData("' OR 1=1 --", "x", "y", false)]
    [InlineData("\"*", "x", "y", false)]
    [InlineData("printer wardrobe", "printer on ward 3", "x", false)]
    [InlineData("печать", "Печать не работает", "x", true)]
    public async Task Find_When_WordsAreWritten_Then_BothEnginesAgree(string query, string subject, string body, bool found)
    {
        await using var place = await TestDatabase.Current(Engine);
        var desk = new TestDesk(place.Database);
        var opened = await desk.Open(subject, body);

        var hits = await new TicketSearch(place.Database).Find(desk.Tenant, query, Staff, 20);

        hits.Select(hit => hit.Ticket).ShouldBe(found ? [opened.Ticket] : []);
        (await new TicketSearch(place.Database).Find(new TenantId(11), query, Staff, 20)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Find_When_ACustomerAsks_Then_NotesAndOthersTicketsAreNotThere()
    {
        await using var place = await TestDatabase.Current(Engine);
        var desk = new TestDesk(place.Database);
        var opened = await desk.Open("vpn", "no connection");
        await desk.Note(opened.Ticket, "customer is confused, canaryword");
        await desk.Reply(opened.Ticket, "please restart publicword", StatusCode.AwaitCustomer);
        var search = new TicketSearch(place.Database);

        (await search.Find(desk.Tenant, "canaryword", Staff, 20)).Count.ShouldBe(1);
        (await search.Find(desk.Tenant, "canaryword", new SearchSight.Customer(TestDesk.Ann), 20)).ShouldBeEmpty();
        (await search.Find(desk.Tenant, "publicword", new SearchSight.Customer(TestDesk.Ann), 20)).Count.ShouldBe(1);
        (await search.Find(desk.Tenant, "publicword", new SearchSight.Customer(new PersonId(77)), 20)).ShouldBeEmpty();
        (await search.Find(desk.Tenant, "vpn", new SearchSight.Staff([TestDesk.ServiceDesk]), 20)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Find_When_WordsAreErased_Then_TheyAreGoneAndTheLedgerStays()
    {
        await using var place = await TestDatabase.Current(Engine);
        var desk = new TestDesk(place.Database);
        var opened = await desk.Open("vpn of Ann", "secretword");

        await place.Database.Write(session => Erasure.Ticket(session, desk.Tenant, opened.Ticket, TestDesk.Monday).AsTask());

        (await new TicketSearch(place.Database).Find(desk.Tenant, "secretword", Staff, 20)).ShouldBeEmpty();
        (await desk.Store.Ledger(desk.Tenant, opened.Ticket)).Count.ShouldBe(opened.State.Version);
        (await new Verification(place.Database).Run()).Findings.ShouldBeEmpty();
    }
}
