using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Targets;

/// <summary>A missed target whose reason nobody has said yet.</summary>
public sealed record BreachOpen(long Number, string Subject, TargetKind Kind, Instant At, string? Owner);

/// <summary>Why targets were missed: asked once, all together, when there is time for it.</summary>
public sealed class BreachReasons(Database database, AnnotateTicket annotate, DeskClock clock)
{
    /// <summary>What a reason may be: codes, named by the pages.</summary>
    public static readonly IReadOnlyList<string> Codes = ["waited-for-supplier", "waited-for-customer", "too-much-work", "wrong-team", "wrong-priority", "hard-to-solve", "other"];

    private static readonly Duration Back = Duration.FromDays(4);
    private const int Most = 40;

    /// <summary>Of the caller's own tickets and of the teams the caller leads; the latest first.</summary>
    public async Task<Outcome<IReadOnlyList<BreachOpen>>> Of(Caller caller, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadTickets) is { } no)
        {
            return no;
        }

        var since = (clock.Now(caller.Tenant) - Back).ToUnixTimeMilliseconds();
        return await database.Read<Outcome<IReadOnlyList<BreachOpen>>>(
            async session =>
            {
                var args = new List<object?> { since, caller.Person.Value };
                var scope = caller.Where("t", args);
                var leads = caller.Leads.Count == 0 ? "" : $" OR b.team IN ({string.Join(", ", caller.Leads.Select(Put))})";
                return await session.Query(
                    $"""
                    SELECT t.number, t.subject, b.kind, b.at, p.name FROM breaches b JOIN tickets t ON t.tenant = b.tenant AND t.ticket = b.ticket
                    LEFT JOIN people p ON p.tenant = b.tenant AND p.id = b.person
                    WHERE b.at >= $1 AND b.reason IS NULL AND {scope} AND (b.person = $2{leads}) ORDER BY b.at DESC LIMIT {Most}
                    """,
                    row => new BreachOpen(
                        row.GetInt64(0), row.TextOrNull(1) ?? "", Enum.Parse<TargetKind>(row.GetString(2)), Instant.FromUnixTimeMilliseconds(row.GetInt64(3)), row.TextOrNull(4)),
                    [.. args]);

                string Put(TeamId team)
                {
                    args.Add(team.Value);
                    return $"${args.Count}";
                }
            },
            stop);
    }

    /// <summary>Says why. A code that is not on the list counts as other.</summary>
    public Task<Outcome<Changed>> Say(Caller caller, long number, TargetKind kind, string reason, CancellationToken stop = default) =>
        annotate.Do(new ActOn(caller, number), [new BreachExplained(kind, Codes.Contains(reason) ? reason : "other", null)], stop);
}
