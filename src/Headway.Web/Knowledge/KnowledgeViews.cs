using Headway.Application.Knowledge;
using Headway.Application.Views;
using Headway.Domain;

namespace Headway.Web.Knowledge;

/// <summary>The list of articles: those of a state, or found by words.</summary>
public sealed record ArticlesView(IReadOnlyList<ArticleRead> Articles, string State, string Query, IReadOnlyDictionary<string, int> Counts, bool MayWrite);

/// <summary>An article as somebody of support reads it; <paramref name="Version"/> when an older one or the draft is looked at.</summary>
public sealed record ArticleView(ArticleRead Read, IReadOnlyList<ArticleVersion> Versions, int? Version, bool MayWrite, string PublicAddress, Refusal? Refused = null, string? Done = null);

/// <summary>An article's form; without <paramref name="Number"/> a new one's.</summary>
public sealed record ArticleEditView(long? Number, int? Revision, ArticleDraft Typed, IReadOnlyList<ServiceChoice> Services, bool HasPublished, Refusal? Refused = null);

/// <summary>What the desk has published for its customers.</summary>
public sealed record PortalArticlesView(string DeskName, string Query, IReadOnlyList<ArticleHit> Hits);

/// <summary>An article as a customer reads it.</summary>
public sealed record PortalArticleView(string DeskName, ArticleRead Read, string? Done);

/// <summary>"This may answer it": what stands under the words of a request that is being written.</summary>
public sealed record MayAnswerView(IReadOnlyList<ArticleHit> Hits);
