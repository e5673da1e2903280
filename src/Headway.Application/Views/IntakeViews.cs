
namespace Headway.Application.Views;

/// <summary>
/// A field of a service's form as it is asked. <paramref name="Type"/> is one of the field types' codes; <paramref name="Choices"/> what can be
/// chosen, yes and no among them.
/// </summary>
public sealed record AskedField(long Id, string Type, string Label, string? Help, IReadOnlyList<Choice> Choices)
{
    /// <summary>It can't be sent without.</summary>
    public bool Binds { get; init; }

    /// <summary>It is needed, though whoever answers here may leave it open.</summary>
    public bool Needed { get; init; }

    public IReadOnlyList<string> Said { get; init; } = [];

    public string? Fault { get; init; }

    public string? Low { get; init; }

    public string? High { get; init; }

    /// <summary>The field on whose answer it depends, and the answer.</summary>
    public long? When { get; init; }

    public string? Is { get; init; }

    /// <summary>What it depends on is not so, as things stand.</summary>
    public bool Hidden { get; init; }

    /// <summary>A yes or no can be taken back to nothing.</summary>
    public bool MayBeOpen { get; init; }

    public string Name => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"field.{Id}");

    public string Value => Said.Count > 0 ? Said[0] : "";
}

/// <summary>What was answered, in words; a <paramref name="Missing"/> one was not, though it is needed.</summary>
public sealed record AnswerView(string Label, string Words, bool Missing = false)
{
    /// <summary>A search for all tickets with the same answer; null where nobody looks for that.</summary>
    public string? Href { get; init; }
}

/// <summary>The form of a ticket beside it. <paramref name="Others"/>: answers that are asked no longer.</summary>
public sealed record IntakeCardView(string Title, IReadOnlyList<AnswerView> Answers, IReadOnlyList<AnswerView> Others, bool MayEdit);

/// <summary>The panel in which a ticket's form is answered.</summary>
public sealed record IntakePanelView(long Ticket, int Version, string Service, IReadOnlyList<AskedField> Fields, string? Refused = null);
