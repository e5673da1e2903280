using Headway.Application.Access;
using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain.Ledger;
using Headway.Domain.Tickets;

namespace Headway.Web.Desk;

/// <summary>The history tab: every act in plain words, newest first.</summary>
public sealed class HistoryQuery(TicketPageQuery tickets)
{
    public async Task<IReadOnlyList<LedgerLine>> Of(Caller caller, long number, CancellationToken stop)
    {
        var read = await tickets.Read(caller, number, stop);
        if (read.IsRefused)
        {
            return [];
        }

        var page = read.Value;
        var lines = page.Story.Select(entry => new LedgerLine(
            entry.At, entry.By.Person is { } person ? page.NameOf(person) : entry.By == Actor.Automation ? "Headway" : entry.By.Kind.ToString(), What(page, entry))
        { MachineFor = EntryViews.MachineFor(page, entry) });
        var verdicts = page.State.Activities.Where(activity => activity.VerdictAt is not null).Select(activity => new LedgerLine(
            activity.VerdictAt!.Value, "Headway", new Phrase($"history.verdict-{activity.Verdict}", new StatusName(activity.Status.Value), activity.OriginalDue)));
        return [.. lines.Concat(verdicts).OrderByDescending(line => line.At)];
    }

    private static Phrase What(TicketPage page, StoryEntry entry) => entry.Kind switch
    {
        StoryKind.Situation => new Phrase("line.situation", new StatusName(entry.Status!.Value.Value), entry.Due!.Value),
        StoryKind.Moved => new Phrase("history.moved", entry.Due!.Value, new Phrase($"reason.{entry.Reason ?? "other"}", page.Requester.Name.Split(' ')[0])),
        StoryKind.Priority => new Phrase("history.priority", entry.Priority!.Value.ToString()),
        StoryKind.Owner => entry.Person is { } owner ? new Phrase("line.given", page.NameOf(owner)) : new Phrase("line.let-go"),
        StoryKind.Team => new Phrase("history.team", entry.Team is { } team && page.Rules.Teams.TryGetValue(team, out var found) ? found.Name : "?"),
        StoryKind.ChaseVerdict => ChaseViews.Verdict(entry, entry.By.Person is { } judge ? page.NameOf(judge).Split(' ')[0] : ""),
        StoryKind.Answered when entry.Answer is { } answer => AnswerLines.InHistory(page, answer),
        StoryKind.Renewal => new Phrase("history.renewed", entry.Due!.Value),
        StoryKind.Rule => new Phrase("history.Rule", entry.Reason is { } rule && page.RuleNames.TryGetValue(rule, out var name) ? name : "?"),
        _ => new Phrase($"history.{entry.Kind}"),
    };
}
