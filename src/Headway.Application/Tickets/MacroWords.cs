using System.Text.RegularExpressions;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Progression;

namespace Headway.Application.Tickets;

/// <summary>A macro's words with its places filled in.</summary>
public sealed record MacroFilled(string Text, string? Status, bool IsNote);

/// <summary>
/// Fills a canned text: a fixed list of places, once. What a customer wrote is never read as a place, and a place nobody
/// knows stays as it is, so that it is seen.
/// </summary>
public sealed partial class MacroWords(Database database)
{
    /// <summary>The places that are filled in.</summary>
    public static readonly IReadOnlyList<string> Known =
        ["customer.firstName", "customer.name", "agent.firstName", "agent.name", "team.name", "ticket.number", "ticket.subject"];

    /// <summary>The first place that nobody fills in, or null.</summary>
    public static string? Unknown(string text) =>
        Place().Matches(text).Select(match => match.Groups[1].Value).FirstOrDefault(name => !Known.Contains(name));

    /// <summary>The text with its places filled in, once; one that is not given stays as it is.</summary>
    public static string Put(string text, IReadOnlyDictionary<string, string> places) =>
        Place().Replace(text, match => places.GetValueOrDefault(match.Groups[1].Value, match.Value));

    public Task<Outcome<MacroFilled>> Fill(Caller caller, long number, long id, CancellationToken stop = default) => database.Read<Outcome<MacroFilled>>(
        async session =>
        {
            if (caller.Denies(Permission.ActOnTickets) is { } no)
            {
                return no;
            }

            if (await TicketLookup.Find(session, caller, number) is not { } ticket)
            {
                return TicketRefusals.Unknown;
            }

            var macro = await session.One(
                "SELECT reply, note, status FROM macros WHERE tenant = $1 AND id = $2 AND active AND (person IS NULL OR person = $3)",
                row => new MacroFilled(row.TextOrNull(0) ?? row.TextOrNull(1) ?? "", row.TextOrNull(2), row.TextOrNull(0) is null),
                caller.Tenant.Value, id, caller.Person.Value);
            if (macro is null)
            {
                return TicketUseRefusals.MacroUnknown;
            }

            var places = await Places(session, caller, ticket);
            return macro with { Text = Put(macro.Text, places) };
        },
        stop);

    private static async Task<Dictionary<string, string>> Places(Session session, Caller caller, TicketKey ticket) =>
        await session.One(
            """
            SELECT t.number, t.subject, p.name, m.name FROM tickets t JOIN people p ON p.tenant = t.tenant AND p.id = t.requester
            LEFT JOIN teams m ON m.tenant = t.tenant AND m.id = t.team WHERE t.tenant = $1 AND t.ticket = $2
            """,
            row => new Dictionary<string, string>
            {
                ["ticket.number"] = $"#{row.GetInt64(0)}",
                ["ticket.subject"] = row.TextOrNull(1) ?? "",
                ["customer.name"] = row.GetString(2),
                ["customer.firstName"] = row.GetString(2).Split(' ')[0],
                ["team.name"] = row.TextOrNull(3) ?? "",
                ["agent.name"] = caller.Name,
                ["agent.firstName"] = caller.Name.Split(' ')[0],
            },
            caller.Tenant.Value, ticket.Value) ?? [];

    [GeneratedRegex(@"\{([a-zA-Z.]+)\}", RegexOptions.None, 1000)]
    private static partial Regex Place();
}
