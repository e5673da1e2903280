using System.Globalization;
using System.Text.RegularExpressions;
using Headway.Application.Access;
using Headway.Application.Storage;
using NodaTime;

namespace Headway.Application.Knowledge;

/// <summary>Articles that a reply points customers to: each is counted once a ticket as given, whoever wrote its address there.</summary>
internal static partial class ArticleLinks
{
    private const int Most = 5;

    /// <summary>The address of an article for customers, below the desk's own.</summary>
    public const string Place = "portal/knowledge/";

    /// <summary>The numbers of the articles that a text points to.</summary>
    public static IReadOnlyList<long> In(string? text) => string.IsNullOrEmpty(text)
        ? []
        : [.. Link().Matches(text).Select(match => long.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture)).Distinct().Take(Most)];

    /// <summary>What keeps them with the act; null when the text points to none.</summary>
    public static Func<Session, Changed, Task>? Kept(Caller caller, string? reply, Instant now) => In(reply) is not { Count: > 0 } numbers ? null : async (session, changed) =>
    {
        foreach (var number in numbers)
        {
            if (await ArticleBook.One(session, caller, number, null) is { Published: not null, Retired: false } article)
            {
                await ServeArticle.Use(session, caller, article, changed.Ticket, "given", now);
            }
        }
    };

    [GeneratedRegex(@"/portal/knowledge/(?<number>[0-9]{1,9})(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
