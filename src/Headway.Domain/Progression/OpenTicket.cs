using Headway.Domain.Ledger;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>A need is logged: the ticket exists and its first activity, the new-ticket response, is due by the response target.</summary>
public sealed record OpenTicket(
    Actor By, TicketType Type, Priority Priority, TeamId Team, PersonId Requester, ServiceId? Service, Channel Channel, TextId? Text, TicketKey? FollowUpOf = null)
{
    private const string SoonRule = "feedback";

    /// <summary>It is looked at within so long, where its response target gives more.</summary>
    public Calendars.WorkingTime? Within { get; init; }

    /// <summary>The linked ticket that a late "not solved" or a low score asks for, with the words it begins with.</summary>
    public static OpenTicket For(FollowUpRequested asked, TextId? text = null) => new(
        Actor.Customer(asked.Ticket.Requester), asked.Ticket.Type, asked.Ticket.Priority, asked.Ticket.Team, asked.Ticket.Requester,
        asked.Ticket.Service, asked.Ticket.Channel, text ?? asked.Ticket.Text, asked.Ticket.FollowUpOf)
    { Within = asked.Within };

    public Outcome<Decision> Decide(DeskRules rules, TicketState state, Instant now)
    {
        if (state.Exists)
        {
            return TicketRefusals.Exists;
        }

        if (!rules.Teams.ContainsKey(Team))
        {
            return TicketRefusals.TeamUnknown;
        }

        var act = new Act(rules, state, By, now);
        act.Record(new TicketOpened(Type, Priority, Team, Requester, Service, Channel, Text, FollowUpOf));
        var due = Within is { } soon ? Dues.Within(act, StatusCode.New, soon, SoonRule) : Dues.AfterThreshold(act, StatusCode.New);
        if (due.IsRefused)
        {
            return due.Refusal!;
        }

        act.Open(StatusCode.New, due.Value);
        if (FollowUpOf is { } earlier)
        {
            act.Record(new Linked(earlier, LinkKind.FollowUpOf));
        }

        return act.Done();
    }
}
