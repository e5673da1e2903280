using System.Text.Json.Serialization;
using Headway.Application.Tickets;
using Headway.Domain.Tickets;

namespace Headway.Web.Api;

/// <summary>An open activity as the API writes it.</summary>
public sealed record ActivityJson(
    string Id, string Type, string Status, string Opened, string OriginalDue, string Due, int Rank, bool HighPriority, string Responsible, string Why)
{
    public static ActivityJson Of(ActivityFace face) => new(
        face.Id, face.Type, face.Status.Value, ApiAnswer.Text(face.Opened), ApiAnswer.Text(face.OriginalDue), ApiAnswer.Text(face.Due), face.Rank, face.HighPriority,
        face.Responsible, face.Why);
}

/// <summary>By when the customer hears from us; status is open, kept, missed or renewed.</summary>
public sealed record PromiseJson(string At, string SetBy, string Status);

/// <summary>Minutes by everybody together, and of people only those whose figures the reader may see, in the order of names.</summary>
public sealed record TimeSpentJson(int Minutes, IReadOnlyList<PersonMinutesJson> People)
{
    public static TimeSpentJson? Of(TicketFace face) => face.Minutes == 0
        ? null
        : new TimeSpentJson(face.Minutes, [.. face.Time.People.Select(one => new PersonMinutesJson(one.Email ?? one.Name, one.Minutes))]);
}

public sealed record PersonMinutesJson(string Person, int Minutes);

/// <summary>A ticket as the API writes it; the activities are the open ones, the most urgent first.</summary>
public sealed record TicketJson(
    long Number, string Type, string Subject, string Status, string Priority, string Team, string? Owner, string Requester, PromiseJson? Promise,
    IReadOnlyList<ActivityJson> Activities, int Version)
{
    /// <summary>What it is about, by the desk's list; null for none.</summary>
    public string? Category { get; init; }

    /// <summary>high, medium or low; null while nobody has said.</summary>
    public string? Impact { get; init; }

    public string? Urgency { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>How long was worked on it; left out while nobody has said.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TimeSpentJson? TimeSpent { get; init; }

    /// <summary>What the fields of its service's form hold, by key.</summary>
    public IReadOnlyDictionary<string, object?> Fields { get; init; } = new Dictionary<string, object?>();

    /// <summary>The number of the linked ticket that this act opened; left out when it opened none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? FollowUp { get; init; }

    /// <summary>The number of the ticket in which this one goes on; left out while it stands by itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? MergedInto { get; init; }

    public static TicketJson Of(TicketFace face) => new(
        face.Number, face.Type.ToString().ToLowerInvariant(), face.Subject, face.Status.Value, face.Priority.ToString(), face.Team, face.Owner, face.Requester,
        face.Promise is { } promise
            ? new PromiseJson(ApiAnswer.Text(promise.At), promise.SetBy, promise.Outcome switch
            {
                null => "open",
                PromiseOutcome.Kept => "kept",
                PromiseOutcome.Missed => "missed",
                _ => "renewed",
            })
            : null,
        [.. face.Activities.Select(ActivityJson.Of)], face.Version)
    {
        MergedInto = face.MergedInto, Category = face.Category, Impact = ApiCodes.Word(face.Impact), Urgency = ApiCodes.Word(face.Urgency), Tags = face.Tags, TimeSpent = TimeSpentJson.Of(face), Fields = FormApi.Values(face.Answers),
    };
}
