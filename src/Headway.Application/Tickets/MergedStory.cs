using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.Tickets;

namespace Headway.Application.Tickets;

/// <summary>One conversation of a ticket and those that go on as part of it, in the order of time.</summary>
internal static class MergedStory
{
    /// <summary>Entries of another ticket are numbered apart from the own ones, which acts are known by.</summary>
    private const int Apart = 10_000_000;

    /// <param name="session">Reads.</param>
    /// <param name="caller">Who reads.</param>
    /// <param name="ledger">The ticket that goes on.</param>
    /// <param name="merged">What went into it and may be seen.</param>
    /// <param name="own">Set when the reader sees only this one of them: of the ticket, then, what was written after it was taken in.</param>
    public static async Task<IEnumerable<StoryEntry>> Of(
        Session session, Caller caller, IReadOnlyList<Recorded<TicketFact>> ledger, IReadOnlyList<MergedTicket> merged, TicketKey? own)
    {
        var story = TicketStory.Of(ledger);
        if (merged.Count == 0)
        {
            return story;
        }

        var told = new List<StoryEntry>();
        foreach (var (one, place) in merged.Select((one, place) => (one, place)))
        {
            var before = await LedgerReading.Of(session, caller.Tenant, one.Key);
            var last = before.Last(recorded => recorded.Fact is MergedInto);
            told.AddRange(TicketStory.Of([.. before.Where(recorded => recorded.Seq < last.Seq)]).Select(entry => Apartly(entry, one.Key, (place + 1) * Apart)));
        }

        return told.Concat(own is null ? story : story.Where(entry => entry.Seq > Begins(ledger, own.Value))).OrderBy(entry => entry.At);
    }

    private static int Begins(IReadOnlyList<Recorded<TicketFact>> ledger, TicketKey own) => ledger.Last(recorded => recorded.Fact is TakenIn taken && taken.From == own).Seq;

    private static StoryEntry Apartly(StoryEntry entry, TicketKey of, int apart) =>
        entry with { Of = of, Seq = entry.Seq + apart, ActFrom = entry.ActFrom + apart, ActTo = entry.ActTo + apart };
}
