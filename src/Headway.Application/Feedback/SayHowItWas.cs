using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Feedback;
using Headway.Domain.Progression;

namespace Headway.Application.Feedback;

/// <summary>What whoever was asked sees, and as whom.</summary>
public sealed record FeedbackPaper(Caller Caller, FeedbackRead Asked);

/// <summary>
/// The requester says how a resolution was: by the link of its mail, or signed in. Looking changes nothing, and nothing but the question
/// is shown behind the link. The same answer twice is the same answer.
/// </summary>
public sealed class SayHowItWas(TicketActs acts, TicketLinks links, Database database)
{
    /// <summary>Longer is no answer to one question any more.</summary>
    public const int MostWords = 4_000;

    /// <summary>What the link shows. Changes nothing.</summary>
    public async Task<Outcome<FeedbackPaper>> Look(string? carried, CancellationToken stop = default)
    {
        var link = await links.Look(LinkFor.Feedback, carried, stop);
        if (link.IsRefused || await Callers.Find(database, link.Value.Tenant, link.Value.Person, stop) is not { } caller)
        {
            return SignInRefusals.LinkDead;
        }

        var asked = await Of(caller, link.Value.Ticket, link.Value.Place, stop);
        return asked is { } known && known.Requester == caller.Person ? new FeedbackPaper(caller, known) : SignInRefusals.LinkDead;
    }

    public async Task<Outcome<Changed>> ByLink(string? carried, int? score, string? words, CancellationToken stop = default)
    {
        var paper = await Look(carried, stop);
        return paper.IsRefused ? paper.Refusal! : await Say(paper.Value, score, words, null, stop);
    }

    /// <summary>What was asked last of a ticket that the caller may see, for support and for whom it was asked; refused when nothing was.</summary>
    public async Task<Outcome<FeedbackPaper>> Find(Caller caller, long number, CancellationToken stop = default)
    {
        if (await TicketLookup.Find(database, caller, number, stop) is not { } ticket)
        {
            return TicketRefusals.Unknown;
        }

        return await Of(caller, ticket, null, stop) is { } asked && (caller.IsStaff || asked.Requester == caller.Person)
            ? new FeedbackPaper(caller, asked) : FeedbackRefusals.NotAsked;
    }

    public async Task<Outcome<Changed>> Do(ActOn on, int? score, string? words, CancellationToken stop = default)
    {
        // To say how it was is every person's own; only a program that reads may not.
        if (on.Caller.ReadOnly)
        {
            return AccessRefusals.OnlyReads;
        }

        var paper = await Find(on.Caller, on.Number, stop);
        return paper.IsRefused ? paper.Refusal! : await Say(paper.Value, score, words, on.Key, stop);
    }

    private async Task<Outcome<Changed>> Say(FeedbackPaper paper, int? score, string? said, RequestKey? key, CancellationToken stop)
    {
        if (score is not { } number)
        {
            return FeedbackRefusals.ScoreMissing;
        }

        var asked = paper.Asked;
        var trimmed = said?.Trim().ReplaceLineEndings("\n");
        var body = trimmed is { Length: > MostWords } ? trimmed[..MostWords] : trimmed;
        var words = new ActWords(acts.Counters);
        var text = string.IsNullOrEmpty(body) ? null : body == asked.Words ? asked.Text : await words.Put(body);
        // A low score on a closed ticket begins another one, whose first words are these.
        words.Beside = new TextDraft(await acts.Counters.NextText(stop), string.Create(CultureInfo.InvariantCulture, $"{number}/10{(string.IsNullOrEmpty(body) ? "" : $": {body}")}"));
        var give = new GiveFeedback(paper.Caller.Person, asked.Asked, number, text);
        var done = await acts.Asked(paper.Caller, asked.Ticket, words, give.Decide, key, stop);
        return done;
    }

    private Task<FeedbackRead?> Of(Caller caller, TicketKey ticket, int? place, CancellationToken stop) => database.Snapshot(
        async session => (await FeedbackQuery.Read(
            session, $"f.tenant = $1 AND f.ticket = $2{(place is null ? "" : " AND f.asked = $3")} ORDER BY f.asked DESC LIMIT 1",
            place is { } known ? [caller.Tenant.Value, ticket.Value, (long)known] : [caller.Tenant.Value, ticket.Value])).FirstOrDefault(),
        stop);
}
