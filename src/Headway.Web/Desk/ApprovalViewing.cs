using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.Tickets;

namespace Headway.Web.Desk;

/// <summary>Approvals on a ticket's page: the cards beside the conversation, the lines in it.</summary>
internal static class ApprovalViewing
{
    public static IReadOnlyList<ApprovalCardView> Of(TicketPage page) => [.. page.State.Approvals.Reverse().Select(one => new ApprovalCardView(
        page.NameOf(one.Approver), one.Substitute is { } second ? page.NameOf(second) : null, one.SubstituteAskedAt is not null, Name(page, one.AskedBy), one.AskedAt, one.Due,
        one.IsOpen, one is { IsOpen: true, LapsedAt: not null })
    {
        Approved = one.Approved,
        Withdrawn = one.WithdrawnAt is not null,
        EndedBy = Name(page, one.DecidedBy ?? one.WithdrawnBy),
        EndedAt = one.DecidedAt ?? one.WithdrawnAt,
        Question = Text(page, one.Question),
        Reason = Text(page, one.Reason),
    })];

    /// <summary>The line that an entry leaves in the conversation; a decision is a message of its own.</summary>
    public static Phrase? Line(TicketPage page, StoryEntry entry, string who) => entry.Kind switch
    {
        StoryKind.ApprovalAsked => new Phrase("line.approval-asked", who, Person(page, entry), Text(page, entry.Text) ?? "…"),
        StoryKind.SubstituteAsked => new Phrase(entry.Reason == "Away" ? "line.substitute-away" : "line.substitute-late", Person(page, entry)),
        // The substitute's line says it too.
        StoryKind.ApprovalLapsed when page.Story.Any(other => other.Kind == StoryKind.SubstituteAsked && other.ActFrom == entry.ActFrom) => null,
        StoryKind.ApprovalLapsed => new Phrase("line.approval-lapsed"),
        StoryKind.ApprovalWithdrawn => Text(page, entry.Text) is { Length: > 0 } why ? new Phrase("line.approval-withdrawn-why", who, why) : new Phrase("line.approval-withdrawn", who.Length == 0 ? "Headway" : who),
        _ => null,
    };

    private static string Person(TicketPage page, StoryEntry entry) => entry.Person is { } person ? page.NameOf(person) : "?";

    private static string? Name(TicketPage page, Actor? actor) => actor?.Person is { } person ? page.NameOf(person) : null;

    private static string? Text(TicketPage page, TextId? text) => text is { } id && page.Texts.TryGetValue(id.Value, out var shown) ? shown.Body : null;
}
