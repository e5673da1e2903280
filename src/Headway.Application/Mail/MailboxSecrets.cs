using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Application.Webhooks;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Mail;

/// <summary>What opens a mailbox: a password, or what renews an access token. Lies sealed in the database.</summary>
public sealed record MailboxSecret(string? Password = null, string? RefreshToken = null, string? ClientSecret = null);

/// <summary>
/// The secret with which a mailbox is opened. An access token is fetched from the provider when the last one is about to run
/// out, and lives in memory only.
/// </summary>
public sealed class MailboxSecrets(Database database, SecretBox box, TimeProvider time, OutboundWay outbound) : IDisposable
{
    private static readonly Duration Margin = Duration.FromMinutes(2);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private HttpClient? _own;
    private readonly System.Collections.Concurrent.ConcurrentDictionary<long, (string Token, Instant Until)> _tokens = new();

    private const string Purpose = "mailbox";

    /// <summary>How providers are reached; a test's own.</summary>
    internal HttpMessageHandler Way
    {
        set => _own = new HttpClient(value) { Timeout = Patience };
    }

    public ValueTask<string> Close(MailboxSecret secret, CancellationToken stop) => box.Seal(Purpose, JsonSerializer.Serialize(secret), stop);

    public async Task<MailboxSecret?> Find(TenantId tenant, long mailbox, CancellationToken stop)
    {
        var closed = await database.Read(session => session.Text("SELECT secret FROM mailboxes WHERE tenant = $1 AND id = $2", tenant.Value, mailbox).AsTask(), stop);
        return closed is null ? null : JsonSerializer.Deserialize<MailboxSecret>(await box.Open(Purpose, closed, stop));
    }

    /// <summary>The access token of an OAuth mailbox; a refusal says what the provider answered, never a secret.</summary>
    public async Task<Outcome<string>> AccessToken(Mailbox mailbox, MailboxSecret secret, CancellationToken stop)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        if (_tokens.TryGetValue(mailbox.Id, out var known) && known.Until > now)
        {
            return known.Token;
        }

        if (!Uri.TryCreate(mailbox.Server.TokenUrl, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps || secret.RefreshToken is null)
        {
            return MailboxRefusals.NotReached.Because("To renew the access token, give the provider's token address (https), the client and a refresh token.");
        }

        var form = new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = secret.RefreshToken, ["client_id"] = mailbox.Server.ClientId ?? "" };
        if (secret.ClientSecret is { Length: > 0 } client)
        {
            form["client_secret"] = client;
        }

        if (mailbox.Server.Scope is { Length: > 0 } scope)
        {
            form["scope"] = scope;
        }

        try
        {
            // Somebody typed the address: it goes the one way that leads nowhere inside and follows nobody.
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new FormUrlEncodedContent(form) };
            using var answer = _own is null ? await outbound.Send(request, Patience, stop) : await _own.SendAsync(request, stop);
            using var said = JsonDocument.Parse(await SignOn.ProviderMetadata.Text(answer, stop));
            if (!said.RootElement.TryGetProperty("access_token", out var token) || token.GetString() is not { Length: > 0 } access)
            {
                var why = said.RootElement.TryGetProperty("error", out var error) ? error.ToString() : $"{(int)answer.StatusCode}";
                return MailboxRefusals.NotReached.Because($"The provider gave no access token ({(why.Length > 80 ? why[..80] : why)}). Sign in to it again and enter a new refresh token.");
            }

            await Renewed(mailbox, secret, said.RootElement, stop);
            var seconds = said.RootElement.TryGetProperty("expires_in", out var expires) && expires.TryGetInt64(out var given) ? given : 600;
            _tokens[mailbox.Id] = (access, now + Duration.FromSeconds(seconds) - Margin);
            return access;
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or OperationCanceledException && !stop.IsCancellationRequested)
        {
            return MailboxRefusals.NotReached.Because($"The provider's token address does not answer: {url.Host}.");
        }
    }

    // Some providers give a new refresh token with each answer, and let the old one run out.
    private async Task Renewed(Mailbox mailbox, MailboxSecret secret, JsonElement said, CancellationToken stop)
    {
        if (said.TryGetProperty("refresh_token", out var given) && given.GetString() is { Length: > 0 } next && next != secret.RefreshToken)
        {
            var closed = await Close(secret with { RefreshToken = next }, stop);
            await database.Write(session => session.Do("UPDATE mailboxes SET secret = $3 WHERE tenant = $1 AND id = $2", mailbox.Tenant.Value, mailbox.Id, closed).AsTask(), stop);
        }
    }

    public void Forget(long mailbox) => _tokens.TryRemove(mailbox, out _);

    public void Dispose() => _own?.Dispose();
}
