namespace Headway.Domain.Ledger;

public enum ActorKind { Staff, Customer, Automation, Supplier, Approver, Machine }

/// <summary>
/// Who did it. Automation, supplier and approver may stand without a person; staff and customers never do. A machine is a program
/// that acts for the person named, who answers for it; what it did is credited to nobody.
/// Written <c>staff:12</c>, <c>customer:7</c>, <c>automation</c>, <c>machine:12</c>.
/// </summary>
public readonly record struct Actor(ActorKind Kind, PersonId? Person)
{
    public static readonly Actor Automation = new(ActorKind.Automation, null);

    /// <summary>A person did it with their own hands: what is credited, learned from and kept as a promise.</summary>
    public bool IsPersonOfSupport => Kind == ActorKind.Staff;

    /// <summary>Support speaks, by a person or by a machine for one: what the customer reads as the desk's answer.</summary>
    public bool IsOfSupport => Kind is ActorKind.Staff or ActorKind.Machine;

    public static Actor Staff(PersonId person) => new(ActorKind.Staff, person);

    /// <summary>A program on behalf of a person of support.</summary>
    public static Actor Machine(PersonId person) => new(ActorKind.Machine, person);

    /// <summary>The person, or a machine for the person.</summary>
    public static Actor OfSupport(PersonId person, bool machine) => machine ? Machine(person) : Staff(person);

    public static Actor Customer(PersonId person) => new(ActorKind.Customer, person);

    /// <exception cref="FormatException">The text was not written by <see cref="ToString"/>.</exception>
    public static Actor Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var kind = Enum.Parse<ActorKind>(colon < 0 ? text : text[..colon], ignoreCase: true);
        return new Actor(kind, colon < 0 ? null : new PersonId(long.Parse(text.AsSpan(colon + 1), System.Globalization.CultureInfo.InvariantCulture)));
    }

    public override string ToString()
    {
        var kind = Kind switch
        {
            ActorKind.Staff => "staff",
            ActorKind.Customer => "customer",
            ActorKind.Automation => "automation",
            ActorKind.Supplier => "supplier",
            ActorKind.Machine => "machine",
            _ => "approver",
        };
        return Person is { } person ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{kind}:{person.Value}") : kind;
    }
}
