using NodaTime;

namespace Headway.Application.Views;

/// <summary>
/// An approval beside its ticket. Names are those of colleagues and approvers; <paramref name="Late"/> once its due has passed undecided.
/// </summary>
public sealed record ApprovalCardView(string Approver, string? Substitute, bool SubstituteAsked, string? AskedBy, Instant AskedAt, Instant Due, bool Open, bool Late)
{
    public bool? Approved { get; init; }

    public bool Withdrawn { get; init; }

    public string? EndedBy { get; init; }

    public Instant? EndedAt { get; init; }

    public string? Question { get; init; }

    public string? Reason { get; init; }
}

/// <summary>What was typed into the panel, put back when it was refused.</summary>
public sealed record ApprovalTyped(string? Approver, string? Substitute, string? Question, string? Due);

/// <summary>Somebody who can be asked; away until then.</summary>
public sealed record ApproverOption(string Name, string Email, Instant? Away);

/// <summary>The panel that asks for an approval. <paramref name="Manager"/> is the requester's, where the desk knows one.</summary>
public sealed record ApprovalPanelView(
    long Ticket, int Version, string Requester, string? Manager, ApprovalTyped Typed, IReadOnlyList<ApproverOption> People, Instant? Due, string? Refused = null);
