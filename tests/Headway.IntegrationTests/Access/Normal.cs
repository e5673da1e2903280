using System.Text.RegularExpressions;

namespace Headway.IntegrationTests.Access;

/// <summary>
/// A page without what is new each time it is drawn: tokens of forms, traces, and up to when it knows what changed. How many are
/// withheld from a list is a figure: it counts hidden tickets, and everybody reads it on the page above.
/// </summary>
internal static partial class Normal
{
    public static string Of(string body) => Fresh().Replace(Withheld().Replace(body, ""), "~");

    [GeneratedRegex("CfDJ8[\\w-]+|\\?from=[0-9a-f]{12}\\.[0-9]+|\"traceId\":\"[^\"]*\"|\"withheld\":[0-9]+")]
    private static partial Regex Fresh();

    [GeneratedRegex("<p [^>]*data-withheld[^>]*>[^<]*</p>\\s*")]
    private static partial Regex Withheld();
}
