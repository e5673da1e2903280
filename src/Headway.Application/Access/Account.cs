using Headway.Domain;

namespace Headway.Application.Access;

/// <summary>What a person signs in with. Changed by ASP.NET Core Identity, kept in the person's row.</summary>
public sealed class Account
{
    public required TenantId Tenant { get; init; }

    public required PersonId Person { get; init; }

    public required string Name { get; init; }

    public string? Email { get; init; }

    public required Role Role { get; init; }

    public required bool Active { get; init; }

    /// <summary>Changes with whatever must end every session: password, role, being disabled.</summary>
    public required string Stamp { get; set; }

    /// <summary>The stamp as it was read: another change since then wins.</summary>
    public required string StampRead { get; set; }

    public string? PasswordHash { get; set; }

    /// <summary>The authenticator's secret, protected; null when there is none.</summary>
    public string? TotpSecret { get; init; }

    public string Id => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Tenant.Value}:{Person.Value}");
}
