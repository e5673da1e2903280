using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Audits.Report;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Audits;
using NodaTime;

namespace Headway.Application.Audits;

/// <summary>A sampled case and what was found in it; null while nobody has looked.</summary>
public sealed record ReviewCase(SampledCase Case, CaseReview? Review);

/// <summary>The manual review of a frozen audit: its sample, and what the reviewed cases say so far.</summary>
public sealed record ReviewView(FrozenAudit Audit, IReadOnlyList<ReviewCase> Cases, ReviewFigures Figures)
{
    public int Left => Cases.Count(item => item.Review is null);

    /// <summary>The first case that nobody has looked at; null when all are done.</summary>
    public SampledCase? Next => Cases.FirstOrDefault(item => item.Review is null)?.Case;
}

/// <summary>People look through a sample of a frozen audit. The sample never changes; what was found may be corrected.</summary>
public sealed class ReviewBook(Database database, FrozenAudits frozen)
{
    private static readonly Duration Most = Duration.FromMinutes(100_000);

    public static IReadOnlyList<string> Labels { get; } = [.. ReviewSample.Labels.Select(label => label.Code)];

    public async Task<Outcome<ReviewView>> Read(Caller caller, long audit, CancellationToken stop = default)
    {
        var found = await frozen.Read(caller, audit, stop);
        if (found.Refusal is { } no)
        {
            return no;
        }

        var cases = await database.Read(session => Cases(session, caller.Tenant, audit), stop);
        var done = cases.Where(item => item.Review is not null).Select(item => (item.Case.Labels, item.Case.Inertia, item.Review ?? throw new InvalidOperationException())).ToList();
        return new ReviewView(found.Value, cases, ReviewFigures.Of(done, Labels, ReviewSample.Population(found.Value.Report)));
    }

    public async Task<Refusal?> Keep(Caller caller, long audit, int place, CaseReview review, Instant at, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.RunAudits) is { } no)
        {
            return no;
        }

        if (review.Cause is < 1 or > ReviewFigures.Issues || (review.Named is { } named && (named < Duration.Zero || named > Most)) || review.Wrong.Concat(review.Missing).Any(label => !Labels.Contains(label)))
        {
            return AuditRefusals.ReviewMalformed;
        }

        return await database.Write(async session =>
        {
            if (await session.Number("SELECT place FROM audit_samples WHERE tenant = $1 AND audit = $2 AND place = $3", caller.Tenant.Value, audit, (long)place) is null)
            {
                return AuditRefusals.NotFound;
            }

            await Put(session, caller.Tenant, caller.Person, audit, place, review, at);
            return (Refusal?)null;
        }, stop);
    }

    internal static ValueTask Put(Session session, TenantId tenant, PersonId by, long audit, int place, CaseReview review, Instant at) => session.Do(
        """
        INSERT INTO audit_reviews (tenant, audit, place, at, by_person, outcome, cause, impact, minutes, wrong, missing) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        ON CONFLICT (tenant, audit, place) DO UPDATE SET at = excluded.at, by_person = excluded.by_person, outcome = excluded.outcome, cause = excluded.cause,
          impact = excluded.impact, minutes = excluded.minutes, wrong = excluded.wrong, missing = excluded.missing
        """,
        tenant.Value, audit, (long)place, at.ToUnixTimeMilliseconds(), by.Value, review.Outcome.ToString(), (long?)review.Cause, review.Impact.ToString(), (long?)review.Named?.TotalMinutes,
        string.Join(' ', review.Wrong), string.Join(' ', review.Missing));

    private static async Task<List<ReviewCase>> Cases(Session session, TenantId tenant, long audit) => await session.Query(
        """
        SELECT s.body, r.outcome, r.cause, r.impact, r.minutes, r.wrong, r.missing FROM audit_samples s
        LEFT JOIN audit_reviews r ON r.tenant = s.tenant AND r.audit = s.audit AND r.place = s.place WHERE s.tenant = $1 AND s.audit = $2 ORDER BY s.place
        """,
        row => new ReviewCase(
            JsonSerializer.Deserialize<SampledCase>(row.GetString(0), FrozenAudits.Json) ?? throw new InvalidDataException("a sampled case is empty"),
            row.IsDBNull(1) ? null : new CaseReview(
                Enum.Parse<NeedOutcome>(row.GetString(1)), row.IsDBNull(2) ? null : (int)row.GetInt64(2), Enum.Parse<Impact>(row.GetString(3)), row.IsDBNull(4) ? null : Duration.FromMinutes(row.GetInt64(4)),
                Words(row.GetString(5)), Words(row.GetString(6)))),
        tenant.Value, audit);

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
