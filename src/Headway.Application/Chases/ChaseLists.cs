using System.Runtime.CompilerServices;
using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Chases;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;

namespace Headway.Application.Chases;

/// <summary>What a tenant adds to the words by which asking is recognised, and what it takes away from the shipped ones.</summary>
public sealed record ChasePhrases(IReadOnlyList<string> More, IReadOnlyList<string> Less)
{
    public const string Key = "chase-words";

    public static ChasePhrases Read(string? kept) => (kept is null ? null : JsonSerializer.Deserialize<ChasePhrases>(kept)) ?? new ChasePhrases([], []);
}

/// <summary>The word lists of chases: read for deciding, changed by an administrator.</summary>
public sealed class ChaseLists(Database database, DeskRulesCache rules, DeskClock clock)
{
    private const int Most = 200, Longest = 200;

    private static readonly ConditionalWeakTable<DeskRules, IntentWords> Ready = [];

    /// <summary>The lists of these rules, made ready once.</summary>
    public static IntentWords Of(DeskRules desk) =>
        desk.ChasePhrases.Count == 0 && desk.NoChasePhrases.Count == 0 && desk.ChaseWeights is null ? IntentWords.Default : Ready.GetValue(desk, Make);

    public async Task<Outcome<ChasePhrases>> Read(Caller caller, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        var desk = await rules.Of(caller.Tenant, stop);
        return new ChasePhrases(desk.ChasePhrases, desk.NoChasePhrases);
    }

    public async Task<Refusal?> Do(Caller caller, ChasePhrases wish, CancellationToken stop = default)
    {
        var before = await Read(caller, stop);
        if (before.IsRefused)
        {
            return before.Refusal;
        }

        var (more, less) = (Clean(wish.More), Clean(wish.Less));
        if (more.Count > Most || less.Count > Most || more.Concat(less).FirstOrDefault(phrase => phrase.Length > Longest || !CanBeRead(phrase)) is not null)
        {
            return ChaseRefusals.PhraseMalformed;
        }

        var now = clock.Now(caller.Tenant).ToUnixTimeMilliseconds();
        await database.Write(
            async session =>
            {
                await session.Do(
                    "INSERT INTO settings (tenant, key, value, changed) VALUES ($1, $2, $3, $4) ON CONFLICT (tenant, key) DO UPDATE SET value = $3, changed = $4",
                    caller.Tenant.Value, ChasePhrases.Key, JsonSerializer.Serialize(new ChasePhrases(more, less)), now);
                await AuditTrail.Record(
                    session, caller.Tenant, caller.Actor,
                    new AuditEntry("desk.chase-words-changed", $"desk:{caller.Tenant.Value}", SettingChange.Body(
                        new SettingChange("more", string.Join(" / ", before.Value.More), string.Join(" / ", more)),
                        new SettingChange("less", string.Join(" / ", before.Value.Less), string.Join(" / ", less)))));
                await rules.Changed(session, caller.Tenant, now);
            },
            stop);
        return null;
    }

    private static IntentWords Make(DeskRules desk) =>
        desk.NoChasePhrases.Aggregate(IntentWords.Default.With(IntentSign.Chase, desk.ChasePhrases), (words, phrase) => words.Without(IntentSign.Chase, phrase))
            .Weighing(desk.ChaseWeights is { } learned ? new ChaseWeights(learned) : ChaseWeights.Shipped);

    private static List<string> Clean(IEnumerable<string> phrases) =>
        [.. phrases.Select(phrase => phrase.Trim().ToLowerInvariant()).Where(phrase => phrase.Length > 0).Distinct()];

    private static bool CanBeRead(string phrase)
    {
        try
        {
            IntentWords.Default.With(IntentSign.Chase, [phrase]);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
