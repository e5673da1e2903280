using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Mail;
using Headway.Application.Notifications;
using Headway.Application.Storage;
using Headway.Application.Webhooks;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;

namespace Headway.Application.Tickets;

/// <summary>
/// One act asked of a ticket: by whom, on which number people see, on which version they saw it (null: whatever stands),
/// and the key under which the same request has one effect.
/// </summary>
public sealed record ActOn(Caller Caller, long Number, int? Version = null, RequestKey? Key = null)
{
    /// <summary>What was meant for a ticket that goes on as part of another is meant for that one: a customer's words are never lost.</summary>
    public bool Follows { get; init; }

    /// <summary>
    /// Only what somebody did makes <see cref="Version"/> an old one. A due that passes while a person writes asks them nothing:
    /// there are no two versions to look at.
    /// </summary>
    public bool ForgivesClock { get; init; }

    /// <summary>By a person who has the ticket before their eyes, as it stood at <paramref name="version"/>.</summary>
    public static ActOn Seen(Caller caller, long number, int version) => new(caller, number, version) { ForgivesClock = true };
}

/// <summary>An act's own texts and files, put down before it is decided and kept with it in one transaction.</summary>
public sealed class ActWords(Counters counters)
{
    public List<TextDraft> Texts { get; } = [];

    public List<AttachmentDraft> Files { get; } = [];

    public List<PersonId> Mentioned { get; } = [];

    /// <summary>What a ticket that has to be opened beside this one begins with; unused when none is. Without a subject it takes this one's.</summary>
    public TextDraft? Beside { get; set; }

    /// <summary>Anything else that stands or falls with the act, in its transaction. May run more than once.</summary>
    public Func<Session, Changed, Task>? Within { get; set; }

    /// <summary>No mail says that a need has arrived: a machine raised it, or its sender was told lately.</summary>
    public bool Unacknowledged { get; set; }

    /// <summary>Puts a text down; null for none. Blank text is none.</summary>
    public async Task<TextId?> Put(string? body, string? html = null, string? subject = null)
    {
        if (string.IsNullOrWhiteSpace(body) && subject is null)
        {
            return null;
        }

        var id = await counters.NextText();
        Texts.Add(new TextDraft(id, body, html, subject));
        return id;
    }
}

/// <summary>
/// The way every use case takes to a ticket: what the caller may not see is not found, what has lapsed falls first, then
/// the domain decides; mail, notifications and put-away drafts stand or fall with the facts.
/// </summary>
public sealed class TicketActs(TicketStore store, DeskRulesCache rules, DeskClock clock)
{
    public Counters Counters => store.Counters;

    /// <summary>The desk's now, of the caller's tenant.</summary>
    public NodaTime.Instant Now(Caller caller) => clock.Now(caller.Tenant);

    public async Task<Outcome<Changed>> Do(ActOn on, Permission need, ActWords words, Decide decide, CancellationToken stop = default)
    {
        if (on.Caller.Denies(need) is { } no)
        {
            return no;
        }

        if (await TicketLookup.Find(store.Database, on.Caller, on.Number, stop) is not { } ticket)
        {
            return TicketRefusals.Unknown;
        }

        var desk = await rules.Of(on.Caller.Tenant, stop);
        var now = clock.Now(on.Caller.Tenant);
        var (meant, version) = (ticket, on.Version);
        while (true)
        {
            var done = await store.Change(
                on.Caller.Tenant, meant, version, state => Decision.AfterLapse(desk, state, now, decide), Enclose(on, words, desk, now), stop);
            if (on.ForgivesClock && version is { } seen && done.Refusal?.Code == StorageRefusals.Stale.Code && await PassedBy(on.Caller.Tenant, meant, seen, stop) is { } passed)
            {
                version = passed;
                continue;
            }

            // It may have gone on as part of another while this was written.
            if (!on.Follows || done.Refusal is not { Kind: RefusalKind.Conflict } || await MergedTickets.Next(store, on.Caller, meant, stop) is not { } next)
            {
                return done;
            }

            (meant, version) = (next, null);
        }
    }

    // The version that stands when nobody but the clock and the rules has acted since; null when somebody has.
    private async Task<int?> PassedBy(TenantId tenant, TicketKey ticket, int seen, CancellationToken stop)
    {
        var last = await store.Database.Read(
            session => session.Number(
                "SELECT CASE WHEN count(CASE WHEN actor <> 'automation' THEN 1 END) = 0 THEN coalesce(max(seq), 0) ELSE 0 END FROM facts WHERE tenant = $1 AND ticket = $2 AND seq > $3",
                tenant.Value, ticket.Value, (long)seen).AsTask(),
            stop);
        return last > seen ? (int)last : null;
    }

    /// <summary>One act on two tickets that the caller may both see, or (<paramref name="other"/> null) on one and a new one beside it.</summary>
    public async Task<Outcome<Changed>> Together(ActOn on, long? other, (ActWords Here, ActWords There) words, DecideBoth decide, CancellationToken stop = default)
    {
        if (on.Caller.Denies(Permission.ActOnTickets) is { } no)
        {
            return no;
        }

        var second = other is { } number ? await TicketLookup.Find(store.Database, on.Caller, number, stop) : null;
        if (await TicketLookup.Find(store.Database, on.Caller, on.Number, stop) is not { } first || other is not null && second is null)
        {
            return TicketRefusals.Unknown;
        }

        var desk = await rules.Of(on.Caller.Tenant, stop);
        var now = clock.Now(on.Caller.Tenant);
        return await store.ChangeBoth(
            on.Caller.Tenant, first, second, on.Version, (one, two) => Decision.BothAfterLapse(desk, one, two, now, decide),
            (Enclose(on, words.Here, desk, now), Enclose(on with { Key = null }, words.There, desk, now)), stop);
    }

    public async Task<Outcome<Changed>> Open(Caller caller, Permission need, ActWords words, Decide decide, RequestKey? key, CancellationToken stop = default)
    {
        if (caller.Denies(need) is { } no)
        {
            return no;
        }

        var desk = await rules.Of(caller.Tenant, stop);
        var now = clock.Now(caller.Tenant);
        return await store.Open(caller.Tenant, state => decide(desk, state, now), Enclose(new ActOn(caller, 0, Key: key), words, desk, now), stop);
    }

    /// <summary>
    /// What somebody was asked on a ticket that need not exist for them otherwise. Why they may is the use case's to check, on the
    /// state itself.
    /// </summary>
    internal async Task<Outcome<Changed>> Asked(Caller caller, TicketKey ticket, ActWords words, Decide decide, RequestKey? key = null, CancellationToken stop = default)
    {
        var desk = await rules.Of(caller.Tenant, stop);
        var now = clock.Now(caller.Tenant);
        return await store.Change(
            caller.Tenant, ticket, null, state => Decision.AfterLapse(desk, state, now, decide), Enclose(new ActOn(caller, 0, Key: key), words, desk, now), stop);
    }

    /// <summary>Takes a touch back: its mail never leaves, nobody elsewhere is told, the rows are as they were.</summary>
    public async Task<Outcome<Changed>> Undo(ActOn on, int from, int to, CancellationToken stop = default)
    {
        if (await TicketLookup.Find(store.Database, on.Caller, on.Number, stop) is not { } ticket)
        {
            return TicketRefusals.Unknown;
        }

        var now = clock.Now(on.Caller.Tenant);
        var enclosure = new Enclosure
        {
            Request = on.Key,
            Within = async (session, changed) =>
            {
                foreach (var key in MailDrafts.Keys(changed.Ticket, from, to).Concat(WebhookQueue.Keys(changed.Ticket, from, to)))
                {
                    await Outbox.Cancel(session, changed.Tenant, key);
                }
            },
        };
        return await store.Change(
            on.Caller.Tenant, ticket, null, (state, ledger) => new Withdraw(on.Caller.Person, from, to).Decide(state, ledger, now), enclosure, stop);
    }

    private Enclosure Enclose(ActOn on, ActWords words, DeskRules desk, NodaTime.Instant now)
    {
        var wall = clock.Wall();
        return new Enclosure
        {
            Texts = words.Texts,
            Files = words.Files,
            Request = on.Key,
            Outbox = changed => MailDrafts.Of(changed, wall, acknowledges: !words.Unacknowledged, asksHow: desk.Runs.HasFlag(SubProcesses.Appointments)),
            FollowUp = (asked, state) => OpenTicket.For(asked, words.Beside?.Id).Decide(desk, state, now),
            FollowUpText = words.Beside,
            Within = async (session, changed) =>
            {
                // A use case that forgot whose hands it is in would credit a person with what a machine did.
                if (on.Caller.Machine && changed.Facts.Any(recorded => recorded.By == Domain.Ledger.Actor.Staff(on.Caller.Person)))
                {
                    throw new InvalidOperationException("A machine's act would be written as a person's.");
                }

                await NotificationDrafts.Insert(session, store.Counters, changed, NotificationDrafts.Of(changed, words.Mentioned), now.ToUnixTimeMilliseconds());
                await LeadAlerts.Insert(session, store.Counters, changed, now.ToUnixTimeMilliseconds());
                await CopiedPeople.Queue(session, changed, wall);
                await Predictions.Keep(session, changed);
                await session.Do(
                    "DELETE FROM drafts WHERE tenant = $1 AND person = $2 AND ticket = $3",
                    changed.Tenant.Value, on.Caller.Person.Value, changed.Ticket.Value);
                if (words.Within is { } more)
                {
                    await more(session, changed);
                }
            },
        };
    }
}
