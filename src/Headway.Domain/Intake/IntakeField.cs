namespace Headway.Domain.Intake;

/// <summary>What kind of value a field takes. It never changes: other values need another field.</summary>
public enum FieldType { ShortText, LongText, Number, Date, YesNo, OneOf, SeveralOf }

/// <summary>One thing that can be chosen. A retired one stays readable where it was chosen, and can't be chosen again.</summary>
public sealed record FieldChoice(long Id, string Key, string Label, string? LabelDe = null, bool Retired = false)
{
    public string In(string language) => language == "de" ? LabelDe ?? Label : Label;
}

/// <summary>The field is asked only while an earlier one has this value: yes or no, or the key of a choice.</summary>
public sealed record ShownWhen(string Field, string Value);

/// <summary>
/// One question of a service's form. <paramref name="Key"/> is its name for programs, in addresses and tables: it stays when the label
/// changes. A retired field is asked no longer; what was answered stays.
/// </summary>
public sealed record IntakeField(long Id, string Key, FieldType Type, string Label)
{
    public const int LongestLabel = 120, LongestHelp = 300, LongestShort = 200, LongestLong = 4_000;

    public string? LabelDe { get; init; }

    public string? Help { get; init; }

    public string? HelpDe { get; init; }

    /// <summary>A customer can't send the form without it; support may leave it open and sees that it is missing.</summary>
    public bool Required { get; init; }

    /// <summary>Customers are asked it, and read on their ticket what was answered.</summary>
    public bool ForCustomer { get; init; } = true;

    /// <summary>What a number may be at least and at most, the bounds with it; null for no bound.</summary>
    public decimal? Low { get; init; }

    public decimal? High { get; init; }

    /// <summary>What can be chosen, in its order.</summary>
    public IReadOnlyList<FieldChoice> Choices { get; init; } = [];

    public ShownWhen? When { get; init; }

    public bool Retired { get; init; }

    /// <summary>The repeated return that taught it, and by which team; null for what nobody had to send back for.</summary>
    public string? Reason { get; init; }

    public TeamId? FromTeam { get; init; }

    /// <summary>Whether its values are words, numbers or days that somebody typed: they are kept apart, where they can be erased.</summary>
    public bool IsTyped => Type is FieldType.ShortText or FieldType.LongText or FieldType.Number or FieldType.Date;

    public bool HasChoices => Type is FieldType.OneOf or FieldType.SeveralOf;

    public string In(string language) => language == "de" ? LabelDe ?? Label : Label;

    public string? HelpIn(string language) => language == "de" ? HelpDe ?? Help : Help;
}

/// <summary>The names of the types where people and programs write them.</summary>
public static class FieldTypes
{
    private static readonly (FieldType Type, string Code)[] Codes =
    [
        (FieldType.ShortText, "short-text"), (FieldType.LongText, "long-text"), (FieldType.Number, "number"), (FieldType.Date, "date"), (FieldType.YesNo, "yes-no"),
        (FieldType.OneOf, "one-of"), (FieldType.SeveralOf, "several-of"),
    ];

    public static IReadOnlyList<string> All { get; } = [.. Codes.Select(one => one.Code)];

    public static string Code(this FieldType type) => Codes[(int)type].Code;

    public static FieldType? Read(string? code) => Codes.Where(one => one.Code == code).Select(one => (FieldType?)one.Type).FirstOrDefault();
}
