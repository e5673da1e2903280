using Headway.Application.Calendars;
using Headway.Application.Teams;
using System.Text.Json;
using Headway.Domain.People;
using Headway.Domain.Statuses;
using NodaTime;
using NodaTime.Text;

namespace Headway.Application.Scenarios;

public sealed record DescribedQueue(string Name, IReadOnlyList<StatusCode> Statuses);

public sealed record DescribedShift(string Person, IReadOnlyList<string> Queues, Instant From, Instant To);

/// <summary>A team as desk files write it. What an entry leaves out stays as the team of that name had it.</summary>
public sealed record DescribedTeam(string Name, bool Desk, PrioritisationMode Mode, string Calendar, IReadOnlyList<string> People)
{
    /// <summary>Whether one's own work comes a little sooner; off unless it is said.</summary>
    public bool Affinity { get; init; }

    public IReadOnlyList<DescribedQueue> Queues { get; init; } = [];

    public IReadOnlyList<DescribedShift> Shifts { get; init; } = [];

    /// <exception cref="FormatException">A mode, status, queue or time is not readable.</exception>
    public DescribedTeam Take(JsonElement json)
    {
        var queues = json.TryGetProperty("queues", out var named) ? [.. named.EnumerateArray().Select(Queue)] : Queues;
        return this with
        {
            Desk = json.TryGetProperty("desk", out var desk) ? desk.GetBoolean() : Desk,
            Mode = json.TryGetProperty("mode", out var mode) ? ModeOf(mode.Text()) : Mode,
            Affinity = json.TryGetProperty("affinity", out var affinity) ? affinity.GetBoolean() : Affinity,
            Calendar = json.TryGetProperty("calendar", out var calendar) ? calendar.Text() : Calendar,
            People = json.TryGetProperty("people", out var people) ? [.. people.EnumerateArray().Select(person => person.Text())] : People,
            Queues = queues,
            Shifts = json.TryGetProperty("rota", out var rota) ? [.. rota.EnumerateArray().Select(shift => Shift(shift, queues))] : Shifts,
        };
    }

    private static DescribedQueue Queue(JsonElement json) =>
        new(json.GetProperty("name").Text(), [.. json.GetProperty("statuses").EnumerateArray().Select(status => StatusOf(status.Text()))]);

    private static DescribedShift Shift(JsonElement json, IReadOnlyList<DescribedQueue> queues)
    {
        List<string> held = [.. json.GetProperty("queues").EnumerateArray().Select(queue => queue.Text())];
        return held.Find(name => !queues.Any(queue => queue.Name == name)) is { } unknown
            ? throw new FormatException($"The rota names the queue '{unknown}', which the team does not have.")
            : new DescribedShift(json.GetProperty("person").Text(), held, At(json.GetProperty("from").Text()), At(json.GetProperty("to").Text()));
    }

    /// <exception cref="FormatException">It is none of the 24.</exception>
    public static StatusCode StatusOf(string code) =>
        StatusBook.Default.Find(new StatusCode(code)) is { } known ? known.Code : throw new FormatException($"'{code}' is not a status of this desk.");

    private static Instant At(string text)
    {
        var parsed = OffsetDateTimePattern.ExtendedIso.Parse(text);
        return parsed.Success ? parsed.Value.ToInstant() : throw new FormatException($"'{text}' is no instant.");
    }

    private static PrioritisationMode ModeOf(string name) =>
        TeamModes.All.Where(mode => mode.Code() == name).Select(mode => (PrioritisationMode?)mode).FirstOrDefault()
            ?? throw new FormatException($"'{name}' is no mode: basic, status-ranked, standard, advanced or perfect.");
}
