using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Knowledge;

/// <summary>Who may read an article: people of support alone, or customers too.</summary>
public enum Audience { Internal, Public }

/// <summary>Title and text of an article in one language; the text is Markdown.</summary>
public sealed record ArticleText(string Title, string Body);

/// <summary>An article as somebody would have it; what a language lacks is null. <paramref name="Source"/>: the number of the ticket it was made of.</summary>
public sealed record ArticleDraft(Audience Audience, string? Title, string? Body, string? TitleDe, string? BodyDe, long? Service = null, long? Source = null)
{
    public const int LongestTitle = 200, LongestBody = 100_000;

    /// <summary>Why it can't be kept, or null.</summary>
    public Refusal? Check()
    {
        var texts = new[] { (Title, Body), (TitleDe, BodyDe) };
        if (texts.All(text => Given(text.Item1) is null) || texts.Any(text => Given(text.Item1) is null != Given(text.Item2) is null))
        {
            return KnowledgeRefusals.Empty;
        }

        return texts.Any(text => text.Item1?.Trim().Length > LongestTitle || text.Item2?.Length > LongestBody) ? KnowledgeRefusals.TooLong
            : TextCheck.Check(Title) ?? TextCheck.Check(Body) ?? TextCheck.Check(TitleDe) ?? TextCheck.Check(BodyDe);
    }

    internal static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim().ReplaceLineEndings("\n");
}

/// <summary>A version of an article, in one language or both; a published one never changes.</summary>
public sealed record ArticleVersion(int Number, Audience Audience, ArticleText? English, ArticleText? German, Instant At, string By)
{
    /// <summary>In the reader's language where it was written, else in the other.</summary>
    public ArticleText In(string language) => (language == "de" ? German ?? English : English ?? German) ?? new ArticleText("", "");

    /// <summary>The language in which somebody of that language reads it.</summary>
    public string LanguageFor(string language) => language == "de" ? German is not null ? "de" : "en" : English is not null ? "en" : "de";
}

/// <summary>What an article came to: how many it helped and did not, how many needs it met, on how many tickets it was given.</summary>
public sealed record ArticleServed(int Helped, int DidNot, int Solved, int Given);

/// <summary>
/// An article. <paramref name="Shown"/> is the version that is read: for readers the published one, for who writes the newest.
/// <paramref name="Source"/> is the ticket it was made of, where the reader may see that.
/// </summary>
public sealed record ArticleRead(
    long Number, ArticleVersion Shown, int Latest, int? Published, bool Retired, long? Service, string? ServiceName, long? Source, Instant Changed, Instant? PublishedAt, int Revision, ArticleServed Served)
{
    public bool HasDraft => !Retired && Published != Latest;

    public string State => Retired ? "retired" : Published is null ? "draft" : "published";

    internal long Key { get; init; }
}

/// <summary>An article that fits some words, best first; <paramref name="Excerpt"/> is how its text begins, without marks.</summary>
public sealed record ArticleHit(long Number, Audience Audience, string Title, string Excerpt, string Language, ArticleServed Served)
{
    public string Body { get; init; } = "";

    public int Version { get; init; }
}
