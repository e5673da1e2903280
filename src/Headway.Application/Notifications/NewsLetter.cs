using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Mail;
using Headway.Application.Storage;

namespace Headway.Application.Notifications;

/// <summary>News as a mail says it. <paramref name="About"/>: the ticket's subject and who asks; null for news of none. <paramref name="Path"/>: where it leads.</summary>
internal sealed record SaidNews(string Title, string? About, string Path);

/// <summary>Reads news at the moment its mail leaves: null when it was read by then, or its reader may not see the ticket any more.</summary>
internal static class NewsLetter
{
    public static async Task<SaidNews?> Read(Session session, Caller caller, long id, ReaderWords words)
    {
        var args = new List<object?>();
        var scope = caller.Where("t", args);
        args.AddRange([caller.Person.Value, id]);
        return await session.One(
            $"""
            SELECT n.kind, t.number, t.subject, r.name FROM notifications n
            LEFT JOIN tickets t ON t.tenant = n.tenant AND t.ticket = n.ticket LEFT JOIN people r ON r.tenant = t.tenant AND r.id = t.requester
            WHERE n.tenant = $1 AND (n.ticket IS NULL OR ({scope})) AND n.person = ${args.Count - 1} AND n.id = ${args.Count} AND n.read_at IS NULL
            """,
            row => new SaidNews(
                words.Say(caller.Language, $"news.{row.GetString(0)}", [row.LongOrNull(1) is { } number ? string.Create(CultureInfo.InvariantCulture, $"#{number}") : ""]) ?? row.GetString(0),
                row.TextOrNull(2) is { Length: > 0 } subject ? $"{row.TextOrNull(3)}: {subject}" : null,
                string.Create(CultureInfo.InvariantCulture, $"/notices/{id}")),
            [.. args]);
    }
}
