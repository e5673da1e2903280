using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>Time spent as people write it: <c>15</c>, <c>15 min</c>, <c>0:20</c>, <c>1h 10m</c>, <c>1,5 h</c>, <c>1 Std. 10 Min.</c>; with a minus it takes back.</summary>
public static class SpentText
{
    private const int Longest = 24;

    private static readonly Regex Shape = new(
        @"^(?<minus>[-−])? ?(?:(?<hours>\d{1,4}):(?<minutes>[0-5]\d)|(?:(?<hours>\d{1,4})(?:[.,](?<part>\d{1,2}))? ?(?:h|hrs?|hours?|std\.?|stunden?))? ?(?:(?<minutes>\d{1,5}) ?(?:m|mins?\.?|minutes?|minuten?)?)?)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking);

    /// <summary>Whole minutes; none when nothing was written; refused when it can't be read, and past the most that an entry may say.</summary>
    public static Outcome<Duration> Read(string? text)
    {
        var written = string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (written.Length == 0)
        {
            return Duration.Zero;
        }

        if (written.Length > Longest || Shape.Match(written) is not { Success: true } found || (!found.Groups["hours"].Success && !found.Groups["minutes"].Success))
        {
            return TimeRefusals.Unread;
        }

        var part = found.Groups["part"].Value;
        var length = Duration.FromMinutes((Number(found, "hours") * 60) + (part.Length == 0 ? 0 : Number(found, "part") * 60 / (part.Length == 1 ? 10 : 100)) + Number(found, "minutes"));
        return length > SpendTime.Most ? TimeRefusals.Outside : found.Groups["minus"].Success ? -length : length;
    }

    private static int Number(Match found, string group) =>
        found.Groups[group] is { Success: true } digits ? int.Parse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
}
