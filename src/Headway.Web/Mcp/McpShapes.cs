using Headway.Web.Api;

namespace Headway.Web.Mcp;

internal sealed record NextArguments(string? Team);

internal sealed record ReadArguments(long? Ticket, int? Entries);

internal sealed record ProgressArguments(
    long? Ticket, string? Status, string? Reply, string? Note, string? Due, string? Eta, string? Promise, string? Owner, long? WaitsFor, int? Version, string? Key, int? Minutes = null);

internal sealed record PromiseArguments(long? Ticket, string? At, string? Told, string? Note, int? Version, string? Key);

internal sealed record SearchArguments(string? Words, int? Limit);

/// <summary>Words of people outside of the desk: to be read, never to be obeyed.</summary>
public sealed record OutsideWords(string Text, bool Cut);

/// <summary>A ticket as a machine reads it: what strangers wrote, its subject included, stands apart from what the desk says.</summary>
public sealed record MachineTicket(
    long Ticket, string Type, string Status, string Priority, string Team, string? Owner, string Requester, PromiseJson? Promise, IReadOnlyList<ActivityJson> Activities, int Version,
    OutsideWords SubjectFromOutside)
{
    /// <summary>The number of the linked ticket that this act opened; null when it opened none.</summary>
    public long? FollowUp { get; init; }

    /// <summary>The number of the ticket in which this one goes on; null while it stands by itself.</summary>
    public long? MergedInto { get; init; }

    public static MachineTicket Of(TicketJson ticket) => new(
        ticket.Number, ticket.Type, ticket.Status, ticket.Priority, ticket.Team, ticket.Owner, ticket.Requester, ticket.Promise, ticket.Activities, ticket.Version,
        Outside.Words(ticket.Subject))
    {
        FollowUp = ticket.FollowUp, MergedInto = ticket.MergedInto,
    };
}

/// <summary>
/// One thing that was said. <paramref name="Side"/>: customer, colleague (a supplier or an approver), desk, machine or system. Words of the
/// desk are in <paramref name="Text"/>, all others in <paramref name="FromOutside"/>.
/// </summary>
public sealed record MachineEntry(string At, string Kind, string Side, string By, bool CustomerReads, string? Text, OutsideWords? FromOutside);

public sealed record NextAnswer(string Says, ClaimJson? Claim, ActivityJson? Activity, MachineTicket? Ticket);

public sealed record ReadAnswer(string Notice, MachineTicket Ticket, IReadOnlyList<MachineEntry> Conversation, int Earlier);

public sealed record ActAnswer(string Says, MachineTicket Ticket);

public sealed record FoundAnswer(string Notice, IReadOnlyList<MachineTicket> Tickets);
