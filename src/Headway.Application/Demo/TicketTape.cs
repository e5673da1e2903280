using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Demo;

/// <summary>
/// A ticket's history as it is being told: each act decided by the domain at its own time, what lapses in between falling
/// as it would have. The result is imported like any other desk's past.
/// </summary>
public sealed class TicketTape(TicketKey key, DeskRules rules)
{
    private readonly List<Recorded<TicketFact>> _facts = [];

    public TicketState State { get; private set; } = new() { Key = key };

    public List<TextDraft> Texts { get; } = [];

    public IReadOnlyList<Recorded<TicketFact>> Facts => _facts;

    /// <summary>What the desk went by then; a desk that changes its ways goes on by others.</summary>
    public DeskRules Rules { get; set; } = rules;

    /// <summary>Time passes up to (not including) the instant.</summary>
    public void Pass(Instant to) => Keep(Lapse.Until(Rules, State, to));

    /// <summary>Decides at that time. A refusal is a fault of the story: it names the act.</summary>
    /// <exception cref="InvalidOperationException">The domain refuses the act.</exception>
    public void Do(Instant at, Decide decide, string what)
    {
        if (Try(at, decide) is { } refusal)
        {
            throw new InvalidOperationException($"{what} at {at}: {refusal.Code} ({State.Status})");
        }
    }

    /// <summary>The same, answering why not.</summary>
    public Refusal? Try(Instant at, Decide decide)
    {
        if (State.Exists)
        {
            Pass(at);
        }

        var decided = decide(Rules, State, at);
        if (decided.IsRefused)
        {
            return decided.Refusal;
        }

        Keep(decided.Value);
        return null;
    }

    /// <summary>A text of the story, kept only when an act carries it.</summary>
    public TextId? Put(TextId id, string? body, string? subject = null)
    {
        if (string.IsNullOrWhiteSpace(body))
        {
            return null;
        }

        Texts.Add(new TextDraft(id, body, Subject: subject));
        return id;
    }

    public ImportedTicket Ticket() => new(State.Key, _facts, Texts);

    private void Keep(Decision decision)
    {
        _facts.AddRange(decision.Facts);
        State = decision.After;
    }
}
