using System.ComponentModel.DataAnnotations.Schema;
using Headway.Domain;
using Headway.Domain.Statuses;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Headway.Application.Storage.Rows;

[Table("personal_settings")]
[PrimaryKey(nameof(Tenant), nameof(Person), nameof(Key))]
public sealed class PersonalSettingRow : TenantOwned
{
    public PersonId Person { get; set; }

    public string Key { get; set; } = "";

    public string Value { get; set; } = "";
}

[Table("frequencies")]
[PrimaryKey(nameof(Tenant), nameof(Team), nameof(Situation), nameof(Act), nameof(Next))]
public sealed class FrequencyRow : TenantOwned
{
    public TeamId Team { get; set; }

    public StatusCode Situation { get; set; }

    public string Act { get; set; } = "";

    public StatusCode Next { get; set; }

    public int Count { get; set; }
}

[Table("predictions")]
[PrimaryKey(nameof(Tenant), nameof(Ticket), nameof(Seq))]
public sealed class PredictionRow : TenantOwned
{
    public TicketKey Ticket { get; set; }

    public int Seq { get; set; }

    public Instant At { get; set; }

    public TeamId Team { get; set; }

    public string Rule { get; set; } = "";

    public StatusCode Proposed { get; set; }

    public StatusCode Chosen { get; set; }
}

[Table("presence")]
[PrimaryKey(nameof(Tenant), nameof(Ticket), nameof(Person))]
public sealed class PresenceRow : TenantOwned
{
    public TicketKey Ticket { get; set; }

    public PersonId Person { get; set; }

    public string Doing { get; set; } = "";

    public Instant Until { get; set; }
}

[Table("demo")]
[PrimaryKey(nameof(Tenant))]
public sealed class DemoRow : TenantOwned
{
    public Instant ShownAt { get; set; }

    public Instant SetAt { get; set; }

    public string Body { get; set; } = "";
}
