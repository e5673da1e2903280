using Headway.Domain.Chases;
using Headway.Domain.Ledger;
using Headway.Domain.Promises;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>What is decided of two tickets at once: both stand, or neither.</summary>
public sealed record Both(Decision First, Decision Second);

/// <summary>A command on two tickets as a pure decision.</summary>
public delegate Outcome<Both> DecideBoth(DeskRules rules, TicketState first, TicketState second, Instant now);

/// <summary>
/// Two tickets go on as one: the first ends and leads to the second. What is owed to its customer (an update, a chase, what a
/// colleague said, help that was asked for, a promise) is owed on the second with its due; its situation ends. Where two people
/// raised them, <paramref name="Shared"/> says that both may read what is written from here on.
/// </summary>
public sealed record Merge(PersonId By, bool Shared = false)
{
    /// <summary>Why a due moved: something owed on the other ticket comes sooner.</summary>
    public const string MovedBecause = "merged";

    public Outcome<Both> Decide(DeskRules rules, TicketState gone, TicketState kept, Instant now)
    {
        if (Check(gone, kept) is { } refusal)
        {
            return refusal;
        }

        var into = new Act(rules, kept, Actor.Staff(By), now);
        var waiting = gone.IsOpen ? gone.Unanswered : null;
        foreach (var joined in gone.Joined)
        {
            into.Record(new TakenIn(joined.From, joined.Requester, With: gone.Key));
        }

        into.Record(new TakenIn(gone.Key, gone.Requester, waiting?.At, waiting?.From, waiting?.Intent ?? Intent.None, waiting?.Channel ?? Channel.Portal));
        Follow(into, gone);
        foreach (var row in gone.Open.OrderBy(row => row.Seq).ToList())
        {
            Carry(into, gone, row);
        }

        if ((waiting is null ? null : Answer(into, gone, waiting)) is { } no)
        {
            return no;
        }

        KeepWord(into, gone);
        var from = new Act(rules, gone, Actor.Staff(By), now);
        from.Record(new MergedInto(kept.Key));
        from.CloseAll(ActivityOutcome.Superseded, _ => true);
        if (from.State.ClosedAt is null)
        {
            from.Record(new TicketClosed(gone.ResolvedAt is null ? CloseCode.Duplicate : CloseCode.Solved, null));
        }

        return new Both(from.Done(), into.Done());
    }

    private Refusal? Check(TicketState gone, TicketState kept) =>
        !gone.Exists || !kept.Exists ? TicketRefusals.Unknown
        : gone.Key == kept.Key ? MergeRefusals.WithItself
        : gone.Merged is not null || kept.Merged is not null ? TicketRefusals.Merged
        : !kept.IsOpen || kept.HasEnded ? MergeRefusals.SurvivorEnded
        : gone.Booked is not null || gone.Has(StatusCode.AppointmentOffered) ? MergeRefusals.AppointmentOpen
        : gone.OpenApproval is not null ? MergeRefusals.ApprovalOpen
        : gone.MajorIncident || gone.Links.Exists(link => link.Kind is LinkKind.ParentOf or LinkKind.AwaitedBy) ? MergeRefusals.OthersHang
        : !Shared && !Readers(gone).SetEquals(Readers(kept)) ? MergeRefusals.OtherPerson
        : null;

    private static HashSet<PersonId> Readers(TicketState state) => [state.Requester, .. state.Joined.Select(joined => joined.Requester)];

    // Who followed one follows both; who owned the one that ends goes on hearing of it.
    private static void Follow(Act into, TicketState gone)
    {
        var follow = gone.Watchers;
        if (gone.Owner is { } owner && owner != into.State.Owner)
        {
            if (into.State.Owner is null && gone.Team == into.State.Team && into.Team.Mode.HasOwners())
            {
                into.Record(new OwnerSet(owner));
            }
            else
            {
                follow = follow.Add(owner);
            }
        }

        foreach (var person in follow.Except(into.State.Watchers).OrderBy(person => person.Value))
        {
            into.Record(new Watched(person));
        }

        foreach (var tag in gone.Tags.Except(into.State.Tags).Order())
        {
            into.Record(new Tagged(tag));
        }
    }

    private static void Carry(Act into, TicketState gone, Activity row)
    {
        if (row.Status == StatusCode.Chased)
        {
            Ask(into, gone, row);
        }
        else if (row.Status == StatusCode.CustomerUpdated)
        {
            if (into.State.Find(StatusCode.CustomerUpdated) is { } open)
            {
                Hasten(into, open, row.Due);
            }
            else
            {
                Bring(into, row);
            }
        }
        else if ((row.Status == StatusCode.ColleagueUpdated || row.Status == StatusCode.AppointmentRequested) && !into.State.Has(row.Status))
        {
            Bring(into, row);
        }
        else if (row.Status == StatusCode.Assist)
        {
            var seq = Bring(into, row);
            into.Record(new HelpAsked(seq, row.Team, row.Assignee, null));
        }
    }

    private static void Ask(Act into, TicketState gone, Activity row)
    {
        if (gone.OpenChase is not { } chase)
        {
            return;
        }

        if (into.State.OpenChase is { } open && into.State.Find(StatusCode.Chased) is { } standing)
        {
            var same = open.Contacts.Any(contact => contact.By == chase.By && Apart(contact.At, chase.OpenedAt) <= ChaseGuard.SameAskingWithin);
            into.Record(new ChaseRepeated(open.Activity, chase.By, chase.Contacts[0].Channel, !same, open.TeamAt));
            Hasten(into, standing, row.Due);
            return;
        }

        into.Record(ChaseBrought.Of(Bring(into, row), chase));
    }

    // With its time as it was; what it was judged by there is not counted a second time.
    private static int Bring(Act into, Activity row)
    {
        var seq = into.Open(
            row.Status, new DueFound(row.OriginalDue, row.Meaning.Basis), row.Meaning.Attempt, row.Opened, row.Status == StatusCode.Assist ? row.Team : null, row.Meaning.JudgedBy, row.Verdict);
        if (row.Due != row.OriginalDue)
        {
            into.Record(new ActivityMoved(seq, row.Due, row.MovedFor, null));
        }

        into.Record(new Brought(seq, row.Seq));
        return seq;
    }

    // A message that waits is answered here: as soon as it would have been there, and no later than any customer's update.
    private static Refusal? Answer(Act into, TicketState gone, Message waiting)
    {
        if (gone.Displayed is { } shown && !into.State.Has(StatusCode.CustomerUpdated) && !into.State.Has(StatusCode.Chased))
        {
            var update = Dues.AfterThreshold(into, StatusCode.CustomerUpdated);
            if (update.IsRefused)
            {
                return update.Refusal;
            }

            Owe(into, shown, shown.Due < update.Value.Due ? new DueFound(shown.Due, shown.Meaning.Basis) : update.Value);
        }

        // What the customer said later than we asked is the answer that was waited for.
        if (waiting.At > (into.State.LastReplyAt ?? into.State.Opened) && gone.Requester == into.State.Requester
            && (into.State.Has(StatusCode.CustomerUpdated) || into.State.Has(StatusCode.Chased)))
        {
            into.CloseAll(ActivityOutcome.Superseded, row => CustomerMessage.EndsWaiting(row.Status));
        }

        return null;
    }

    // The customer of the ticket that ends was told a time: whatever comes next here comes by then.
    private static void KeepWord(Act into, TicketState gone)
    {
        if (gone is { Promise: { Outcome: null } told, Displayed: { } shown } && into.State.Displayed is { } next && PromiseKeeping.For(next.Due) > told.At)
        {
            if (next is { IsBase: true, RemindsCustomer: false } && next.Status != StatusCode.AppointmentOffered)
            {
                Hasten(into, next, shown.Due);
            }
            else
            {
                Owe(into, shown, new DueFound(shown.Due, shown.Meaning.Basis));
            }
        }
    }

    private static void Owe(Act into, Activity shown, DueFound due)
    {
        var seq = into.Open(StatusCode.CustomerUpdated, due, again: due.Due < into.Now ? shown.Verdict : null);
        into.Record(new Brought(seq, shown.Seq));
    }

    // To an earlier time: no verdict falls.
    private static void Hasten(Act into, Activity row, Instant due)
    {
        var sooner = Instant.Max(due, into.Now);
        if (sooner < row.Due)
        {
            into.Record(new ActivityMoved(row.Seq, sooner, MovedBecause, null));
        }
    }

    private static Duration Apart(Instant one, Instant other) => one > other ? one - other : other - one;
}
