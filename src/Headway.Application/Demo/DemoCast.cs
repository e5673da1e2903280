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
    public TextId Say(TicketTape tape, DemoCase told, string part, PersonId? by = null)
    {
        var agent = by ?? tape.State.Owner ?? Member(tape.State.Team);
        return tape.Put(nextText(), told.Say(part, Names(tape.State.Requester, agent, told.Language)))!.Value;
    }

    public TextId Ask(TicketTape tape, DemoCase told, PersonId customer)
    {
        var names = Names(customer, customer, told.Language);
        return tape.Put(nextText(), told.Say("opening", names), told.Subject(names))!.Value;
    }

    /// <summary>What a ticket of the log's category is about, in the language of who asks.</summary>
    public DemoCase Case(string code, string language) =>
        phrases.Case(phrases.Categories[Math.Abs(Stable(code)) % phrases.Categories.Count], language, Chance);

    private Dictionary<string, string> Names(PersonId customer, PersonId agent, string language) => new()
    {
        ["first"] = People.FirstName(customer),
        ["last"] = People.Address(customer).Last,
        ["title"] = People.Address(customer).Title,
        ["assetPrefix"] = People.Address(customer).AssetPrefix,
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

    public ServiceId? Service(string category) => People.ServiceOfCategory.TryGetValue(category, out var service) ? service : null;

    // string.GetHashCode differs from run to run.
    private static int Stable(string text) => text.Aggregate(17, (sum, sign) => unchecked((sum * 31) + sign)) & int.MaxValue;

    /// <summary>What is said when a touch leaves the ticket in that situation.</summary>
    public static string PartFor(StatusCode next) =>
        next == StatusCode.Resolved ? "resolution"
        : next == StatusCode.CustomerTesting ? "fix"
        : next == StatusCode.AwaitCustomer ? "question"
        : next == StatusCode.InProgress ? "update"
        : next.Value;

    public static Priority Softer(Priority priority) => priority == Priority.P1 ? Priority.P2 : priority;
}
