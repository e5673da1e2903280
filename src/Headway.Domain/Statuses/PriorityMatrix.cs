namespace Headway.Domain.Statuses;

/// <summary>How many a ticket concerns (impact), or how soon it hurts (urgency).</summary>
public enum Weight { High = 1, Medium = 2, Low = 3 }

/// <summary>Which priority follows from impact and urgency: three by three, a setting of the desk.</summary>
public sealed class PriorityMatrix
{
    private const int Side = 3;

    private readonly Priority[] _cells;

    private PriorityMatrix(Priority[] cells) => _cells = cells;

    /// <summary>High with high is P1; each step down in either takes one away.</summary>
    public static PriorityMatrix Default { get; } = new(
    [
        Priority.P1, Priority.P2, Priority.P3,
        Priority.P2, Priority.P3, Priority.P4,
        Priority.P3, Priority.P4, Priority.P4,
    ]);

    public Priority this[Weight impact, Weight urgency] => _cells[(((int)impact - 1) * Side) + (int)urgency - 1];

    /// <summary>Null while either is unknown.</summary>
    public Priority? Of(Weight? impact, Weight? urgency) => impact is { } many && urgency is { } soon ? this[many, soon] : null;

    /// <summary>Row by row from high impact, in each from high urgency: <c>P1 P2 P3 P2 P3 P4 P3 P4 P4</c>.</summary>
    public override string ToString() => string.Join(' ', _cells);

    /// <summary>Null for what <see cref="ToString"/> did not write.</summary>
    public static PriorityMatrix? Read(string? text)
    {
        var cells = (text ?? "").Split(' ').Select(word => Enum.TryParse<Priority>(word, out var found) && Enum.IsDefined(found) ? found : (Priority?)null).OfType<Priority>().ToArray();
        return cells.Length == Side * Side ? new PriorityMatrix(cells) : null;
    }
}
