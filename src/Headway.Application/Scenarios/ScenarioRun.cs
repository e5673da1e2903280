using Headway.Domain;
using NodaTime;

namespace Headway.Application.Scenarios;

public sealed record ScenarioRefusal(int Line, string Code, string Message);

public sealed record LookTaken(Instant At, string? As, string? Team, IReadOnlyList<LookItem> Items);

public sealed record LookItem(string Ticket, string Type, string Status, Instant Due, bool Overdue, bool HighPriority, string Why);

/// <summary>
/// Runs commands on a made clock through the real domain. Before each line time passes up to its instant; a refused
/// command changes nothing and the run goes on; after the last line no time passes.
/// </summary>
public sealed class ScenarioRun(DeskSettings settings)
{
    private readonly List<ScenarioRefusal> _refusals = [];
    private readonly List<LookTaken> _looks = [];
    private Instant? _now;

    public ScenarioDesk Desk { get; } = new(settings);

    public IReadOnlyList<ScenarioRefusal> Refusals => _refusals;

    public IReadOnlyList<LookTaken> Looks => _looks;

    /// <summary>The instant of the last line that moved the clock; null before any did.</summary>
    public Instant? Now => _now;

    public static ScenarioRun Of(TextReader lines, DeskSettings settings)
    {
        var run = new ScenarioRun(settings);
        for (var number = 1; lines.ReadLine() is { } text; number++)
        {
            if (!string.IsNullOrWhiteSpace(text) && !text.TrimStart().StartsWith('#'))
            {
                run.Take(number, text);
            }
        }

        return run;
    }

    private void Take(int number, string text)
    {
        ScenarioLine line;
        try
        {
            line = ScenarioLine.Read(number, text);
        }
        catch (FormatException wrong)
        {
            Refuse(number, ScenarioRefusals.Malformed.Because(wrong.Message));
            return;
        }

        if (line.At < _now)
        {
            Refuse(number, ScenarioRefusals.TimeOrder);
            return;
        }

        Desk.Pass(line.At);
        _now = line.At;
        try
        {
            if (line.Do == "look")
            {
                Look(line);
            }
            else if (ScenarioCommands.Apply(Desk, line) is { } refusal)
            {
                Refuse(number, refusal);
            }
        }
        catch (FormatException wrong)
        {
            Refuse(number, ScenarioRefusals.Malformed.Because(wrong.Message));
        }
    }

    private void Look(ScenarioLine line)
    {
        var look = ScenarioLook.Take(Desk, line);
        if (look.IsRefused)
        {
            Refuse(line.Number, look.Refusal!);
        }
        else
        {
            _looks.Add(look.Value);
        }
    }

    private void Refuse(int line, Refusal refusal) => _refusals.Add(new ScenarioRefusal(line, refusal.Code, refusal.Message));
}

public static class ScenarioRefusals
{
    public static readonly Refusal Malformed = new(RefusalKind.Invalid, "scenario.malformed", "The line can't be read.");
    public static readonly Refusal TimeOrder = new(RefusalKind.Invalid, "scenario.time-order", "The line lies before the one above it: lines stand in time order.");
}
