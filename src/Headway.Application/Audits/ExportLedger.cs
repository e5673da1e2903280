using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using Headway.Application.Access;
using Headway.Application.Audits.Reading;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Audits;

/// <summary>How the ledger leaves the house.</summary>
public enum LedgerFormat { Csv, Xes, Ocel }

/// <summary>The ledger for others to audit us, streamed: the events of tickets with status, team and priority, without words and without persons (whose touch it was is numbered within its ticket); with the minutes that were worked on a ticket, where the desk keeps them.</summary>
public sealed class ExportLedger(LedgerLog ledger)
{
    private const int Chunk = 1 << 16;

    /// <summary>A writer of the export, or why not. It writes while the store is read, so that nothing is held in memory.</summary>
    public Outcome<Func<Stream, CancellationToken, Task>> Open(Caller caller, LedgerFormat format, Instant from, Instant to)
    {
        if (caller.Denies(Permission.RunAudits) is { } no)
        {
            return no;
        }

        return (Func<Stream, CancellationToken, Task>)((output, stop) => format switch
        {
            LedgerFormat.Xes => Xes(caller, from, to, output, stop),
            LedgerFormat.Ocel => Ocel(caller, from, to, output, stop),
            _ => Csv(caller, from, to, output, stop),
        });
    }

    private async Task Csv(Caller caller, Instant from, Instant to, Stream output, CancellationToken stop)
    {
        await using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
        var timed = await ledger.KeepsTime(caller, stop);
        await text.WriteAsync($"ticket,time,status,event,team,priority,by,told,hand{(timed ? ",minutes" : "")}\r\n");
        await ledger.Each(caller, from, to, async rows =>
        {
            foreach (var row in rows)
            {
                await text.WriteAsync(string.Create(CultureInfo.InvariantCulture,
                    $"{row.Ticket},{Text(row.At)},{row.Status},{row.Kind},\"{row.Team?.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{row.Priority},{row.By},{ToldMarks.Text(row.Marks)},{Hand(row)}{(timed ? $",{Minutes(row)}" : "")}\r\n"));
            }
        }, stop);
    }

    private async Task Xes(Caller caller, Instant from, Instant to, Stream output, CancellationToken stop)
    {
        await using var xml = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, Async = true });
        var timed = await ledger.KeepsTime(caller, stop);
        await xml.WriteStartElementAsync(null, "log", "http://www.xes-standard.org/");
        await xml.WriteAttributeStringAsync(null, "xes.version", null, "2.0");
        await ledger.Each(caller, from, to, async rows =>
        {
            await xml.WriteStartElementAsync(null, "trace", null);
            await Attribute(xml, "string", "concept:name", rows[0].Ticket.ToString(CultureInfo.InvariantCulture));
            await Attribute(xml, "string", "priority", rows[0].Priority.ToString());
            if (timed && rows[^1].Minutes != 0)
            {
                await Attribute(xml, "int", "minutes", Minutes(rows[^1]));
            }

            foreach (var row in rows)
            {
                await xml.WriteStartElementAsync(null, "event", null);
                await Attribute(xml, "string", "concept:name", row.Status);
                await Attribute(xml, "date", "time:timestamp", Text(row.At));
                await Attribute(xml, "string", "event", row.Kind);
                await Attribute(xml, "string", "told", ToldMarks.Text(row.Marks));
                if (row.Hand > 0)
                {
                    await Attribute(xml, "string", "hand", Hand(row));
                }

                if (row.Team is { } team)
                {
                    await Attribute(xml, "string", "org:group", team);
                }

                await xml.WriteEndElementAsync();
            }

            await xml.WriteEndElementAsync();
        }, stop);
        await xml.WriteEndElementAsync();
    }

    private static async Task Attribute(XmlWriter xml, string type, string key, string value)
    {
        await xml.WriteStartElementAsync(null, type, null);
        await xml.WriteAttributeStringAsync(null, "key", null, key);
        await xml.WriteAttributeStringAsync(null, "value", null, value);
        await xml.WriteEndElementAsync();
    }

    // Objects and types come after the events: only their names are kept until then.
    private async Task Ocel(Caller caller, Instant from, Instant to, Stream output, CancellationToken stop)
    {
        // The serializer writes through at once, which a connection does not take: it fills a buffer, and that is sent.
        var buffer = new ArrayBufferWriter<byte>(Chunk * 2);
        await using var json = new Utf8JsonWriter(buffer);
        var (tickets, teams, kinds, number) = (new List<LedgerEvent>(), new SortedSet<string>(StringComparer.Ordinal), new SortedSet<string>(StringComparer.Ordinal), 0L);
        var timed = await ledger.KeepsTime(caller, stop);
        json.WriteStartObject();
        json.WriteStartArray("events");
        await ledger.Each(caller, from, to, async rows =>
        {
            tickets.Add(rows[^1]);
            foreach (var row in rows)
            {
                kinds.Add(row.Kind);
                Event(json, row, ++number);
                if (row.Team is { } team)
                {
                    teams.Add(team);
                }
            }

            await Send(json, buffer, output, Chunk, stop);
        }, stop);
        json.WriteEndArray();
        object[] none = [];
        Array(json, "objects", tickets.Select(last => new
        {
            id = Id(last.Ticket), type = "ticket", attributes = timed && last.Minutes != 0 ? [new { name = "minutes", time = Text(last.At), value = Minutes(last) }] : none,
        }).Concat(teams.Select(team => new { id = "team:" + team, type = "team", attributes = none })));
        Array(json, "objectTypes", new[] { "ticket", "team" }.Select(name => new { name, attributes = timed && name == "ticket" ? [new { name = "minutes", type = "integer" }] : none }));
        Array(json, "eventTypes", kinds.Select(name => new { name, attributes = new[] { new { name = "status", type = "string" } } }));
        json.WriteEndObject();
        await Send(json, buffer, output, 0, stop);
    }

    private static async ValueTask Send(Utf8JsonWriter json, ArrayBufferWriter<byte> buffer, Stream output, int least, CancellationToken stop)
    {
        json.Flush();
        if (buffer.WrittenCount > least)
        {
            await output.WriteAsync(buffer.WrittenMemory, stop);
            buffer.ResetWrittenCount();
        }
    }

    private static void Event(Utf8JsonWriter json, LedgerEvent row, long number) => JsonSerializer.Serialize(json, new
    {
        id = string.Create(CultureInfo.InvariantCulture, $"e{number}"),
        type = row.Kind,
        time = Text(row.At),
        attributes = new[] { new { name = "status", value = row.Status }, new { name = "priority", value = row.Priority.ToString() }, new { name = "told", value = ToldMarks.Text(row.Marks) } }
            .Concat(row.Hand > 0 ? [new { name = "hand", value = Hand(row) }] : []).Concat(row.Team is { } name ? [new { name = "team", value = name }] : []),
        relationships = new[] { new { objectId = Id(row.Ticket), qualifier = "of" } }
            .Concat(row.Team is { } team ? [new { objectId = "team:" + team, qualifier = "by" }] : []),
    });

    private static void Array<T>(Utf8JsonWriter json, string name, IEnumerable<T> items)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            JsonSerializer.Serialize(json, item);
        }

        json.WriteEndArray();
    }

    // To the millisecond, as the ledger has it: whoever audits it again has the figures that we have.
    private static string Text(Instant at) => at.ToString("uuuu-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Hand(LedgerEvent row) => row.Hand == 0 ? "" : row.Hand.ToString(CultureInfo.InvariantCulture);

    private static string Minutes(LedgerEvent row) => row.Minutes == 0 ? "" : row.Minutes.ToString(CultureInfo.InvariantCulture);

    private static string Id(long number) => string.Create(CultureInfo.InvariantCulture, $"ticket:{number}");
}
