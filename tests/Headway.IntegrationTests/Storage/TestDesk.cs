using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Ledger;
using Headway.Domain.People;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;
using Shouldly;

namespace Headway.IntegrationTests.Storage;

/// <summary>A small desk on the store: two teams on weekdays 9 to 17, and acts in one line each.</summary>
internal sealed class TestDesk(Database database, long tenant = 1)
{
    public static readonly TeamId ServiceDesk = new(1), Network = new(2);
    public static readonly PersonId Sam = new(11), Kim = new(12), Ann = new(21);

    /// <summary>A Monday, 9:00.</summary>
    public static readonly Instant Monday = Instant.FromUtc(2026, 3, 2, 9, 0);

    public static readonly DeskRules Rules = MakeRules();

    public TicketStore Store { get; } = new(database);

    public TenantId Tenant { get; } = new(tenant);

    public async Task<Changed> Open(string subject = "Printer on ward 3 is silent", string body = "It worked yesterday.", Instant? at = null, Enclosure? enclosure = null)
    {
        var outcome = await TryOpen(subject, body, at, enclosure);
        outcome.Refusal.ShouldBeNull();
        return outcome.Value;
    }

    public async Task<Outcome<Changed>> TryOpen(string subject, string body, Instant? at = null, Enclosure? enclosure = null)
    {
        var text = await Store.Counters.NextText();
        return await Store.Open(
            Tenant,
            state => new OpenTicket(Actor.Customer(Ann), TicketType.Incident, Priority.P3, ServiceDesk, Ann, null, Channel.Portal, text).Decide(Rules, state, at ?? Monday),
            (enclosure ?? Enclosure.None) with { Texts = [new TextDraft(text, body, Subject: subject)] });
    }

    public async Task<Outcome<Changed>> Note(TicketKey ticket, string words, Instant? at = null, int? expected = null, Enclosure? enclosure = null, StatusCode? status = null)
    {
        var text = await Store.Counters.NextText();
        return await Store.Change(
            Tenant, ticket, expected,
            state => new Progress(Sam, status ?? StatusCode.InProgress, Note: text).Decide(Rules, state, at ?? Monday + Duration.FromMinutes(5)),
            (enclosure ?? Enclosure.None) with { Texts = [new TextDraft(text, words)] });
    }

    public async Task<Outcome<Changed>> Reply(TicketKey ticket, string words, StatusCode status, Instant? at = null)
    {
        var text = await Store.Counters.NextText();
        return await Store.Change(
            Tenant, ticket, null,
            state => new Progress(Sam, status, Reply: text).Decide(Rules, state, at ?? Monday + Duration.FromMinutes(5)),
            new Enclosure { Texts = [new TextDraft(text, words)] });
    }

    public Task<Outcome<Changed>> Resolve(TicketKey ticket, Instant at) => Reply(ticket, "Solved: a new cable.", StatusCode.Resolved, at);

    private static DeskRules MakeRules()
    {
        IReadOnlyList<Span> hours = [Span.Parse("09:00-17:00").Value];
        var week = new[] { IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday }.ToDictionary(day => day, _ => hours);
        var calendar = WorkCalendar.Create("main", 1, DateTimeZone.Utc, week, new Dictionary<LocalDate, DayOverride>()).Value;
        return new DeskRules(
            StatusBook.Default,
            new Dictionary<TeamId, Team>
            {
                [ServiceDesk] = new(ServiceDesk, "Service Desk", true, PrioritisationMode.Standard, calendar),
                [Network] = new(Network, "Network", false, PrioritisationMode.Standard, calendar),
            });
    }
}
