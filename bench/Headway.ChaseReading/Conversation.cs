using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsvHelper;

namespace Headway.ChaseReading;

/// <summary>A comment of a ticket, put together from the log's sentences.</summary>
internal sealed record Comment(string Id, string Ticket, string Author, string Role, DateTimeOffset At, bool Private, string Text)
{
    public bool IsCustomer => Role == "reporter" && !Private;

    /// <summary>Bots have two fixed names in this log; what they say answers nobody.</summary>
    public bool AnswersInPublic => !Private && Role != "reporter" && Author is not ("4ggo" or "z2w_x");
}

internal static class Conversation
{
    /// <summary>Tickets in the order of their names; comments in the order of time.</summary>
    public static IReadOnlyList<IReadOnlyList<Comment>> Read(TextReader log)
    {
        using var csv = CsvReader.FromText(log.ReadToEnd(), CsvReaderOptions.Default with { HasHeader = false, SkipEmptyLines = true, FieldCountMismatch = CsvFieldCountHandling.Allow });
        var places = new Dictionary<string, int>();
        if (csv.Read())
        {
            for (var i = 0; i < csv.FieldCount; i++)
            {
                places[csv.GetString(i)] = i;
            }
        }

        var rows = new List<(string Id, string Ticket, string Author, string Role, DateTimeOffset At, bool Private, double Order, string Text)>();
        while (csv.Read())
        {
            string Cell(string column) => csv.GetString(places[column]);
            rows.Add((
                Cell("id"), Cell("issueid"), Cell("author"), Cell("author_role"), DateTimeOffset.Parse(Cell("created"), CultureInfo.InvariantCulture),
                Cell("is_private") is "1.0" or "1" or "True", double.TryParse(Cell("utr_seq"), CultureInfo.InvariantCulture, out var order) ? order : 0, Cell("actionbody")));
        }

        return [.. rows.GroupBy(row => row.Id)
            .Select(group => group.OrderBy(row => row.Order).ToList())
            .Select(said => new Comment(said[0].Id, said[0].Ticket, said[0].Author, said[0].Role, said[0].At, said[0].Private, string.Join(' ', said.Select(row => row.Text))))
            .GroupBy(comment => comment.Ticket).OrderBy(ticket => ticket.Key, StringComparer.Ordinal)
            .Select(ticket => (IReadOnlyList<Comment>)[.. ticket.OrderBy(comment => comment.At)])];
    }

    /// <summary>Five sixteenths of the tickets, by a hash of their names: read by a person, and by nobody who chose weights.</summary>
    public static bool IsHeldOut(string ticket) => MD5.HashData(Encoding.UTF8.GetBytes(ticket))[0] >> 4 < 5;
}
