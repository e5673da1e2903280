using Headway.Application.Access;
using Headway.Domain;

namespace Headway.Application.SignOn;

/// <summary>What a group of the provider gives here: a role, a team, or both.</summary>
public sealed record GroupMeaning(string Group, Role? Role, TeamId? Team);

/// <summary>
/// Where a tenant's people prove who they are. <paramref name="Domains"/> are those of the mail addresses the provider may speak for;
/// <paramref name="Newcomers"/> the role of whom it names and nobody knows here, null when such are refused.
/// <paramref name="GroupsClaim"/> names the part of the ID token that lists groups.
/// </summary>
public sealed record Provider(
    string Name, string Issuer, string Client, IReadOnlyList<string> Domains, Role? Newcomers, string GroupsClaim, bool Active, IReadOnlyList<GroupMeaning> Groups)
{
    public bool HasSecret { get; init; }

    public int Revision { get; init; }

    /// <summary>Whether the provider may speak for that address, as <see cref="People.EmailAddress.Key"/> gives it.</summary>
    public bool SpeaksFor(string emailKey) => Domains.Contains(emailKey[(emailKey.LastIndexOf('@') + 1)..]);
}

/// <summary>A provider as it is to be. A null or empty <paramref name="Secret"/> leaves the one that is kept.</summary>
public sealed record ProviderDraft(
    string? Name, string? Issuer, string? Client, string? Secret, IReadOnlyList<string> Domains, string? Newcomers, string? GroupsClaim, IReadOnlyList<GroupMeaning> Groups, bool Active);

/// <summary>Whom an ID token names, after everything in it was checked. <paramref name="Email"/> is null unless the provider says that it was verified.</summary>
public sealed record NamedPerson(string Issuer, string Subject, string? Email, string? Name, IReadOnlyList<string> Groups);
