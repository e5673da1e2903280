using Headway.Domain;
using Headway.Domain.Tickets;

namespace Headway.Application.Storage;

/// <summary>Which text a fact carries: the fact's kind and place become the text's.</summary>
internal static class FactTexts
{
    public static TextId? Of(TicketFact fact) => fact switch
    {
        TicketOpened f => f.Text,
        Replied f => f.Text,
        Noted f => f.Text,
        CustomerWrote f => f.Text,
        ColleagueWrote f => f.Text,
        AttemptLogged f => f.Text,
        ActivityMoved f => f.Text,
        TeamSet f => f.Text,
        SubjectSet f => f.Text,
        TicketResolved f => f.Text,
        TicketClosed f => f.Text,
        PromiseMade f => f.Text,
        LessonSent f => f.Text,
        NextTimeAsked f => f.Text,
        HelpAsked f => f.Text,
        Contributed f => f.Text,
        PastImported f => f.Text,
        FieldAnswered f => f.Text,
        ApprovalAsked f => f.Text,
        ApprovalDecided f => f.Text,
        ApprovalWithdrawn f => f.Text,
        FeedbackGiven f => f.Text,
        _ => null,
    };
}
