namespace Headway.IntegrationTests.Access;

/// <summary>The endpoints of SCIM, for the provider's directory alone.</summary>
internal static class DirectoryRows
{
    public static readonly IReadOnlyList<Row> All =
    [
        .. Rows("/ServiceProviderConfig", "GET"), .. Rows("/ResourceTypes", "GET"), .. Rows("/ResourceTypes/{id}", "GET"), .. Rows("/Schemas", "GET"), .. Rows("/Schemas/{id}", "GET"),
        .. Rows("/Users", "GET", "POST"), .. Rows("/Users/{id}", "GET", "PUT", "PATCH", "DELETE"), .. Rows("/Groups", "GET", "POST"), .. Rows("/Groups/{id}", "GET", "PUT", "PATCH", "DELETE"),
        .. Rows("/{**rest}", "GET"),
    ];

    private static IEnumerable<Row> Rows(string path, params string[] methods) =>
        methods.Select(method => new Row($"{method} /scim/v2{path}", For.Directory) { MayBeEmpty = path.Contains('{', StringComparison.Ordinal) });
}
