using Headway.Application.Outages;

namespace Headway.Web.Api;

/// <summary>Who needs something; the name is for somebody the desk does not know yet.</summary>
public sealed record RequesterBody(string? Email, string? Name);

/// <summary>A need. Without a requester it is the token's person's own.</summary>
public sealed record TicketBody(string? Subject, string? Text, string? Priority, string? Team, string? Service, RequesterBody? Requester, string? Type, string? Channel,
    IReadOnlyList<string>? Files, Dictionary<string, string>? Answers = null, string? Category = null, string? Impact = null, string? Urgency = null, Dictionary<string, System.Text.Json.JsonElement>? Fields = null);

/// <summary>A touch: the situation it leaves, a public reply and/or an internal note.</summary>
public sealed record ProgressBody(string? Status, string? Reply, string? Note, string? Due, string? Eta, string? Promise, string? Owner, IReadOnlyList<string>? Files, long? WaitsFor = null, bool? WithoutApproval = null, int? Minutes = null);

/// <summary>What the customer said; an intent of none is read from the text.</summary>
public sealed record MessageBody(string? Intent, string? Text, string? Channel, string? From, IReadOnlyList<string>? Files);

public sealed record RescheduleBody(string? Due, string? Reason, bool? ByCustomer, string? Status);

public sealed record TransferBody(string? Team, string? Note, string? Owner);

public sealed record AttemptBody(string? Channel, string? Note, string? Reply, int? Minutes = null);

/// <summary>A touch by its first and last place in the ledger.</summary>
public sealed record UndoBody(int? From, int? To);

/// <summary>What the message was: thanks or solved.</summary>
public sealed record PutAwayBody(string? As);

public sealed record WatchBody(bool? On);

public sealed record ResolveBody(string? Text, bool? WithoutApproval = null, int? Minutes = null);

/// <summary>Ends without a solution: no-contact, cancelled or duplicate.</summary>
public sealed record CloseBody(string? Code, string? Note);

/// <summary>They ask where it is. <paramref name="From"/> is who asks, the requester when nobody is named.</summary>
public sealed record ChaseBody(string? Text, string? Channel, string? From);

/// <summary>What a chase was: <paramref name="Valid"/> is true, false or "not-a-chase"; a valid one has its ground, a, b or c.</summary>
public sealed record VerdictBody(System.Text.Json.JsonElement? Valid, string? Ground, string? Cause);

/// <summary>One update to all; the verdict is for chases that nobody has judged: valid on ground b when none is given.</summary>
public sealed record TellAllBody(string? Text, System.Text.Json.JsonElement? Valid, string? Ground, string? Cause);

/// <summary>Whether a message that might be a chase is one.</summary>
public sealed record SuspectedBody(bool? Chase);

/// <summary>What led to the chases that nobody has judged.</summary>
public sealed record AskAllBody(string? Cause);

/// <summary><paramref name="NotTold"/>: the numbers of those that could not be told, <paramref name="Failed"/> in all.</summary>
public sealed record ToldJson(int Tickets, int Chases, int Failed, IReadOnlyList<long> NotTold)
{
    public static ToldJson Of(Told told) => new(told.Tickets, told.Chases, told.NotTold.Count, told.NotTold);
}

public sealed record CallBody(string? From);

public sealed record RangJson(int Tickets);

/// <summary>An act that needs no word beside its address.</summary>
public sealed record NothingBody;
