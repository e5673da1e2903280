using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Headway.Application.People;

/// <summary>
/// How and when somebody likes to be reached: in their own words, and between which hours of their own clock (both or
/// neither). Kept in one column as <c>{"text":…,"from":"09:00","to":"12:00"}</c>.
/// </summary>
public sealed record Reach(string? Text = null, LocalTime? From = null, LocalTime? To = null)
{
    public const int MostSigns = 300;

    /// <summary>Nobody has said.</summary>
    public static readonly Reach Unsaid = new();

    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>"09:00–12:00"; null where no hours are known.</summary>
    public string? Hours => From is { } from && To is { } to ? $"{Clock.Format(from)}–{Clock.Format(to)}" : null;

    /// <summary>What was kept; what can't be read counts as unsaid.</summary>
    public static Reach Of(string? kept)
    {
        try
        {
            return kept is null || JsonSerializer.Deserialize<Lying>(kept, JsonSerializerOptions.Web) is not { } lying
                ? Unsaid
                : Time(lying.From) is { } from && Time(lying.To) is { } to ? new Reach(lying.Text, from, to) : new Reach(lying.Text);
        }
        catch (JsonException)
        {
            return Unsaid;
        }
    }

    /// <summary>A time of day as people type it, "09:00"; null for anything else.</summary>
    public static LocalTime? Time(string? typed) => typed is not null && Clock.Parse(typed) is { Success: true } parsed ? parsed.Value : null;

    /// <summary>As it is kept; null when nothing is said.</summary>
    public string? Kept() => this == Unsaid ? null : JsonSerializer.Serialize(new Lying(Text, Said(From), Said(To)), JsonSerializerOptions.Web);

    /// <summary>A time of day as a field shows it.</summary>
    public static string? Said(LocalTime? time) => time is { } at ? Clock.Format(at) : null;

    private sealed record Lying(string? Text, string? From, string? To);
}
