using Headway.Application.Access;
using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Web.Desk;

/// <summary>Times, attempts, claim, help and lessons of a ticket for a person of support.</summary>
internal static class ContactViewing
{
    public static ContactView Of(TicketPage page, Caller caller, DateTimeZone zone)
    {
        var state = page.State;
        var shown = state.Displayed;
        var claim = shown is null ? null : state.Claims.Find(held => held.Activity == shown.Seq && held.Until > page.Now);
        return new ContactView(page.Number, state.Version)
        {
            Agreed = state.Booked is { } booked ? Agreed(page, booked) : null,
            Offered = [.. state.OfferedSlots.Select(slot => slot.Start)],
            Asked = state.Has(StatusCode.AppointmentRequested),
            Attempts = [.. state.Attempts.Select(attempt => new AttemptView(Way(attempt.Channel), attempt.At))],
            Advice = Advice(page, zone),
            ShowsAttempts = state.Attempts.Count > 0 && state.Has(StatusCode.CustomerSilent),
            MayClose = state.Has(StatusCode.CustomerSilent) && Close.MayCloseWithoutContact(state),
            Claim = claim is null ? null : new ClaimView(Person(page, claim.Person), claim.Until, claim.Person == caller.Person),
            MayClaim = shown is not null && claim is null && state.ResponsibleFor(shown) != caller.Person,
            Question = Question(page, caller),
            Lessons = [.. state.Lessons.Select(lesson => Lesson(page, caller, lesson))],
            IsOpen = state.IsOpen,
            MayMeet = Runs(page, SubProcesses.Appointments),
        };
    }

    /// <summary>The way of a contact, in words.</summary>
    public static Phrase Way(Channel channel) => new($"channel.{WayCode(channel)}");

    /// <summary>The way of a contact as words name it.</summary>
    public static string WayCode(Channel channel) => channel == Channel.WalkIn ? "walk" : channel.ToString().ToLowerInvariant();

    /// <summary>What speaks for the next attempt, hours by the reader's clock; null before the first, and when nothing does.</summary>
    public static Phrase? Advice(TicketPage page, DateTimeZone zone) =>
        NextAttempt.After(page.State.Attempts, page.SpokenTo, page.Requester.Phone is not null, page.Requester.Email is not null, zone) switch
        {
            null => null,
            { Hint: AttemptHint.OtherWay, Way: { } way, Hour: { } hour } => new Phrase("advice.other-way-at", Way(way), Clock(hour)),
            { Hint: AttemptHint.OtherWay, Way: { } way } => new Phrase("advice.other-way", Way(way)),
            { Hint: AttemptHint.TheirHour, Hour: { } hour } => new Phrase("advice.their-hour", Clock(hour)),
            { Hint: AttemptHint.Afternoon } => new Phrase("advice.afternoon"),
            _ => new Phrase("advice.morning"),
        };

    private static string Clock(LocalTime hour) => hour.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    public static AgreedView Agreed(TicketPage page, Appointment booked) => new(
        booked.Start, booked.End, Person(page, booked.With), AppointmentCodes.Of(booked.Mode), booked.Start <= page.Now, booked.End <= page.Now);

    /// <summary>Whether the ticket came from the desk to another team, so that it can be returned.</summary>
    public static bool MayReturn(TicketPage page) =>
        page.State is { IsOpen: true, HandOn: not null } && page.Rules.Desk is { } desk && desk.Id != page.State.Team && Runs(page, SubProcesses.Returns);

    // What the team that holds the ticket does without is offered nowhere on its page.
    private static bool Runs(TicketPage page, SubProcesses process) => page.Rules.RunsIn(page.State.Team).HasFlag(process);

    /// <summary>The parts that others were asked for, with what became of them; null while nobody was asked.</summary>
    public static TogetherView? Together(TicketPage page)
    {
        var parts = page.State.Activities.Where(activity => activity.Status == StatusCode.Assist && activity.Outcome is null or ActivityOutcome.Progressed).ToList();
        return parts.Count == 0 ? null : new TogetherView(
            page.State.Owner is { } owner ? page.NameOf(owner) : null, TeamName(page, page.State.Team), page.State.Promise is { Outcome: null } promise ? promise.At : null,
            [.. parts.Select(part => new TogetherPart(
                part.Assignee is { } helper ? page.NameOf(helper) : TeamName(page, part.Team),
                page.Story.LastOrDefault(entry => entry.Kind == StoryKind.HelpAsked && entry.Seq == part.Seq + 1) is { } told ? Text(page, told.Text) : null,
                part.Due, part.Closed, part.DoneBy?.Person is { } by ? page.NameOf(by) : null))]);
    }

    private static string TeamName(TicketPage page, TeamId id) => page.Rules.Teams.TryGetValue(id, out var team) ? team.Name : "?";

    private static string? Question(TicketPage page, Caller caller)
    {
        var asked = page.State.Open.FirstOrDefault(open =>
            open.Status == StatusCode.Assist && (open.Assignee == caller.Person || (open.Assignee is null && caller.Teams.Contains(open.Team))));
        return asked is null ? null : page.Story.LastOrDefault(entry => entry.Kind == StoryKind.HelpAsked && entry.Seq == asked.Seq + 1) is { } told ? Text(page, told.Text) ?? "" : "";
    }

    private static LessonView Lesson(TicketPage page, Caller caller, Lesson lesson) => new(
        lesson.Seq, AppointmentCodes.Of(lesson.Reason), lesson.By is { } by ? page.NameOf(by) : null,
        page.Rules.Teams.TryGetValue(lesson.From, out var team) ? team.Name : "?", Text(page, lesson.Text), Text(page, lesson.NextTime), lesson.Kept,
        lesson.Assigner == caller.Person && lesson.AcknowledgedAt is null, lesson.AcknowledgedAt is not null);

    private static string? Text(TicketPage page, TextId? text) => text is { } id && page.Texts.TryGetValue(id.Value, out var shown) ? shown.Body : null;

    private static PersonView Person(TicketPage page, PersonId person) => new(person.Value, page.NameOf(person));
}

/// <summary>The lines that agreed times, lessons and help leave in a conversation.</summary>
internal static class ContactLines
{
    public static Phrase? Of(TicketPage page, StoryEntry entry, string who)
    {
        var text = entry.Text is { } id && page.Texts.TryGetValue(id.Value, out var shown) ? shown.Body ?? "" : "";
        var person = entry.Person is { } named ? page.NameOf(named).Split(' ')[0] : "";
        return entry.Kind switch
        {
            StoryKind.TimesOffered when page.Story.Any(other => other.Kind == StoryKind.TimesOffered && other.ActFrom == entry.ActFrom && other.Seq < entry.Seq) => null,
            StoryKind.TimesOffered => new Phrase("line.offered", who, entry.Due!.Value),
            StoryKind.Booked when entry.Due is null => new Phrase("line.taken-over", person),
            StoryKind.Booked => new Phrase("line.booked", entry.Due!.Value, person),
            StoryKind.AppointmentOver => new Phrase($"line.outcome-{entry.Reason}", who),
            StoryKind.Lesson when entry.Reason == "NextTime" => new Phrase("line.next-time", text),
            StoryKind.Lesson => new Phrase("line.lesson", who, new Phrase($"lesson.{entry.Reason}"), text),
            StoryKind.HelpAsked => new Phrase("line.help-asked", who, person.Length > 0 ? person : entry.Team is { } team && page.Rules.Teams.TryGetValue(team, out var found) ? found.Name : "?", text),
            StoryKind.Rule => new Phrase("line.rule", entry.Reason is { } rule && page.RuleNames.TryGetValue(rule, out var called) ? called : "?"),
            StoryKind.Planned => entry.Due is { } date ? new Phrase("line.planned", who, date) : new Phrase("line.planned-none", who),
            StoryKind.LinkFollowed => new Phrase(
                entry.Reason == "Over" ? "line.link-over" : "line.link-moved",
                page.Links.FirstOrDefault(link => link.Key == entry.Other) is { } link ? $"#{link.Number} {link.Subject}" : "?"),
            StoryKind.Weighed when entry.Reason?.Split('-') is [var impact, var urgency] => new Phrase("line.weighed", who, Weight(impact), Weight(urgency)),
            StoryKind.Answered => AnswerLines.InConversation(page, entry, who),
            StoryKind.TakenIn or StoryKind.LetGo or StoryKind.Unmerged or StoryKind.MergedInto or StoryKind.SplitOff => new Phrase($"line.{entry.Kind}", who, Number(page, entry)),
            StoryKind.ApprovalAsked or StoryKind.SubstituteAsked or StoryKind.ApprovalLapsed or StoryKind.ApprovalWithdrawn => ApprovalViewing.Line(page, entry, who),
            StoryKind.Contribution => new Phrase("line.help-given", who, text),
            _ => null,
        };
    }

    private static Phrase Weight(string weight) => new(weight.Length == 0 ? "weight.unknown" : $"weight.{weight.ToLowerInvariant()}");

    // Numbers of what is still in it; a message's own ticket is tied to it.
    private static string Number(TicketPage page, StoryEntry entry) =>
        page.Merged.FirstOrDefault(one => one.Key == entry.Other) is { } merged ? $"#{merged.Number} {merged.Subject}"
        : page.Links.FirstOrDefault(link => link.Key == entry.Other) is { } link ? $"#{link.Number} {link.Subject}" : "";
}
