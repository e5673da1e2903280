namespace Headway.Domain.Ledger;

public enum ActorKind { Staff, Customer, Automation, Supplier, Approver }

/// <summary>
/// Who did it. Automation, supplier and approver may stand without a person; staff and customers never do.
/// Written <c>staff:12</c>, <c>customer:7</c>, <c>automation</c>.
/// </summary>
public readonly record struct Actor(ActorKind Kind, PersonId? Person)
{
    public static readonly Actor Automation = new(ActorKind.Automation, null);

    public bool IsPersonOfSupport => Kind == ActorKind.Staff;

    public static Actor Staff(PersonId person) => new(ActorKind.Staff, person);

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
            _ => "approver",
        };
        return Person is { } person ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{kind}:{person.Value}") : kind;
    }
}
