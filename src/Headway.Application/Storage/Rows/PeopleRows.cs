using System.ComponentModel.DataAnnotations.Schema;
using Headway.Domain;
using Headway.Domain.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Headway.Application.Storage.Rows;

[Table("tenants")]
[PrimaryKey(nameof(Tenant))]
public sealed class TenantRow : TenantOwned
{
    public string Name { get; set; } = "";

    public string Zone { get; set; } = "";

    public string Language { get; set; } = "";

    public Instant Created { get; set; }

    public bool Active { get; set; }
}

[Table("organisations")]
[PrimaryKey(nameof(Tenant), nameof(Id))]
public sealed class OrganisationRow : TenantOwned
{
    public long Id { get; set; }

    public string Name { get; set; } = "";

    public string? Domain { get; set; }

    public bool Active { get; set; }
}

[Table("people")]
[PrimaryKey(nameof(Tenant), nameof(Id))]
public sealed class PersonRow : TenantOwned
{
    public PersonId Id { get; set; }

    public string Kind { get; set; } = "";

    public string Name { get; set; } = "";

    public string? Email { get; set; }

    public string? EmailKey { get; set; }

    public string? Phone { get; set; }

    public string? Zone { get; set; }

    public string? Language { get; set; }

    public long? Organisation { get; set; }

    public string? Department { get; set; }

    public string? Place { get; set; }

    public bool Vip { get; set; }

    public bool SeesOrganisation { get; set; }

    public string? Reach { get; set; }

    public string? Signature { get; set; }

    public string Role { get; set; } = "";

    public PersonId? LeadOfPerson { get; set; }

    public bool Active { get; set; }

    public Instant Created { get; set; }

    public string SecurityStamp { get; set; } = "";

    public string? PasswordHash { get; set; }

    public string? TotpSecret { get; set; }

    public long? TotpLastStep { get; set; }

    public string? RecoveryCodes { get; set; }

    public string? Preferences { get; set; }

    public Instant? ErasedAt { get; set; }
}

[Table("teams")]
[PrimaryKey(nameof(Tenant), nameof(Id))]
public sealed class TeamRow : TenantOwned
{
    public TeamId Id { get; set; }

    public string Name { get; set; } = "";

    public bool Desk { get; set; }

    public PrioritisationMode Mode { get; set; }

    public long Calendar { get; set; }

    public bool Restricted { get; set; }

    public bool Active { get; set; }

    public string? Signature { get; set; }

    public bool Affinity { get; set; }
}

[Table("memberships")]
[PrimaryKey(nameof(Tenant), nameof(Team), nameof(Person))]
public sealed class MembershipRow : TenantOwned
{
    public TeamId Team { get; set; }

    public PersonId Person { get; set; }

    public bool Lead { get; set; }
}

[Table("provider_roles")]
[PrimaryKey(nameof(Tenant), nameof(HomeTenant), nameof(Person))]
public sealed class ProviderRoleRow : TenantOwned
{
    public TenantId HomeTenant { get; set; }

    public PersonId Person { get; set; }

    public string Role { get; set; } = "";

    public Instant GrantedAt { get; set; }
}

[Table("sessions")]
[PrimaryKey(nameof(Tenant), nameof(Id))]
public sealed class SessionRow : TenantOwned
{
    public string Id { get; set; } = "";

    public PersonId Person { get; set; }

    public Instant Created { get; set; }

    public Instant LastSeen { get; set; }

    public Instant Expires { get; set; }

    public string Stamp { get; set; } = "";

    public string? Agent { get; set; }

    public Instant? RevokedAt { get; set; }
}

[Table("tokens")]
[PrimaryKey(nameof(Tenant), nameof(Id))]
public sealed class TokenRow : TenantOwned
{
    public long Id { get; set; }

    public PersonId Person { get; set; }

    public string Name { get; set; } = "";

    public string Hash { get; set; } = "";

    public string Scope { get; set; } = "";

    public Instant Created { get; set; }

    public Instant? Expires { get; set; }

    public Instant? LastUsed { get; set; }

    public Instant? RevokedAt { get; set; }
}

[Table("passkeys")]
[PrimaryKey(nameof(Tenant), nameof(Id))]
public sealed class PasskeyRow : TenantOwned
{
    public string Id { get; set; } = "";

    public PersonId Person { get; set; }

    public string Name { get; set; } = "";

    public string Data { get; set; } = "";

    public Instant Created { get; set; }

    public Instant? LastUsed { get; set; }
}

[Table("sign_in_links")]
[PrimaryKey(nameof(Tenant), nameof(Hash))]
public sealed class SignInLinkRow : TenantOwned
{
    public string Hash { get; set; } = "";

    public string Purpose { get; set; } = "";

    public PersonId? Person { get; set; }

    public TicketKey? Ticket { get; set; }

    public Instant Created { get; set; }

    public Instant Expires { get; set; }

    public Instant? UsedAt { get; set; }
}

[Table("throttle")]
[PrimaryKey(nameof(Tenant), nameof(Key))]
public sealed class ThrottleRow : TenantOwned
{
    public string Key { get; set; } = "";

    public Instant WindowStart { get; set; }

    public int Count { get; set; }

    public Instant? BlockedUntil { get; set; }
}
