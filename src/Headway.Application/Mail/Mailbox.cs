using System.Text.Json;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Mail;

/// <summary>How a mailbox is read: with a password, or with an access token that a provider renews for us.</summary>
public enum MailboxSignIn { Password, OAuth }

/// <summary>
/// Where a mailbox's mail lies. Without a <paramref name="Host"/> nothing is fetched: mail is handed over by pipe or upload.
/// <paramref name="AuthservId"/>: the name under which the receiving server writes Authentication-Results; without it nobody proves who
/// they are. <paramref name="TakesLists"/>: the address is itself a list or group, so list headers say nothing.
/// <paramref name="TokenUrl"/> and <paramref name="ClientId"/> renew an OAuth token.
/// </summary>
public sealed record MailboxServer(
    string? Host = null, int Port = 993, bool Secure = true, string? User = null, MailboxSignIn SignIn = MailboxSignIn.Password, string Folder = "INBOX",
    string? AuthservId = null, bool TakesLists = false, string? TokenUrl = null, string? ClientId = null, string? Scope = null, string? Ca = null)
{
    public string Json() => JsonSerializer.Serialize(this);

    public static MailboxServer Read(string json) => JsonSerializer.Deserialize<MailboxServer>(json) ?? new MailboxServer();
}

/// <summary>A mailbox of the desk. <paramref name="Team"/> takes what arrives there; null for the desk.</summary>
public sealed record Mailbox(TenantId Tenant, long Id, string Name, string Address, MailboxServer Server, TeamId? Team, bool IsActive);

/// <summary>How a mailbox is doing. <paramref name="Failures"/> in a row since the last success.</summary>
public sealed record MailboxHealth(Instant? TriedAt, Instant? SuccessAt, int Failures, string? Error, long? UidValidity, long LastUid);

/// <summary>Where in a mailbox a message lay; kept with its fate, so that none is read twice or passed over.</summary>
public sealed record MailboxSpot(long UidValidity, long Uid);
