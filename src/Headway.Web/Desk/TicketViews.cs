using Headway.Application.Access;
using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain.Calendars;
using Headway.Domain.People;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Headway.Web.Language;
using Headway.Web.Layout;
using NodaTime;
using Reach = Headway.Application.People.Reach;

namespace Headway.Web.Desk;

/// <summary>A ticket's page for a person of support.</summary>
public static class TicketViews
{
    public static TicketView Of(TicketPage page, Caller caller, Viewer viewer, ComposerView? composer)
    {
        var state = page.State;
        var shown = state.Displayed;
        return new TicketView(
            page.Number, state.Version, page.Subject, state.Type.ToString().ToLowerInvariant(), state.Priority.ToString(), new StatusName(state.Status.Value),
            page.Rules.Teams.TryGetValue(state.Team, out var team) ? team.Name : "?")
        {
            Activity = shown is null ? null : Id(page, shown),
            Due = Dated(page) ? shown?.Due : null,
            Tone = shown is null ? Tone.None : WorkListViews.ToneOf(shown.Due, page.Now),
            Dated = Dated(page),
            Owner = ModeOf(page).HasOwners() && state.Owner is { } owner ? new PersonView(owner.Value, page.NameOf(owner)) : null,
            Mine = state.Owner == caller.Person,
            Queued = ModeOf(page).HasOwners() ? null : Queued(page),
            Opened = state.Opened,
            Planned = state.PlannedFor,
            Requester = Requester(page, caller),
            Presence = [.. page.Lookers.Select(looker => new PresenceView(new PersonView(looker.Person.Value, looker.Name), looker.Doing == "writing"))],
            Entries = EntryViews.Of(page),
            Duties = [.. state.Open.OrderBy(activity => activity.Rank).ThenBy(activity => activity.Due).Select(activity => Duty(page, activity))],
            Together = ContactViewing.Together(page),
            Approvals = ApprovalViewing.Of(page),
            Promise = PromiseViews.Of(page, viewer),
            Clocks = Clocks(page),
            Links = [.. page.Links.Select(link => new LinkView(link.Number, link.Subject, Relation(link.Link), new StatusName(link.Status)))],
            Merged = [.. page.Merged.Select(one => new AlikeView(one.Number, one.Subject, new StatusName("CLOSED"), one.Requester == state.Requester ? null : one.RequesterName))],
            Alike = composer is null ? [] : [.. page.Alike.Select(one => new AlikeView(one.Number, one.Subject, new StatusName(one.Status), one.SamePerson ? null : one.Requester))],
            Watchers = [.. state.Watchers.Select(person => new PersonView(person.Value, page.NameOf(person)))],
            Copied = page.Copied,
            Watching = state.Watchers.Contains(caller.Person),
            Tags = page.Tags,
            Service = page.ServiceSaid,
            Intake = Web.Intake.AnswerWords.Card(viewer, page.Intake, page.ServiceSaid, caller.May(Permission.ActOnTickets)),
            Time = page.Time,
            Category = page.Category,
            Impact = state.Impact?.ToString().ToLowerInvariant(),
            Urgency = state.Urgency?.ToString().ToLowerInvariant(),
            Follows = page.Rules.Matrix.Of(state.Impact, state.Urgency) is { } follows && follows != state.Priority ? follows.ToString() : null,
            Composer = composer,
            May = new Application.Views.TicketActs(
                Take: state.IsOpen && state.Owner != caller.Person && ModeOf(page).HasOwners(), Transfer: state.IsOpen, Skip: state.IsOpen && composer is not null, Return: ContactViewing.MayReturn(page), Edit: true, Move: Dated(page), Merge: composer is not null && state.IsOpen, Approve: composer is not null && state is { IsOpen: true, OpenApproval: null }),
            Ask = ChaseViews.Ask(page) ?? Ask(page) ?? ChaseViews.SameCause(page),
            Hanging = Hanging(page, composer is not null),
            Contact = ContactViewing.Of(page, caller, viewer.Zone),
            Chase = composer is null ? null : ChaseViews.Of(page),
            Judged = ChaseViews.Judged(page, caller),
        };
    }

    // A team that goes by points or ranks is shown no dues.
    private static bool Dated(TicketPage page) => ModeOf(page).HasDues();

    /// <summary>How the team that holds the ticket orders its work.</summary>
    internal static PrioritisationMode ModeOf(TicketPage page) => page.Rules.Teams.TryGetValue(page.State.Team, out var team) ? team.Mode : PrioritisationMode.Standard;

    private static QueuedView Queued(TicketPage page) =>
        new(page.Queue, page.State.LastHandler is { } last ? new PersonView(last.Value, page.NameOf(last)) : null);

    public static string Id(TicketPage page, Activity activity) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{page.Number}-{activity.Seq}");

    /// <summary>What the customer reads about a situation, in the customer's language.</summary>
    public static string? CustomerLine(Viewer viewer, StatusCode status, Instant? promise, string? language, DateTimeZone zone, Instant now)
    {
        var words = Words.Of(language);
        if (viewer.CustomerLine(status, words.Language) is not { } line)
        {
            return null;
        }

        var time = new TimeWords(words, zone);
        return Words.Promised(line, promise is { } at ? time.Point(at, now) : words["time.soon"]);
    }

    public static DateTimeZone ZoneOf(PersonCard person, DateTimeZone otherwise) =>
        person.Zone is { } id ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) ?? otherwise : otherwise;

    private static RequesterView Requester(TicketPage page, Caller caller)
    {
        var card = page.Requester;
        var reach = Reach.Of(card.Reach);
        var zone = ZoneOf(card, DateTimeZone.Utc);
        return new RequesterView(new PersonView(card.Id.Value, card.Name, card.Email))
        {
            Vip = card.Vip,
            Organisation = card.Department is null ? card.Organisation : card.Organisation is null ? card.Department : $"{card.Department}, {card.Organisation}",
            Place = card.Place,
            LocalNow = card.Zone is null ? null : page.Now.InZone(zone).TimeOfDay,
            Hours = reach.Hours,
            Language = card.Language,
            Phone = card.Phone,
            Manager = card.Manager is { } manager ? new PersonView(0, manager.Name, manager.Email) : null,
            Assistant = card.Assistant is { } assistant ? new PersonView(0, assistant.Name, assistant.Email) : null,
            Reach = reach.Text,
            WorkedLast = page.SpokenTo is { } spoken ? new Phrase("requester.worked", spoken.At, ContactViewing.Way(spoken.Channel)) : null,
            Notes = caller.May(Permission.ActOnTickets),
            OpenTickets = page.OtherTickets.Count(other => other.Status is not ("RESOLVED" or "CLOSED")) + (page.State.IsOpen ? 1 : 0),
            PastTickets = page.OtherTickets.Count(other => other.Status is "RESOLVED" or "CLOSED"),
            Chases90Days = page.ChasesOfRequester,
            Recent = [.. page.OtherTickets.Take(5).Select(other => new LinkView(other.Number, other.Subject, "past", new StatusName(other.Status)))],
        };
    }

    /// <summary>When the person can be reached, by their own clock; null when nobody asked yet.</summary>
    internal static string? HoursOf(PersonCard card) => Reach.Of(card.Reach).Hours;

    private static DutyView Duty(TicketPage page, Activity activity) => new(
        Id(page, activity), new StatusName(activity.Status.Value), activity.Due, WorkListViews.ToneOf(activity.Due, page.Now),
        page.State.ResponsibleFor(activity) is { } person ? page.NameOf(person) : page.Rules.Teams.TryGetValue(activity.Team, out var team) ? team.Name : "?");

    // While the cause lasts one reply can go to all; once it is gone each is asked whether it works, who was not yet.
    private static HangingView? Hanging(TicketPage page, bool writes) => page switch
    {
        { Hanging: { Open: > 0 } all, State.HasEnded: true } => all.Open > all.Trying ? new HangingView(all.Open - all.Trying, all.Chased, Solved: true) : null,
        { Hanging: { Open: > 0 } all } => writes ? new HangingView(all.Open, all.Chased) : null,
        _ => null,
    };

    private static List<ClockView> Clocks(TicketPage page)
    {
        var state = page.State;
        var met = state.FirstReplyAt is not null;
        var clocks = new List<ClockView>
        {
            new("response", page.ResponseUsed, page.ResponseTarget, WorkingTime.Zero, met && page.ResponseUsed <= page.ResponseTarget, !met,
                page.ResponseUsed > page.ResponseTarget ? Tone.Late : !met && page.ResponseUsed.Hours > page.ResponseTarget.Hours * 0.75 ? Tone.Soon : Tone.None),
        };
        if (page.CompletionTarget is { } target)
        {
            var running = state.Open.Any(activity => activity.Clock == ClockMark.Runs);
            clocks.Add(new ClockView(
                "resolution", page.ResolutionUsed, target, page.Paused, !state.IsOpen && page.ResolutionUsed <= target, running,
                page.ResolutionUsed > target ? Tone.Late : page.ResolutionUsed.Hours > target.Hours * 0.75 ? Tone.Soon : Tone.None));
        }

        return clocks;
    }

    // "Thanks" and "it works now" are put away with one key.
    private static AskView? Ask(TicketPage page)
    {
        var last = page.Story.LastOrDefault(entry => entry.Kind is StoryKind.CustomerMessage or StoryKind.Reply or StoryKind.Resolved);
        if (last is not { Kind: StoryKind.CustomerMessage } || !page.State.Has(StatusCode.CustomerUpdated))
        {
            return null;
        }

        var first = page.Requester.Name.Split(' ')[0];
        return Domain.Progression.IntentReader.Read(page.Texts.TryGetValue(last.Text?.Value ?? 0, out var text) ? text.Body ?? "" : "", false).Intent switch
        {
            Domain.Tickets.Intent.Thanks => new AskView(
                new Phrase("ask.thanks", first), $"/tickets/{page.Number}/put-away", "as",
                [new AskAnswer("thanks", new Phrase("ask.put-away"), true, "y")]),
            Domain.Tickets.Intent.Solved => new AskView(
                new Phrase("ask.works", first), $"/tickets/{page.Number}/put-away", "as",
                [new AskAnswer("solved", new Phrase("ask.resolve"), true, "y")]),
            _ => null,
        };
    }

    private static string Relation(LinkKind? kind) => kind switch
    {
        LinkKind.ParentOf => "child",
        LinkKind.ChildOf => "parent",
        LinkKind.DuplicateOf => "duplicate",
        LinkKind.FollowUpOf => "past",
        LinkKind.CausedBy or LinkKind.WaitsFor => "waits-for",
        LinkKind.AwaitedBy => "awaited-by",
        _ => "related",
    };
}
