using System.Diagnostics.CodeAnalysis;

namespace Headway.Web.Api;

/// <summary>
/// What the reference says of an endpoint. <paramref name="Example"/> is a body that the endpoint accepts as it stands: a test sends
/// every one. <paramref name="Bytes"/>: the body is a file's bytes.
/// </summary>
internal sealed record Described(string Summary, string Detail, Type? Body = null, string? Example = null, bool Bytes = false);

/// <summary>Each endpoint of the API says what it is for, where it is mapped.</summary>
internal static class Describing
{
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder endpoint, string summary, string detail) =>
        endpoint.WithMetadata(new Described(summary, detail));

    public static RouteHandlerBuilder Describe<TBody>(this RouteHandlerBuilder endpoint, string summary, string detail, [StringSyntax("json")] string example) =>
        endpoint.WithMetadata(new Described(summary, detail, typeof(TBody), example));

    public static RouteHandlerBuilder DescribeUpload(this RouteHandlerBuilder endpoint, string summary, string detail) =>
        endpoint.WithMetadata(new Described(summary, detail, Bytes: true));
}
