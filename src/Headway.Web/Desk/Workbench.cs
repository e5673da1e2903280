using Headway.Application.Access;
using Headway.Application.Flow;
using Headway.Application.Targets;
using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Web.Layout;

namespace Headway.Web.Desk;

/// <summary>Puts the workspace together for who asks: the list in its scope, the ticket with its composer.</summary>
public sealed class Workbench(
    WorkListQuery lists, CallQuery calls, BreachReasons breaches, TicketPageQuery tickets, PredictNext predict, Drafts drafts, WithdrawnTouch withdrawn,
    Application.Macros.Signatures signatures, Application.Knowledge.ArticleBook articles, Viewer viewer)
{
    public async Task<WorkListView> List(Caller caller, string? scope, long? selected, CancellationToken stop) => (await Lists(caller, scope, stop))(selected);

    /// <summary>Reads the list once; answers how it looks with one ticket or another selected.</summary>
    public async Task<Func<long?, WorkListView>> Lists(Caller caller, string? scope, CancellationToken stop)
    {
        var team = caller.FirstTeam;
        var isTeam = scope == "team" && team is not null;
        var listed = await lists.Read(caller, isTeam ? new WorkScope(Team: team) : new WorkScope(), stop);
        var name = team is { } one ? await lists.TeamName(caller.Tenant, one, stop) : "";
        var called = await calls.Open(caller, stop);
        var missed = await breaches.Count(caller, stop);
        return selected => WorkListViews.Of(listed, caller, isTeam ? "team" : "mine", name, selected) with
        {
            Calls = [.. called.Select(call => new CallStrip(call.Id, call.By.Split(' ')[0], call.Items.Count, call.Done, call.InHand))],
            Missed = missed,
        };
    }

    /// <summary>The ticket as this person may work on it. <paramref name="typed"/> is put back when a send was refused.</summary>
    public async Task<Outcome<TicketView>> Ticket(Caller caller, long number, CancellationToken stop, string? refused = null, DraftWords? typed = null)
    {
        var page = await tickets.Read(caller, number, stop);
        if (page.IsRefused)
        {
            return page.Refusal!;
        }

        var composer = caller.May(Permission.ActOnTickets) && page.Value.State.Status.Value != "CLOSED"
            ? await Composer(caller, page.Value, refused, typed, stop)
            : null;
        return TicketViews.Of(page.Value, caller, viewer, composer) with { Suggested = await Knowledge.KnowledgePages.Suggested(articles, caller, page.Value, composer is not null, stop) };
    }

    public async Task<Outcome<ComposerView>> Then(Caller caller, long number, DraftWords typed, CancellationToken stop)
    {
        var page = await tickets.Read(caller, number, stop);
        return page.IsRefused ? page.Refusal! : await Composer(caller, page.Value, null, typed, stop);
    }

    private static bool IsAnswerable(Caller caller, Domain.Tickets.TicketState state) =>
        state.Owner is { } owner ? owner == caller.Person : caller.Teams.Contains(state.Team);

    private async Task<ComposerView> Composer(Caller caller, TicketPage page, string? refused, DraftWords? typed, CancellationToken stop)
    {
        var draft = typed is null ? await drafts.Find(caller, page.Number, stop) : null;
        var words = typed ?? DraftWords.Read(draft);
        var isNote = words?.Mode == "note";
        var text = new TouchDraftText(isNote ? null : words?.Text, isNote ? words?.Text : null, isNote ? TouchAct.Note : TouchAct.Reply);
        var proposed = await predict.For(caller, page.Number, text, stop);
        var macros = await drafts.Macros(caller, page.Requester.Language ?? "en", stop);
        var composer = ComposerViews.Of(
            page, viewer, proposed.Value, macros, IsAnswerable(caller, page.State), draft, refused, typed, await withdrawn.Shown(caller, page.Number, words?.Files ?? [], stop)) with
        {
            Signature = (await signatures.For(caller, page.State.Team, stop))?.ReplaceLineEndings(" · "),
        };
        // A draft that was begun on an older version is saved against that version: the save will show both.
        return draft is { BaseVersion: > 0 } older && older.BaseVersion < page.State.Version ? composer with { Version = older.BaseVersion } : composer;
    }
}
