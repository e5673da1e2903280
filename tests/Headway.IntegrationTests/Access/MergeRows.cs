namespace Headway.IntegrationTests.Access;

/// <summary>The endpoints that make one ticket of two, two of one, and name what may be the same.</summary>
internal static class MergeRows
{
    // A program acts as an agent here: what is an administrator's is nobody's.
    private static readonly string[] NoProgram = [];

    public static readonly IReadOnlyList<Row> All =
    [
        new("GET /tickets/{number:long}/merge", For.Staff),
        new("GET /part/ticket/{number:long}/merge", For.Staff),
        new("POST /tickets/{number:long}/merge", For.Staff),
        new("POST /tickets/{number:long}/unmerge", For.Staff),
        new("GET /tickets/{number:long}/split", For.Staff) { MayBeEmpty = true },
        new("GET /part/ticket/{number:long}/split", For.Staff) { MayBeEmpty = true },
        new("POST /tickets/{number:long}/split", For.Staff) { MayBeEmpty = true },
        new("GET /part/new/alike", For.Staff),
        new("GET /api/v1/tickets/alike", For.Programs),
        new("GET /api/v1/tickets/{number}/alike", For.Programs),
        new("POST /api/v1/tickets/{number}/merge", For.Programs),
        new("DELETE /api/v1/tickets/{number}/merge", For.Programs),
        new("POST /api/v1/tickets/{number}/split", For.Programs),
        new("GET /part/tags", For.Staff),
        new("POST /tickets/{number:long}/tags", For.Staff),
        new("POST /api/v1/tickets/{number}/tags", For.Programs),
        new("GET /api/v1/tags", For.Programs),
        new("GET /api/v1/categories", For.Programs),
        new("POST /api/v1/categories", For.Programs) { Only = NoProgram },
        new("PATCH /api/v1/categories/{id:long}", For.Programs) { Only = NoProgram, MayBeEmpty = true },
        new("GET /api/v1/priority-matrix", For.Programs),
        new("PUT /api/v1/priority-matrix", For.Programs) { MayBeEmpty = true },
    ];
}
