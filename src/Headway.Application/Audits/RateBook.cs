using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Audits;

namespace Headway.Application.Audits;

/// <summary>
/// What the organisation says an hour of lost work costs it, how many tickets it has a year, which share of saved hours
/// becomes work, and what the change costs a year. Money is said from these alone.
/// </summary>
public sealed record AuditRates(double Hourly, int Tickets, double Realised, double Cost, string Currency)
{
    /// <summary>Half of the hours saved are taken to become work unless the organisation says otherwise.</summary>
    public const double UsuallyRealised = 0.5;

    /// <summary>A year's worth of hours of lost work saved a ticket, the cost taken off.</summary>
    public Estimate Worth(Estimate perTicket) => new(Worth(perTicket.Best), Worth(perTicket.Low), Worth(perTicket.High));

    private double Worth(double hours) => (hours * Tickets * Realised * Hourly) - Cost;
}

/// <summary>The rates that were entered.</summary>
public sealed class RateBook(Database database)
{
    public async Task<Outcome<AuditRates?>> Read(Caller caller, CancellationToken stop = default) => caller.Denies(Permission.RunAudits) is { } no
        ? no
        : await database.Read(async session => (Outcome<AuditRates?>)await session.One(
            "SELECT hourly, tickets, realised, cost, currency FROM audit_rates WHERE tenant = $1",
            row => new AuditRates(row.GetDouble(0), (int)row.GetInt64(1), row.GetDouble(2), row.GetDouble(3), row.GetString(4)), caller.Tenant.Value), stop);

    public async Task<Refusal?> Keep(Caller caller, AuditRates rates, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.RunAudits) is { } no)
        {
            return no;
        }

        if (!double.IsFinite(rates.Hourly) || !double.IsFinite(rates.Cost) || rates.Hourly < 0 || rates.Cost < 0 || rates.Tickets < 0 || rates.Realised is not (>= 0 and <= 1) || rates.Currency.Trim() is not { Length: > 0 and <= 8 } currency)
        {
            return AuditRefusals.RatesMalformed;
        }

        await database.Write(async session =>
        {
            await session.Do(
                """
                INSERT INTO audit_rates (tenant, hourly, tickets, realised, cost, currency) VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (tenant) DO UPDATE SET hourly = excluded.hourly, tickets = excluded.tickets, realised = excluded.realised, cost = excluded.cost, currency = excluded.currency
                """,
                caller.Tenant.Value, rates.Hourly, (long)rates.Tickets, rates.Realised, rates.Cost, currency);
            await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry("audit.rates", "audit", new { rates.Hourly, rates.Tickets, rates.Realised, rates.Cost, currency }));
            return 0;
        }, stop);
        return null;
    }
}
