namespace Headway.IntegrationTests.Access;

/// <summary>The endpoints of the settings about how work is dated and worded.</summary>
internal static class RulesRows
{
    private static readonly string[] Administrators = ["administrator"], Keepers = ["agent", "agent of the restricted team", "agent of another tenant", "lead", "administrator"];

    // The programs of the test's world act as agents, who change no settings.
    private static readonly string[] NoProgram = [];

    private static readonly Dictionary<string, string> Status = new() { ["code"] = "AWAIT_SUPPLIER" };

    public static readonly IReadOnlyList<Row> All =
    [
        Ours("GET /settings/statuses"),
        Ours("GET /settings/statuses/{code}") with { With = Status },
        Ours("POST /settings/statuses/{code}") with { With = Status },
        Ours("POST /settings/statuses/{code}/words") with { With = Status },
        Ours("POST /settings/statuses/{code}/standing") with { With = Status },
        Ours("POST /part/settings/statuses/{code}/standing") with { With = Status },
        Ours("POST /part/settings/statuses/{code}/preview") with { With = Status },
        Ours("GET /settings/targets"),
        Ours("POST /settings/targets"),
        Ours("POST /settings/targets/order"),
        Ours("POST /part/settings/targets/preview"),
        Ours("GET /settings/calendars"),
        Ours("GET /settings/calendars/new"),
        Ours("GET /settings/calendars/{id:long}"),
        Ours("POST /settings/calendars"),
        Ours("POST /settings/calendars/{id:long}"),
        Ours("POST /settings/calendars/{id:long}/retire"),
        Ours("POST /settings/calendars/{id:long}/restore"),
        Ours("POST /settings/calendars/{id:long}/holidays"),
        Ours("POST /settings/calendars/{id:long}/holidays/close"),
        Ours("POST /part/settings/calendars/preview"),
        Ours("GET /settings/on-call"),
        Ours("GET /settings/on-call/new"),
        Ours("GET /settings/on-call/{id:long}"),
        Ours("POST /settings/on-call"),
        Ours("POST /settings/on-call/{id:long}"),
        Ours("POST /settings/on-call/{id:long}/remove"),
        Ours("GET /settings/services"),
        Ours("GET /settings/services/new"),
        Ours("GET /settings/services/{id:long}"),
        Ours("POST /settings/services"),
        Ours("POST /settings/services/{id:long}"),
        Ours("POST /part/settings/services/preview"),
        Theirs("POST /settings/services/{id:long}/questions"),
        Theirs("POST /settings/services/{id:long}/questions/{question:long}/remove"),
        Ours("GET /settings/next-step"),
        Ours("POST /settings/next-step") with { Form = new Dictionary<string, string> { ["step"] = "linked" } },
        Ours("POST /settings/next-step/basic"),
        Ours("GET /settings/automation"),
        Ours("GET /settings/automation/new"),
        Ours("GET /settings/automation/{id:long}"),
        Ours("POST /settings/automation"),
        Ours("POST /settings/automation/shipped"),
        Ours("POST /settings/automation/{id:long}"),
        Ours("POST /settings/automation/{id:long}/switch"),
        Ours("POST /settings/automation/{id:long}/remove"),
        Ours("POST /part/settings/automation/edit"),
        Ours("POST /part/settings/automation/dry-run"),
        Theirs("GET /absences"),
        Theirs("POST /absences"),
        Theirs("POST /absences/{id:long}"),
        Theirs("POST /absences/{id:long}/end"),
        Theirs("GET /settings/replies"),
        Theirs("GET /settings/replies/new"),
        Theirs("GET /settings/replies/{id:long}"),
        Theirs("POST /settings/replies"),
        Theirs("POST /settings/replies/{id:long}"),
        Theirs("POST /settings/replies/{id:long}/remove"),
        Theirs("POST /settings/signatures/{team:long}"),
        new("GET /api/v1/calendars", For.Programs),
        new("POST /api/v1/calendars", For.Programs) { Only = NoProgram },
        new("PUT /api/v1/calendars/{id:long}", For.Programs) { Only = NoProgram },
        new("DELETE /api/v1/calendars/{id:long}", For.Programs) { Only = NoProgram },
        new("GET /api/v1/calendars/{id:long}/due", For.Programs) { MayBeEmpty = true },
        new("GET /api/v1/settings", For.Programs),
        new("PATCH /api/v1/settings", For.Programs) { Only = NoProgram },
        new("GET /api/v1/settings/sub-processes", For.Programs) { Only = NoProgram },
        new("PATCH /api/v1/settings/sub-processes", For.Programs) { Only = NoProgram },
        new("GET /api/v1/settings/chase-words", For.Programs) { Only = NoProgram },
        new("PUT /api/v1/settings/chase-words", For.Programs) { Only = NoProgram },
        new("GET /api/v1/settings/chase-weights", For.Programs) { Only = NoProgram },
        new("PUT /api/v1/settings/chase-weights", For.Programs) { Only = NoProgram },
        new("GET /api/v1/next-steps", For.Programs) { Only = NoProgram },
        new("POST /api/v1/next-steps", For.Programs) { Only = NoProgram },
        new("GET /api/v1/automation", For.Programs) { Only = NoProgram },
        new("POST /api/v1/automation", For.Programs) { Only = NoProgram },
        new("PUT /api/v1/automation/{id:long}", For.Programs) { Only = NoProgram },
        new("PATCH /api/v1/automation/{id:long}", For.Programs) { Only = NoProgram },
        new("POST /api/v1/automation/preview", For.Programs) { Only = NoProgram },
        new("POST /api/v1/automation/dry-run", For.Programs) { Only = NoProgram },
        new("GET /api/v1/automation/shipped", For.Programs) { Only = NoProgram },
        new("PATCH /api/v1/automation/shipped", For.Programs) { Only = NoProgram },
        new("POST /api/v1/services", For.Programs) { Only = NoProgram },
        new("PATCH /api/v1/services/{id:long}", For.Programs) { Only = NoProgram },
    ];

    private static Row Ours(string endpoint) => new(endpoint, For.Staff) { Only = Administrators, MayBeEmpty = endpoint.Contains("{id", StringComparison.Ordinal) };

    private static Row Theirs(string endpoint) => new(endpoint, For.Staff) { Only = Keepers, MayBeEmpty = endpoint.Contains("{id", StringComparison.Ordinal) || endpoint.Contains("{team", StringComparison.Ordinal) };
}
