using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Statuses;
using Headway.Application.Storage;
using Headway.Domain.Automation;

namespace Headway.Application.Automation;

/// <summary>What a rule can name: ids with the names people know.</summary>
public sealed record RuleNames(
    IReadOnlyList<Named> Teams, IReadOnlyList<Named> Services, IReadOnlyList<Named> Staff, IReadOnlyList<Named> Replies, IReadOnlyList<Named> Tags)
{
    /// <summary>Whether everything the rule names is there.</summary>
    public bool Knows(RuleBody body) =>
        In(body.On.Kind switch { TriggerKind.TeamChanged => Teams, TriggerKind.ServiceChanged => Services, TriggerKind.Tagged => Tags, _ => null }, body.On.Of)
        && body.Conditions.All(one => In(Of(one.Field), one.Value))
        && body.Actions.All(one => one.Value.Split('|').All(value => In(Of(one.Kind), value)));

    /// <summary>The names a condition chooses from; null where it takes a code or a number.</summary>
    public IReadOnlyList<Named>? Of(Domain.Automation.TicketField field) => field switch
    {
        TicketField.Team => Teams,
        TicketField.Service => Services,
        TicketField.Owner => Staff,
        TicketField.Tag => Tags,
        _ => null,
    };

    public IReadOnlyList<Named>? Of(ActionKind kind) => kind switch
    {
        ActionKind.Transfer => Teams,
        ActionKind.SetOwner or ActionKind.Notify => Staff,
        ActionKind.Reply => Replies,
        ActionKind.AddTag => Tags,
        _ => null,
    };

    private static bool In(IReadOnlyList<Named>? names, string value) =>
        names is null || value is "" or "none" or "owner" or "leads"
        || (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && names.Any(name => name.Id == id));
}

/// <summary>Reads what a rule of the tenant can name.</summary>
public sealed class RuleChoices(Database database)
{
    public Task<RuleNames> Of(Caller caller, CancellationToken stop = default) => database.Snapshot(
        async session =>
        {
            var tenant = caller.Tenant.Value;
            Task<List<Named>> Names(string sql) => session.Query(sql, row => new Named(row.GetInt64(0), row.GetString(1)), tenant).AsTask();
            return new RuleNames(
                await Names("SELECT id, name FROM teams WHERE tenant = $1 AND active ORDER BY desk DESC, name"),
                await Names($"SELECT id, {Services.ServiceWords.Name(caller)} FROM services WHERE tenant = $1 AND active ORDER BY 2"),
                await Names("SELECT id, name FROM people WHERE tenant = $1 AND kind = 'staff' AND active ORDER BY name"),
                await session.Query(
                    "SELECT id, name, language FROM macros WHERE tenant = $1 AND active AND person IS NULL AND reply IS NOT NULL ORDER BY name, language",
                    row => new Named(row.GetInt64(0), row.TextOrNull(2) is { } language ? $"{row.GetString(1)} ({language})" : row.GetString(1)), tenant),
                await Names("SELECT id, name FROM tags WHERE tenant = $1 ORDER BY name"));
        },
        stop);
}
