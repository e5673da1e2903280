using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain.Tickets;

namespace Headway.Web.Desk;

/// <summary>What answers to a form leave in a ticket's story: a line an act in the conversation, a line an answer in the history.</summary>
internal static class AnswerLines
{
    /// <summary>Which fields were changed; nothing for what came with the ticket itself.</summary>
    public static Phrase? InConversation(TicketPage page, StoryEntry entry, string who)
    {
        var act = page.Story.Where(other => other.ActFrom == entry.ActFrom && other.Of == entry.Of).ToList();
        return page.Story.Any(other => other.Kind == StoryKind.Opened && other.At == entry.At && other.By == entry.By) || act.Exists(other => other.Kind == StoryKind.Answered && other.Seq < entry.Seq)
            ? null
            : new Phrase("line.answered", who, string.Join(", ", act.Select(other => other.Answer).OfType<FieldAnswered>().Select(answer => page.Intake.LabelOf(answer.Field)).OfType<string>().Distinct()));
    }

    /// <summary>What was answered, as it was then.</summary>
    public static Phrase InHistory(TicketPage page, FieldAnswered answer)
    {
        object label = page.Intake.LabelOf(answer.Field) is { } known ? known : new Phrase("form.some-field");
        return answer switch
        {
            { IsNone: true } => new Phrase("history.answer-gone", label),
            { Yes: { } yes } => new Phrase("history.answer", label, new Phrase(yes ? "form.yes" : "form.no")),
            { Text: { } text } => new Phrase("history.answer", label, page.Texts.TryGetValue(text.Value, out var said) && said.Body is { } body ? body : new Phrase("form.erased")),
            _ => new Phrase("history.answer", label, string.Join(", ", (answer.Choices ?? []).Select(id => page.Intake.ChoiceOf(answer.Field, id) ?? "?"))),
        };
    }
}
