namespace Headway.IntegrationTests.Access;

/// <summary>The endpoints of audits and imports as programs reach them.</summary>
internal static class AuditRows
{
    public static readonly IReadOnlyList<Row> All =
    [
        Auditor("GET /api/v1/audit-runs"),
        Auditor("POST /api/v1/audit-runs"),
        Auditor("POST /api/v1/audit-runs/live"),
        Auditor("GET /api/v1/audit-runs/{id}"),
        Auditor("PUT /api/v1/audit-runs/{id}/profile"),
        Auditor("GET /api/v1/audit-runs/{id}/report"),
        Auditor("GET /api/v1/audit-runs/{id}/report.html"),
        Auditor("POST /api/v1/audit-runs/{id}/freeze"),
        Auditor("DELETE /api/v1/audit-runs/{id}"),
        Loader("POST /api/v1/audit-runs/{id}/landing-plan"),
        Loader("POST /api/v1/audit-runs/{id}/load"),
        Loader("GET /api/v1/audit-runs/{id}/load"),
        Auditor("GET /api/v1/audits"),
        Auditor("GET /api/v1/audits/{id:long}"),
        Auditor("GET /api/v1/audits/{id:long}/report"),
        Auditor("GET /api/v1/audits/{id:long}/report.html"),
        Auditor("GET /api/v1/audits/compare") with { Query = "?before=1&after=2" },
        Auditor("POST /api/v1/audits/compare/others"),
        Auditor("GET /api/v1/audits/rates"),
        Auditor("PUT /api/v1/audits/rates"),
        Auditor("GET /api/v1/audits/ledger"),
        Auditor("GET /api/v1/audits/{id:long}/reviews"),
        Auditor("GET /api/v1/audits/{id:long}/reviews/figures"),
        Auditor("PUT /api/v1/audits/{id:long}/reviews/{place:int}"),
        Auditor("GET /api/v1/audits/curve"),
        Auditor("POST /api/v1/audits/curve/measure"),
        Auditor("POST /api/v1/audits/curve/marks"),
        Auditor("DELETE /api/v1/audits/curve/marks/{id:long}"),
        Loader("GET /api/v1/imports"),
        Loader("GET /api/v1/imports/{id:long}"),
        Loader("POST /api/v1/imports/{id:long}/plan"),
        Loader("DELETE /api/v1/imports/{id:long}"),
    ];

    private static Row Auditor(string endpoint) => new(endpoint, For.Programs) { Only = AccessTable.Auditors, MayBeEmpty = true };

    private static Row Loader(string endpoint) => new(endpoint, For.Programs) { Only = AccessTable.Loaders, MayBeEmpty = true };
}
