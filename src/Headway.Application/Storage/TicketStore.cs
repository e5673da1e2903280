using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;

namespace Headway.Application.Storage;

/// <summary>
/// The one way to change a ticket: load, decide, append under the expected version, update the projections, the search
/// index and the outbox, all in one transaction. Whoever is answered can rely on it being on disk.
/// </summary>
public sealed class TicketStore(Database database)
{
    private const int MostTries = 4;

    private readonly StateCache _cache = new();

    /// <summary>A change has been committed; called once each, outside the transaction. Must return at once.</summary>
    public event Action<Changed>? Committed;

    /// <summary>Part of every change of a ticket, in its transaction, whatever door it came by. May run more than once.</summary>
    internal Func<Session, Changed, ValueTask>? Also { get; init; }

    public Database Database { get; } = database;

    public Counters Counters => Database.Counters;

    /// <summary>
    /// Changes a ticket. With <paramref name="expectedVersion"/> (what the caller saw) a newer ticket refuses
    /// <c>ticket.stale</c>; without, the decision is taken on whatever stands.
    /// </summary>
    public Task<Outcome<Changed>> Change(
        TenantId tenant, TicketKey ticket, int? expectedVersion, Func<TicketState, Outcome<Decision>> decide, Enclosure? enclosure = null, CancellationToken stop = default) =>
        Change(tenant, ticket, expectedVersion, wholeLedger: false, (state, _) => decide(state), enclosure, stop);

    /// <summary>The same for a decision that needs the whole ledger (taking back).</summary>
    public Task<Outcome<Changed>> Change(
        TenantId tenant, TicketKey ticket, int? expectedVersion, Func<TicketState, IReadOnlyList<Recorded<TicketFact>>, Outcome<Decision>> decide, Enclosure? enclosure = null, CancellationToken stop = default) =>
        Change(tenant, ticket, expectedVersion, wholeLedger: true, decide, enclosure, stop);

    /// <summary>Opens a ticket: allots its key and number; <paramref name="decide"/> gets the empty state with the key.</summary>
    public async Task<Outcome<Changed>> Open(TenantId tenant, Func<TicketState, Outcome<Decision>> decide, Enclosure? enclosure = null, CancellationToken stop = default)
    {
        enclosure ??= Enclosure.None;
        if (Refused(enclosure) is { } refusal)
        {
            return refusal;
        }

        return await Settle(async () =>
        {
            var key = new TicketKey(await Counters.NextId(stop));
            var ahead = await Counters.NumberAhead(tenant, stop);
            return await Database.Write(
                async session =>
                {
                    if (await Earlier(session, tenant, enclosure) is { } earlier)
                    {
                        return earlier;
                    }

                    var decided = decide(new TicketState { Key = key });
                    if (decided.IsRefused)
                    {
                        return decided.Refusal!;
                    }

                    var number = ahead ?? await Counters.NumberWithin(session, tenant);
                    return await Append(session, new Changed(tenant, key, number, decided.Value), enclosure);
                },
                stop);
        });
    }

    /// <summary>
    /// Changes two tickets in one transaction, or neither; without a <paramref name="second"/> it is opened. They are locked in the
    /// order of their keys, so that two such changes never wait for each other. What the second came to is <see cref="Changed.Beside"/>.
    /// </summary>
    public async Task<Outcome<Changed>> ChangeBoth(
        TenantId tenant, TicketKey first, TicketKey? second, int? expectedVersion, Func<TicketState, TicketState, Outcome<Both>> decide, (Enclosure First, Enclosure Second) enclosed,
        CancellationToken stop = default)
    {
        if ((Refused(enclosed.First) ?? Refused(enclosed.Second)) is { } refusal)
        {
            return refusal;
        }

        return await Settle(async () =>
        {
            var other = second ?? new TicketKey(await Counters.NextId(stop));
            return await Database.Write(session => Both(session, tenant, first, other, second is null, expectedVersion, decide, enclosed), stop);
        });
    }

    /// <summary>The ticket as it stands, or null.</summary>
    public Task<TicketState?> Find(TenantId tenant, TicketKey ticket, CancellationToken stop = default) =>
        Database.Read(async session => (await Load(session, tenant, ticket, wholeLedger: false, forUpdate: ""))?.State, stop);

    public Task<IReadOnlyList<Recorded<TicketFact>>> Ledger(TenantId tenant, TicketKey ticket, CancellationToken stop = default) =>
        Database.Read<IReadOnlyList<Recorded<TicketFact>>>(async session => await LedgerReading.Of(session, tenant, ticket), stop);

    private async Task<Outcome<Changed>> Change(
        TenantId tenant, TicketKey ticket, int? expectedVersion, bool wholeLedger,
        Func<TicketState, IReadOnlyList<Recorded<TicketFact>>, Outcome<Decision>> decide, Enclosure? enclosure, CancellationToken stop)
    {
        enclosure ??= Enclosure.None;
        if (Refused(enclosure) is { } refusal)
        {
            return refusal;
        }

        return await Settle(() => Database.Write<Outcome<Changed>>(
            async session =>
            {
                if (await Earlier(session, tenant, enclosure) is { } earlier)
                {
                    return earlier;
                }

                if (await Load(session, tenant, ticket, wholeLedger, session.ForUpdate) is not { } loaded)
                {
                    return TicketRefusals.Unknown;
                }

                if (expectedVersion is { } expected && expected != loaded.State.Version)
                {
                    return StorageRefusals.Stale.Because($"{StorageRefusals.Stale.Message} You saw version {expected}; it is at {loaded.State.Version}.");
                }

                var decided = decide(loaded.State, loaded.Ledger);
                return decided.IsRefused
                    ? decided.Refusal!
                    : await Append(session, new Changed(tenant, ticket, loaded.Number, decided.Value), enclosure);
            },
            stop));
    }

    private async Task<Outcome<Changed>> Both(
        Session session, TenantId tenant, TicketKey first, TicketKey second, bool opens, int? expectedVersion, Func<TicketState, TicketState, Outcome<Both>> decide,
        (Enclosure First, Enclosure Second) enclosed)
    {
        if (await Earlier(session, tenant, enclosed.First) is { } earlier)
        {
            return earlier;
        }

        var loaded = new Dictionary<TicketKey, (TicketState State, long Number)>();
        foreach (var key in new[] { first, second }.Where(key => !opens || key == first).Distinct().Order())
        {
            if (await Load(session, tenant, key, wholeLedger: false, session.ForUpdate) is not { } found)
            {
                return TicketRefusals.Unknown;
            }

            loaded[key] = (found.State, found.Number);
        }

        if (expectedVersion is { } expected && expected != loaded[first].State.Version)
        {
            return StorageRefusals.Stale.Because($"{StorageRefusals.Stale.Message} You saw version {expected}; it is at {loaded[first].State.Version}.");
        }

        var decided = decide(loaded[first].State, opens ? new TicketState { Key = second } : loaded[second].State);
        if (decided.IsRefused)
        {
            return decided.Refusal!;
        }

        var number = opens ? await Counters.NumberWithin(session, tenant) : loaded[second].Number;
        var beside = await Append(session, new Changed(tenant, second, number, decided.Value.Second), enclosed.Second);
        return beside.IsRefused ? beside : await Append(session, new Changed(tenant, first, loaded[first].Number, decided.Value.First, opens ? second : null) { Beside = beside.Value }, enclosed.First);
    }

    private async Task<Outcome<Changed>> Append(Session session, Changed changed, Enclosure enclosure)
    {
        if (!changed.AlreadySo)
        {
            await TicketWriter.Facts(session, changed.Tenant, changed.Ticket, changed.Facts);
            await TicketWriter.Texts(session, changed, enclosure.Texts);
            await TicketWriter.Project(session, changed, enclosure.Texts.LastOrDefault(text => text.Subject is not null)?.Subject);
            await Attachments.Insert(session, changed, enclosure.Files);
        }

        if (Also is { } also)
        {
            await also(session, changed);
        }

        if (changed.Decision.FollowUp is { } asked && enclosure.FollowUp is { } open)
        {
            var key = new TicketKey(await session.NextId());
            var decided = open(asked, new TicketState { Key = key });
            if (decided.IsRefused)
            {
                return decided.Refusal!;
            }

            var followUp = new Changed(changed.Tenant, key, await Counters.NumberWithin(session, changed.Tenant), decided.Value);
            await Append(session, followUp, await FollowUpWords(session, changed, enclosure));
            changed = changed with { FollowUp = key, Beside = followUp };
        }

        if (enclosure.Outbox is { } outbox)
        {
            await Outbox.Queue(session, changed.Tenant, changed.Ticket, outbox(changed));
        }

        if (enclosure.Within is { } within)
        {
            await within(session, changed);
        }

        if (enclosure.Request is { } request)
        {
            await Requests.Keep(session, changed.Tenant, request, request.Answer(changed), changed);
        }

        return changed;
    }

    // Who asked for it is told of it like of any new ticket.
    private static async ValueTask<Enclosure> FollowUpWords(Session session, Changed first, Enclosure enclosure)
    {
        if (enclosure.FollowUpText is not { } text)
        {
            return new Enclosure { Outbox = enclosure.Outbox };
        }

        var subject = text.Subject ?? await session.Text("SELECT subject FROM tickets WHERE tenant = $1 AND ticket = $2", first.Tenant.Value, first.Ticket.Value);
        return new Enclosure { Texts = [text with { Subject = subject }], Outbox = enclosure.Outbox };
    }

    private async Task<(TicketState State, long Number, IReadOnlyList<Recorded<TicketFact>> Ledger)?> Load(
        Session session, TenantId tenant, TicketKey ticket, bool wholeLedger, string forUpdate)
    {
        var rows = await session.Query(
            "SELECT number, version FROM tickets WHERE tenant = $1 AND ticket = $2" + forUpdate,
            reader => (Number: reader.GetInt64(0), Version: reader.GetInt64(1)), tenant.Value, ticket.Value);
        if (rows.Count == 0)
        {
            return null;
        }

        if (!wholeLedger && _cache.Find(tenant, ticket, rows[0].Version) is { } cached)
        {
            return (cached, rows[0].Number, []);
        }

        var ledger = await LedgerReading.Of(session, tenant, ticket);
        return (TicketFold.Of(ticket, ledger), rows[0].Number, ledger);
    }

    private static async ValueTask<Outcome<Changed>?> Earlier(Session session, TenantId tenant, Enclosure enclosure) =>
        enclosure.Request is { } request ? await Requests.Find(session, tenant, request) : null;

    private static Refusal? Refused(Enclosure enclosure)
    {
        foreach (var text in enclosure.FollowUpText is { } followUp ? enclosure.Texts.Append(followUp) : enclosure.Texts)
        {
            if (TextCheck.Check(text) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    // A lost race (same number, same request, same next fact) is taken again: the second look sees what won.
    private async Task<Outcome<Changed>> Settle(Func<Task<Outcome<Changed>>> write)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Counters.Fill(CancellationToken.None);
                var outcome = await write();
                if (!outcome.IsRefused && outcome.Value.Replayed is null)
                {
                    Tell(outcome.Value);
                }

                return outcome;
            }
            catch (StorageException e)
            {
                return e.Refusal;
            }
            catch (Exception e) when (Database.IsUniqueViolation(e))
            {
                if (attempt >= MostTries)
                {
                    return StorageRefusals.Busy;
                }
            }
        }
    }

    private void Tell(Changed changed)
    {
        if (!changed.AlreadySo)
        {
            _cache.Keep(changed.Tenant, changed.State);
            Committed?.Invoke(changed);
        }

        if (changed.Beside is { } beside)
        {
            Tell(beside);
        }
    }
}
