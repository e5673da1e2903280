using Headway.Domain.Statuses;
using NodaTime;

namespace Headway.Domain.Audits;

/// <summary>What is known of one event beside its time, situation, team and actor.</summary>
[Flags]
public enum EventMarks : byte
{
    None = 0,

    /// <summary>A human began: it counts as the first response.</summary>
    Responds = 1,

    /// <summary>The customer wrote, called or added something.</summary>
    FromCustomer = 2,

    /// <summary>Ours, and the customer could see it.</summary>
    ToCustomer = 4,

    /// <summary>Bookkeeping of the tool; no progress.</summary>
    Administrative = 8,

    /// <summary>A bot or the tool's own auto-close.</summary>
    Machine = 16,

    /// <summary>The customer's words ask where it is.</summary>
    AsksWhere = 32,

    /// <summary>A note that the customer never saw.</summary>
    Private = 64,

    /// <summary>The tool itself says that the ticket was opened again here.</summary>
    Reopens = 128,
}

/// <summary>
/// A history to be audited: the events of every case in order, in columns. Case <c>c</c> owns the events
/// <c>Start[c] .. Start[c + 1]</c> (start-in, end-out). Instants are Unix milliseconds; <c>-1</c> stands for an unknown
/// team or actor. Eighteen bytes an event, a few more a case.
/// </summary>
public sealed class CaseLog
{
    private Instant? _first, _last;

    public required int[] Start { get; init; }

    public required long[] At { get; init; }

    /// <summary><see cref="Audits.Situation"/> after the event; nothing left to keep or to guess.</summary>
    public required byte[] Situations { get; init; }

    public required EventMarks[] Marks { get; init; }

    public required int[] Team { get; init; }

    public required int[] Actor { get; init; }

    /// <summary>When the tool says the case was opened; the first event's instant where it does not say.</summary>
    public required long[] Opened { get; init; }

    /// <summary>P1 to P4; unknown is P3.</summary>
    public required Priority[] Priorities { get; init; }

    /// <summary>Who asked, for resampling by requester; empty when the log does not say.</summary>
    public int[] Requester { get; init; } = [];

    /// <summary>How often the tool itself counted a reopening; empty when it does not count.</summary>
    public byte[] ReopenCount { get; init; } = [];

    public required Func<int, string> CaseName { get; init; }

    public required Func<int, string> TeamName { get; init; }

    /// <summary>Names behind <see cref="Requester"/> and <see cref="Actor"/>, for an import; no figure and no report says them.</summary>
    public Func<int, string>? RequesterName { get; init; }

    public Func<int, string>? ActorName { get; init; }

    /// <summary>The log tells who wrote what to whom; else answers are read from changes of status.</summary>
    public bool HasMessages { get; init; }

    /// <summary>A message is one of a conversation: consecutive ones of the customer are one episode.</summary>
    public bool IsConversation { get; init; }

    /// <summary>The log has its own word for a reopening, so that nothing is read into the order of statuses.</summary>
    public bool MarksReopening { get; init; }

    /// <summary>One row a ticket, with its milestones: what happened between them is not in it, and no gap is a silence.</summary>
    public bool IsList { get; init; }

    /// <summary>Its statuses can say that a ticket waits for somebody; where none does, waiting for nobody is not known either.</summary>
    public bool TellsWaiting { get; init; } = true;

    /// <summary>That the customer replied is read from what became of the ticket: a reply that changed nothing is not in it.</summary>
    public bool InfersReplies { get; init; }

    public int Cases => Start.Length - 1;

    public int Events => At.Length;

    public Instant First => _first ??= Instant.FromUnixTimeMilliseconds(At.Length == 0 ? 0 : At.Min());

    public Instant Last => _last ??= Instant.FromUnixTimeMilliseconds(At.Length == 0 ? 0 : At.Max());
}
