using Headway.Domain;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;

namespace Headway.Application.Demo;

/// <summary>Who acts and what is said in the tickets that are told by rule; the same seed always tells the same desk.</summary>
internal sealed class DemoCast(DemoPeople people, DemoPhrases phrases, Func<TextId> nextText, int seed)
{
    public Random Chance { get; } = new(seed);

    public DemoPeople People { get; } = people;

    public (PersonId Person, string Language) Customer() => People.Customers[Chance.Next(People.Customers.Count)];

    /// <summary>The member of the team whom a pseudonym of the log stands for; somebody of the team without one.</summary>
    public PersonId Member(TeamId team, string? pseudonym = null)
    {
        var members = People.Members[team];
        return members[pseudonym is null ? Chance.Next(members.Count) : Math.Abs(Stable(pseudonym)) % members.Count];
    }

    public PersonId By(TicketState state, string? pseudonym = null) =>
        pseudonym is null && state.Owner is { } owner && People.Members[state.Team].Contains(owner) ? owner : Member(state.Team, pseudonym);

    public bool Happens(double share) => Chance.NextDouble() < share;

    /// <summary>A message of that part of a conversation, signed by who acts and addressed to who asked.</summary>
    public TextId Say(TicketTape tape, string category, string language, string part, PersonId? by = null)
    {
        var agent = by ?? tape.State.Owner ?? Member(tape.State.Team);
        return tape.Put(nextText(), phrases.Say(category, language, part, Chance, Names(tape.State.Requester, agent, language)))!.Value;
    }

    public TextId Ask(TicketTape tape, string category, string language, PersonId customer)
    {
        var (subject, text) = phrases.Open(category, language, Chance, Names(customer, customer, language));
        return tape.Put(nextText(), text, subject)!.Value;
    }

    private Dictionary<string, string> Names(PersonId customer, PersonId agent, string language) => new()
    {
        ["first"] = People.FirstName(customer),
        ["agent"] = People.FirstName(agent),
        ["team"] = language == "de" ? "der Technik" : "engineering",
        ["date"] = language == "de" ? "dem Monatsende" : "the end of the month",
    };

    public Channel Channel() => Chance.NextDouble() switch
    {
        < 0.45 => Domain.Tickets.Channel.Portal,
        < 0.8 => Domain.Tickets.Channel.Mail,
        < 0.95 => Domain.Tickets.Channel.Phone,
        _ => Domain.Tickets.Channel.Chat,
    };

    public string Category(string code) => phrases.Categories[Math.Abs(Stable(code)) % phrases.Categories.Count];

    public ServiceId? Service(string category) => People.ServiceOfCategory.TryGetValue(category, out var service) ? service : null;

    // string.GetHashCode differs from run to run.
    private static int Stable(string text) => text.Aggregate(17, (sum, sign) => unchecked((sum * 31) + sign)) & int.MaxValue;

    public static Priority Softer(Priority priority) => priority == Priority.P1 ? Priority.P2 : priority;
}
