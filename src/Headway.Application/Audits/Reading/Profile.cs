using System.Text.Json;
using System.Text.Json.Serialization;
using Headway.Domain;

namespace Headway.Application.Audits.Reading;

/// <summary>What a row of a log is.</summary>
public enum LogShape
{
    /// <summary>The whole record after one update.</summary>
    Snapshots,

    /// <summary>A change of status.</summary>
    Transitions,

    /// <summary>One activity of any kind; what the status then is follows from the kind.</summary>
    Journal,

    /// <summary>A message, or a sentence of one.</summary>
    Conversation,

    /// <summary>A ticket with its milestones: no history in between.</summary>
    Tickets,

    /// <summary>One field that changed, with old and new value.</summary>
    History,
}

/// <summary>How events of a case are put in order; what is equal keeps the order of the file.</summary>
public enum OrderRule { Time, SequenceTime, TimeSequence, File }

/// <summary>
/// How to read a tool's export: which columns hold what, how times are written, what its statuses mean in ours, who is a
/// machine. Data, not code: an unknown tool needs a file like this and nothing else.
/// </summary>
public sealed record Profile
{
    public required string Name { get; init; }

    public string Title { get; init; } = "";

    /// <summary>Fits any tool's file by common words: what its statuses do not say, the tool may yet know.</summary>
    [JsonIgnore]
    public bool IsGuess => Name is "csv" or "xes" or "ocel" or ProfileProposal.Name;

    public LogFormat? Format { get; init; }

    public LogShape Shape { get; init; }

    /// <summary>Role to the column names it may have, first match wins; roles are those of <see cref="ColumnRoles"/>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Columns { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Texts that stand for "not known", beside the empty one.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    public string Zone { get; init; } = "UTC";

    public string Calendar { get; init; } = WorkingHours.Usual;

    public DateOrder Dates { get; init; }

    /// <summary>The source labels its local times with a wrong offset: read the clock face, ignore the label.</summary>
    public bool IgnoreOffsets { get; init; }

    public OrderRule Order { get; init; }

    /// <summary>Status (or "status/sub status") to our status code, <c>keep</c>, <c>assigned-if-queued</c> or <c>unmapped</c>.</summary>
    public IReadOnlyDictionary<string, string> Statuses { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Priorities { get; init; } = new Dictionary<string, string>();

    /// <summary>In a history of fields: the source's field names to <c>status</c>, <c>team</c>, <c>comment</c>, <c>note</c>.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>A new ticket that already has a team is assigned.</summary>
    public bool NewWithTeamIsAssigned { get; init; }

    /// <summary>Kinds of a journal that are no first response.</summary>
    public IReadOnlyList<string> NoResponse { get; init; } = [];

    /// <summary>The kind or status by which the tool itself says "opened again".</summary>
    public IReadOnlyList<string> Reopens { get; init; } = [];

    /// <summary>People who are bots or rules.</summary>
    public IReadOnlyList<string> Machines { get; init; } = [];

    /// <summary>Whoever's name begins so is staff, whatever role the row gives them.</summary>
    public IReadOnlyList<string> StaffPrefixes { get; init; } = [];

    public IReadOnlyList<string> StaffRoles { get; init; } = [];

    /// <summary>Columns that hold what was only known later: never used as of an earlier row.</summary>
    public IReadOnlyList<string> Future { get; init; } = [];

    /// <summary>Said with every report of this source: it is a sample, its times are guesses, and the like.</summary>
    public string? Note { get; init; }

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static Outcome<Profile> Read(string json)
    {
        try
        {
            var profile = JsonSerializer.Deserialize<Profile>(json, Json);
            if (profile is null)
            {
                return AuditRefusals.ProfileMalformed;
            }

            var wrong = profile.Columns.Keys.Where(role => !ColumnRoles.All.Contains(role)).Select(role => $"there is no column role \"{role}\"")
                .Concat(profile.Statuses.Values.Where(code => Domain.Audits.Situation.Parse(code) is null).Distinct().Select(code => $"there is no status \"{code}\""))
                .Take(10).ToList();
            return wrong.Count == 0 ? profile : AuditRefusals.ProfileMalformed.Because("The profile is not understood: " + string.Join("; ", wrong) + ".");
        }
        catch (JsonException wrong)
        {
            return AuditRefusals.ProfileMalformed.Because($"The profile is not understood: {wrong.Message}");
        }
    }
}

/// <summary>What a column can be to the reader.</summary>
public static class ColumnRoles
{
    public const string Case = "case", Time = "time", Status = "status", SubStatus = "subStatus", Sequence = "sequence", Team = "team", Person = "person",
        Actor = "actor", Opened = "opened", Responded = "responded", Updated = "updated", Resolved = "resolved", Closed = "closed", Priority = "priority",
        Requester = "requester", Reopens = "reopens", Field = "field", New = "new", Message = "message", Role = "role", Private = "private", Text = "text", Subject = "subject", Told = "told";

    public static readonly IReadOnlyList<string> All =
    [
        Case, Time, Status, SubStatus, Sequence, Team, Person, Actor, Opened, Responded, Updated, Resolved, Closed, Priority, Requester, Reopens,
        Field, New, Message, Role, Private, Text, Subject, Told,
    ];

    /// <summary>Without these a shape cannot be read.</summary>
    public static IReadOnlyList<string> Required(LogShape shape) => shape switch
    {
        LogShape.Conversation => [Case, Time, Actor],
        LogShape.Tickets => [Case, Opened],
        LogShape.History => [Case, Time, Field, New],
        _ => [Case, Time, Status],
    };
}
