using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using Headway.Application.Access;
using Headway.Application.Scenarios;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Audits;

/// <summary>How the ledger leaves the house.</summary>
public enum LedgerFormat { Csv, Xes, Ocel }

/// <summary>The ledger for others to audit us: the events of tickets with status, team and priority, without words and without persons.</summary>
public sealed class ExportLedger(LedgerLog ledger)
{
    public async Task<Outcome<byte[]>> Write(Caller caller, LedgerFormat format, Instant from, Instant to, CancellationToken stop = default)
    {
        var events = await ledger.Events(caller, from, to, stop);
        return events.Then<byte[]>(rows => format switch
        {
            LedgerFormat.Xes => Xes(rows),
            LedgerFormat.Ocel => Ocel(rows),
            _ => Csv(rows),
        });
    }

    private static byte[] Csv(IReadOnlyList<LedgerEvent> rows)
    {
        var text = new StringBuilder("ticket,time,status,event,team,priority,by\r\n");
        foreach (var row in rows)
            text.Append(CultureInfo.InvariantCulture, $"{row.Ticket},{ScenarioReport.Text(row.At)},{row.Status},{row.Kind},\"{row.Team?.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{row.Priority},{row.By}\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static byte[] Xes(IReadOnlyList<LedgerEvent> rows)
    {
        using var file = new MemoryStream();
        using (var xml = XmlWriter.Create(file, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            xml.WriteStartElement("log", "http://www.xes-standard.org/");
            xml.WriteAttributeString("xes.version", "2.0");
            foreach (var ticket in rows.GroupBy(row => row.Ticket))
            {
                xml.WriteStartElement("trace");
                Attribute(xml, "string", "concept:name", ticket.Key.ToString(CultureInfo.InvariantCulture));
                Attribute(xml, "string", "priority", ticket.First().Priority.ToString());
                foreach (var row in ticket)
                {
                    xml.WriteStartElement("event");
                    Attribute(xml, "string", "concept:name", row.Status);
                    Attribute(xml, "date", "time:timestamp", ScenarioReport.Text(row.At));
                    Attribute(xml, "string", "event", row.Kind);
                    if (row.Team is { } team)
                        Attribute(xml, "string", "org:group", team);
                    xml.WriteEndElement();
                }
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        }
        return file.ToArray();
    }

    private static void Attribute(XmlWriter xml, string type, string key, string value)
    {
        xml.WriteStartElement(type);
        xml.WriteAttributeString("key", key);
        xml.WriteAttributeString("value", value);
        xml.WriteEndElement();
    }

    private static byte[] Ocel(IReadOnlyList<LedgerEvent> rows) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        objectTypes = new object[] { new { name = "ticket", attributes = Array.Empty<object>() }, new { name = "team", attributes = Array.Empty<object>() } },
        eventTypes = rows.Select(row => row.Kind).Distinct().Order().Select(kind => new { name = kind, attributes = new[] { new { name = "status", type = "string" } } }),
        objects = rows.Select(row => row.Ticket).Distinct().Select(number => new { id = Id(number), type = "ticket" })
            .Concat(rows.Where(row => row.Team is not null).Select(row => row.Team ?? "").Distinct().Select(team => new { id = "team:" + team, type = "team" })),
        events = rows.Select((row, at) => new
        {
            id = string.Create(CultureInfo.InvariantCulture, $"e{at + 1}"), type = row.Kind, time = ScenarioReport.Text(row.At),
            attributes = new[] { new { name = "status", value = row.Status }, new { name = "priority", value = row.Priority.ToString() } }
                .Concat(row.Team is { } name ? [new { name = "team", value = name }] : []),
            relationships = new[] { new { objectId = Id(row.Ticket), qualifier = "of" } }
                .Concat(row.Team is { } team ? [new { objectId = "team:" + team, qualifier = "by" }] : []),
        }),
    });

    private static string Id(long number) => string.Create(CultureInfo.InvariantCulture, $"ticket:{number}");
}
