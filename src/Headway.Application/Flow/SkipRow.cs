using System.Globalization;
using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Progression;
using NodaTime;

namespace Headway.Application.Flow;

/// <summary>What is kept of a skip: until when (Unix milliseconds) the row stands back, why, and how often it was skipped.</summary>
public sealed record SkipKept(long Until, long At, string Reason, int Times);

/// <summary>
/// Passes a row over for now: in one's own list it stands behind the others for half an hour. No due moves and nobody else's
/// list changes; each skip is kept with its reason.
/// </summary>
public sealed class SkipRow(TicketPageQuery tickets, AnnotateTicket annotate, Database database, DeskClock clock)
{
    public static readonly Duration Length = Duration.FromMinutes(30);

    public static readonly IReadOnlyList<string> Reasons = ["needs-colleague", "needs-information", "not-mine", "interrupted", "other"];

    private const string Prefix = "skip:";

    public async Task<Refusal?> Do(Caller caller, long number, int? activity, string? reason, string? note, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ActOnTickets) is { } no)
        {
            return no;
        }

        if (reason is null || !Reasons.Contains(reason))
        {
            return TicketUseRefusals.SkipReasonMissing;
        }

        var page = await tickets.Read(caller, number, stop);
        if (page.IsRefused)
        {
            return page.Refusal;
        }

        if ((activity ?? page.Value.State.Displayed?.Seq) is not { } seq)
        {
            return TicketRefusals.Closed;
        }

        if (!string.IsNullOrWhiteSpace(note) && await annotate.Note(new ActOn(caller, number), note, stop: stop) is { IsRefused: true } refused)
        {
            return refused.Refusal;
        }

        var key = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number}-{seq}");
        var now = clock.Now(caller.Tenant);
        await database.Write(
            async session =>
            {
                var before = await session.Text("SELECT value FROM personal_settings WHERE tenant = $1 AND person = $2 AND key = $3", caller.Tenant.Value, caller.Person.Value, key);
                var times = before is null ? 1 : JsonSerializer.Deserialize<SkipKept>(before, JsonSerializerOptions.Web)!.Times + 1;
                var kept = JsonSerializer.Serialize(
                    new SkipKept((now + Length).ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds(), reason, times), JsonSerializerOptions.Web);
                await session.Run(
                    "INSERT INTO personal_settings (tenant, person, key, value) VALUES ($1, $2, $3, $4) ON CONFLICT (tenant, person, key) DO UPDATE SET value = $4",
                    caller.Tenant.Value, caller.Person.Value, key, kept);
            },
            stop);
        return null;
    }

    /// <summary>The activities that stand back in this person's list now, by their public ids.</summary>
    internal static async ValueTask<IReadOnlySet<string>> Skipped(Session session, Caller caller, Instant now)
    {
        var rows = await session.Query(
            "SELECT key, value FROM personal_settings WHERE tenant = $1 AND person = $2 AND key >= 'skip:' AND key < 'skip;'",
            row => (Key: row.GetString(0), Value: row.GetString(1)), caller.Tenant.Value, caller.Person.Value);
        return rows
            .Where(row => JsonSerializer.Deserialize<SkipKept>(row.Value, JsonSerializerOptions.Web) is { } kept && kept.Until > now.ToUnixTimeMilliseconds())
            .Select(row => row.Key[Prefix.Length..]).ToHashSet(StringComparer.Ordinal);
    }
}
