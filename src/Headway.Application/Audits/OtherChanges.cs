using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Audits;

/// <summary>What else changed between two frozen audits; an empty <paramref name="Text"/>: nothing that anybody knows of.</summary>
public sealed record OtherChanges(string Text, Instant At, string By);

/// <summary>
/// What else changed between two audits: people, volumes, tools, seasons. A comparison says no headline before somebody has
/// written it down, so that no figure claims what another change did.
/// </summary>
public sealed class OtherChangesBook(Database database)
{
    private const int Longest = 2000;

    /// <param name="caller">Who says it.</param>
    /// <param name="before">The earlier frozen audit.</param>
    /// <param name="after">The later one.</param>
    /// <param name="text">What changed; null or blank only with <paramref name="nothing"/>.</param>
    /// <param name="nothing">Nothing that anybody knows of.</param>
    /// <param name="at">When it is said.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Refusal?> Keep(Caller caller, long before, long after, string? text, bool nothing, Instant at, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.RunAudits) is { } no)
        {
            return no;
        }

        text = text?.Trim() ?? "";
        if (text.Length > Longest || (text.Length == 0) != nothing)
        {
            return AuditRefusals.OthersMissing;
        }

        return await database.Write(async session =>
        {
            if (await session.Number("SELECT count(*) FROM audits WHERE tenant = $1 AND id IN ($2, $3)", caller.Tenant.Value, before, after) != (before == after ? 1 : 2))
            {
                return AuditRefusals.NotFound;
            }

            await Put(session, caller.Tenant, caller.Person, before, after, text, at);
            await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry("audit.others-said", $"audit:{after}", new { before, after }));
            return (Refusal?)null;
        }, stop);
    }

    internal static ValueTask Put(Session session, TenantId tenant, PersonId by, long before, long after, string text, Instant at) => session.Do(
        """
        INSERT INTO audit_comparisons (tenant, before_audit, after_audit, others, at, by_person) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (tenant, before_audit, after_audit) DO UPDATE SET others = excluded.others, at = excluded.at, by_person = excluded.by_person
        """,
        tenant.Value, before, after, text, at.ToUnixTimeMilliseconds(), by.Value);

    internal static ValueTask<OtherChanges?> Find(Session session, TenantId tenant, long before, long after) => session.One(
        """
        SELECT c.others, c.at, p.name FROM audit_comparisons c LEFT JOIN people p ON p.tenant = c.tenant AND p.id = c.by_person
        WHERE c.tenant = $1 AND c.before_audit = $2 AND c.after_audit = $3
        """,
        row => new OtherChanges(row.GetString(0), Instant.FromUnixTimeMilliseconds(row.GetInt64(1)), row.IsDBNull(2) ? "" : row.GetString(2)), tenant.Value, before, after);
}
