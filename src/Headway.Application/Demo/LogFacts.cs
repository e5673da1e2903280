using System.Globalization;
using System.IO.Compression;
using System.Text;
using Headway.Domain.Statuses;

namespace Headway.Application.Demo;

/// <summary>A change of a ticket in the log: so long after its opening, to that state, team and person (null: as before).</summary>
public sealed record LogChange(int Minutes, StatusCode? State, string? Team, string? Person);

/// <summary>A ticket of the log: opened so many minutes after the first week's Monday.</summary>
public sealed record LogTicket(int Opened, Priority Priority, string Category, IReadOnlyList<LogChange> Changes);

/// <summary>The derived facts of a log (format: tools/uci-fixture): tickets by opening, and as which team each of its teams is told.</summary>
public sealed record LogFacts(IReadOnlyList<LogTicket> Tickets, IReadOnlyDictionary<string, string> Teams, int Weeks)
{
    public const string Rule = "auto";

    /// <exception cref="FormatException">The file is not of this format; the message names the line.</exception>
    public static LogFacts Read(Stream file)
    {
        using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        using var lines = new StreamReader(unpacked, Encoding.UTF8);
        var tickets = new List<LogTicket>();
        var teams = new Dictionary<string, string>(StringComparer.Ordinal);
        var header = false;
        for (var number = 1; lines.ReadLine() is { } line; number++)
        {
            if (line.StartsWith("#team,", StringComparison.Ordinal))
            {
                var parts = line.Split(',', 3);
                teams[parts[1]] = parts[2];
            }
            else if (!line.StartsWith('#') && line.Length > 0)
            {
                if (header)
                {
                    tickets.Add(Ticket(line, number));
                }

                header = true;
            }
        }

        var weeks = tickets.Count == 0 ? 0 : (tickets[^1].Opened / (7 * 24 * 60)) + 1;
        return new LogFacts(tickets, teams, weeks);
    }

    private static LogTicket Ticket(string line, int number)
    {
        try
        {
            var parts = line.Split(',', 4);
            var changes = parts[3].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Change).ToList();
            var priority = parts[1].StartsWith('P') ? Enum.Parse<Priority>(parts[1]) : (Priority)Number(parts[1]);
            return new LogTicket(Number(parts[0]), priority, parts[2], changes);
        }
        catch (Exception wrong) when (wrong is FormatException or IndexOutOfRangeException or ArgumentException)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"Line {number} of the log's facts can't be read."), wrong);
        }
    }

    private static LogChange Change(string text)
    {
        var parts = text.Split(':');
        return new LogChange(Number(parts[0]), Part(parts, 1) is { } state ? new StatusCode(state) : null, Part(parts, 2), Part(parts, 3));
    }

    private static string? Part(string[] parts, int index) => index < parts.Length && parts[index].Length > 0 ? parts[index] : null;

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
