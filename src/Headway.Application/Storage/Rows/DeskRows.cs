using System.ComponentModel.DataAnnotations.Schema;
using Headway.Domain;
using Headway.Domain.Statuses;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Headway.Application.Storage.Rows;

[Table("services")]
[PrimaryKey(nameof(Tenant), nameof(Id))]
public sealed class ServiceRow : TenantOwned
{
    public ServiceId Id { get; set; }

    public string Name { get; set; } = "";

    public string? NameDe { get; set; }

    public TeamId? Team { get; set; }

    public long? Calendar { get; set; }

    public bool StraightOff { get; set; }

    public string? ResponseTargets { get; set; }

    public string? CompletionTargets { get; set; }

    public bool Active { get; set; }
}

[Table("categories")]
[PrimaryKey(nameof(Tenant), nameof(Id))]
public sealed class CategoryRow : TenantOwned
{
    public long Id { get; set; }

    public string Name { get; set; } = "";

    public long? Parent { get; set; }

    public bool Active { get; set; }
}

[Table("tags")]
[PrimaryKey(nameof(Tenant), nameof(Id))]
public sealed class TagRow : TenantOwned
{
    public long Id { get; set; }

    public string Name { get; set; } = "";
}

[Table("calendars")]
[PrimaryKey(nameof(Tenant), nameof(Id), nameof(Version))]
public sealed class CalendarRow : TenantOwned
{
    public long Id { get; set; }

    public int Version { get; set; }

    public string Name { get; set; } = "";

    public string Body { get; set; } = "";

    public bool Current { get; set; }

    public Instant Created { get; set; }

    public string? ValidFrom { get; set; }
}

[Table("calendar_choices")]
[PrimaryKey(nameof(Tenant), nameof(Id))]
public sealed class CalendarChoiceRow : TenantOwned
{
    public long Id { get; set; }

    public long Calendar { get; set; }

    public ServiceId? Service { get; set; }

    public Priority? Priority { get; set; }

    public PersonId? OnCall { get; set; }

    public string? Rota { get; set; }
}

[Table("statuses")]
[PrimaryKey(nameof(Tenant), nameof(Code))]
public sealed class StatusRow : TenantOwned
{
    public StatusCode Code { get; set; }

    public string? LabelEn { get; set; }

    public string? LabelDe { get; set; }

    public long? ThresholdMs { get; set; }

    public int Rank { get; set; }

    public bool HighPriority { get; set; }

    public ClockMark Clock { get; set; }

    public ActivityType? Type { get; set; }

    public bool Selectable { get; set; }
}

[Table("threshold_rules")]
[PrimaryKey(nameof(Tenant), nameof(Id))]
public sealed class ThresholdRuleRow : TenantOwned
{
    public long Id { get; set; }

    public StatusCode Status { get; set; }

    public ServiceId? Service { get; set; }

    public TeamId? Team { get; set; }

    public Priority? Priority { get; set; }

    public long ThresholdMs { get; set; }
}

[Table("targets")]
[PrimaryKey(nameof(Tenant), nameof(Kind), nameof(Priority))]
public sealed class TargetRow : TenantOwned
{
    public string Kind { get; set; } = "";

    public Priority Priority { get; set; }

    public long TargetMs { get; set; }
}

[Table("wordings")]
[PrimaryKey(nameof(Tenant), nameof(Status), nameof(Language))]
public sealed class WordingRow : TenantOwned
{
    public StatusCode Status { get; set; }

    public string Language { get; set; } = "";

    public string Line { get; set; } = "";
}

[Table("macros")]
[PrimaryKey(nameof(Tenant), nameof(Id))]
public sealed class MacroRow : TenantOwned
{
    public long Id { get; set; }

    public string Name { get; set; } = "";

    public TeamId? Team { get; set; }

    public PersonId? Person { get; set; }

    public string? Language { get; set; }

    public string? Reply { get; set; }

    public string? Note { get; set; }

    public StatusCode? Status { get; set; }

    public string? Fields { get; set; }

    public bool Active { get; set; }
}

[Table("drafts")]
[PrimaryKey(nameof(Tenant), nameof(Person), nameof(Ticket), nameof(Kind))]
public sealed class DraftRow : TenantOwned
{
    public PersonId Person { get; set; }

    public TicketKey Ticket { get; set; }

    public string Kind { get; set; } = "";

    public string Body { get; set; } = "";

    public int BaseVersion { get; set; }

    public Instant At { get; set; }
}

[Table("notifications")]
[PrimaryKey(nameof(Tenant), nameof(Id))]
public sealed class NotificationRow : TenantOwned
{
    public long Id { get; set; }

    public PersonId Person { get; set; }

    public string Key { get; set; } = "";

    public string Kind { get; set; } = "";

    public TicketKey? Ticket { get; set; }

    public int? Activity { get; set; }

    public string Body { get; set; } = "";

    public Instant At { get; set; }

    public Instant? ReadAt { get; set; }
}

[Table("settings")]
[PrimaryKey(nameof(Tenant), nameof(Key))]
public sealed class SettingRow : TenantOwned
{
    public string Key { get; set; } = "";

    public string Value { get; set; } = "";

    public Instant Changed { get; set; }
}
