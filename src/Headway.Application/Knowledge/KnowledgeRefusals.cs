using Headway.Domain;

namespace Headway.Application.Knowledge;

public static class KnowledgeRefusals
{
    public static readonly Refusal Unknown = new(RefusalKind.NotFound, "article.unknown", "There is no such article.");
    public static readonly Refusal Empty = new(RefusalKind.Invalid, "article.empty", "Give it a title and a text in one language at least; a title in the other language needs its text too.");
    public static readonly Refusal TooLong = new(RefusalKind.Invalid, "article.too-long", "Keep the title under 200 characters and the text under 100,000: two articles are found more easily than one long one.");
    public static readonly Refusal Retired = new(RefusalKind.Conflict, "article.retired", "It was put away. Bring it back first, then change or publish it.");
    public static readonly Refusal NothingToPublish = new(RefusalKind.Conflict, "article.nothing-to-publish", "What readers see is the newest version already. Change it first.");
}
