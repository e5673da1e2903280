using System.Data.Common;
using Headway.Domain;
using Headway.Domain.Ledger;

namespace Headway.Application.Storage;

/// <summary>The ledger and the projections of a range of tickets as they lie in the tables, for comparing.</summary>
internal sealed record ProjectionRows(
    ILookup<long, StoredFact> Facts, Dictionary<long, object?[]> Tickets, ILookup<long, object?[]> Activities, Dictionary<long, string?> Subjects,
    ILookup<long, string> Tags, ILookup<long, string> Watchers, ILookup<long, string> Links,
    ILookup<long, object?[]> Chases, ILookup<long, object?[]> Breaches, ILookup<long, object?[]> Approvals, ILookup<long, object?[]> Feedback, ILookup<long, string> Contact,
    ILookup<long, string> Fields, IReadOnlyDictionary<long, string?> FieldWords)
{
    /// <summary>Tickets after <paramref name="after"/>, up to and with <paramref name="last"/>.</summary>
    public static async Task<ProjectionRows> Read(Session session, TenantId tenant, long after, long last)
    {
        const string Range = "WHERE tenant = $1 AND ticket > $2 AND ticket <= $3";
        object?[] range = [tenant.Value, after, last];
        var facts = await session.Query(
            $"SELECT ticket, seq, at, actor, kind, version, body FROM facts {Range} ORDER BY ticket, seq",
            row => (Ticket: row.GetInt64(0), Fact: new StoredFact((int)row.GetInt64(1), row.GetInt64(2), row.GetString(3), row.GetString(4), (int)row.GetInt64(5), row.GetString(6))), range);
        var tickets = await session.Query($"{TicketProjection.Tickets.Select} {Range}", row => Values(row, TicketProjection.Tickets), range);
        var activities = await session.Query($"{TicketProjection.Activities.Select} {Range}", row => Values(row, TicketProjection.Activities), range);
        var subjects = await session.Query(
            $"SELECT ticket, subject FROM texts {Range} AND subject IS NOT NULL AND NOT withdrawn ORDER BY ticket, seq",
            row => (Ticket: row.GetInt64(0), Subject: row.TextOrNull(1)), range);
        return new ProjectionRows(
            facts.ToLookup(row => row.Ticket, row => row.Fact),
            tickets.ToDictionary(row => (long)row[1]!),
            activities.ToLookup(row => (long)row[1]!),
            subjects.GroupBy(row => row.Ticket).ToDictionary(rows => rows.Key, rows => rows.Last().Subject),
            await Set("SELECT ticket, CAST(tag AS text) FROM ticket_tags " + Range),
            await Set("SELECT ticket, CAST(person AS text) FROM watchers " + Range),
            await Set("SELECT ticket, CAST(other AS text) || ' ' || kind FROM links " + Range),
            await Rows(ChaseProjection.Chases),
            await Rows(ChaseProjection.Breaches),
            await Rows(ApprovalRows.Approvals),
            await Rows(FeedbackRows.Feedback),
            await Set(
                $"""
                SELECT ticket, CAST(activity AS text) || ' ' || CAST(person AS text) || ' ' || CAST(starts AS text) || ' ' || coalesce(result, 'open') FROM appointments {Range}
                UNION ALL SELECT ticket, CAST(seq AS text) || ' ' || reason || ' ' || CASE WHEN kept THEN 'kept' ELSE 'returned' END FROM lessons {Range}
                """),
            await Set($"{FieldRows.Spelled} {Range}"),
            (await session.Query($"SELECT id, body FROM texts {Range} AND kind = 'field-answered'", row => (Id: row.GetInt64(0), Body: row.TextOrNull(1)), range)).ToDictionary(text => text.Id, text => text.Body));

        async Task<ILookup<long, object?[]>> Rows(Columns columns) =>
            (await session.Query($"{columns.Select} {Range}", row => Values(row, columns), range)).ToLookup(row => (long)row[1]!);

        async Task<ILookup<long, string>> Set(string sql) =>
            (await session.Query(sql, row => (row.GetInt64(0), row.GetString(1)), range)).ToLookup(row => row.Item1, row => row.Item2);
    }

    // SQLite keeps booleans as numbers; which columns are conditions is known from the projection, not from the engine.
    private static object?[] Values(DbDataReader row, Columns columns)
    {
        var values = new object?[row.FieldCount];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = row.IsDBNull(i) ? null : columns.Names[i] is "base" or "high_priority" or "major" or "open" or "next_open" or "multi" or "open_to_team" or "uncounted" ? row.GetBoolean(i) : row.GetValue(i);
        }

        return values;
    }
}
