using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain.Chases;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;

namespace Headway.Web.Desk;

/// <summary>The review of a chase in sentences: who waits since when, what was promised, what happened.</summary>
internal static class ChaseViews
{
    public static ChaseView? Of(TicketPage page)
    {
        if (page.Chase is not { } evidence || page.State.Find(StatusCode.Chased) is not { } row)
        {
            return null;
        }

        var chase = evidence.Chase;
        var (finding, ground, cause, because) = evidence.Suggested;
        return new ChaseView(
            TicketViews.Id(page, row), new PersonView(chase.By.Value, page.NameOf(chase.By)), chase.OpenedAt, chase.Contacts.Count, chase.Multi, row.Due)
        {
            Evidence = [.. Sentences(page, evidence)],
            Finding = finding.Code(),
            Ground = (ground ?? ChaseGround.UnmetSinceThen).Code(),
            Cause = cause,
            Because = new Phrase($"chase.because-{because}"),
            Causes = ChaseWords.Causes,
            Judged = chase.Finding is { } judged
                ? new Phrase("chase.judged", chase.JudgedBy?.Person is { } by ? page.NameOf(by).Split(' ')[0] : "?", new Phrase($"chase.finding-{judged.Code()}"))
                : null,
            Answered = chase is { WaitingSince: null, AnsweredAt: not null },
            Priority = page.State.Priority.ToString(),
        };
    }

    /// <summary>The chases of the ticket that have their verdict, the newest first, each with the first one where a lead found otherwise.</summary>
    public static IReadOnlyList<JudgedView> Judged(TicketPage page, Caller caller)
    {
        var may = caller.Denies(Permission.SteerTickets) is null;
        return [.. page.State.Chases.Where(chase => chase.Finding is not null).Reverse().Select(chase => One(page, chase) with { MayOverrule = may })];
    }

    /// <summary>The line that a verdict leaves.</summary>
    public static Phrase Verdict(StoryEntry entry, string who) => new(
        entry.Reason == "overruled" ? "line.chase-overruled" : "line.chase-judged", who, new Phrase($"chase.finding-{entry.Finding!.Value.Code()}"));

    private static JudgedView One(TicketPage page, Chase chase)
    {
        var first = new JudgedView(chase.Activity, chase.OpenedAt, chase.Finding!.Value.Code(), chase.Ground?.Code(), chase.Cause, Person(page, chase.JudgedBy));
        return chase.Overruled is { } lead
            ? new JudgedView(chase.Activity, chase.OpenedAt, lead.Finding.Code(), lead.Ground?.Code(), lead.Cause, Person(page, lead.By), first)
            : first;
    }

    private static PersonView? Person(TicketPage page, Domain.Ledger.Actor? actor) => actor?.Person is { } person ? new PersonView(person.Value, page.NameOf(person)) : null;

    /// <summary>A message that may be a chase: asked in one line, answered with one key.</summary>
    public static AskView? Ask(TicketPage page) => page.State.Possible is { } possible
        ? new AskView(
            new Phrase("ask.chase", page.NameOf(possible.From).Split(' ')[0], possible.Percent.ToString(CultureInfo.InvariantCulture)),
            $"/tickets/{page.Number}/suspected", "as",
            [new AskAnswer("chase", new Phrase("ask.is-chase"), true, "y"), new AskAnswer("none", new Phrase("ask.no-chase"), false, "q")])
        : null;

    /// <summary>This may be the outage, or another may be like it: tied with one key.</summary>
    public static AskView? SameCause(TicketPage page) => page switch
    {
        { MayBe: { } outage } => new AskView(
            new Phrase("ask.is-outage", $"#{outage.Number}", outage.Subject), $"/tickets/{page.Number}/cause", "of",
            [new AskAnswer(outage.Number.ToString(CultureInfo.InvariantCulture), new Phrase("ask.same-cause"), true, "l")]),
        { Like: { } like } => new AskView(
            new Phrase("ask.like-it", $"#{like.Number}", like.Subject, like.Requester), $"/tickets/{page.Number}/cause", "like",
            [new AskAnswer(like.Number.ToString(CultureInfo.InvariantCulture), new Phrase("ask.same-cause"), true, "l")]),
        _ => null,
    };

    private static IEnumerable<Phrase> Sentences(TicketPage page, ChaseEvidence evidence)
    {
        var first = page.NameOf(evidence.Chase.By).Split(' ')[0];
        yield return evidence.Promise switch
        {
            PromiseThen.Missed => new Phrase("chase.promise-missed", first, evidence.PromisedAt!.Value),
            PromiseThen.Ahead => new Phrase("chase.promise-ahead", first, evidence.PromisedAt!.Value),
            _ => new Phrase("chase.promise-none", first),
        };
        yield return evidence switch
        {
            { LastReplyAt: { } at, LastReplyBy.Person: { } by } => new Phrase("chase.last-answer", page.NameOf(by).Split(' ')[0], at),
            { LastReplyAt: { } at } => new Phrase("chase.last-answer-ours", at),
            _ => new Phrase("chase.never-answered"),
        };
        yield return new Phrase(
            !evidence.Answered ? "chase.response-open" : evidence.ResponseLate ? "chase.response-late" : "chase.response-met", evidence.ResponseTook, evidence.ResponseTarget);
        if (evidence.TargetMissed)
        {
            yield return new Phrase("chase.target-missed");
        }

        yield return new Phrase(evidence.Workaround switch { true => "chase.workaround", false => "chase.no-workaround", null => "chase.workaround-unknown" });
        if (page.Signs is { Looks: > 1 } signs)
        {
            yield return new Phrase("chase.looked", first, signs.Looks);
        }

        if (evidence.EarlierChases > 0)
        {
            yield return new Phrase("chase.earlier", evidence.EarlierChases);
        }
    }
}
