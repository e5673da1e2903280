using Headway.Domain;

namespace Headway.Application.Access;

/// <summary>What is wrong with a request itself, before the desk was asked.</summary>
public static class ApiRefusals
{
    public static readonly Refusal Malformed = new(RefusalKind.Invalid, "request.malformed", "The body is not what this address expects. Look at /api/v1/openapi.json and send it again.");
    public static readonly Refusal KeyMalformed = new(RefusalKind.Invalid, "request.key-malformed", "An Idempotency-Key has at most 200 plain characters. Use a shorter one.");
    public static readonly Refusal NoSuchAddress = new(RefusalKind.NotFound, "request.unknown-address", "There is nothing at this address. Look at /api/v1/openapi.json for those there are.");
    public static readonly Refusal Arguments = new(RefusalKind.Invalid, "mcp.arguments", "These arguments are not what the tool takes. Look at its input schema and call it again.");
    public static readonly Refusal NextMissing = new(RefusalKind.Invalid, "mcp.next-missing", "Say what happens next: the situation in 'status', with a due, an ETA or a promise where it asks for one. No touch ends without it.");
    public static readonly Refusal TokenNeeded = new(RefusalKind.Forbidden, "access.token-needed", "Send a token that works in the header Authorization, after the word Bearer.");
}
