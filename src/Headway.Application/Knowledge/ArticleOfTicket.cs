using Headway.Application.Access;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Tickets;

namespace Headway.Application.Knowledge;

/// <summary>"Make an article of this": what was asked and what solved it, as the beginning of an article. Names are for who writes to leave out.</summary>
public sealed class ArticleOfTicket(TicketPageQuery tickets)
{
    /// <summary>The words under which question and answer stand, in the language in which it is begun.</summary>
    public sealed record Headings(string Asked, string Solved);

    public async Task<Outcome<ArticleDraft>> Begin(Caller caller, long number, Headings headings, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.KeepKnowledge) is { } no)
        {
            return no;
        }

        var read = await tickets.Read(caller, number, stop);
        if (read.Refusal is { } unknown)
        {
            return unknown;
        }

        var page = read.Value;
        var asked = Words(page, page.Story.FirstOrDefault(entry => entry.Kind == StoryKind.Opened));
        var solved = Words(page, page.Story.LastOrDefault(entry => entry.Kind == StoryKind.Resolved && entry.Text is not null) ?? page.Story.LastOrDefault(entry => entry.Kind == StoryKind.Reply));
        var body = $"## {headings.Asked}\n\n{asked}\n\n## {headings.Solved}\n\n{solved}".Trim();
        var german = (page.Requester.Language ?? caller.Language) == "de";
        return german
            ? new ArticleDraft(Audience.Internal, null, null, page.Subject, body, page.State.Service?.Value, number)
            : new ArticleDraft(Audience.Internal, page.Subject, body, null, null, page.State.Service?.Value, number);
    }

    private static string Words(TicketPage page, StoryEntry? entry) =>
        entry?.Text is { } text && page.Texts.TryGetValue(text.Value, out var said) ? said.Body?.Trim() ?? "" : "";
}
