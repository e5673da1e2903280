using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Storage;

/// <summary>
/// A text that a fact of the same change names by <paramref name="Id"/>. <paramref name="Subject"/> becomes the ticket's
/// subject. A text that no fact names is refused as a bug.
/// </summary>
public sealed record TextDraft(TextId Id, string? Body, string? Html = null, string? Subject = null);

/// <summary>Something that must leave once: the same <paramref name="Key"/> in the tenant is never queued twice.</summary>
public sealed record OutboxDraft(string Key, string Kind, string Body, Instant NotBefore);

/// <summary>A file that comes with a text of the same change; its bytes have been put by <c>Blobs</c> before.</summary>
public sealed record AttachmentDraft(TextId? Text, string Hash, string Name, string MediaType, long Length, bool Inline, PersonId? UploadedBy)
{
    /// <summary>By which id the message's HTML names it; null for a file beside the message.</summary>
    public string? Cid { get; init; }
}

/// <summary>The answer that was given to a request: what the same request gets again.</summary>
public sealed record StoredAnswer(int Status, string Body);

/// <summary>
/// The same request twice has one effect. <paramref name="Hash"/> is of everything the request says;
/// <paramref name="Answer"/> makes what is answered, now and whenever the key comes again.
/// </summary>
public sealed record RequestKey(PersonId Person, string Key, string Hash, Func<Changed, StoredAnswer> Answer);

/// <summary>What goes into the same transaction as a decision's facts.</summary>
public sealed record Enclosure
{
    public static readonly Enclosure None = new();

    public IReadOnlyList<TextDraft> Texts { get; init; } = [];

    public IReadOnlyList<AttachmentDraft> Files { get; init; } = [];

    public Func<Changed, IEnumerable<OutboxDraft>>? Outbox { get; init; }

    public RequestKey? Request { get; init; }

    /// <summary>Opens the ticket that a decision asks for beside this one, as <see cref="FollowUpRequested"/> says.</summary>
    public Func<FollowUpRequested, TicketState, Outcome<Decision>>? FollowUp { get; init; }

    /// <summary>The opening text of that ticket; without a subject of its own it takes over the first one's.</summary>
    public TextDraft? FollowUpText { get; init; }

    /// <summary>Anything else that must stand or fall with the change (notifications, drafts put away). May run more than once.</summary>
    public Func<Session, Changed, Task>? Within { get; init; }
}

/// <summary>
/// What a change came to. <paramref name="Replayed"/> is set when the request had been carried out before: then
/// nothing was done now. <paramref name="Number"/> is what people see.
/// </summary>
public sealed record Changed(
    TenantId Tenant, TicketKey Ticket, long Number, Decision Decision, TicketKey? FollowUp = null, StoredAnswer? Replayed = null)
{
    /// <summary>What the same transaction did to another ticket; null when it concerned only this one.</summary>
    public Changed? Beside { get; init; }

    public bool AlreadySo => Decision.AlreadySo;

    public TicketState State => Decision.After;

    public IReadOnlyList<Recorded<TicketFact>> Facts => Decision.Facts;
}
