using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain.Calendars;
using Headway.Domain.Ledger;
using NodaTime;

namespace Headway.Web.Desk;

/// <summary>Why a due lies where it lies, in sentences: the rule, the calendar, what it counted, the promise, who moved it.</summary>
public static class ExplainViews
{
    public static ExplainView Of(DueExplained explained)
    {
        var (page, activity, why, trace) = explained;
        return new ExplainView(
            page.Number, TicketViews.Id(page, activity), new StatusName(why.Status.Value), why.Opened, why.Due,
            [.. Sentences(explained)], trace is null ? [] : [.. CountedSpans.Of(trace)],
            [.. why.Moved.Select(moved => new MoveView(moved.At, Who(page, moved.By), moved.From, moved.To, moved.Reason ?? "other"))])
        { Rule = Domain.Problems.DeskRuleName.Of(why.Rule, why.Status, page.State.Priority).ToString() };
    }

    private static IEnumerable<Phrase> Sentences(DueExplained explained)
    {
        var (page, _, why, trace) = explained;
        var status = new StatusName(why.Status.Value);
        yield return why.OpenedBy is { } by
            ? new Phrase("explain.began-by", Who(page, by), why.Opened, status)
            : new Phrase("explain.began", why.Opened, status);
        yield return why is { Cap: not null, Threshold: { } capped }
            ? new Phrase("explain.cap", page.State.Priority.ToString(), capped)
            : Rule(page, why.Rule, why.Threshold, why.Eta, status);

        if (why.Calendar is { } calendar)
        {
            yield return new Phrase($"explain.calendar-{why.CalendarReason ?? "team"}", calendar);
            if (explained.OnCall is { } onCall)
            {
                yield return new Phrase("explain.on-call", onCall);
            }
        }

        foreach (var counted in Counted(trace))
        {
            yield return counted;
        }

        if (why.Pauses.Count > 0)
        {
            yield return new Phrase("explain.pauses");
        }

        if (page.State is { Promise: { } promise, IsOpen: true })
        {
            yield return new Phrase("explain.promise", page.Requester.Name.Split(' ')[0], promise.At);
        }

        foreach (var passed in why.Passed)
        {
            yield return new Phrase("explain.passed", Who(page, passed.By), passed.At, page.Rules.Teams.TryGetValue(passed.To, out var team) ? team.Name : "?");
        }

        if (!why.Moved.IsEmpty)
        {
            yield return new Phrase("explain.was-moved", why.OriginalDue, why.Due);
        }
    }

    private static Phrase Rule(TicketPage page, string rule, WorkingTime? threshold, Instant? eta, StatusName status) => rule switch
    {
        "response-target" when threshold is { } target => new Phrase("explain.rule-response", page.State.Priority.ToString(), target),
        "service-response-target" when threshold is { } target => new Phrase("explain.rule-service-response", page.ServiceSaid ?? "?", page.State.Priority.ToString(), target),
        "eta" when eta is { } expected => new Phrase("explain.rule-eta", expected),
        "landing" or "landing-told" or "chosen" or "cause" or "chosen-day" or "asked-by-customer" or "calendar-ended" => new Phrase($"explain.rule-{rule}"),
        "feedback" when threshold is { } soon => new Phrase("explain.rule-feedback", soon),
        _ when threshold is { } allowed => new Phrase(rule == "status" ? "explain.rule-status" : "explain.rule-own", status, allowed),
        _ => new Phrase("explain.rule-chosen"),
    };

    /// <summary>What a calendar skipped and added on the way, in sentences.</summary>
    public static IEnumerable<Phrase> Counted(CalendarTrace? trace)
    {
        if (trace is null)
        {
            yield break;
        }

        if (trace.Used.Count > 0 && trace.Used[0].Span.Start > trace.From)
        {
            yield return new Phrase("explain.closed-then", trace.From, trace.Used[0].Span.Start);
        }

        foreach (var skipped in trace.Skipped.Where(date => date.Reason == SkipReason.Closed).Take(4))
        {
            yield return skipped.Name is { } name ? new Phrase("explain.holiday", skipped.Date, name) : new Phrase("explain.closed-day", skipped.Date);
        }

        foreach (var special in trace.Special.Take(3))
        {
            yield return new Phrase("explain.special-day", special.Date, string.Join(", ", special.Spans));
        }

        foreach (var change in trace.ClockChanges)
        {
            yield return new Phrase(change.Moved > Duration.Zero ? "explain.clock-forward" : "explain.clock-back", change.At);
        }

        if (trace.Result is { } result && trace.Used.Count > 1)
        {
            yield return new Phrase("explain.sum", trace.Length, trace.Used.Count, result);
        }
    }

    private static string Who(TicketPage page, Actor actor) => actor.Person is { } person ? page.NameOf(person) : actor == Actor.Automation ? "Headway" : actor.Kind.ToString();
}
