using System.Text.Json;
using Headway.Application.Storage;
using Headway.Domain;
using Microsoft.AspNetCore.DataProtection;
using NodaTime;

namespace Headway.Application.Access;

/// <summary>
/// A link on its way to a person. <paramref name="Template"/> is <c>sign-in-link</c>, <c>invitation</c> or <c>reset</c>. The link is
/// protected: it opens a door, and the outbox is a table that many can read.
/// </summary>
public sealed record AccessMail(string Template, long Person, string Link)
{
    public const string Kind = "access-mail";

    private const string Purpose = "Headway.AccessMail";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>
    /// The link sealed. Done before the write that queues it: protecting may have to read or write keys, and a write waits for
    /// nothing but its session.
    /// </summary>
    public static string Seal(IDataProtectionProvider protection, string link) => protection.CreateProtector(Purpose).Protect(link);

    /// <summary>Puts it into the outbox in the caller's transaction; its link is sealed.</summary>
    public ValueTask Queue(Session session, TenantId tenant, Instant now) =>
        Outbox.Queue(session, tenant, null, [new OutboxDraft($"{Kind}:{Secret.New()}", Kind, JsonSerializer.Serialize(this, Json), now)]);

    /// <summary>Reads what was queued, the link in the clear: only for who sends it.</summary>
    public static AccessMail Open(IDataProtectionProvider protection, string body)
    {
        var mail = JsonSerializer.Deserialize<AccessMail>(body, Json) ?? throw new JsonException("Not an access mail.");
        return mail with { Link = protection.CreateProtector(Purpose).Unprotect(mail.Link) };
    }
}
