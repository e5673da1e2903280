namespace Headway.IntegrationTests.Access;

/// <summary>The endpoints of working together: taking the next, ways of ordering, queues and rota, calls to the team, absences.</summary>
internal static class TogetherRows
{
    // A program acts as an agent here: what is an administrator's or a lead's is nobody's.
    private static readonly string[] NoProgram = [];

    public static readonly IReadOnlyList<Row> All =
    [
        new("POST /next/take", For.Staff),
        new("GET /api/v1/worklist/offers", For.Programs),
        new("POST /api/v1/tickets/{number}/skip", For.Programs),
        new("GET /api/v1/tickets/{number}/together", For.Programs),
        new("GET /api/v1/teams/{id:long}/preview", For.Programs) { Only = NoProgram },
        new("PATCH /api/v1/teams/{id:long}", For.Programs) { Only = NoProgram },
        Team("GET /queues"),
        Team("POST /queues"),
        Team("PATCH /queues/{queue:long}"),
        Team("DELETE /queues/{queue:long}"),
        Team("GET /rota"),
        Team("POST /rota/shifts"),
        Team("PATCH /rota/shifts/{shift:int}"),
        Team("DELETE /rota/shifts/{shift:int}"),
        Team("POST /rota/copy"),
        Team("POST /rota/template"),
        Team("POST /rota/publish"),
        Team("POST /rota/balance"),
        Team("POST /rota/swaps"),
        Team("POST /rota/swaps/{swap:long}"),
        new("GET /api/v1/teams/{id:long}/mobilise", For.Programs) { Only = NoProgram },
        new("GET /api/v1/mobilise", For.Programs),
        new("POST /api/v1/mobilise", For.Programs) { Only = NoProgram },
        new("GET /api/v1/mobilise/{id:long}", For.Programs) { MayBeEmpty = true },
        new("PATCH /api/v1/mobilise/{id:long}", For.Programs) { MayBeEmpty = true },
        new("GET /api/v1/absences", For.Programs),
        new("POST /api/v1/absences", For.Programs),
        new("PATCH /api/v1/absences/{id:long}", For.Programs) { MayBeEmpty = true },
        new("DELETE /api/v1/absences/{id:long}", For.Programs) { MayBeEmpty = true },
    ];

    private static Row Team(string act) => new(act.Replace(" /", " /api/v1/teams/{id:long}/", StringComparison.Ordinal), For.Programs) { MayBeEmpty = true };
}
