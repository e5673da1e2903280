namespace Headway.IntegrationTests.Access;

/// <summary>How and when people are reached, what leads press about a ticket, and the chases and missed targets they oversee.</summary>
internal static class ReachRows
{
    public static readonly IReadOnlyList<Row> All =
    [
        new("GET /part/ticket/{number:long}/reach", For.Staff),
        new("GET /tickets/{number:long}/reach", For.Staff),
        new("POST /tickets/{number:long}/reach", For.Staff),
        new("POST /portal/tickets/{number:long}/reach", For.Customers),
        new("POST /portal/account/reach", For.Customers),
        new("GET /api/v1/tickets/{number}/reach", For.Programs),
        new("PUT /api/v1/tickets/{number}/reach", For.Programs),
        new("POST /api/v1/tickets/{number}/nudges", For.Programs) { Only = [] },
        new("GET /api/v1/breaches", For.Programs),
        new("GET /api/v1/flow/chases", For.Programs),
        new("POST /api/v1/tickets/{number}/breaches", For.Programs),
    ];
}
