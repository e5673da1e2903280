using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Recognition;

/// <summary>Reads thanks.</summary>
internal static class PraiseRows
{
    public static async ValueTask<List<PraiseRead>> Of(Session session, Caller caller, string column, long value, Instant from, int most = 40)
    {
        var args = new List<object?> { caller.Tenant.Value, value, RecognitionRows.Ms(from) };
        var scope = caller.Where("t", args);
        var which = column == "team" ? "EXISTS (SELECT 1 FROM memberships m WHERE m.tenant = p.tenant AND m.person IN (p.given_to, p.given_by) AND m.team = $2 AND NOT m.lead)" : $"{column} = $2";
        return await session.Query(
            $"""
            SELECT p.id, b.name, r.name, CASE WHEN {scope} THEN t.number END, CASE WHEN {scope} THEN t.subject END, p.words, p.at
            FROM praise p JOIN tickets t ON t.tenant = p.tenant AND t.ticket = p.ticket JOIN people b ON b.tenant = p.tenant AND b.id = p.given_by JOIN people r ON r.tenant = p.tenant AND r.id = p.given_to
            WHERE p.tenant = $1 AND {which} AND p.at >= $3 ORDER BY p.at DESC, p.id DESC LIMIT {most.ToString(CultureInfo.InvariantCulture)}
            """,
            row => new PraiseRead(row.GetInt64(0), row.GetString(1), row.GetString(2), row.LongOrNull(3), row.TextOrNull(4), row.TextOrNull(5), RecognitionRows.At(row.GetInt64(6))), [.. args]);
    }
}

/// <summary>Reads samples: first what waits for a look, but to whose work it is first what was said of it.</summary>
internal static class SampleRows
{
    public static async ValueTask<List<SampleRead>> Read(Session session, Caller caller, string column, long value, Instant from, int most = 60)
    {
        var args = new List<object?> { caller.Tenant.Value, value, RecognitionRows.Ms(from) };
        var scope = caller.Where("t", args);
        return await session.Query(
            $"""
            SELECT s.ticket, s.activity, CASE WHEN {scope} THEN t.number END, CASE WHEN {scope} THEN t.subject END, s.person, p.name, a.status, s.why, s.picked_at, s.verdict, s.note, c.name
            FROM samples s JOIN tickets t ON t.tenant = s.tenant AND t.ticket = s.ticket JOIN activities a ON a.tenant = s.tenant AND a.ticket = s.ticket AND a.id = s.activity
            JOIN people p ON p.tenant = s.tenant AND p.id = s.person LEFT JOIN people c ON c.tenant = s.tenant AND c.id = s.checked_by
            WHERE s.tenant = $1 AND {column} = $2 AND s.picked_at >= $3 ORDER BY s.checked_at IS {(column == "s.person" && value == caller.Person.Value ? "NULL" : "NOT NULL")}, s.picked_at DESC, s.ticket, s.activity LIMIT {most.ToString(CultureInfo.InvariantCulture)}
            """,
            row => new SampleRead(
                row.GetInt64(0), (int)row.GetInt64(1), row.LongOrNull(2), row.TextOrNull(3), new PersonId(row.GetInt64(4)), row.GetString(5), row.GetString(6), row.GetString(7), RecognitionRows.At(row.GetInt64(8)),
                row.TextOrNull(9), row.TextOrNull(10), row.TextOrNull(11)), [.. args]);
    }
}

/// <summary>Reads objections.</summary>
internal static class ObjectionRows
{
    public static async ValueTask<List<ObjectionRead>> Read(Session session, Caller caller, string column, long value, Dictionary<PersonId, string> names, int most = 20)
    {
        var which = column == "team" ? "EXISTS (SELECT 1 FROM memberships m WHERE m.tenant = o.tenant AND m.person = o.person AND m.team = $2)" : $"{column} = $2";
        return await session.Query(
            $"""
            SELECT o.id, t.number, o.activity, o.words, o.at, o.answer, o.answered_by, o.person
            FROM objections o JOIN tickets t ON t.tenant = o.tenant AND t.ticket = o.ticket WHERE o.tenant = $1 AND {which} ORDER BY o.answered_at IS NOT NULL, o.at DESC, o.id DESC LIMIT {most.ToString(CultureInfo.InvariantCulture)}
            """,
            row => new ObjectionRead(
                row.GetInt64(0), row.GetInt64(1), (int)row.GetInt64(2), row.GetString(3), RecognitionRows.At(row.GetInt64(4)), row.TextOrNull(5), row.LongOrNull(6) is { } by ? names.GetValueOrDefault(new PersonId(by)) : null,
                new PersonId(row.GetInt64(7)), names.GetValueOrDefault(new PersonId(row.GetInt64(7))) ?? "?"),
            caller.Tenant.Value, value);
    }
}
