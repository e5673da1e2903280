using Headway.Application.Access;
using Headway.Application.Statuses;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Webhooks;

/// <summary>Every webhook, and the teams that one can be narrowed to.</summary>
public sealed record WebhooksRead(IReadOnlyList<Webhook> Webhooks, IReadOnlyList<Named> Teams);

/// <summary>Who is told of what, and what came of it.</summary>
public sealed class WebhookBook(Database database)
{
    private const int MostDeliveries = 100;

    public async Task<Outcome<WebhooksRead>> Read(Caller caller, CancellationToken stop = default) => caller.Denies(Permission.ManageSettings) is { } no
        ? no
        : await database.Snapshot(
            async session => new WebhooksRead(
                await WebhookRows.Seen(session, caller),
                (await session.Query("SELECT id, name FROM teams WHERE tenant = $1 AND active ORDER BY name", row => new Named(row.GetInt64(0), row.GetString(1)), caller.Tenant.Value))
                    .FindAll(team => !caller.HiddenTeams.Contains(new TeamId(team.Id)))),
            stop);

    /// <summary>The last hundred, newest first.</summary>
    public async Task<Outcome<Delivery[]>> Deliveries(Caller caller, long id, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        var found = await database.Snapshot(
            async session => await WebhookRows.Find(session, caller, id) is { } one ? await WebhookRows.Deliveries(session, caller, one, MostDeliveries) : null, stop);
        return found is null ? WebhookRefusals.Unknown : found.ToArray();
    }
}
