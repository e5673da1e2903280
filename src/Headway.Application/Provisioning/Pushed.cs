using Headway.Domain;
using NodaTime;

namespace Headway.Application.Provisioning;

/// <summary>
/// What the provider's directory says of a person. <paramref name="UserName"/> is its own name for them, unique and in any case.
/// Zone and language are the desk's when null.
/// </summary>
public sealed record PersonSaid(string UserName, string? ExternalId, bool Active, string Name, string? Email)
{
    public string? Given { get; init; }

    public string? Family { get; init; }

    public string? Phone { get; init; }

    public string? Department { get; init; }

    public string? Zone { get; init; }

    public string? Language { get; init; }

    /// <summary>Whom they report to: somebody known here.</summary>
    public PersonId? Manager { get; init; }

    /// <summary>Who acts for them: somebody known here.</summary>
    public PersonId? Assistant { get; init; }
}

/// <summary>A person as pushed. <see cref="PersonSaid.Active"/> is false as well for whom the desk itself keeps out.</summary>
public sealed record PushedPerson(PersonId Id, PersonSaid Said, IReadOnlyList<(long Id, string Name)> Groups, Instant Since, Instant Changed, int Version);

/// <summary>What the directory says of a group; <paramref name="Members"/> are people it pushed.</summary>
public sealed record GroupSaid(string Name, string? ExternalId, IReadOnlyList<PersonId> Members);

/// <summary>A group as pushed, its members with their names.</summary>
public sealed record PushedGroup(long Id, GroupSaid Said, IReadOnlyDictionary<PersonId, string> Names, Instant Since, Instant Changed, int Version);

/// <summary>By what pushed people and groups are looked for.</summary>
public enum PushedField
{
    Id,
    UserName,
    ExternalId,
    DisplayName,
    Email,
    Active,
    Member,
}

/// <summary>One thing that must be so of what is looked for.</summary>
public sealed record PushedTerm(PushedField Field, string Value);

/// <summary>A part of a list: <paramref name="Total"/> is how many there are in all.</summary>
public sealed record PushedList<T>(IReadOnlyList<T> Items, int Total);
