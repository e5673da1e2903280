using Headway.Domain;
using Headway.Domain.Appointments;
using Headway.Domain.Automation;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Rota;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Scenarios;

/// <summary>
/// A whole tenant in memory on a made clock: the real domain, names in place of accounts. People are short names for
/// staff, addresses for customers; tickets have the names that the scenario gives them.
/// </summary>
public sealed class ScenarioDesk(DeskSettings settings)
{
    private const long FirstCustomer = 100_000;

    private readonly Dictionary<string, PersonId> _customers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<PersonId, string> _customerNames = [];
    private readonly Dictionary<string, ServiceId> _services = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, TicketKey> _keys = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly List<Absence> _absences = [];
    private readonly SortedDictionary<TicketKey, TicketState> _tickets = [];

    // Every state that is kept is entered with its next lapse; an entry that a later state has overtaken is passed over.
    private readonly PriorityQueue<TicketKey, (Instant At, TicketKey Ticket)> _wakes = new();
    private readonly Dictionary<TicketKey, Recorded<TicketFact>> _heard = [];
    private long _texts;

    public DeskSettings Settings { get; } = settings;

    public DeskRules Rules { get; } = settings.Rules;

    /// <summary>Tickets in the order in which they were opened.</summary>
    public IReadOnlyCollection<TicketState> Tickets => _tickets.Values;

    public string NameOf(TicketKey key) => _names[(int)key.Value - 1];

    public string NameOf(PersonId person) =>
        Settings.StaffNames.TryGetValue(person, out var name) ? name : _customerNames[person];

    public TicketState this[TicketKey key] => _tickets[key];

    public TicketState? Find(string ticket) => _keys.TryGetValue(ticket, out var key) ? _tickets[key] : null;

    /// <summary>The zone in which a date on the ticket's line is meant.</summary>
    public DateTimeZone ZoneOf(string ticket) => Find(ticket) is { } state ? Rules.CalendarOf(state.Team).Zone : DateTimeZone.Utc;

    /// <summary>Who is away, as the lines so far said.</summary>
    public PublishedRota Rota => Settings.Rota.With(new Absences(_absences));

    public void Away(Absence absence) => _absences.Add(absence);

    /// <summary>Every agreed time that stands.</summary>
    public IReadOnlyList<Busy> Busy() =>
        [.. _tickets.Values.SelectMany(state => state.Appointments.Where(kept => kept.IsOpen).Select(kept => new Busy(kept.With, kept.Start, kept.End, state.Key)))];

    public PersonId? Staff(string name) => Settings.Staff.TryGetValue(name, out var person) ? person : null;

    public TeamId? Team(string name) => Settings.TeamNames.TryGetValue(name, out var team) ? team : null;

    public PersonId Customer(string address)
    {
        if (!_customers.TryGetValue(address, out var person))
        {
            _customers[address] = person = new PersonId(FirstCustomer + _customers.Count);
            _customerNames[person] = address;
        }

        return person;
    }

    public ServiceId Service(string name)
    {
        if (!_services.TryGetValue(name, out var service))
        {
            _services[name] = service = new ServiceId(_services.Count + 1);
        }

        return service;
    }

    /// <summary>A text is only ever asked whether it is there: the scenario keeps none.</summary>
    public TextId? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : new TextId(++_texts);

    /// <summary>Time passes on every ticket up to (not including) the instant.</summary>
    public void Pass(Instant to)
    {
        while (_wakes.TryPeek(out var key, out var wakes) && wakes.At < to)
        {
            _wakes.Dequeue();
            if (_tickets[key] is { } state && state.WakesAt < to)
            {
                Keep(Lapse.Until(Rules, state, to).After);
            }
        }
    }

    public Refusal? Open(string name, Decide decide, Instant now)
    {
        if (_keys.ContainsKey(name))
        {
            return TicketRefusals.Exists;
        }

        var key = new TicketKey(_names.Count + 1);
        var decision = decide(Rules, new TicketState { Key = key }, now);
        if (decision.IsRefused)
        {
            return decision.Refusal;
        }

        _names.Add(name);
        _keys[name] = key;
        Keep(decision.Value.After);
        return null;
    }

    public Refusal? Change(string ticket, Decide decide, Instant now)
    {
        if (Find(ticket) is not { } state)
        {
            return TicketRefusals.Unknown.Because($"There is no ticket {ticket}.");
        }

        if (state.Merged is not null)
        {
            return TicketRefusals.Merged;
        }

        var decision = decide(Rules, state, now);
        if (decision.IsRefused)
        {
            return decision.Refusal;
        }

        Keep(decision.Value.After);
        Hear(decision.Value);
        Follow(decision.Value, now);
        return decision.Value.FollowUp is { } followUp ? OpenFollowUp(ticket, followUp, now) : null;
    }

    /// <summary>The ticket in which a merged one goes on; itself when it stands alone.</summary>
    public string Survivor(string ticket) => Find(ticket)?.Merged is { } merger ? Survivor(NameOf(merger.Into)) : ticket;

    /// <summary>One decision on two tickets.</summary>
    public Refusal? Together(string ticket, string other, DecideBoth decide, Instant now)
    {
        if (Find(ticket) is not { } first || Find(other) is not { } second)
        {
            return TicketRefusals.Unknown;
        }

        var both = decide(Rules, first, second, now);
        if (both.IsRefused)
        {
            return both.Refusal;
        }

        Keep(both.Value.First.After);
        Keep(both.Value.Second.After);
        return null;
    }

    /// <summary>The last message of the ticket's customer becomes a ticket of that name.</summary>
    public Refusal? Split(string ticket, string name, PersonId by, Instant now)
    {
        if (_keys.ContainsKey(name))
        {
            return TicketRefusals.Exists;
        }

        if (Find(ticket) is not { } state || !_heard.TryGetValue(state.Key, out var said))
        {
            return MergeRefusals.NotAMessage;
        }

        var key = new TicketKey(_names.Count + 1);
        var both = new Split(by, said, new TextId(++_texts)).Decide(Rules, state, new TicketState { Key = key }, now);
        if (both.IsRefused)
        {
            return both.Refusal;
        }

        _names.Add(name);
        _keys[name] = key;
        Keep(both.Value.First.After);
        Keep(both.Value.Second.After);
        return null;
    }

    private void Hear(Decision decision)
    {
        if (decision.Facts.LastOrDefault(recorded => recorded.Fact is CustomerWrote) is { } said)
        {
            _heard[decision.After.Key] = said;
        }
    }

    // What waits for a change or problem is tied from both ends, and follows it at the same instant.
    private void Follow(Decision decision, Instant now)
    {
        foreach (var tie in decision.Facts.Select(recorded => recorded.Fact).OfType<Linked>().Where(tie => tie.Kind == LinkKind.WaitsFor))
        {
            Keep(new Annotate(Actor.Automation, [new Linked(decision.After.Key, LinkKind.AwaitedBy)]).Decide(Rules, _tickets[tie.Other], now).Value.After);
        }

        if (decision.Facts.Any(recorded => FollowLink.Concerns(decision.After, recorded.Fact)))
        {
            foreach (var (waiting, _) in decision.After.Links.Where(link => link.Kind == LinkKind.AwaitedBy))
            {
                var followed = new FollowLink(decision.After.Key, decision.After.HasEnded, decision.After.PlannedFor).Decide(Rules, _tickets[waiting], now);
                Keep(followed.IsRefused ? _tickets[waiting] : followed.Value.After);
            }
        }
    }

    private void Keep(TicketState state)
    {
        _tickets[state.Key] = state;
        if (state.WakesAt is { } at)
        {
            _wakes.Enqueue(state.Key, (at, state.Key));
        }
    }

    private Refusal? OpenFollowUp(string ticket, FollowUpRequested asked, Instant now)
    {
        var number = 2;
        while (_keys.ContainsKey($"{ticket}/{number}"))
        {
            number++;
        }

        return Open($"{ticket}/{number}", OpenTicket.For(asked).Decide, now);
    }
}
