using System.Text.Json;
using System.Text.Json.Serialization;

namespace Headway.Application.Demo;

/// <summary>A conversation written by hand for the demo, as its file has it.</summary>
public sealed record Conversation(
    string Id, string Subject, string Language, string Category, string? Service, string Priority, string Requester, string Channel, string Team, string Type,
    string Opened, string Ends, IReadOnlyList<string>? Moment, IReadOnlyList<string>? Tags, IReadOnlyList<string>? Related, IReadOnlyList<string>? Presence,
    ConversationDraft? Draft, IReadOnlyList<Turn> Messages)
{
    /// <summary>What was answered to the form of its service when it was opened, by the fields' keys.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>When its customer opened the page.</summary>
    public IReadOnlyList<string> Looks { get; init; } = [];

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip };

    public static Conversation Read(string json) => JsonSerializer.Deserialize<Conversation>(json, Options) ?? throw new JsonException("The conversation is empty.");
}

/// <summary>One act of a conversation: who, what, when and the words.</summary>
public sealed record Turn(
    string By, string Do, string? Kind, string? At, string? Offset, string? Text, string? Status, string? Intent, string? Team, string? Owner, string? Due,
    string? Eta, string? Note, string? Reason, string? Channel, string? Finding = null)
{
    /// <summary>Times that are offered.</summary>
    public IReadOnlyList<string>? Slots { get; init; }

    /// <summary>When an agreed time starts and how many minutes it lasts.</summary>
    public string? Start { get; init; }

    public int Minutes { get; init; } = 30;

    public string? With { get; init; }

    public string? Result { get; init; }

    /// <summary>How the customer says it was, from 0 to 10.</summary>
    public int? Score { get; init; }

    public string? NextTime { get; init; }

    /// <summary>A lesson is sent and the ticket kept.</summary>
    public bool Keep { get; init; }

    [JsonIgnore]
    public string When => At ?? Offset ?? throw new JsonException("A turn has neither 'at' nor 'offset'.");
}

/// <summary>A reply that somebody began and did not send.</summary>
public sealed record ConversationDraft(string By, string At, string? Kind, int? Base, string? Status, string Text);
