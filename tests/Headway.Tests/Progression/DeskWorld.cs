using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Ledger;
using Headway.Domain.People;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;
using NodaTime.Text;

namespace Headway.Tests.Progression;

/// <summary>
/// One ticket on a desk of two teams, with its ledger, acted upon on a made clock. Time passes before each act, as in a
/// scenario: what lapses before the act's instant has lapsed.
/// </summary>
internal sealed class DeskWorld
{
    public static readonly TeamId Desk = new(1), Network = new(2);
    public static readonly PersonId Sam = new(11), Kim = new(12), Nia = new(13), Ann = new(100), Boss = new(101);
    public static readonly TicketKey Key = new(1042);

    private readonly List<Recorded<TicketFact>> _ledger = [];

    public DeskWorld(WorkCalendar desk, WorkCalendar network, StatusBook? book = null, PrioritisationMode mode = PrioritisationMode.Standard, SubProcesses runs = SubProcesses.All) =>
        Rules = new DeskRules(book ?? StatusBook.Default, new Dictionary<TeamId, Team>
        {
            [Desk] = new(Desk, "Service Desk", true, mode, desk),
            [Network] = new(Network, "Network", false, mode, network),
        })
        { Runs = runs };

    public DeskWorld(WorkCalendar calendar, SubProcesses runs = SubProcesses.All)
        : this(calendar, calendar, runs: runs)
    {
    }

    public DeskRules Rules { get; init; }

    public TicketState State { get; private set; } = new() { Key = Key };

    public Instant Now { get; private set; }

    public IReadOnlyList<Recorded<TicketFact>> Ledger => _ledger;

    public static TextId Words => new(7);

    /// <summary>"2026-03-09 09:00", in UTC.</summary>
    public static Instant At(string text)
    {
        var seconds = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");
        return seconds.Parse(text.Length == 16 ? text + ":00" : text).Value;
    }

    /// <summary>Opens the ticket; the world begins there.</summary>
    public DeskWorld Opened(string at, Priority priority = Priority.P3) => Opened(At(at), priority);

    public DeskWorld Opened(Instant at, Priority priority = Priority.P3)
    {
        Now = at;
        Do(at, new OpenTicket(Actor.Customer(Ann), TicketType.Incident, priority, Desk, Ann, null, Channel.Portal, null).Decide);
        return this;
    }

    public void Pass(Instant to)
    {
        if (State.Exists)
        {
            Append(Lapse.Until(Rules, State, to));
        }

        Now = to.Kept();
    }

    public Outcome<Decision> Do(Instant at, Decide decide)
    {
        Pass(at);
        var outcome = decide(Rules, State, at);
        if (!outcome.IsRefused)
        {
            Append(outcome.Value);
        }

        return outcome;
    }

    public DeskWorld Did(string at, Decide decide)
    {
        var outcome = Do(At(at), decide);
        return outcome.IsRefused ? throw new InvalidOperationException($"{at}: {outcome.Refusal!.Code}") : this;
    }

    public DeskWorld Progressed(string at, StatusCode status, bool reply = true, Instant? due = null, PersonId? by = null) =>
        Did(at, new Progress(by ?? Sam, status, reply ? Words : null, reply ? null : Words, due).Decide);

    public DeskWorld Wrote(string at, Intent intent = Intent.Information) =>
        Did(at, new CustomerMessage(Ann, intent, Channel.Mail, Words).Decide);

    public WorkCalendar CalendarOf(TeamId team) => Rules.CalendarOf(team);

    private void Append(Decision decision)
    {
        _ledger.AddRange(decision.Facts);
        State = decision.After;
    }
}

/// <summary>A state written out with everything in it, so that two can be compared.</summary>
internal static class Spelled
{
    public static string Out(TicketState state) => string.Join('\n', new[]
    {
        (state with
        {
            Activities = [], Chases = [], Targets = [], ResolutionClock = [], ResponseClock = [], Attempts = [], Touches = [], Watchers = [], Tags = [], Links = [],
            Slots = [], Appointments = [], Lessons = [], Claims = [], RuleActs = [], Joined = [], Splits = [], Approvals = [], Ratings = [], TimeSpent = [],
        }).ToString(),
        Lines(state.Slots), Lines(state.Appointments), Lines(state.Lessons), Lines(state.Claims),
        Lines(state.Activities), Lines(state.ResolutionClock), Lines(state.ResponseClock), Lines(state.Attempts), Lines(state.Touches),
        Lines(state.Watchers.OrderBy(person => person.Value)), Lines(state.Tags.Order()), Lines(state.Links), Lines(state.Chases), Lines(state.Targets), Lines(state.RuleActs), Lines(state.Joined), Lines(state.Splits), Lines(state.Approvals), Lines(state.Ratings), Lines(state.TimeSpent),
    });

    private static string Lines<T>(IEnumerable<T> items) => string.Join('\n', items.Select(item => item!.ToString()).Prepend(typeof(T).Name));
}
