using System.Text.Json;
using Headway.Application.Calendars;
using Headway.Domain.Calendars;
using Headway.Domain.People;
using Headway.Domain.Statuses;
using NodaTime;

namespace Headway.Application.Scenarios;

public sealed record DescribedTeam(string Name, bool Desk, PrioritisationMode Mode, string Calendar, IReadOnlyList<string> People);

/// <summary>
/// DESK.json, read over the default tenant: maps merge by key, what a list names replaces what had that name. Hours are
/// business hours.
/// </summary>
public sealed class DeskFile
{
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
                        Replace(Teams, ReadTeam(team), known => known.Name);
                    }

                    break;
                case "responseTargets":
                    Merge(part.Value, ResponseTargets, name => Enum.Parse<Priority>(name));
                    break;
                case "completionTargets":
                    Merge(part.Value, CompletionTargets, name => Enum.Parse<Priority>(name));
                    break;
                case "thresholds":
                    Merge(part.Value, Thresholds, name => new StatusCode(name));
                    break;
                case "rankWithinOverdue":
                    RankWithinOverdue = part.Value.GetBoolean();
                    break;
            }
        }
    }

    private DescribedTeam ReadTeam(JsonElement json)
    {
        var name = json.GetProperty("name").GetString()!;
        var known = Teams.Find(team => string.Equals(team.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? new DescribedTeam(name, false, PrioritisationMode.Standard, "main", []);
        return known with
        {
            Name = name,
            Desk = json.TryGetProperty("desk", out var desk) ? desk.GetBoolean() : known.Desk,
            Mode = json.TryGetProperty("mode", out var mode) ? Mode(mode.GetString()!) : known.Mode,
            Calendar = json.TryGetProperty("calendar", out var calendar) ? calendar.GetString()! : known.Calendar,
            People = json.TryGetProperty("people", out var people) ? [.. people.EnumerateArray().Select(person => person.GetString()!)] : known.People,
        };
    }

    private static PrioritisationMode Mode(string name) => name switch
    {
        "basic" => PrioritisationMode.Basic,
        "status-ranked" => PrioritisationMode.StatusRanked,
        "standard" => PrioritisationMode.Standard,
        "advanced" => PrioritisationMode.Advanced,
        "perfect" => PrioritisationMode.Perfect,
        _ => throw new FormatException($"'{name}' is no mode: basic, status-ranked, standard, advanced or perfect."),
    };

    private static void Merge<TKey>(JsonElement map, Dictionary<TKey, WorkingTime> into, Func<string, TKey> key)
        where TKey : notnull
    {
        foreach (var entry in map.EnumerateObject())
        {
            try
            {
                into[key(entry.Name)] = WorkingTime.FromHours(entry.Value.GetDouble());
            }
            catch (ArgumentException wrong)
            {
                throw new FormatException($"'{entry.Name}' is not known here.", wrong);
            }
        }
    }

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
