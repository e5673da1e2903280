using System.Text.RegularExpressions;

namespace Headway.IntegrationTests.Access;

/// <summary>A page without what is new each time it is drawn: tokens of forms, traces, and up to when it knows what changed.</summary>
internal static partial class Normal
{
    public static string Of(string body) => Fresh().Replace(body, "~");

    [GeneratedRegex("CfDJ8[\\w-]+|\\?from=[0-9a-f]{12}\\.[0-9]+|\"traceId\":\"[^\"]*\"")]
    private static partial Regex Fresh();
}
