using System.Text.RegularExpressions;

namespace Headway.Tests.Architecture;

/// <summary>How declarations look in code whose comments and literals are blanked.</summary>
internal static partial class CSharpShape
{
    /// <summary>A type with its modifiers, its name and, when there is one, the list of what it derives from.</summary>
    [GeneratedRegex(@"^[ \t]*(?<modifiers>(?:(?:public|internal|private|protected|file|sealed|abstract|static|partial|readonly|ref|unsafe|new)\s+)*)" +
        @"(?<kind>class|record\s+class|record\s+struct|record|struct|interface|enum)\s+(?<name>[A-Z]\w*)(?<generic><[^>{(]*>)?" +
        @"(?<parameters>\s*\((?>[^()]|\((?<deep>)|\)(?<-deep>))*(?(deep)(?!))\))?(?:\s*:\s*(?<bases>[^{;]*?)(?=\s*(?:\bwhere\b|[{;])))?", RegexOptions.Multiline)]
    public static partial Regex Declaration();
}
