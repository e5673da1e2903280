using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Knowledge;

/// <summary>A reader says whether an article helped; saying it again says it anew. Nobody sees who said what.</summary>
public sealed class JudgeArticle(Database database, DeskClock clock)
{
    public async Task<Refusal?> Do(Caller caller, long number, bool helped, CancellationToken stop = default)
    {
        if (caller.Denies(caller.IsStaff ? Permission.ReadTickets : Permission.UsePortal) is { } no)
        {
            return no;
        }

        if (caller.ReadOnly)
        {
            return AccessRefusals.OnlyReads;
        }

        return (await People.Refusable.Write<bool>(
            database,
            async session =>
            {
                if (await ArticleBook.One(session, caller, number, null) is not { Published: not null, Retired: false } article)
                {
                    return KnowledgeRefusals.Unknown;
                }

                await session.Do(
                    $"""
                    INSERT INTO article_votes (tenant, article, person, version, helped, at) VALUES ($1, $2, $3, $4, {(helped ? "true" : "false")}, $5)
                    ON CONFLICT (tenant, article, person) DO UPDATE SET version = excluded.version, helped = excluded.helped, at = excluded.at
                    """,
                    caller.Tenant.Value, article.Key, caller.Person.Value, (long)article.Shown.Number, clock.Now(caller.Tenant).ToUnixTimeMilliseconds());
                return true;
            },
            stop)).Refusal;
    }
}
