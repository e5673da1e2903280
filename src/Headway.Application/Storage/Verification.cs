using System.Globalization;
using System.Security.Cryptography;
using Headway.Domain;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Storage;

/// <summary>One place where the database does not say what its ledger says.</summary>
public sealed record Finding(TenantId Tenant, TicketKey? Ticket, string What, string Expected, string Found);

/// <summary>What was looked at, and what was found wrong; nothing found is what everybody hopes for.</summary>
public sealed record VerificationReport(long Tickets, long Facts, long Files, IReadOnlyList<Finding> Findings)
{
    public bool IsClean => Findings.Count == 0;
}

/// <summary>
/// Refolds the whole ledger and compares every projection, the search index, the files and the audit chain, all at one
/// moment, while the desk goes on. Changes nothing.
/// </summary>
public sealed class Verification(Database database)
{
    private const int Page = 500, MostFindings = 1_000;

    public Task<VerificationReport> Run(Action<long>? progress = null, CancellationToken stop = default) => database.Snapshot(
        async session =>
        {
            var report = new Progress();
            if (session.Engine == Engine.Sqlite)
            {
                await Sound(session, report);
            }

            foreach (var tenant in await session.Query("SELECT DISTINCT tenant FROM (SELECT DISTINCT tenant FROM tickets UNION SELECT DISTINCT tenant FROM facts UNION SELECT tenant FROM tenants UNION SELECT tenant FROM audit_heads) AS all_of_them ORDER BY tenant", reader => new TenantId(reader.GetInt64(0))))
            {
                await Tickets(session, tenant, report, progress, stop);
                await SearchEntries(session, tenant, report);
                await Files(session, tenant, report, stop);
                if (await Audit.FirstBreak(session, tenant) is { } entry)
                {
                    report.Add(new Finding(tenant, null, "audit chain", "whole", $"broken at entry {entry}"));
                }
            }

            return new VerificationReport(report.Tickets, report.Facts, report.Files, report.Findings);
        },
        stop);

    private static async Task Sound(Session session, Progress report)
    {
        // A connection that looked at the index before somebody else tidied it up believes it damaged until it looks again.
        await session.Query("SELECT rowid FROM search LIMIT 1", reader => reader.GetInt64(0));
        foreach (var trouble in await session.Query("PRAGMA integrity_check", reader => reader.GetString(0)))
        {
            if (trouble != "ok")
            {
                report.Add(new Finding(default, null, "database file", "ok", trouble));
            }
        }
    }

    private static async Task Tickets(Session session, TenantId tenant, Progress report, Action<long>? progress, CancellationToken stop)
    {
        var after = long.MinValue;
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            var keys = await session.Query(
                string.Create(CultureInfo.InvariantCulture, $"SELECT ticket FROM (SELECT ticket FROM tickets WHERE tenant = $1 AND ticket > $2 UNION SELECT ticket FROM facts WHERE tenant = $1 AND ticket > $2) AS keys ORDER BY ticket LIMIT {Page}"),
                reader => reader.GetInt64(0), tenant.Value, after);
            if (keys.Count == 0)
            {
                return;
            }

            var rows = await ProjectionRows.Read(session, tenant, after, keys[^1]);
            foreach (var key in keys)
            {
                report.Tickets++;
                Compare(tenant, new TicketKey(key), rows, report);
            }

            after = keys[^1];
            progress?.Invoke(report.Tickets);
        }
    }

    private static void Compare(TenantId tenant, TicketKey ticket, ProjectionRows rows, Progress report)
    {
        var stored = rows.Facts[ticket.Value].ToList();
        report.Facts += stored.Count;
        if (stored.Select((fact, i) => fact.Seq == i + 1).Contains(false))
        {
            report.Add(new Finding(tenant, ticket, "ledger", "facts 1, 2, 3, …", "a gap"));
            return;
        }

        TicketState state;
        Instant changed;
        try
        {
            var facts = stored.ConvertAll(TicketCodec.Instance.Read);
            state = TicketFold.Of(ticket, facts);
            changed = facts.Count == 0 ? Instant.MinValue : facts[^1].At;
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            report.Add(new Finding(tenant, ticket, "ledger", "readable", e.Message));
            return;
        }

        if (!state.Exists)
        {
            report.Add(new Finding(tenant, ticket, "tickets", "a ledger behind the row", "none"));
            return;
        }

        if (!rows.Tickets.TryGetValue(ticket.Value, out var row))
        {
            report.Add(new Finding(tenant, ticket, "tickets", "a row", "none"));
            return;
        }

        report.Same(tenant, ticket, TicketProjection.Tickets, TicketProjection.Row(tenant, (long)row[2]!, state, changed, rows.Subjects.GetValueOrDefault(ticket.Value)), row);
        var found = rows.Activities[ticket.Value].ToDictionary(activity => (long)activity[2]!);
        foreach (var activity in state.Activities)
        {
            if (found.Remove(activity.Seq, out var lies))
            {
                report.Same(tenant, ticket, TicketProjection.Activities, TicketProjection.Row(tenant, state, activity), lies);
            }
            else
            {
                report.Add(new Finding(tenant, ticket, $"activity {activity.Seq}", "a row", "none"));
            }
        }

        foreach (var extra in found.Keys)
        {
            report.Add(new Finding(tenant, ticket, $"activity {extra}", "none", "a row"));
        }

        report.Same(tenant, ticket, "appointments and lessons", ContactRows.Spelled(state), rows.Contact[ticket.Value]);
        report.Same(tenant, ticket, "chases", Written(ChaseProjection.ChaseRows(tenant, state)), Written(rows.Chases[ticket.Value]));
        report.Same(tenant, ticket, "approvals", Written(ApprovalRows.Rows(tenant, state)), Written(rows.Approvals[ticket.Value]));
        report.Same(tenant, ticket, "feedback", Written(FeedbackRows.Rows(tenant, state)), Written(rows.Feedback[ticket.Value]));
        report.Same(tenant, ticket, "breaches", Written(ChaseProjection.BreachRows(tenant, state)), Written(rows.Breaches[ticket.Value]));
        report.Same(tenant, ticket, "fields", FieldRows.Said(state, text => rows.FieldWords.GetValueOrDefault(text.Value)), rows.Fields[ticket.Value]);
        report.Same(tenant, ticket, "tags", state.Tags.Select(tag => $"{tag}"), rows.Tags[ticket.Value]);
        report.Same(tenant, ticket, "watchers", state.Watchers.Select(person => $"{person.Value}"), rows.Watchers[ticket.Value]);
        report.Same(tenant, ticket, "links", state.Links.Select(link => $"{link.Other.Value} {link.Kind}").Distinct(), rows.Links[ticket.Value]);
    }

    private static IEnumerable<string> Written(IEnumerable<object?[]> rows) =>
        rows.Select(row => string.Join('|', row.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture))));

    private static async Task SearchEntries(Session session, TenantId tenant, Progress report)
    {
        var entries = session.Engine == Engine.Postgres
            ? "SELECT id FROM search WHERE tenant = $1"
            : "SELECT s.rowid FROM search s JOIN texts x ON x.tenant = $1 AND x.id = s.rowid";
        var indexed = (await session.Query(entries, reader => reader.GetInt64(0), tenant.Value)).ToHashSet();
        var texts = await session.Query(
            "SELECT id, ticket, subject, body FROM texts WHERE tenant = $1 AND NOT withdrawn AND erased_at IS NULL",
            reader => (Id: reader.GetInt64(0), Ticket: reader.GetInt64(1), HasWords: SearchWords.Of(reader.TextOrNull(2)).Count + SearchWords.Of(reader.TextOrNull(3)).Count > 0), tenant.Value);
        foreach (var text in texts)
        {
            if (indexed.Remove(text.Id) != text.HasWords)
            {
                report.Add(new Finding(tenant, new TicketKey(text.Ticket), $"search entry of text {text.Id}", text.HasWords ? "one" : "none", text.HasWords ? "none" : "one"));
            }
        }

        foreach (var extra in indexed)
        {
            report.Add(new Finding(tenant, null, $"search entry of text {extra}", "none", "one"));
        }
    }

    private async Task Files(Session session, TenantId tenant, Progress report, CancellationToken stop)
    {
        var blobs = new Blobs(database);
        foreach (var hash in await session.Query("SELECT DISTINCT hash FROM attachments WHERE tenant = $1 ORDER BY hash", reader => reader.GetString(0), tenant.Value))
        {
            report.Files++;
            var file = await blobs.Open(tenant, hash, stop);
            if (file.IsRefused)
            {
                report.Add(new Finding(tenant, null, $"file {hash}", "its bytes", "none, or not all"));
                continue;
            }

            await using var bytes = file.Value;
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, stop)) != hash)
            {
                report.Add(new Finding(tenant, null, $"file {hash}", "bytes of that hash", "other bytes"));
            }
        }
    }

    private sealed class Progress
    {
        public long Tickets { get; set; }

        public long Facts { get; set; }

        public long Files { get; set; }

        public List<Finding> Findings { get; } = [];

        public void Add(Finding finding)
        {
            if (Findings.Count < MostFindings)
            {
                Findings.Add(finding);
            }
        }

        public void Same(TenantId tenant, TicketKey ticket, Columns columns, object?[] expected, object?[] found)
        {
            for (var i = 0; i < expected.Length; i++)
            {
                if (!Equals(expected[i], found[i]))
                {
                    Add(new Finding(tenant, ticket, $"{columns.Table}.{columns.Names[i]}", $"{expected[i]}", $"{found[i]}"));
                }
            }
        }

        public void Same(TenantId tenant, TicketKey ticket, string what, IEnumerable<string> expected, IEnumerable<string> found)
        {
            var (want, have) = (string.Join(", ", expected.Order(StringComparer.Ordinal)), string.Join(", ", found.Order(StringComparer.Ordinal)));
            if (want != have)
            {
                Add(new Finding(tenant, ticket, what, want, have));
            }
        }
    }
}
