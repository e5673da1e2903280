using System.Globalization;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Automation;

namespace Headway.Application.Automation;

/// <summary>Puts down what a rule says: notes as written, canned replies in the customer's language with their places filled in.</summary>
internal static class RuleWords
{
    /// <summary>The texts by the place of their act; null when a canned reply is not there any more.</summary>
    public static async Task<Dictionary<int, TextId>?> Put(Database database, ActWords words, TenantId tenant, AutomationRule rule, TicketKey ticket, CancellationToken stop)
    {
        var put = new Dictionary<int, TextId>();
        for (var place = 0; place < rule.Actions.Count; place++)
        {
            var action = rule.Actions[place];
            var said = action.Kind switch
            {
                ActionKind.Note => action.Value,
                ActionKind.Transfer => rule.Name,
                ActionKind.Reply => await database.Read(session => Reply(session, tenant, action.Value, ticket), stop),
                _ => null,
            };
            if (action.Speaks)
            {
                if (await words.Put(said) is not { } text)
                {
                    return null;
                }

                put[place] = text;
            }
        }

        return put;
    }

    private static async Task<string?> Reply(Session session, TenantId tenant, string value, TicketKey ticket)
    {
        var about = await session.One(
            """
            SELECT t.number, t.subject, p.name, m.name, coalesce(p.language, n.language) FROM tickets t JOIN people p ON p.tenant = t.tenant AND p.id = t.requester
            JOIN tenants n ON n.tenant = t.tenant LEFT JOIN teams m ON m.tenant = t.tenant AND m.id = t.team WHERE t.tenant = $1 AND t.ticket = $2
            """,
            row => new About(row.GetInt64(0), row.TextOrNull(1) ?? "", row.GetString(2), row.TextOrNull(3) ?? "", row.TextOrNull(4)), tenant.Value, ticket.Value);
        if (about is null)
        {
            return null;
        }

        Canned? best = null;
        foreach (var id in value.Split('|').Select(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0))
        {
            var found = await session.One(
                "SELECT reply, language FROM macros WHERE tenant = $1 AND id = $2 AND active", row => new Canned(row.TextOrNull(0), row.TextOrNull(1)), tenant.Value, id);
            best = found?.Text is not null && (best is null || (found.Language == about.Language && best.Language != about.Language)) ? found : best;
        }

        return best?.Text is not { } text ? null : MacroWords.Put(text, new Dictionary<string, string>
        {
            ["ticket.number"] = $"#{about.Number}",
            ["ticket.subject"] = about.Subject,
            ["customer.name"] = about.Customer,
            ["customer.firstName"] = about.Customer.Split(' ')[0],
            ["team.name"] = about.Team,
            ["agent.name"] = about.Team,
            ["agent.firstName"] = about.Team,
        });
    }

    private sealed record About(long Number, string Subject, string Customer, string Team, string? Language);

    private sealed record Canned(string? Text, string? Language);
}
