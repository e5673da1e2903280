using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Chases;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Chases;

/// <summary>
/// What a refit would come to: how many messages have a person's word, how well they are read by the weights in use, and what
/// to expect of learned ones. <paramref name="Own"/>: learned ones are in use. <paramref name="Expected"/> is null while there are too few.
/// </summary>
public sealed record Learning(int Labels, int Chases, ChaseQuality Now, ChaseQuality? Expected, bool Own);

/// <summary>
/// A desk's own verdicts teach how its customers ask where it is: messages that were read by machine and then confirmed or
/// denied by a person. An administrator looks at the figures and decides.
/// </summary>
public sealed class LearnChases(Database database, DeskRulesCache rules, DeskClock clock)
{
    public const string Key = "chase-weights";

    private const int MostTickets = 1_500;

    private static readonly Duration Back = Duration.FromDays(366);

    /// <summary>Kept weights; null for the shipped ones, and for what was kept of other signs than today's.</summary>
    public static IReadOnlyList<double>? Kept(string? value) =>
        value is not null && JsonSerializer.Deserialize<List<double>>(value) is { } weights && weights.Count == ChaseWeights.Count ? weights : null;

    public async Task<Outcome<Learning>> Read(Caller caller, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        var desk = await rules.Of(caller.Tenant, stop);
        var labels = await Labels(caller, desk, stop);
        return new Learning(
            labels.Count, labels.Count(label => label.IsChase), ChaseRefit.Quality(labels, ChaseLists.Of(desk).Weights),
            ChaseRefit.Enough(labels) ? ChaseRefit.Expected(labels, ChaseWeights.Shipped) : null, desk.ChaseWeights is not null);
    }

    /// <summary>Learns from what was confirmed, and reads by it from now on.</summary>
    public async Task<Refusal?> Learn(Caller caller, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        var labels = await Labels(caller, await rules.Of(caller.Tenant, stop), stop);
        return ChaseRefit.Enough(labels) ? await Keep(caller, ChaseRefit.From(labels, ChaseWeights.Shipped).Values, stop) : ChaseRefusals.LabelsMissing;
    }

    /// <summary>Reads by the shipped weights again.</summary>
    public async Task<Refusal?> Forget(Caller caller, CancellationToken stop = default) =>
        caller.Denies(Permission.ManageSettings) is { } no ? no : await Keep(caller, null, stop);

    private async Task<Refusal?> Keep(Caller caller, IReadOnlyList<double>? weights, CancellationToken stop)
    {
        var before = (await rules.Of(caller.Tenant, stop)).ChaseWeights;
        var now = clock.Now(caller.Tenant).ToUnixTimeMilliseconds();
        await database.Write(
            async session =>
            {
                await session.Do(
                    "INSERT INTO settings (tenant, key, value, changed) VALUES ($1, $2, $3, $4) ON CONFLICT (tenant, key) DO UPDATE SET value = $3, changed = $4",
                    caller.Tenant.Value, Key, weights is null ? "[]" : JsonSerializer.Serialize(weights), now);
                await AuditTrail.Record(
                    session, caller.Tenant, caller.Actor,
                    new AuditEntry("desk.chase-weights-changed", $"desk:{caller.Tenant.Value}", SettingChange.Body(new SettingChange("weights", Said(before), Said(weights)))));
                await rules.Changed(session, caller.Tenant, now);
            },
            stop);
        return null;
    }

    private static string Said(IReadOnlyList<double>? weights) =>
        weights is null ? "shipped" : string.Join(' ', weights.Select(weight => weight.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private async Task<IReadOnlyList<ChaseLabel>> Labels(Caller caller, DeskRules desk, CancellationToken stop)
    {
        var words = ChaseLists.Of(desk);
        return await database.Read<IReadOnlyList<ChaseLabel>>(
            async session =>
            {
                var since = (clock.Now(caller.Tenant) - Back).ToUnixTimeMilliseconds();
                var tickets = await session.Query(
                    $"SELECT DISTINCT ticket FROM facts WHERE tenant = $1 AND kind IN ('chase-suspicion-settled', 'chase-judged') AND at > $2 ORDER BY ticket DESC LIMIT {MostTickets}",
                    row => new TicketKey(row.GetInt64(0)), caller.Tenant.Value, since);
                var labels = new List<ChaseLabel>();
                foreach (var ticket in tickets)
                {
                    var ledger = TicketFold.Standing(await LedgerReading.Of(session, caller.Tenant, ticket)).ToList();
                    foreach (var (message, isChase) in Confirmed(ledger))
                    {
                        var text = await session.Text("SELECT body FROM texts WHERE tenant = $1 AND ticket = $2 AND seq = $3", caller.Tenant.Value, ticket.Value, (long)message.Seq);
                        if (!string.IsNullOrWhiteSpace(text))
                        {
                            var before = TicketFold.Of(ticket, [.. ledger.TakeWhile(recorded => recorded.Seq < message.Seq)]);
                            labels.Add(new ChaseLabel(IntentReader.Signs(text, IntentOfText.Context(before, message.At), words), isChase));
                        }
                    }
                }

                return labels;
            },
            stop);
    }

    // A message that was read, not chosen, and then judged: by a tap on the question, or by the chase's verdict.
    private static IEnumerable<(Recorded<TicketFact> Message, bool IsChase)> Confirmed(List<Recorded<TicketFact>> ledger)
    {
        foreach (var settled in ledger.Select(recorded => recorded.Fact).OfType<ChaseSuspicionSettled>())
        {
            if (ledger.Find(recorded => recorded.Seq == settled.Message) is { Fact: CustomerWrote { Read: true } } message)
            {
                yield return (message, settled.IsChase);
            }
        }

        foreach (var judged in ledger.Select(recorded => recorded.Fact).OfType<ChaseJudged>())
        {
            var opened = ledger.Find(recorded => recorded.Fact is ChaseOpened chase && chase.Activity == judged.Activity);
            var finding = ledger.Select(recorded => recorded.Fact).OfType<ChaseOverruled>().LastOrDefault(lead => lead.Activity == judged.Activity)?.Finding ?? judged.Finding;
            if (opened is not null && ledger.FindLast(recorded => recorded.At == opened.At && recorded.Seq < opened.Seq && recorded.Fact is CustomerWrote { Read: true, Intent: Intent.Chase }) is { } message)
            {
                yield return (message, finding != ChaseFinding.NotAChase);
            }
        }
    }
}
