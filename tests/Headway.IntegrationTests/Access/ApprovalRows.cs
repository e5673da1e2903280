namespace Headway.IntegrationTests.Access;

/// <summary>The endpoints of approvals: asking belongs to who sees the ticket, deciding to who was asked, whoever that is.</summary>
internal static class ApprovalRows
{
    public static readonly IReadOnlyList<Row> All =
    [
        new("GET /tickets/{number:long}/approval", For.Staff),
        new("GET /part/ticket/{number:long}/approval", For.Staff),
        new("POST /tickets/{number:long}/approval", For.Staff) { MayBeEmpty = true },
        new("POST /tickets/{number:long}/approval/withdraw", For.Staff) { MayBeEmpty = true },
        new("GET /approvals", For.Staff),
        new("GET /approvals/{id}", For.Staff) { MayBeEmpty = true },
        new("POST /approvals/{id}", For.Staff) { MayBeEmpty = true },
        new("GET /portal/approvals/{id}", For.Customers) { MayBeEmpty = true },
        new("POST /portal/approvals/{id}", For.Customers) { MayBeEmpty = true },
        new("GET /approve/{carried}", For.Anybody) { MayBeEmpty = true },
        new("POST /approve/{carried}", For.Anybody) { MayBeEmpty = true },
        new("POST /settings/own-approvals", For.Staff) { Only = ["administrator"] },
        new("POST /api/v1/tickets/{number}/approvals", For.Programs) { MayBeEmpty = true },
        new("GET /api/v1/tickets/{number}/approvals", For.Programs),
        new("DELETE /api/v1/tickets/{number}/approvals", For.Programs) { MayBeEmpty = true },
        new("GET /api/v1/approvals", For.Programs),
        new("POST /api/v1/approvals/{id}/decision", For.Programs) { MayBeEmpty = true },
    ];
}
