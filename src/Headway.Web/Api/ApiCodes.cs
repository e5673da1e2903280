using Headway.Application.Access;
using Headway.Domain;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;

namespace Headway.Web.Api;

/// <summary>The words that requests use for kinds, and nothing else for them.</summary>
internal static class ApiCodes
{
    private static readonly Dictionary<string, Channel> Channels = new()
    {
        ["portal"] = Domain.Tickets.Channel.Portal, ["mail"] = Domain.Tickets.Channel.Mail, ["phone"] = Domain.Tickets.Channel.Phone,
        ["chat"] = Domain.Tickets.Channel.Chat, ["walk-in"] = Domain.Tickets.Channel.WalkIn, ["api"] = Domain.Tickets.Channel.Api,
    };

    private static readonly Dictionary<string, Intent> Intents = new()
    {
        ["none"] = Domain.Tickets.Intent.None, ["answer"] = Domain.Tickets.Intent.Answer, ["information"] = Domain.Tickets.Intent.Information,
        ["chase"] = Domain.Tickets.Intent.Chase, ["appointment"] = Domain.Tickets.Intent.Appointment, ["solved"] = Domain.Tickets.Intent.Solved,
        ["not-solved"] = Domain.Tickets.Intent.NotSolved, ["thanks"] = Domain.Tickets.Intent.Thanks,
    };

    private static readonly Dictionary<string, CloseCode> CloseCodes = new()
    {
        ["no-contact"] = Domain.Tickets.CloseCode.NoContact, ["cancelled"] = Domain.Tickets.CloseCode.Cancelled, ["duplicate"] = Domain.Tickets.CloseCode.Duplicate,
    };

    private static readonly Dictionary<string, TicketType> Types = Enum.GetValues<TicketType>().ToDictionary(type => type.ToString().ToLowerInvariant());

    private static readonly Dictionary<string, Priority> Priorities = Enum.GetValues<Priority>().ToDictionary(priority => priority.ToString());

    public static Outcome<Channel> Channel(string? word, Channel otherwise) => Find(Channels, "channel", word, otherwise);

    public static Outcome<Intent> Intent(string? word) => Find(Intents, "intent", word, Domain.Tickets.Intent.None);

    public static Outcome<CloseCode> CloseCode(string? word) => word is null
        ? ApiRefusals.Malformed.Because($"'code' is missing: one of {string.Join(", ", CloseCodes.Keys)}.")
        : Find(CloseCodes, "code", word, default);

    public static Outcome<TicketType> Type(string? word) => Find(Types, "type", word, TicketType.Incident);

    public static Outcome<Priority> Priority(string? word) => Find(Priorities, "priority", word, Domain.Statuses.Priority.P3);

    private static readonly Dictionary<string, Weight> Weights = Enum.GetValues<Weight>().ToDictionary(weight => weight.ToString().ToLowerInvariant());

    /// <summary>high, medium or low; null for null.</summary>
    public static Outcome<Weight?> Weight(string field, string? word) => word is null
        ? (Weight?)null
        : Find(Weights, field, word, default).Then(found => (Outcome<Weight?>)(Weight?)found);

    public static string? Word(Weight? weight) => weight?.ToString().ToLowerInvariant();

    private static Outcome<T> Find<T>(Dictionary<string, T> known, string field, string? word, T otherwise)
        where T : struct => word is null ? otherwise
        : known.TryGetValue(word, out var found) ? found
        : ApiRefusals.Malformed.Because($"'{field}' is one of {string.Join(", ", known.Keys)}.");
}
