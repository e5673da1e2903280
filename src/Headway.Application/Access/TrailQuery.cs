using System.Globalization;
using System.Text.Json;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Ledger;
using NodaTime;

namespace Headway.Application.Access;

/// <summary>What of the trail is wanted: by whom, about which subject (<c>person</c>, <c>team</c>, …; without one, everything but who signed in), between two instants (the last excluded).</summary>
public sealed record TrailWish(PersonId? By = null, string? Subject = null, Instant? From = null, Instant? To = null, long? Before = null);

/// <summary>
/// An entry with names put in, as they are today. <paramref name="Target"/> is what it was done to, null when that has no name;
/// <paramref name="Named"/> are the people and teams whose ids stand in <paramref name="Body"/>.
/// </summary>
public sealed record TrailLine(
    long Seq, Instant At, string? Actor, string Kind, string Subject, string? Target, JsonElement Body, IReadOnlyDictionary<string, string> Named)
{
    /// <summary>A program did it, in the name of whoever it acts for.</summary>
    public bool Machine { get; init; }

    /// <summary>What it was done to, as the trail keeps it: <c>team:3</c>, <c>status:AWAIT_CUSTOMER</c>.</summary>
    public string Of { get; init; } = "";

    /// <summary>What changed, where the entry says it so; else empty.</summary>
    public IReadOnlyList<SettingChange> Changes { get; init; } = [];
}

/// <summary>
/// A page of the trail, the newest first, and who is in it to choose from. <paramref name="Whole"/>: whether the chain holds from end to end; null for one that is
/// too long to be walked for a page (<c>headway verify</c> walks it).
/// </summary>
public sealed record TrailRead(IReadOnlyList<TrailLine> Lines, bool More, IReadOnlyList<(PersonId Id, string Name)> Actors, IReadOnlyList<string> Subjects, bool? Whole);

/// <summary>Reads the trail of changes for people: filtered, with names.</summary>
public sealed class TrailQuery(Database database)
{
    public const int PageLength = 100, MostExported = 10_000, MostWalked = 20_000;

    public async Task<Outcome<TrailRead>> Read(Caller caller, TrailWish wish, int most = PageLength, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadAuditTrail) is { } no)
        {
            return no;
        }

        var limit = Math.Clamp(most, 1, MostExported);
        return await database.Snapshot<Outcome<TrailRead>>(
            async session =>
            {
                List<object?> args = [caller.Tenant.Value, wish.Before ?? long.MaxValue, wish.From?.ToUnixTimeMilliseconds() ?? 0, wish.To?.ToUnixTimeMilliseconds() ?? long.MaxValue];
                var where = "a.tenant = $1 AND a.seq < $2 AND a.at >= $3 AND a.at < $4";
                if (wish.By is { } by)
                {
                    args.Add(Actor.Staff(by).ToString());
                    where += $" AND a.actor = ${args.Count}";
                }

                if (wish.Subject is not { Length: > 0 })
                {
                    where += " AND a.kind NOT IN ('session.began', 'session.renewed')";
                }
                else if (wish.Subject is { } subject)
                {
                    args.Add(subject + ".");
                    args.Add(subject + "/");
                    where += $" AND a.kind >= ${args.Count - 1} AND a.kind < ${args.Count}";
                }

                var rows = await session.Query(
                    string.Create(CultureInfo.InvariantCulture, $"SELECT a.seq, a.at, a.actor, a.kind, a.target, a.body FROM audit a WHERE {where} ORDER BY a.seq DESC LIMIT {limit + 1}"),
                    row => new Raw(row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5)), [.. args]);
                var names = await Names(session, caller.Tenant);
                var actors = await session.Query(
                    "SELECT DISTINCT a.actor FROM audit a WHERE a.tenant = $1 AND a.actor LIKE 'staff:%'", row => Actor.Parse(row.GetString(0)).Person, caller.Tenant.Value);
                var subjects = await session.Query("SELECT DISTINCT a.kind FROM audit a WHERE a.tenant = $1", row => SubjectOf(row.GetString(0)), caller.Tenant.Value);
                return new TrailRead(
                    [.. rows.Take(limit).Select(row => Line(row, names))], rows.Count > limit,
                    [.. actors.OfType<PersonId>().Select(id => (id, names.GetValueOrDefault($"person:{id.Value}") ?? $"#{id.Value}")).OrderBy(one => one.Item2, StringComparer.Ordinal)],
                    [.. subjects.Distinct().Order(StringComparer.Ordinal)], await Whole(session, caller.Tenant));
            },
            stop);
    }

    /// <summary>The word a kind begins with: what it is about.</summary>
    public static string SubjectOf(string kind) => kind.IndexOf('.', StringComparison.Ordinal) is var dot && dot > 0 ? kind[..dot] : kind;

    private static TrailLine Line(Raw row, IReadOnlyDictionary<string, string> names)
    {
        using var parsed = JsonDocument.Parse(row.Body);
        var body = parsed.RootElement.Clone();
        var actor = Actor.Parse(row.Actor).Person is { } person ? names.GetValueOrDefault($"person:{person.Value}") ?? $"#{person.Value}" : null;
        return new TrailLine(row.Seq, Instant.FromUnixTimeMilliseconds(row.At), actor, row.Kind, SubjectOf(row.Kind), names.GetValueOrDefault(row.Target), body, names)
        {
            Of = row.Target,
            Machine = Actor.Parse(row.Actor).Kind == ActorKind.Machine,
            Changes = body.ValueKind == JsonValueKind.Object && body.TryGetProperty("changes", out var changes) && changes.ValueKind == JsonValueKind.Array
                ? [.. changes.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object).Select(Change)] : [],
        };
    }

    private static SettingChange Change(JsonElement one)
    {
        string? Text(string name) => one.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return new SettingChange(Text("what") ?? Text("field") ?? "", Text("from"), Text("to"));
    }

    private static async Task<bool?> Whole(Session session, TenantId tenant) =>
        await session.Number("SELECT seq FROM audit_heads WHERE tenant = $1", tenant.Value) > MostWalked ? null : await Audit.FirstBreak(session, tenant) is null;

    // Names stand here as they are now: the trail itself keeps none.
    private static async Task<IReadOnlyDictionary<string, string>> Names(Session session, TenantId tenant)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (word, sql) in new[]
        {
            ("person", "SELECT p.id, p.name FROM people p WHERE p.tenant = $1 AND (p.kind = 'staff' OR EXISTS (SELECT 1 FROM audit a WHERE a.tenant = p.tenant AND a.target = 'person:' || p.id))"),
            ("team", "SELECT t.id, t.name FROM teams t WHERE t.tenant = $1"), ("category", "SELECT g.id, g.name FROM categories g WHERE g.tenant = $1"), ("organisation", "SELECT o.id, o.name FROM organisations o WHERE o.tenant = $1"),
            ("calendar", "SELECT c.id, c.name FROM calendars c WHERE c.tenant = $1 AND c.version = (SELECT max(x.version) FROM calendars x WHERE x.tenant = c.tenant AND x.id = c.id)"), ("service", "SELECT s.id, s.name FROM services s WHERE s.tenant = $1"),
            ("macro", "SELECT m.id, m.name FROM macros m WHERE m.tenant = $1"), ("group", "SELECT g.id, g.name FROM provisioned_groups g WHERE g.tenant = $1"), ("token", "SELECT k.id, k.name FROM tokens k WHERE k.tenant = $1"),
            ("article", "SELECT a.number, coalesce(v.title, v.title_de) FROM articles a JOIN article_versions v ON v.tenant = a.tenant AND v.article = a.id AND v.version = a.latest WHERE a.tenant = $1"),
            ("view", "SELECT v.id, v.name FROM saved_views v WHERE v.tenant = $1 AND v.team IS NOT NULL"),
        })
        {
            foreach (var (id, name) in await session.Query(sql, row => (row.GetInt64(0), row.GetString(1)), tenant.Value))
            {
                names[string.Create(CultureInfo.InvariantCulture, $"{word}:{id}")] = name;
            }
        }

        return names;
    }

    private sealed record Raw(long Seq, long At, string Actor, string Kind, string Target, string Body);
}
