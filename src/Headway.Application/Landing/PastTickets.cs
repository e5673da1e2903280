using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Landing;
using Headway.Domain.Tickets;

namespace Headway.Application.Landing;

/// <summary>Tickets of the log as ours: keys and ids of texts are reserved once, then each is made without waiting.</summary>
internal sealed class PastTickets(LandingLog log, OurDesk desk, LoadWishes wishes, LandingPlan plan, long import, string source)
{
    private long _next;

    public string Source => source;

    /// <summary>The texts of the ticket made last by <see cref="GoingOn"/>.</summary>
    public IReadOnlyList<TextDraft> Texts { get; private set; } = [];

    public async Task Reserve(Database database, TenantId tenant, IReadOnlyList<int> cases, CancellationToken stop)
    {
        var ids = cases.Sum(of => 2 + log.Entries(of).Count(entry => entry.Text is not null));
        if (ids > 0)
        {
            _next = (await database.Counters.Many(tenant, ids, 0, stop)).Id;
        }
    }

    public ImportedTicket Of(int of)
    {
        var texts = new List<TextDraft>();
        var key = new TicketKey(_next++);
        var (past, slot) = Past(of, key, texts, 0, () => _next++);
        var facts = LandTicket.Facts(past, slot, desk.Rules, desk.Now);
        var origin = new TicketOrigin(source, log.Log.CaseName(of), import, past.Entries.Count, slot is null ? null : log.Standing(of).Reason.ToString());
        return new ImportedTicket(key, facts, texts) { Origin = origin };
    }

    /// <summary>A known ticket once more, with texts for its new entries only.</summary>
    public async Task<(PastTicket Past, LandingSlot Slot)> GoingOn(Database database, int of, KnownTicket known, CancellationToken stop)
    {
        var ids = new Queue<long>();
        for (var at = log.Entries(of).Skip(known.Entries).Count(entry => entry.Text is not null); at >= 0; at--)
        {
            ids.Enqueue(await database.Counters.NextId(stop));
        }

        var texts = new List<TextDraft>();
        var (past, slot) = Past(of, known.Ticket, texts, known.Entries, ids.Dequeue);
        Texts = [.. texts.Where(text => text.Subject is null)];
        var calendar = desk.Rules.CalendarOf(desk.Desk);
        var soon = calendar.OpeningOn(LandingPlan.Open(calendar, desk.Today.PlusDays(1))) ?? desk.Now;
        return (past, slot ?? new LandingSlot(import, soon, !wishes.Tell));
    }

    private (PastTicket Past, LandingSlot? Slot) Past(int of, TicketKey key, List<TextDraft> texts, int told, Func<long> nextId)
    {
        var name = log.Log.CaseName(of);
        var (words, entries) = (log.Words.Of(name), new List<PastEntry>());
        TextId? put(string? body, string? subject = null)
        {
            if (body is null)
            {
                return null;
            }

            texts.Add(new TextDraft(new TextId(nextId()), body, Subject: subject));
            return texts[^1].Id;
        }

        var opening = told > 0 ? null : put($"{name} · {source}", words.Subject ?? name);
        foreach (var entry in log.Entries(of))
        {
            TeamId? team = entry.Team is { } moved ? desk.TeamOf(log.Log.TeamName(moved), wishes.Teams) : null;
            entries.Add(new PastEntry(
                entry.At, entry.Kind, entry.Status, team, entry.Actor < 0 ? null : desk.Staff(log.Log.ActorName?.Invoke(entry.Actor)),
                entries.Count < told ? null : put(entry.Text)));
        }

        var first = log.FirstTeam(of);
        var requester = log.Log.Requester.Length > 0 && log.Log.Requester[of] >= 0 ? log.Log.RequesterName?.Invoke(log.Log.Requester[of]) : null;
        var past = new PastTicket(
            key, TicketType.Incident, log.Log.Priorities[of], desk.TeamOf(first < 0 ? null : log.Log.TeamName(first), wishes.Teams), told > 0 ? default : desk.Customer(requester),
            log.Opened(of), opening, entries, log.IsOpen(of) ? log.Standing(of).Situation : null, desk.Staff(words.Owner));
        return (past, plan.Dues.TryGetValue(of, out var due) ? new LandingSlot(import, due, !wishes.Tell) : null);
    }
}
