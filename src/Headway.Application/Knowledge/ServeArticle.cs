using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Knowledge;

/// <summary>An article meets a need: a customer finds the answer in it before anything is sent.</summary>
public sealed class ServeArticle(TicketActs acts, Database database, StaffDirectory directory, DeskClock clock)
{
    /// <summary>
    /// The need a customer was writing down is met: kept as a ticket that was solved straight off. <paramref name="said"/> is the line that names
    /// the article, in the customer's language; a need without words is called by the article's title.
    /// </summary>
    public async Task<Outcome<Changed>> Solved(Caller caller, long number, string? subject, string? text, Func<string, string> said, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.UsePortal) is { } no)
        {
            return no;
        }

        var article = await database.Read(session => ArticleBook.One(session, caller, number, null), stop);
        if (article is null)
        {
            return KnowledgeRefusals.Unknown;
        }

        if (await directory.Desk(caller.Tenant, stop) is not { } desk)
        {
            return TicketRefusals.TeamUnknown;
        }

        var title = article.Shown.In(caller.Language).Title;
        var words = new ActWords(acts.Counters) { Unacknowledged = true, Within = (session, changed) => Use(session, caller, article, changed.Ticket, "solved", clock.Now(caller.Tenant)) };
        var need = await words.Put(string.IsNullOrWhiteSpace(text) ? title : text, subject: string.IsNullOrWhiteSpace(subject) ? title : subject.Trim());
        var answer = await words.Put(said(title));
        var open = new OpenTicket(
            Actor.Customer(caller.Person), TicketType.Request, Priority.P3, desk, caller.Person, article.Service is { } service ? new ServiceId(service) : null,
            Channel.Portal, need);
        return await acts.Open(
            caller, Permission.UsePortal, words, Decision.InOrder(open.Decide, new SolveByArticle(caller.Person, number, article.Shown.Number, answer).Decide), null, stop);
    }

    internal static async Task Use(Session session, Caller caller, ArticleRead article, TicketKey ticket, string kind, Instant now) => await session.Do(
        "INSERT INTO article_uses (tenant, article, ticket, kind, version, person, at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (tenant, article, ticket, kind) DO NOTHING",
        caller.Tenant.Value, article.Key, ticket.Value, kind, (long)article.Shown.Number, caller.Person.Value, now.ToUnixTimeMilliseconds());
}
