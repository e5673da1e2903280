using Headway.Application.Access;
using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain.Ledger;
using Headway.Domain.Tickets;
using Headway.Web.Desk;
using Headway.Web.Layout;
using NodaTime;

namespace Headway.Web.Portal;

/// <summary>What happened so far in plain words, newest first. What is not for customers is not in the page to begin with.</summary>
internal static class PortalStory
{
    public static IReadOnlyList<PortalEntry> Of(TicketPage page, Caller caller, Viewer viewer)
    {
        var told = new List<PortalEntry>();
        Instant? asked = null;
        foreach (var entry in page.Story)
        {
            // One tap says both that it works and that the ticket is solved: told once.
            if (entry.Kind is StoryKind.Resolved or StoryKind.Reopened && entry.Text is null
                && page.Story.Any(other => other.Kind == StoryKind.CustomerMessage && other.ActFrom == entry.ActFrom && other.At == entry.At))
            {
                continue;
            }

            var by = By(page, entry);
            var fromCustomer = entry.Kind is StoryKind.CustomerMessage or StoryKind.Opened;
            var after = !fromCustomer && entry.By.IsOfSupport && asked is { } since ? new Phrase("portal.after", entry.At - since) : null;
            var files = EntryViews.FilesOf(page, entry.Text).Select(file => file with { Url = $"/portal{file.Url}" }).ToList();
            told.Add(new PortalEntry(entry.At, by, Text(page, entry, viewer, files.Count > 0), (fromCustomer || entry.By.Kind == ActorKind.Customer) && by?.Id == caller.Person.Value, after) { Files = files, ByMachine = entry.By.Kind == ActorKind.Machine });
            asked = fromCustomer ? asked ?? entry.At : entry.By.IsOfSupport ? null : asked;
        }

        told.Reverse();
        return told;
    }

    private static PersonView? By(TicketPage page, StoryEntry entry)
    {
        var person = entry.Kind switch
        {
            StoryKind.Opened => entry.Person ?? page.State.Requester,
            StoryKind.CustomerMessage => entry.Person ?? page.State.Requester,
            _ => entry.By.Kind == ActorKind.Automation ? null : entry.By.Person,
        };
        return person is { } one ? new PersonView(one.Value, page.NameOf(one)) : null;
    }

    private static string Text(TicketPage page, StoryEntry entry, Viewer viewer, bool hasFiles)
    {
        if (entry.Text is { } id)
        {
            return page.Texts.TryGetValue(id.Value, out var text) && text.Body is { } body ? body
                : entry.Kind == StoryKind.Opened ? page.Subject.Length > 0 ? page.Subject : viewer["portal.line-opened"]
                : viewer[hasFiles ? "portal.line-file" : "portal.line-erased"];
        }

        return viewer[entry.Kind switch
        {
            StoryKind.CustomerMessage => entry.Intent switch
            {
                Intent.Solved => "portal.line-solved",
                Intent.NotSolved => "portal.line-not-solved",
                Intent.Chase => "portal.line-chase",
                Intent.Appointment => "portal.line-appointment",
                Intent.Thanks => "portal.line-thanks",
                _ => "portal.line-file",
            },
            StoryKind.Resolved => "portal.line-resolved",
            StoryKind.Reopened => "portal.line-reopened",
            StoryKind.Closed => "portal.line-closed",
            StoryKind.Reminder => "portal.line-reminder",
            StoryKind.LinkFollowed => entry.Reason == "Over" ? "portal.line-waited-over" : "portal.line-waited-moved",
            _ => "portal.line-opened",
        }];
    }
}
