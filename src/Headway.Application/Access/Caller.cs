using System.Collections.Frozen;
using Headway.Domain;
using Headway.Domain.Ledger;
using NodaTime;

namespace Headway.Application.Access;

/// <summary>
/// Who asks, in which tenant, as what: read from the store for every request (at most five seconds old), never from what the
/// browser sent. <paramref name="Teams"/> are all the person's teams, <paramref name="Leads"/> those led by the person.
/// <paramref name="SeesOrganisation"/>: a customer who was granted all tickets of the <paramref name="Organisation"/>.
/// </summary>
public sealed record Caller(
    TenantId Tenant, PersonId Person, Role Role, IReadOnlySet<TeamId> Teams, IReadOnlySet<TeamId> Leads,
    long? Organisation, bool SeesOrganisation, DateTimeZone Zone, string Language, string Name)
{
    public string? Email { get; init; }

    /// <summary>Whether the person chose the language; else the browser's is spoken.</summary>
    public bool LanguageChosen { get; init; }

    /// <summary>Whether the person chose the zone; else the browser's holds, then the tenant's.</summary>
    public bool ZoneChosen { get; init; }

    /// <summary>How the person likes the pages.</summary>
    public People.Preferences Preferences { get; init; } = new();

    /// <summary>The restricted teams this person is not in. Their tickets do not exist for the person.</summary>
    public IReadOnlySet<TeamId> HiddenTeams { get; init; } = FrozenSet<TeamId>.Empty;

    /// <summary>The same with every team's tickets: only to count what is not shown.</summary>
    internal Caller WithNothingHidden => this with { HiddenTeams = FrozenSet<TeamId>.Empty };

    /// <summary>A customer's: those whose assistant this person is. What they asked for is seen as one's own, but for a restricted team's.</summary>
    public IReadOnlySet<PersonId> Assists { get; init; } = FrozenSet<PersonId>.Empty;

    /// <summary>A token that only reads.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>A token of the directory that pushes people and groups: it opens that door and no other.</summary>
    public bool Provisions { get; init; }

    /// <summary>The tenant of provider staff who work here as guests; null for people of this tenant.</summary>
    public TenantId? HomeTenant { get; init; }

    /// <summary>The session that brought this caller; null for a token, a command or a test.</summary>
    public string? Session { get; init; }

    /// <summary>A machine acts for the person: whatever it does is marked so and credited to nobody. Rights and scope stay the person's.</summary>
    public bool Machine { get; init; }

    public bool IsStaff => Role.IsStaff();

    /// <summary>The team whose way of ordering work the person's own list has; null for who is in none.</summary>
    public TeamId? FirstTeam => Teams.Count == 0 ? null : Teams.MinBy(id => id.Value);

    public Actor Actor => IsStaff ? Actor.OfSupport(Person, Machine) : Actor.Customer(Person);

    public bool May(Permission permission) =>
        Permissions.May(Role, permission) && (!ReadOnly || Permissions.OnlyReads(permission)) && (!Provisions || permission is Permission.ManagePeople);

    /// <summary>
    /// Why not, or null: <c>if (caller.Denies(Permission.ManagePeople) is { } no) return no;</c> is how a use case begins.
    /// </summary>
    public Refusal? Denies(Permission permission) =>
        May(permission) ? null
        : ReadOnly && Permissions.May(Role, permission) ? AccessRefusals.OnlyReads
        : AccessRefusals.NotAllowed;
}
