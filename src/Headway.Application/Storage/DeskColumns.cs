using System.Text;
using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.People;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Headway.Application.Storage;

/// <summary>How the domain's types lie in columns, and how properties are named there. The same on both engines.</summary>
internal static class DeskColumns
{
    public static void Convert(ModelConfigurationBuilder types)
    {
        types.Properties<Instant>().HaveConversion<InstantColumn>();
        types.Properties<TenantId>().HaveConversion<TenantColumn>();
        types.Properties<TicketKey>().HaveConversion<TicketColumn>();
        types.Properties<PersonId>().HaveConversion<PersonColumn>();
        types.Properties<TeamId>().HaveConversion<TeamColumn>();
        types.Properties<ServiceId>().HaveConversion<ServiceColumn>();
        types.Properties<TextId>().HaveConversion<TextColumn>();
        types.Properties<StatusCode>().HaveConversion<StatusColumn>();
        types.Properties<ActivityType>().HaveConversion<ActivityTypeColumn>();
        types.Properties<Actor>().HaveConversion<ActorColumn>();
        types.Properties<int>().HaveConversion<long>();
        types.Properties<Priority>().HaveConversion<long>();
        types.Properties<TicketType>().HaveConversion<string>();
        types.Properties<Channel>().HaveConversion<string>();
        types.Properties<CloseCode>().HaveConversion<string>();
        types.Properties<PromiseOutcome>().HaveConversion<string>();
        types.Properties<Intent>().HaveConversion<string>();
        types.Properties<StatusKind>().HaveConversion<string>();
        types.Properties<HeldBy>().HaveConversion<string>();
        types.Properties<ActivityOutcome>().HaveConversion<string>();
        types.Properties<ChaseFinding>().HaveConversion<string>();
        types.Properties<ChaseGround>().HaveConversion<string>();
        types.Properties<TargetKind>().HaveConversion<string>();
        types.Properties<Verdict>().HaveConversion<string>();
        types.Properties<LinkKind>().HaveConversion<string>();
        types.Properties<ClockMark>().HaveConversion<string>();
        types.Properties<PrioritisationMode>().HaveConversion<string>();
    }

    public static void Name(ModelBuilder model)
    {
        foreach (var property in model.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            property.SetColumnName(Snake(property.Name));
            property.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
        }
    }

    private static string Snake(string name)
    {
        var snake = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            if (char.IsUpper(c) && snake.Length > 0)
            {
                snake.Append('_');
            }

            snake.Append(char.ToLowerInvariant(c));
        }

        return snake.ToString();
    }

    private sealed class InstantColumn() : Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter<Instant, long>(at => at.ToUnixTimeMilliseconds(), ms => Instant.FromUnixTimeMilliseconds(ms));

    private sealed class TenantColumn() : Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter<TenantId, long>(id => id.Value, value => new TenantId(value));

    private sealed class TicketColumn() : Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter<TicketKey, long>(id => id.Value, value => new TicketKey(value));

    private sealed class PersonColumn() : Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter<PersonId, long>(id => id.Value, value => new PersonId(value));

    private sealed class TeamColumn() : Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter<TeamId, long>(id => id.Value, value => new TeamId(value));

    private sealed class ServiceColumn() : Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter<ServiceId, long>(id => id.Value, value => new ServiceId(value));

    private sealed class TextColumn() : Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter<TextId, long>(id => id.Value, value => new TextId(value));

    private sealed class StatusColumn() : Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter<StatusCode, string>(code => code.Value, value => new StatusCode(value));

    private sealed class ActorColumn() : Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter<Actor, string>(actor => actor.ToString(), value => Actor.Parse(value));

    private sealed class ActivityTypeColumn() : Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter<ActivityType, string>(type => type.Code(), code => Parse(code));

    private static ActivityType Parse(string code) =>
        ActivityTypes.TryParse(code, out var type) ? type : throw new FormatException($"'{code}' is no activity type.");
}
