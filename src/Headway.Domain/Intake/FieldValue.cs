using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Headway.Domain.Intake;

/// <summary>
/// What a field holds. <paramref name="Said"/> is the one form in which equal values are equal: a number without needless zeros, a day as
/// 2026-12-01, yes or no, the keys of what was chosen with commas between.
/// </summary>
public sealed record FieldValue(string Said)
{
    /// <summary>Numbers are kept in ten-thousandths: what has more digits is no number here.</summary>
    public const int Digits = 4;

    public static readonly decimal Most = 1_000_000_000_000m;

    private const long Scale = 10_000;

    public bool? Yes { get; init; }

    /// <summary>What was chosen, in the list's order.</summary>
    public IReadOnlyList<FieldChoice> Choices { get; init; } = [];

    /// <summary>Whether a condition on this value holds.</summary>
    public bool Has(string value) => Choices.Count > 0 ? Choices.Any(choice => choice.Key == value) : Said == value;

    /// <summary>What can be counted and compared: a number in ten-thousandths, a day by its number since 1970; null for other words.</summary>
    public static long? Amount(string? said) =>
        said is null ? null
        : Number(said) is { } number ? (long)(number * Scale)
        : Day(said) is { } day ? Period.DaysBetween(new LocalDate(1970, 1, 1), day)
        : null;

    /// <summary>A number with at most four digits behind its point or comma; null for what is none.</summary>
    public static decimal? Number(string said) =>
        decimal.TryParse(said.Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && Math.Abs(number) <= Most && decimal.Round(number, Digits) == number
            ? number
            : null;

    public static LocalDate? Day(string said) => LocalDatePattern.Iso.Parse(said) is { Success: true } day && day.Value.Year is >= 1900 and <= 3000 ? day.Value : null;

    public static string Text(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
