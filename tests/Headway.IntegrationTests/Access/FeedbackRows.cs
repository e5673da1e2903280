namespace Headway.IntegrationTests.Access;

/// <summary>The endpoints of feedback: saying belongs to who was asked, figures to who sees the team's.</summary>
internal static class FeedbackRows
{
    public static readonly IReadOnlyList<Row> All =
    [
        new("GET /how-it-was/{carried}", For.Anybody) { MayBeEmpty = true },
        new("POST /how-it-was/{carried}", For.Anybody) { MayBeEmpty = true },
        new("POST /portal/tickets/{number:long}/feedback", For.Customers) { MayBeEmpty = true },
        new("POST /settings/feedback", For.Staff) { Only = ["administrator"] },
        new("POST /problems/rule", For.Staff) { MayBeEmpty = true },
        new("POST /api/v1/problems/rule", For.Programs) { MayBeEmpty = true },
        new("GET /api/v1/tickets/{number}/feedback", For.Programs) { MayBeEmpty = true },
        new("POST /api/v1/tickets/{number}/feedback", For.Programs) { MayBeEmpty = true },
        new("GET /api/v1/flow/feedback", For.Programs) { Figures = true },
    ];
}
