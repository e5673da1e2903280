using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Webhooks;

/// <summary>Where a webhook leads and how it is signed: sealed in the database, because an address can be all that a door needs.</summary>
public sealed class WebhookSecrets(Database database, SecretBox box, DeskClock clock)
{
    private const string Purpose = "webhook";

    public Instant Now => clock.Wall();

    public ValueTask<string> Close(WebhookSecret secret, CancellationToken stop) => box.Seal(Purpose, JsonSerializer.Serialize(secret), stop);

    /// <summary>Null for one that is not there, or whose secret was lost with its key.</summary>
    public async Task<WebhookSecret?> Find(TenantId tenant, long id, CancellationToken stop)
    {
        var closed = await database.Read(session => session.Text("SELECT secret FROM webhooks WHERE tenant = $1 AND id = $2", tenant.Value, id).AsTask(), stop);
        return closed is null ? null : JsonSerializer.Deserialize<WebhookSecret>(await box.Open(Purpose, closed, stop));
    }
}
