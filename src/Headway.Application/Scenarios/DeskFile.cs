using System.Text.Json;
using Headway.Application.Calendars;
using Headway.Domain.Calendars;
using Headway.Domain.People;
using Headway.Domain.Statuses;
using NodaTime;

namespace Headway.Application.Scenarios;

/// <summary>
/// DESK.json, read over the default tenant: maps merge by key, what a list names replaces what had that name. Hours are
/// business hours.
/// </summary>
public sealed class DeskFile
{
    private const double MostHours = 20_000;

    private static readonly DateTimeZone Utc = DateTimeZone.Utc;

    public List<WorkCalendar> Calendars { get; } = [OfficeHours()];

    public List<DescribedTeam> Teams { get; } =
    [
        new("Service Desk", true, PrioritisationMode.Standard, "main", ["sam", "lee", "kim"]),
        new("Network", false, PrioritisationMode.Standard, "main", ["nia", "oto"]),
    ];

    public Dictionary<Priority, WorkingTime> ResponseTargets { get; } = new(DefaultStatuses.ResponseTargets);

    public Dictionary<Priority, WorkingTime> CompletionTargets { get; } = [];

    public Dictionary<StatusCode, WorkingTime> Thresholds { get; } = [];

    public bool RankWithinOverdue { get; private set; }

    /// <summary>Whether a touch may say how many minutes it took.</summary>
    public bool KeepsTime { get; private set; }

    /// <summary>Up to which number an answer to "how was it?" is low; null where nobody is asked.</summary>
    public int? Feedback { get; private set; }

    /// <exception cref="FormatException">The file is not of this shape; the message says where.</exception>
    public static DeskFile Read(string json)
    {
        var file = new DeskFile();
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            file.Take(document.RootElement);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException($"The desk file can't be read: {wrong.Message}", wrong);
        }

        return file;
    }

    private void Take(JsonElement root)
    {
        foreach (var part in root.EnumerateObject())
        {
            switch (part.Name)
            {
                case "calendars":
                    foreach (var calendar in part.Value.EnumerateArray())
                    {
                        Replace(Calendars, DescribedCalendar.Read(calendar), known => known.Name);
                    }

                    break;
                case "teams":
                    foreach (var team in part.Value.EnumerateArray())
                    {
                        TakeTeam(team);
                    }

                    break;
                case "responseTargets":
                    Merge(part.Value, ResponseTargets, PriorityOf);
                    break;
                case "completionTargets":
                    Merge(part.Value, CompletionTargets, PriorityOf);
                    break;
                case "thresholds":
                    Merge(part.Value, Thresholds, DescribedTeam.StatusOf);
                    break;
                case "rankWithinOverdue":
                    RankWithinOverdue = part.Value.GetBoolean();
                    break;
                case "timeSpent":
                    KeepsTime = part.Value.GetBoolean();
                    break;
                case "feedback":
                    Feedback = part.Value.GetInt32();
                    break;
            }
        }
    }

    private void TakeTeam(JsonElement json)
    {
        var name = json.GetProperty("name").Text();
        var known = Teams.Find(team => string.Equals(team.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? new DescribedTeam(name, false, PrioritisationMode.Standard, "main", []);
        var team = known.Take(json) with { Name = name };
        Replace(Teams, team, other => other.Name);
        if (team.Desk)
        {
            // There is one Service Desk: naming another takes the part from the one that had it.
            for (var i = 0; i < Teams.Count; i++)
            {
                Teams[i] = Teams[i] with { Desk = Teams[i].Name == name };
            }
        }
    }

    private static void Merge<TKey>(JsonElement map, Dictionary<TKey, WorkingTime> into, Func<string, TKey> key)
        where TKey : notnull
    {
        foreach (var entry in map.EnumerateObject())
        {
            var hours = entry.Value.GetDouble();
            into[key(entry.Name)] = hours is > 0 and <= MostHours
                ? WorkingTime.FromHours(hours)
                : throw new FormatException($"'{entry.Name}' wants a positive number of business hours, at most {MostHours}.");
        }
    }

    private static Priority PriorityOf(string name) => name switch
    {
        "P1" => Priority.P1,
        "P2" => Priority.P2,
        "P3" => Priority.P3,
        "P4" => Priority.P4,
        _ => throw new FormatException($"'{name}' is no priority: P1 to P4."),
    };

    private static void Replace<T>(List<T> list, T item, Func<T, string> name)
    {
        var index = list.FindIndex(known => string.Equals(name(known), name(item), StringComparison.OrdinalIgnoreCase));
        if (index < 0)
        {
            list.Add(item);
        }
        else
        {
            list[index] = item;
        }
    }

    private static WorkCalendar OfficeHours()
    {
        IReadOnlyList<Span> hours = [Span.Parse("09:00-17:00").Value];
        var week = new[] { IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday };
        return WorkCalendar.Create("main", 1, Utc, week.ToDictionary(day => day, _ => hours), new Dictionary<LocalDate, DayOverride>()).Value;
    }
}
