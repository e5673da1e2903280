using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Finding;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Statuses;
using Headway.IntegrationTests.Tickets;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Finding;

public sealed class SavedViewsOnSqlite : SavedViewSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class SavedViewsOnPostgres : SavedViewSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>What one looks for again and again has a name; a team shares it, and each who opens it sees what they may see.</summary>
public abstract class SavedViewSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task View_WhenSavedSharedMovedAndDeleted_IsWhatEachMayHaveOfIt()
    {
        await using var desk = await PanelDesk.Open(Engine);
        var (keep, views, team) = (desk.Place.Get<KeepViews>(), desk.Place.Get<SavedViews>(), desk.Place.Desk);
        async Task<string[]> Of(Caller caller) => [.. (await views.Read(caller)).Value.Select(view => view.Name)];

        var own = (await keep.Add(desk.Sam, new ViewDraft(" Urgent ", "?priority=1&from=50&state=open"))).Value;
        var shared = (await keep.Add(desk.Sam, new ViewDraft("Nobody's", "scope=nobody", team))).Value;
        var second = (await keep.Add(desk.Sam, new ViewDraft("Waiting", "waiting=1"))).Value;
        (await views.Find(desk.Sam, own)).Value.Filter.ShouldBe("state=open&priority=1");
        (await Of(desk.Sam)).ShouldBe(["Urgent", "Waiting", "Nobody's"]);
        (await Of(desk.Kim)).ShouldBe(["Nobody's"]);

        (await keep.Add(desk.Sam, new ViewDraft("URGENT", "priority=2"))).Refusal.ShouldBe(SettingsRefusals.NameTaken);
        (await keep.Add(desk.Sam, new ViewDraft("Everything", "from=50"))).Refusal.ShouldBe(FindingRefusals.Empty);
        (await keep.Add(desk.Sam, new ViewDraft(" ", "priority=1"))).Refusal.ShouldBe(SettingsRefusals.NameMissing);
        (await keep.Add(desk.Sam, new ViewDraft("Elsewhere", "priority=1", new TeamId(team.Value + 999)))).Refusal.ShouldBe(FindingRefusals.TeamNotYours);
        (await keep.Add(desk.Ann, new ViewDraft("Mine", "priority=1"))).Refusal.ShouldBe(AccessRefusals.NotAllowed);
        (await keep.Add(desk.Sam with { ReadOnly = true }, new ViewDraft("By token", "priority=1"))).Refusal.ShouldBe(AccessRefusals.OnlyReads);

        (await keep.Change(desk.Kim, shared, new ViewDraft("Ours", null, team))).ShouldBe(FindingRefusals.NotYours);
        (await keep.Change(desk.Kim, own, new ViewDraft("Ours", null))).ShouldBe(FindingRefusals.Unknown);
        (await keep.Change(desk.Sam, shared, new ViewDraft("Unclaimed", "scope=nobody&state=open", team), expected: 1)).ShouldBeNull();
        (await keep.Change(desk.Sam, shared, new ViewDraft("Again", null, team), expected: 1)).ShouldBe(SettingsRefusals.Stale);
        (await keep.Change(desk.Place.Ada, shared, new ViewDraft(null, null))).ShouldBe(FindingRefusals.NotYours, "an administrator does not take it away from the team for herself");

        (await keep.Move(desk.Sam, second, -1)).ShouldBeNull();
        (await keep.Move(desk.Sam, second, -1)).ShouldBeNull("at the front it stays");
        (await Of(desk.Sam)).ShouldBe(["Waiting", "Urgent", "Unclaimed"]);
        (await keep.Delete(desk.Kim, shared)).ShouldBe(FindingRefusals.NotYours);
        (await keep.Delete(desk.Place.Ada, shared)).ShouldBeNull();
        (await Of(desk.Kim)).ShouldBeEmpty();
        (await AuditTrail.Read(desk.Place.Database, desk.Place.Ada, 20)).Value.Select(line => line.Kind).Where(kind => kind.StartsWith("view.", StringComparison.Ordinal))
            .ShouldBe(["view.deleted", "view.changed", "view.saved"], "one's own views are one's own business");
    }

    [Fact]
    public async Task Table_WhenTaken_HasWhatTheCallerMaySeeAndIsRemembered()
    {
        await using var desk = await PanelDesk.Open(Engine);
        var (first, second) = (await desk.Raise("One", "secret words"), await desk.Raise("Two"));
        await desk.Place.Get<EditTicket>().Do(new ActOn(desk.Sam, second), new TicketEdit(Priority: Priority.P1, Tags: ["b", "a"]) { Impact = "high", Urgency = "low" });

        (await Taken(desk, desk.Sam, "")).Select(row => row.Number).ShouldBe([second, first]);
        (await Taken(desk, desk.Sam, "q=secret")).Select(row => row.Number).ShouldBe([first]);
        var row = (await Taken(desk, desk.Sam, "priority=1&scope=nobody")).ShouldHaveSingleItem();
        (row.Type, row.Priority, row.Requester).ShouldBe(("Incident", 1, "ann"));
        row.Tags.ShouldBe(["a", "b"]);
        (row.Impact, row.Urgency, row.Category).ShouldBe((Weight.High, Weight.Low, null));
        (await Taken(desk, desk.Sam, "q=tag:a")).Select(found => found.Number).ShouldBe([second], "the table has what the page has");
        row.Opened.ShouldBeLessThanOrEqualTo(row.Changed);
        (await Taken(desk, desk.Sam with { HiddenTeams = new HashSet<TeamId> { desk.Place.Desk } }, "state=all")).ShouldBeEmpty();
        (await desk.Place.Get<ExportTickets>().Open(desk.Ann, new TicketsAsked())).Refusal.ShouldBe(AccessRefusals.NotAllowed);

        var lines = (await AuditTrail.Read(desk.Place.Database, desk.Place.Ada, 20)).Value.Where(line => line.Kind == "tickets.exported").ToList();
        lines.Count.ShouldBe(5);
        lines.ShouldAllBe(line => !line.Body.Contains("secret", StringComparison.Ordinal), "the words may name somebody");
        lines.ShouldContain(line => line.Body.Contains("priority=1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("tag:Scanner", "first")]
    [InlineData("tag:scanner jams", "")]
    [InlineData("tag:scanner roller", "first")]
    [InlineData("jams", "second")]
    [InlineData("category:nothing", "")]
    [InlineData("tag:", "")]
    public async Task Search_WhenTermsNarrow_FindsAsThePageDoes(string words, string expected)
    {
        await using var desk = await PanelDesk.Open(Engine);
        var (first, second) = (await desk.Raise("The roller is worn"), await desk.Raise("Paper jams"));
        await desk.Place.Get<EditTicket>().Do(new ActOn(desk.Sam, first), new TicketEdit(Tags: ["scanner"]));

        var found = (await desk.Place.Get<TicketFacesQuery>().Search(desk.Sam, words, 20)).Value.Select(ticket => ticket.Number).ToList();
        var shown = (await desk.Place.Get<TicketFinder>().Find(desk.Sam, new TicketFilter(words), 20, 0)).Value.Hits.Select(hit => hit.Number).ToList();

        found.ShouldBe(expected switch { "first" => [first], "second" => [second], _ => [] });
        shown.ShouldBe(words == "tag:" ? shown : found);
    }

    private static async Task<List<TicketFound>> Taken(PanelDesk desk, Caller caller, string query)
    {
        var all = new List<TicketFound>();
        var opened = await desk.Place.Get<ExportTickets>().Open(caller, TicketsAsked.Of(query));
        await opened.Value(
            rows =>
            {
                all.AddRange(rows);
                return Task.CompletedTask;
            },
            CancellationToken.None);
        return all;
    }
}
