namespace Headway.IntegrationTests.Access;

/// <summary>The endpoints of finding again: saved views and tables of what was found.</summary>
internal static class FindingRows
{
    private static readonly string[] Works = ["agent", "agent of the restricted team", "agent of another tenant", "lead", "administrator"];

    public static readonly IReadOnlyList<Row> All =
    [
        new("POST /tickets/views", For.Staff),
        new("POST /tickets/views/{id:long}", For.Staff) { MayBeEmpty = true },
        new("POST /tickets/views/{id:long}/move", For.Staff) { MayBeEmpty = true },
        new("POST /tickets/views/{id:long}/delete", For.Staff) { MayBeEmpty = true },
        new("GET /tickets/export.csv", For.Staff) { Query = "?state=all" },
        new("GET /api/v1/views", For.Programs),
        new("POST /api/v1/views", For.Programs),
        new("PUT /api/v1/views/{id:long}", For.Programs) { MayBeEmpty = true },
        new("POST /api/v1/views/{id:long}/move", For.Programs) { MayBeEmpty = true },
        new("DELETE /api/v1/views/{id:long}", For.Programs) { MayBeEmpty = true },
        new("GET /api/v1/views/{id:long}/tickets", For.Programs) { MayBeEmpty = true },
        new("GET /api/v1/tickets.csv", For.Programs) { Query = "?filter=state%3Dall" },

        // What the desk knows.
        new("GET /knowledge", For.Staff) { Query = "?q=zq" },
        new("GET /knowledge/new", For.Staff) { Only = Works },
        new("GET /knowledge/{article:long}", For.Staff) { MayBeEmpty = true },
        new("GET /knowledge/{article:long}/edit", For.Staff) { Only = Works, MayBeEmpty = true },
        new("POST /knowledge", For.Staff) { Only = Works },
        new("POST /knowledge/{article:long}", For.Staff) { Only = Works, MayBeEmpty = true },
        new("POST /knowledge/{article:long}/publish", For.Staff) { Only = Works, MayBeEmpty = true },
        new("POST /knowledge/{article:long}/retire", For.Staff) { Only = Works, MayBeEmpty = true },
        new("POST /knowledge/{article:long}/restore", For.Staff) { Only = Works, MayBeEmpty = true },
        new("POST /knowledge/{article:long}/vote", For.Staff) { MayBeEmpty = true },
        new("GET /part/ticket/{number:long}/article/{article:long}", For.Staff) { MayBeEmpty = true },
        new("GET /portal/knowledge", For.Customers) { Query = "?q=zq" },
        new("GET /portal/knowledge/suggest", For.Customers) { Query = "?q=zq" },
        new("GET /portal/knowledge/{article:long}", For.Customers) { MayBeEmpty = true },
        new("POST /portal/knowledge/{article:long}/vote", For.Customers) { MayBeEmpty = true },
        new("POST /portal/knowledge/{article:long}/solved", For.Customers) { MayBeEmpty = true },
        new("GET /api/v1/articles", For.Programs),
        new("POST /api/v1/articles", For.Programs),
        new("GET /api/v1/articles/{id:long}", For.Programs) { MayBeEmpty = true },
        new("PUT /api/v1/articles/{id:long}", For.Programs) { MayBeEmpty = true },
        new("DELETE /api/v1/articles/{id:long}", For.Programs) { MayBeEmpty = true },
        new("POST /api/v1/articles/{id:long}/restore", For.Programs) { MayBeEmpty = true },
        new("POST /api/v1/articles/{id:long}/publish", For.Programs) { MayBeEmpty = true },
        new("POST /api/v1/articles/{id:long}/vote", For.Programs) { MayBeEmpty = true },
        new("GET /api/v1/tickets/{number}/articles", For.Programs),
    ];
}
