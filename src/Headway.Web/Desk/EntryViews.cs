using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.Tickets;

namespace Headway.Web.Desk;

/// <summary>The conversation: what was said as messages, what was done as lines between them.</summary>
public static class EntryViews
{
    public static IReadOnlyList<EntryView> Of(TicketPage page) =>
        [.. page.Story.Select(entry => Entry(page, entry, Fate(page, entry))).OfType<EntryView>()];

    private static EntryView? Entry(TicketPage page, StoryEntry entry, Phrase? fate)
    {
        var text = entry.Text is { } id && page.Texts.TryGetValue(id.Value, out var shown) ? shown : null;
        var kind = entry.Kind switch
        {
            StoryKind.Opened => entry.By.IsOfSupport && text is null ? EntryKind.System : EntryKind.Customer,
            StoryKind.CustomerMessage or StoryKind.ColleagueMessage or StoryKind.ApprovalDecided or StoryKind.Feedback => EntryKind.Customer,
            StoryKind.Reply or StoryKind.Renewal => EntryKind.Reply,
            StoryKind.Resolved => text is null ? EntryKind.System : EntryKind.Reply,
            StoryKind.Note => EntryKind.Note,
            StoryKind.Attempt => entry.By == Actor.Automation || text is null ? EntryKind.System : EntryKind.Call,
            _ => EntryKind.System,
        };
        if (kind == EntryKind.System)
        {
            return Line(page, entry) is { } line ? new EntryView(entry.Seq, kind, entry.At) { Line = line, MachineFor = MachineFor(page, entry) } : null;
        }

        // One tap in the portal says something without words.
        var body = text?.Body ?? (entry.Kind is StoryKind.CustomerMessage or StoryKind.ApprovalDecided or StoryKind.Feedback ? "" : null);
        return new EntryView(entry.Seq, kind, entry.At, body, null)
        {
            By = By(page, entry),
            MachineFor = MachineFor(page, entry),
            Channel = entry is { Channel: { } channel, Kind: StoryKind.Opened or StoryKind.CustomerMessage or StoryKind.Attempt } ? ContactViewing.WayCode(channel) : null,
            Intent = entry.Kind == StoryKind.CustomerMessage ? IntentOf(entry.Intent) : entry.Kind == StoryKind.ApprovalDecided ? entry.Reason?.ToLowerInvariant() : null,
            Fate = fate,
            AsSent = text?.Html is null || entry.Text is not { } sent ? null : $"/mail/frames/texts/{sent.Value}",
            Files = FilesOf(page, entry.Text),
            From = page.Merged.FirstOrDefault(one => one.Key == entry.Of)?.Number,
            Split = Splits(page, entry) ? $"/tickets/{page.Number}/split?message={entry.Seq}" : null,
            Raise = kind == EntryKind.Customer || entry.Of is not null ? null : $"{page.Number}/problem?seq={entry.Seq}",
            Thank = Finished(page, entry) is { } finished ? (page.Number, finished.Seq) : null,
            Fresh = page.State.Unanswered is { } waiting && waiting.At == entry.At && entry.Of is null && kind == EntryKind.Customer,
        };
    }

    // What a customer wrote after the beginning can become a ticket of its own, once.
    private static bool Splits(TicketPage page, StoryEntry entry) =>
        entry is { Kind: StoryKind.CustomerMessage, Text: not null, Of: null } && !page.State.Splits.Exists(split => split.Message == entry.Seq);

    // Thanks belong to something that was done: what a person of support finished by these words.
    private static Activity? Finished(TicketPage page, StoryEntry entry) => entry.By.IsPersonOfSupport && entry.Of is null
        ? page.State.Activities.FirstOrDefault(activity => activity.Closed == entry.At && activity.Outcome == ActivityOutcome.Progressed && activity.DoneBy == entry.By)
        : null;

    /// <summary>The first name of the person for whom a machine acted; null for everybody's own acts.</summary>
    public static string? MachineFor(TicketPage page, StoryEntry entry) =>
        entry.By is { Kind: ActorKind.Machine, Person: { } person } ? page.NameOf(person).Split(' ')[0] : null;

    public static IReadOnlyList<FileView> FilesOf(TicketPage page, TextId? text) =>
        text is { } id
            ? [.. page.Files.Where(file => file.Text == id.Value).Select(file => new FileView(
                file.Name, $"/files/{file.Id}", file.Length, file.MediaType.StartsWith("image/", StringComparison.Ordinal)))]
            : [];

    public static string? IntentOf(Intent intent) => intent switch
    {
        Intent.None => null,
        Intent.NotSolved => "not-solved",
        _ => intent.ToString().ToLowerInvariant(),
    };

    private static PersonView By(TicketPage page, StoryEntry entry)
    {
        var person = entry.Kind == StoryKind.Opened ? entry.Person ?? page.State.Requester : entry.By.Person ?? entry.Person ?? page.State.Requester;
        return entry.By.Kind switch
        {
            ActorKind.Automation => new PersonView(0, page.RuleOf(entry) ?? "Headway"),
            ActorKind.Supplier => new PersonView(0, "Supplier"),
            ActorKind.Approver when entry.By.Person is null => new PersonView(0, "Approver"),
            _ => new PersonView(person.Value, page.NameOf(person)),
        };
    }

    // What a message set stands under it; the situation that came with it is then not told again on a line of its own.
    private static Phrase? Fate(TicketPage page, StoryEntry entry)
    {
        if (entry.Kind == StoryKind.Feedback)
        {
            return new Phrase("fate.rated", entry.Attempt);
        }

        if (entry is { Kind: StoryKind.Renewal, Due: { } until })
        {
            return new Phrase("fate.renewed", until);
        }

        if (entry.Kind is not (StoryKind.Reply or StoryKind.Note))
        {
            return null;
        }

        var set = page.Story.FirstOrDefault(other => other.Kind == StoryKind.Situation && other.ActFrom == entry.ActFrom);
        return set is { Status: { } status, Due: { } due } && TicketViews.ModeOf(page) is var mode && mode.HasSituations()
            ? mode.HasDues() ? new Phrase("fate.set", new StatusName(status.Value), due) : new Phrase("fate.set-plain", new StatusName(status.Value))
            : null;
    }

    // A team that goes by points chooses no situations, one that goes by ranks knows no next look.
    private static Phrase? Situation(TicketPage page, StoryEntry entry) =>
        !TicketViews.ModeOf(page).HasSituations() ? null
        : TicketViews.ModeOf(page).HasDues() ? new Phrase("line.situation", new StatusName(entry.Status!.Value.Value), entry.Due!.Value)
        : new Phrase("line.situation-plain", new StatusName(entry.Status!.Value.Value));

    private static Phrase Imported(TicketPage page, StoryEntry entry)
    {
        var team = entry.Team is { } id && page.Rules.Teams.TryGetValue(id, out var found) ? found.Name : null;
        return (entry.Status, team) switch
        {
            ({ } status, { } to) => new Phrase("line.imported-status-team", new StatusName(status.Value), to),
            ({ } status, null) => new Phrase("line.imported-status", new StatusName(status.Value)),
            (null, { } to) => new Phrase("line.imported-team", to),
            _ => new Phrase($"line.imported-{entry.Reason}"),
        };
    }

    private static Phrase? Line(TicketPage page, StoryEntry entry)
    {
        var who = entry.By.Person is { } person ? page.NameOf(person).Split(' ')[0] : "";
        return entry.Kind switch
        {
            StoryKind.Situation when IsTold(page, entry) => null,
            StoryKind.Situation => Situation(page, entry),
            StoryKind.Moved => new Phrase("line.moved", who, entry.Due!.Value, new Phrase($"reason.{entry.Reason ?? "other"}", page.Requester.Name.Split(' ')[0])),
            StoryKind.Owner when entry.Person is { } owner && entry.By.Person == owner => new Phrase("line.took", who),
            StoryKind.Owner when entry.Person is { } owner => new Phrase("line.given", page.NameOf(owner)),
            StoryKind.Owner => new Phrase("line.let-go"),
            StoryKind.Team when entry.Team is { } team => new Phrase("line.team", who, page.Rules.Teams.TryGetValue(team, out var found) ? found.Name : "?"),
            StoryKind.Priority => new Phrase("line.priority", who, entry.Priority!.Value.ToString()),
            StoryKind.Attempt when entry is { Channel: { } way, By.IsOfSupport: true } => new Phrase("line.attempt", who, page.Requester.Name.Split(' ')[0], entry.Attempt, ContactViewing.Way(way)),
            StoryKind.Reminder => new Phrase("line.reminded", page.Requester.Name.Split(' ')[0]),
            StoryKind.Resolved => new Phrase("line.solved-by", entry.By.Person is { } by ? page.NameOf(by) : ""),
            StoryKind.Closed => new Phrase($"line.closed-{entry.CloseCode}"),
            StoryKind.Reopened => new Phrase("line.reopened"),
            StoryKind.Withdrawn => new Phrase("line.withdrawn", who),
            StoryKind.Opened => new Phrase("line.opened", who),
            StoryKind.ChaseVerdict => ChaseViews.Verdict(entry, who),
            StoryKind.Landed => new Phrase("line.landed"),
            StoryKind.Imported => Imported(page, entry),
            _ => ContactLines.Of(page, entry, who),
        };
    }

    private static bool IsTold(TicketPage page, StoryEntry situation) =>
        page.Story.Any(other => other.ActFrom == situation.ActFrom && other.Kind is StoryKind.Reply or StoryKind.Note)
        && page.Story.Any(other => other.ActFrom == situation.ActFrom && other.Kind is StoryKind.Reply or StoryKind.Note && other.At == situation.At)
        || situation.Status is { Value: "CUST_UPDATED" or "COLLEAGUE_UPDATED" or "ASSIGNED" or "ASSIST" };
}
