using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain.Promises;
using Headway.Domain.Tickets;
using Headway.Web.Layout;

namespace Headway.Web.Desk;

/// <summary>What the customer was told, whether it is about to slip, and how they wait.</summary>
internal static class PromiseViews
{
    public static PromiseView? Of(TicketPage page, Viewer viewer)
    {
        if (page.State.Promise is not { } promise || !page.State.IsOpen)
        {
            return null;
        }

        var line = TicketViews.CustomerLine(viewer, promise.Status, promise.At, viewer.Language, viewer.Zone, page.Now);
        return new PromiseView(
            line ?? viewer.Time.Point(promise.At, page.Now), promise.At, page.State.PromisesKept,
            page.State.PromisesKept + page.State.PromisesMissed, promise.Outcome == PromiseOutcome.Missed)
        {
            Slips = Slips(page, promise),
            Looks = page.Signs.Looks,
            Calls = page.Signs.Calls,
        };
    }

    private static Phrase? Slips(TicketPage page, Promise promise)
    {
        if (promise.Outcome == PromiseOutcome.Missed)
        {
            return new Phrase("promise.was-missed");
        }

        var calendar = page.Rules.CalendarFor(page.State.Team, page.State.Service, page.State.Priority).Calendar;
        return PromiseKeeping.SlipsFrom(page.State, calendar) is { } from && from <= page.Now ? new Phrase("promise.slips", promise.At) : null;
    }
}
