using System.Text.RegularExpressions;

namespace Headway.IntegrationTests.Access;

/// <summary>A page without what is new each time it is drawn: tokens of forms and traces.</summary>
internal static partial class Normal
{
    public static string Of(string body) => Fresh().Replace(body, "~");

    [GeneratedRegex("CfDJ8[\\w-]+|\"traceId\":\"[^\"]*\"")]
    private static partial Regex Fresh();
}
