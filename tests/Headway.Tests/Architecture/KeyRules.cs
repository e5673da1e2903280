using System.Text.RegularExpressions;

namespace Headway.Tests.Architecture;

/// <summary>A key means one thing wherever a ticket is open: the one that answers a question is no other's.</summary>
internal static partial class KeyRules
{
    private const string Help = "src/Headway.Web/Parts/KeyHelp.razor";

    /// <summary>Keys of <see cref="Help"/> that a question over a conversation would take, or lose to.</summary>
    public static IEnumerable<Finding> Answers(IReadOnlyCollection<SourceFile> files)
    {
        var taken = files.Where(file => file.Path == Help).SelectMany(file => Caps().Matches(file.Text)).SelectMany(caps => Cap().Matches(caps.Value)).Select(cap => cap.Groups[1].Value).ToHashSet();
        return from file in files
               where file.Path.StartsWith("src/Headway.Web/Desk/", StringComparison.Ordinal)
               from finding in file.InText(Answer(), match => taken.Contains(match.Groups[1].Value) ? $"'{match.Groups[1].Value}' answers a question here and is another key in {Help}" : null)
               select finding;
    }

    [GeneratedRegex(@"\(""[a-z-]+"", \[[^\]]*\]\)")]
    private static partial Regex Caps();

    [GeneratedRegex(@"(?<=\[.*)""([^""]+)""")]
    private static partial Regex Cap();

    [GeneratedRegex(@"new AskAnswer\([^;]*?(?:true|false), ""(\w)""\)")]
    private static partial Regex Answer();
}
