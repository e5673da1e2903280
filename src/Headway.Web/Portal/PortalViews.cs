using Headway.Application.Access;
using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain.Appointments;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Headway.Web.Language;
using Headway.Web.Layout;

namespace Headway.Web.Portal;

/// <summary>A ticket as its customer reads it: what happens next and by when, then what can be done, then the story.</summary>
public static class PortalViews
{
    private const string Place = "{promise}";

    public static PortalTicketView Ticket(TicketPage page, Caller caller, Viewer viewer, string deskName, string? draft = null, string? refused = null, string? intent = null)
    {
        var state = page.State;
        var byCustomer = state.HasEnded && state.ResolvedBy is { IsOfSupport: false };
        var (headline, next) = byCustomer && !state.IsOpen
            ? (viewer["portal.solved-by-you"], new Phrase("portal.comes-back"))
            : Said(viewer, Chased(state) is null ? state.Status : StatusCode.Chased, state.Promise);
        var agrees = Booking.MayAgree(page.Rules, state);
        var intents = Intents(state).Where(one => agrees || one != "appointment").ToList();
        return new PortalTicketView(page.Number, state.Version, page.Subject, headline, next, state.Promise?.At, deskName)
        {
            Acts = [.. Acts(state).Where(act => agrees || act != "appointment").Where(act => !page.ReadsAlong || act != "solved")],
            Together = page.ReadsAlong,
            Intents = intent is not null && intents.Contains(intent) ? [intent, .. intents.Where(other => other != intent)] : intents,
            Story = PortalStory.Of(page, caller, viewer),
            Answers = Web.Intake.AnswerWords.Told(viewer, page.Intake),
            Resolved = !state.IsOpen,
            Told = Chased(state),
            Why = Why(state),
            AsksReach = state.Has(StatusCode.CustomerSilent) && state.Requester == caller.Person,
            CountsLooks = state.IsOpen && page.Rules.RunsIn(state.Team).HasFlag(SubProcesses.EarlySigns),
            Refused = refused,
            DraftText = draft ?? "",
        };
    }

    public static PortalHomeView Home(IReadOnlyList<OwnTicket> tickets, Caller caller, Viewer viewer, string deskName)
    {
        var rows = tickets.Select(ticket => (ticket.IsOpen, Row: new PortalRow(
            ticket.Number, ticket.Whose is null ? ticket.Subject : $"{ticket.Subject} · {ticket.Whose}", Sentence(viewer, ticket), IsAsked(ticket.Status), ticket.Changed))).ToList();
        return new PortalHomeView(
            new PersonView(caller.Person.Value, caller.Name, caller.Email), deskName,
            [.. rows.Where(row => row.IsOpen).OrderByDescending(row => row.Row.YourTurn).Select(row => row.Row)], [.. rows.Where(row => !row.IsOpen).Select(row => row.Row)])
        {
            SeesService = caller is { SeesOrganisation: true, Organisation: not null },
        };
    }

    // The sentence that holds the promise says by when; what stands before it is the headline.
    private static (string Headline, Phrase? Next) Said(Viewer viewer, StatusCode status, Promise? promise)
    {
        var line = viewer.CustomerLine(status) ?? viewer.Status(new StatusName(status.Value));
        var place = line.IndexOf(Place, StringComparison.Ordinal);
        if (promise is { Outcome: PromiseOutcome.Missed } missed && place >= 0)
        {
            return (Before(line, place) ?? viewer.Status(new StatusName(status.Value)), new Phrase("portal.missed", missed.At));
        }

        if (place < 0 || promise is not { Outcome: null } open)
        {
            return (Words.Promised(line, viewer["portal.soon"]), null);
        }

        return Before(line, place) is { } headline
            ? (headline, new Phrase("portal.said", line[headline.Length..place].TrimStart(), open.At, line[(place + Place.Length)..]))
            : (Words.Promised(line, viewer.Time.PointInWords(open.At, viewer.Now)), null);
    }

    private static string? Before(string line, int place)
    {
        var end = line.LastIndexOf(". ", place, StringComparison.Ordinal);
        return end < 0 ? null : line[..(end + 1)];
    }

    private static string Sentence(Viewer viewer, OwnTicket ticket)
    {
        if (ticket is { IsMissed: true, IsOpen: true, Promise: { } missed })
        {
            return viewer["portal.missed", viewer.Time.PointInWords(missed, viewer.Now)];
        }

        var line = viewer.CustomerLine(ticket.Status) ?? viewer.Status(new StatusName(ticket.Status.Value));
        return Words.Promised(line, ticket.Promise is { } at ? viewer.Time.PointInWords(at, viewer.Now) : viewer["portal.soon"]);
    }

    // A due that support moved is told with its reason; what the customer asked for needs none.
    private static Phrase? Why(TicketState state) => state.Displayed is { MovedFor: "more-urgent-work" or "waiting-for-information" or "needs-more-time" } moved
        ? new Phrase($"portal.why-{moved.MovedFor}")
        : null;

    private static bool IsAsked(StatusCode status) =>
        status == StatusCode.AwaitCustomer || status == StatusCode.CustomerTesting || status == StatusCode.CustomerSilent || status == StatusCode.AppointmentOffered;

    private static Phrase? Chased(TicketState state) =>
        state.Unanswered is { Intent: Intent.Chase } && state.Promise is { Outcome: null } ? new Phrase("portal.chased") : null;

    private static IReadOnlyList<string> Acts(TicketState state) =>
        !state.IsOpen ? ["not-solved", "answer"]
        : state.Has(StatusCode.CustomerTesting) || state.HasEnded ? ["solved", "not-solved", "answer", "appointment", "update"]
        : state.Has(StatusCode.AwaitCustomer) || state.Has(StatusCode.CustomerSilent) ? ["answer", "solved", "appointment", "update"]
        : Chased(state) is not null ? ["answer", "solved", "appointment"]
        : ["answer", "update", "solved", "appointment"];

    private static IReadOnlyList<string> Intents(TicketState state) =>
        !state.IsOpen ? ["not-solved", "information"]
        : state.Has(StatusCode.AwaitCustomer) || state.Has(StatusCode.CustomerSilent) ? ["answer", "information", "appointment", "chase"]
        : state.Has(StatusCode.CustomerTesting) || state.HasEnded ? ["not-solved", "answer", "information", "appointment", "chase"]
        : ["information", "appointment", "chase"];
}
