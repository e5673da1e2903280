using Headway.Application.Access;
using Headway.Application.Chases;
using Headway.Application.Desk;
using Headway.Application.Outages;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Chases;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Tickets;

/// <summary>A text as it may be shown; null body when it was erased.</summary>
public sealed record ShownText(string? Body, string? Html);

public sealed record ShownFile(long Id, long? Text, string Name, string MediaType, long Length, bool Inline);

public sealed record PersonCard(
    PersonId Id, string Name, string? Email, string? Phone, string? Place, string? Department, string? Organisation, string? Zone, string? Language,
    bool Vip, string? Reach, bool IsStaff)
{
    /// <summary>Whom they report to; null where nobody has said.</summary>
    public PersonNamed? Manager { get; init; }

    /// <summary>Who acts for them; null where nobody has said.</summary>
    public PersonNamed? Assistant { get; init; }
}

/// <summary>Somebody by name, with the address that mail reaches them at.</summary>
public sealed record PersonNamed(string Name, string? Email);

public sealed record OtherTicket(long Number, string Subject, string Status, Instant Opened, LinkKind? Link = null, TicketKey? Key = null);

public sealed record Looker(PersonId Person, string Name, string Doing);

/// <summary>
/// Everything a ticket's page says, for this caller: what a customer may not read is not in it. Clocks are business time.
/// </summary>
public sealed record TicketPage(
    long Number,
    string Subject,
    TicketState State,
    IReadOnlyList<StoryEntry> Story,
    IReadOnlyDictionary<long, ShownText> Texts,
    IReadOnlyList<ShownFile> Files,
    IReadOnlyDictionary<PersonId, string> Names,
    PersonCard Requester,
    IReadOnlyList<OtherTicket> OtherTickets,
    IReadOnlyList<OtherTicket> Links,
    IReadOnlyList<string> Tags,
    IReadOnlyList<Looker> Lookers,
    string? Service,
    WorkingTime ResponseUsed,
    WorkingTime ResponseTarget,
    WorkingTime ResolutionUsed,
    WorkingTime? CompletionTarget,
    WorkingTime Paused,
    DeskRules Rules,
    Instant Now)
{
    /// <summary>The service as the caller reads it; its own name is <see cref="Service"/>.</summary>
    public string? ServiceSaid { get; init; }

    /// <summary>What a review of the open chase goes by; null when there is none, or the reader is a customer.</summary>
    public ChaseEvidence? Chase { get; init; }

    /// <summary>The open major incident this may be, the next ticket like this one when it is itself the cause, and what hangs on it.</summary>
    public Outage? MayBe { get; init; }

    public OtherTicketLike? Like { get; init; }

    public Hanging? Hanging { get; init; }

    /// <summary>Tickets that go on as part of this one, as far as the reader may see them.</summary>
    public IReadOnlyList<MergedTicket> Merged { get; init; } = [];

    /// <summary>What it is about, as the reader reads it; null for none.</summary>
    public string? Category { get; init; }

    /// <summary>The form of its service with what was answered, as far as the reader is told.</summary>
    public Intake.TicketIntake Intake { get; init; } = Application.Intake.TicketIntake.None;

    /// <summary>Open tickets that may be about the same thing; for support only.</summary>
    public IReadOnlyList<AlikeTicket> Alike { get; init; } = [];

    /// <summary>The customer's own ticket goes on as part of another person's: the page shows only what was written there since.</summary>
    public bool ReadsAlong { get; init; }

    /// <summary>Whom the customer copied in their mails; for support only.</summary>
    public IReadOnlyList<Mail.CopiedPerson> Copied { get; init; } = [];

    /// <summary>When and how the requester was spoken to last; null when never, and for a reader who is a customer.</summary>
    public Reached? SpokenTo { get; init; }

    /// <summary>Chases by the requester in the last 90 days, this ticket's included.</summary>
    public int ChasesOfRequester { get; init; }

    /// <summary>The names of the rules that acted on it, by their ids as the story has them.</summary>
    public IReadOnlyDictionary<string, string> RuleNames { get; init; } = new Dictionary<string, string>();

    /// <summary>The rule that said an entry of the story; null for the clock's own.</summary>
    public string? RuleOf(StoryEntry entry) =>
        Story.LastOrDefault(other => other.Kind == StoryKind.Rule && other.ActFrom == entry.ActFrom) is { Reason: { } rule } && RuleNames.TryGetValue(rule, out var name) ? name : null;

    /// <summary>How long was worked on it, as far as the reader is told; nothing for customers.</summary>
    public TimeOnTicket Time { get; init; } = TimeOnTicket.None;

    /// <summary>How often the customer looked and rang since our last word; none where nothing is counted.</summary>
    public SignsSeen Signs { get; init; } = SignsSeen.None;

    /// <summary>The queue it is in, where the team works by queues; null where it is in none.</summary>
    public string? Queue { get; init; }

    public string NameOf(PersonId person) => Names.TryGetValue(person, out var name) ? name : "?";
}

/// <summary>Reads one ticket whole, through what the caller may see.</summary>
public sealed class TicketPageQuery(Database database, DeskRulesCache rules, DeskClock clock)
{
    public async Task<Outcome<TicketPage>> Read(Caller caller, long number, CancellationToken stop = default)
    {
        var desk = await rules.Of(caller.Tenant, stop);
        var now = clock.Now(caller.Tenant);
        return await database.Snapshot<Outcome<TicketPage>>(
            async session =>
            {
                if (await TicketLookup.Find(session, caller, number) is not { } key)
                {
                    return TicketRefusals.Unknown;
                }

                var survivor = await MergedTickets.Survivor(session, caller.Tenant, key);
                return survivor == key ? await Page(session, caller, number, key, desk, now)
                    : await MergedTickets.Sees(session, caller, survivor) ? await Page(session, caller, await TicketLookup.Number(session, caller.Tenant, survivor) ?? 0, survivor, desk, now)
                    : await Page(session, caller, number, key, desk, now, caller.IsStaff ? null : survivor);
            },
            stop);
    }

    // With "along" the customer reads an own ticket that goes on as part of another person's: what is next is told from there, and
    // of its words only what was written since.
    private static async Task<TicketPage> Page(Session session, Caller caller, long number, TicketKey key, DeskRules desk, Instant now, TicketKey? along = null)
    {
        var tenant = caller.Tenant.Value;
        var ledger = await LedgerReading.Of(session, caller.Tenant, along ?? key);
        var state = Lapse.Until(desk, TicketFold.Of(along ?? key, ledger), now).After;
        var merged = along is not null ? await MergedTickets.Own(session, caller, key) : state.Joined.IsEmpty ? [] : await MergedTickets.Into(session, caller, key);
        var told = await MergedStory.Of(session, caller, ledger, merged, along is null ? null : key);
        var story = told.Where(entry => caller.IsStaff || entry.CustomerVisible).ToList();
        var shown = story.Select(entry => entry.Text?.Value).OfType<long>().ToHashSet();
        var subject = await session.Text("SELECT subject FROM tickets WHERE tenant = $1 AND ticket = $2", tenant, key.Value) ?? "";
        var sources = string.Join(", ", merged.Select(one => one.Key).Append(along ?? key).Select(one => one.Value));
        var texts = await session.Query(
            $"SELECT id, body, html FROM texts WHERE tenant = $1 AND ticket IN ({sources})",
            row => (Id: row.GetInt64(0), Text: new ShownText(row.TextOrNull(1), row.TextOrNull(2))), tenant);
        var files = await session.Query(
            $"SELECT id, text, name, media_type, length, inline FROM attachments WHERE tenant = $1 AND ticket IN ({sources}) ORDER BY id",
            row => new ShownFile(row.GetInt64(0), row.LongOrNull(1), row.TextOrNull(2) ?? "", row.GetString(3), row.GetInt64(4), row.GetBoolean(5)), tenant);
        var target = desk.Statuses.ResponseTarget(state.Priority, state.Service);
        var service = await TicketPageParts.Service(session, caller, state.Service);
        var others = await TicketPageParts.Others(session, caller, state);
        return new TicketPage(
            number, subject, state, story,
            texts.Where(text => shown.Contains(text.Id)).ToDictionary(text => text.Id, text => text.Text),
            [.. files.Where(file => file.Text is { } text ? shown.Contains(text) : caller.IsStaff)],
            await TicketPageParts.Names(session, caller, state, story),
            await TicketPageParts.Card(session, caller.Tenant, state.Requester),
            others,
            caller.IsStaff ? await TicketPageParts.Links(session, caller, state) : [],
            caller.IsStaff ? await TicketPageParts.Tags(session, caller.Tenant, key) : [],
            caller.IsStaff ? await TicketPageParts.Lookers(session, caller, key, now) : [],
            service?.Name,
            TicketClocks.ResponseUsed(state, desk.CalendarOf, now),
            target,
            TicketClocks.ResolutionUsed(state, desk.CalendarOf, now),
            desk.Statuses.CompletionTarget(state.Priority, state.Service),
            TicketClocks.Paused(state, desk.CalendarOf, now),
            desk,
            now)
        {
            Merged = merged,
            ReadsAlong = along is not null,
            Category = state.Category is { } category && caller.IsStaff ? (await Categories.Rows(session, caller.Tenant)).Find(one => one.Id == category)?.In(caller.Language) : null,
            Intake = along is null ? await Application.Intake.TicketAnswers.Intake(session, caller, key, state.Service) : Application.Intake.TicketIntake.None,
            Alike = caller.IsStaff ? await AlikeTickets.Beside(session, caller, state, subject, now) : [],
            RuleNames = story.Any(entry => entry.Kind == StoryKind.Rule) ? await TicketPageParts.RuleNames(session, caller.Tenant) : new Dictionary<string, string>(),
            ServiceSaid = service?.Said,
            SpokenTo = caller.IsStaff ? await TicketPageParts.SpokenTo(session, caller.Tenant, state.Requester, ledger, others) : null,
            Time = caller.IsStaff ? await TimeOf.Read(session, caller, state) : TimeOnTicket.None,
            Queue = caller.IsStaff ? await TicketPageParts.Queue(session, caller.Tenant, desk, state) : null,
            Chase = caller.IsStaff && state.OpenChase is { } chase ? ChaseEvidence.Of(desk, state, ledger, chase) : null,
            MayBe = caller.IsStaff ? await OutageQuery.Like(session, caller, state, subject) : null,
            Like = caller.IsStaff ? await OutageQuery.NextLike(session, caller, state, subject) : null,
            Copied = caller.IsStaff ? await Mail.CopiedPeople.Of(session, caller.Tenant, key) : [],
            Signs = caller.IsStaff ? await EarlySigns.Of(session, caller.Tenant, desk, state, Calls(state, story)) : SignsSeen.None,
            Hanging = caller.IsStaff ? await OutageQuery.On(session, caller.Tenant, state) : null,
            ChasesOfRequester = caller.IsStaff ? (int)(await session.Number(
                "SELECT count(*) FROM chases WHERE tenant = $1 AND person = $2 AND opened > $3 AND (finding IS NULL OR finding <> 'NotAChase')",
                tenant, state.Requester.Value, (now - Duration.FromDays(90)).ToUnixTimeMilliseconds()) ?? 0) : 0,
        };
    }

    // Calls that somebody of support took since our last word.
    private static int Calls(TicketState state, IReadOnlyList<StoryEntry> story) =>
        story.Count(entry => entry is { Kind: StoryKind.CustomerMessage, Channel: Channel.Phone } && entry.At > (state.LastReplyAt ?? state.Opened));
}
