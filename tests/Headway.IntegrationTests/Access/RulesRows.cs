namespace Headway.IntegrationTests.Access;

/// <summary>The endpoints of the settings about how work is dated and worded.</summary>
internal static class RulesRows
{
    public static readonly IReadOnlyList<Row> All = [];
}
