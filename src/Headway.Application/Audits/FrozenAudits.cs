using System.Collections.Concurrent;
using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Audits.Report;
using Headway.Application.Desk;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Audits;
using NodaTime;

namespace Headway.Application.Audits;

/// <summary>A baseline: what was found, with which method, when. It never changes.</summary>
public sealed record FrozenAudit(long Id, string Name, Instant At, string Method, AuditReport Report);

/// <summary>A line of the list of baselines.</summary>
public sealed record FrozenLine(long Id, string Name, Instant At, int Cases, Instant First, Instant Last);

/// <summary>Baselines: frozen once, read and compared ever after. There is no way to change one.</summary>
public sealed class FrozenAudits(Database database)
{
    private const int LongestName = 120, MostKept = 64;

    private readonly ConcurrentDictionary<(TenantId, long, long), Comparison> _effects = new();

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { IncludeFields = true, Converters = { new InstantNumber() } };

    /// <param name="caller">Who freezes.</param>
    /// <param name="report">What was found.</param>
    /// <param name="parts">What is kept beside it.</param>
    /// <param name="name">What to call it; left out, the file's name.</param>
    /// <param name="at">When.</param>
    /// <param name="key">The same request under the same key freezes once.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Outcome<long>> Freeze(Caller caller, AuditReport report, FrozenParts parts, string? name, Instant at, RequestKey? key = null, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.RunAudits) is { } no)
        {
            return no;
        }

        name = string.IsNullOrWhiteSpace(name) ? report.FileName : name.Trim();
        name = name.Length <= LongestName ? name : name[..LongestName];
        return await Refusable.Write<long>(database, session => AddedOnce.Do(session, caller, key, async () =>
        {
            var id = await session.NextId();
            await Insert(session, caller.Tenant, caller.Person, id, report, parts, name, at);
            await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry("audit.frozen", $"audit:{id}", new { report.Hash }));
            return id;
        }), stop);
    }

    /// <summary>What a demo is laid with.</summary>
    internal static Task Keep(Database database, TenantId tenant, PersonId by, long id, AuditReport report, FrozenParts parts, string name, Instant at, CancellationToken stop) =>
        database.Write(session => Insert(session, tenant, by, id, report, parts, name, at), stop);

    private static async Task<int> Insert(Session session, TenantId tenant, PersonId by, long id, AuditReport report, FrozenParts parts, string name, Instant at)
    {
        await session.Do(
            """
            INSERT INTO audits (tenant, id, made_at, made_by, name, method, cases, first_at, last_at, hash, report, spans)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """,
            tenant.Value, id, at.ToUnixTimeMilliseconds(), by.Value, name, AuditMethod.Version, (long)report.Cases,
            report.First.ToUnixTimeMilliseconds(), report.Last.ToUnixTimeMilliseconds(), report.Hash, JsonSerializer.Serialize(report, Json), SpanPack.Pack(parts.Spans));
        foreach (var item in parts.Sample)
        {
            await session.Do(
                "INSERT INTO audit_samples (tenant, audit, place, body) VALUES ($1, $2, $3, $4)",
                tenant.Value, id, (long)item.Place, JsonSerializer.Serialize(item, Json));
        }

        return parts.Sample.Count;
    }

    public async Task<Outcome<IReadOnlyList<FrozenLine>>> List(Caller caller, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.RunAudits) is { } no)
        {
            return no;
        }

        return await database.Read(async session => Lines(await session.Query(
            "SELECT id, name, made_at, cases, first_at, last_at FROM audits WHERE tenant = $1 ORDER BY made_at DESC, id DESC LIMIT 100",
            row => new FrozenLine(row.GetInt64(0), row.GetString(1), Time(row.GetInt64(2)), (int)row.GetInt64(3), Time(row.GetInt64(4)), Time(row.GetInt64(5))),
            caller.Tenant.Value)), stop);

        static Outcome<IReadOnlyList<FrozenLine>> Lines(IReadOnlyList<FrozenLine> lines) => lines.ToArray();
    }

    public async Task<Outcome<FrozenAudit>> Read(Caller caller, long id, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.RunAudits) is { } no)
        {
            return no;
        }

        var found = await database.Read(session => Find(session, caller.Tenant, id).AsTask(), stop);
        return found is null ? AuditRefusals.NotFound : found.Value.Audit;
    }

    /// <summary>The later of two against the earlier, by the method both were frozen with.</summary>
    public async Task<Outcome<AuditComparison>> Compare(Caller caller, long before, long after, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.RunAudits) is { } no)
        {
            return no;
        }

        var (was, now, others) = await database.Read(
            async session => (await Find(session, caller.Tenant, before), await Find(session, caller.Tenant, after), await OtherChangesBook.Find(session, caller.Tenant, before, after)), stop);
        if (was is not { } earlier || now is not { } later)
        {
            return AuditRefusals.NotFound;
        }

        return earlier.Audit.Method != later.Audit.Method ? AuditRefusals.MethodDiffers
            : new AuditComparison(earlier.Audit, later.Audit, AuditComparison.Compared(earlier.Audit, later.Audit), Effects((caller.Tenant, before, after), Spans(earlier), Spans(later)), others);
    }

    // Neither side ever changes and the draws have fixed seeds, so what was computed once stays right.
    private Comparison Effects((TenantId, long, long) pair, Func<CaseSpans> earlier, Func<CaseSpans> later)
    {
        if (_effects.Count >= MostKept)
        {
            _effects.Clear();
        }

        return _effects.GetOrAdd(pair, _ => Comparison.Of(earlier(), later()));
    }

    // A log that could not tell lost time has none to compare: its zeros would make a gain of nothing.
    private static Func<CaseSpans> Spans((FrozenAudit Audit, string Spans) frozen) =>
        () => SpanPack.Unpack(frozen.Spans) is var spans && frozen.Audit.Report.Lost.IsKnown ? spans : spans with { Lost = [] };

    private static async ValueTask<(FrozenAudit Audit, string Spans)?> Find(Session session, TenantId tenant, long id)
    {
        var rows = await session.Query(
            "SELECT name, made_at, method, report, spans FROM audits WHERE tenant = $1 AND id = $2",
            row => (Name: row.GetString(0), At: row.GetInt64(1), Method: row.GetString(2), Report: row.GetString(3), Spans: row.GetString(4)), tenant.Value, id);
        return rows.Count == 0 ? null
            : (new FrozenAudit(id, rows[0].Name, Time(rows[0].At), rows[0].Method, JsonSerializer.Deserialize<AuditReport>(rows[0].Report, Json) ?? throw new InvalidDataException("a frozen report is empty")), rows[0].Spans);
    }

    private static Instant Time(long at) => Instant.FromUnixTimeMilliseconds(at);
}
