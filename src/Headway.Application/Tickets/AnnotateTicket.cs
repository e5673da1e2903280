using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;

namespace Headway.Application.Tickets;

/// <summary>What is recorded beside the work and moves no due: priority, service, tags, watchers, links, a colleague's note.</summary>
public sealed class AnnotateTicket(TicketActs acts, Mentions mentions)
{
    public Task<Outcome<Changed>> Do(ActOn on, IReadOnlyList<TicketFact> facts, CancellationToken stop = default) =>
        acts.Do(on, Permission.ActOnTickets, new ActWords(acts.Counters), new Annotate(Actor.Staff(on.Caller.Person), facts).Decide, stop);

    /// <summary>Files with a word about them (their names when there is none): an internal entry, nothing moved.</summary>
    public async Task<Outcome<Changed>> Attach(ActOn on, IReadOnlyList<AttachmentDraft> files, string? about, CancellationToken stop = default)
    {
        if (files.Count == 0)
        {
            return TicketUseRefusals.MessageMissing;
        }

        var words = new ActWords(acts.Counters);
        var text = await words.Put(string.IsNullOrWhiteSpace(about) ? string.Join(", ", files.Select(file => file.Name)) : about);
        words.Files.AddRange(files.Select(file => file with { Text = text }));
        return await acts.Do(on, Permission.ActOnTickets, words, new Annotate(Actor.Staff(on.Caller.Person), [new Noted(text!.Value)]).Decide, stop);
    }

    /// <summary>A note that only tells: kept, those it calls with "@" are told, nothing moved.</summary>
    public async Task<Outcome<Changed>> Note(ActOn on, string text, IReadOnlyList<AttachmentDraft>? files = null, int minutes = 0, CancellationToken stop = default)
    {
        var words = new ActWords(acts.Counters);
        if (await words.Put(text) is not { } note)
        {
            return TicketUseRefusals.MessageMissing;
        }

        words.Mentioned.AddRange(await mentions.In(on.Caller.Tenant, text, stop));
        words.Files.AddRange((files ?? []).Select(file => file with { Text = note }));
        return await acts.Do(on, Permission.ActOnTickets, words, Decision.InOrder(new Annotate(Actor.Staff(on.Caller.Person), [new Noted(note)]).Decide, TimeOf.Act(on, minutes)), stop);
    }
}
