namespace Headway.IntegrationTests.Access;

/// <summary>For whom an endpoint is.</summary>
internal enum For
{
    /// <summary>Whoever comes, signed in or not.</summary>
    Anybody,

    /// <summary>People of support, by session.</summary>
    Staff,

    /// <summary>Customers, by session, under /portal.</summary>
    Customers,

    /// <summary>Programs, by token, under /api.</summary>
    Programs,

    /// <summary>The provider's directory, by a token that opens nothing else, under /scim.</summary>
    Directory,
}

/// <summary>
/// One endpoint as <c>METHOD /pattern</c> and for whom it is. <c>{number}</c> in it is a ticket: it exists only for those who see that
/// ticket. <see cref="Only"/>: the principals of its kind whose role includes it; the others are refused.
/// </summary>
internal sealed record Row(string Endpoint, For For)
{
    /// <summary>Values for other places of the pattern, and what follows the path.</summary>
    public IReadOnlyDictionary<string, string> With { get; init; } = new Dictionary<string, string>();

    public string Query { get; init; } = "";

    public IReadOnlyDictionary<string, string> Form { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string>? Only { get; init; }

    /// <summary>Answers that endpoint may give although nothing is hidden: 404 for a place that is empty in the test's world.</summary>
    public bool MayBeEmpty { get; init; }

    /// <summary>Ends the principal's session, or changes the world, when it works: asked last and not crawled.</summary>
    public bool EndsSession { get; init; }

    /// <summary>Figures of teams: they count hidden tickets too, as numbers, and never show one.</summary>
    public bool Figures { get; init; }

    /// <summary>Answers the same whatever ticket is named, seen or not.</summary>
    public bool Silent { get; init; }

    /// <summary>Sends people on, strangers to sign in: nothing is read here.</summary>
    public bool Redirects { get; init; }

    public string Method => Endpoint[..Endpoint.IndexOf(' ', StringComparison.Ordinal)];

    public string Pattern => Endpoint[(Endpoint.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    public bool IsTicket => Pattern.Contains("{number", StringComparison.Ordinal);

    public string Path(long ticket)
    {
        var path = System.Text.RegularExpressions.Regex.Replace(Pattern, @"\{\**(\w+)[^}]*\}", place => place.Groups[1].Value is "number"
            ? ticket.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : With.GetValueOrDefault(place.Groups[1].Value, "1"));
        return path + Query;
    }
}

/// <summary>
/// Every endpoint there is. A test fails when one is added without a row here. To add one: one line, <c>new("GET /path", For.Staff)</c>;
/// everything else (who is turned away, whose tickets exist, headers, canaries, two worlds) follows from it.
/// </summary>
internal static class AccessTable
{
    private static readonly string[] Leads = ["lead"];

    private static readonly string[] Works = ["agent", "agent of the restricted team", "agent of another tenant", "lead", "administrator"];

    internal static readonly string[] Loaders = ["lead", "administrator"];
    internal static readonly string[] Auditors = ["lead", "manager", "administrator"];

    public static readonly IReadOnlyList<Row> Rows =
    [
        new("GET /healthz", For.Anybody),
        new("GET /sign-in/with", For.Anybody) { Redirects = true },
        new("GET /sign-in/with/answer", For.Anybody) { Redirects = true },
        new("GET /assets/{name}", For.Anybody) { MayBeEmpty = true },

        // Coming in.
        new("GET /sign-in", For.Anybody),
        new("POST /sign-in", For.Anybody) { Form = Values(("email", "nobody@home.example"), ("password", "a guess that is wrong")) },
        new("GET /sign-in/code", For.Anybody),
        new("POST /sign-in/code", For.Anybody),
        new("GET /link/{carried}", For.Anybody) { MayBeEmpty = true },
        new("POST /link/{carried}", For.Anybody) { MayBeEmpty = true },
        new("GET /claim", For.Anybody) { MayBeEmpty = true },
        new("POST /claim", For.Anybody) { MayBeEmpty = true },
        new("POST /sign-out", For.Anybody) { EndsSession = true },
        new("POST /portal/sign-out", For.Anybody) { EndsSession = true },
        new("POST /demo/be", For.Anybody) { MayBeEmpty = true },
        new("GET /demo/as/{who}", For.Anybody) { MayBeEmpty = true },

        // One's own account.
        new("GET /account", For.Staff),
        new("POST /account/details", For.Staff),
        new("POST /account/password", For.Staff),
        new("POST /account/authenticator", For.Staff),
        new("POST /account/authenticator/confirm", For.Staff),
        new("POST /sign-in/passkey/ask", For.Anybody),
        new("POST /sign-in/passkey", For.Anybody),
        new("POST /account/passkeys/ask", For.Staff),
        new("POST /account/passkeys", For.Staff),
        new("POST /account/passkeys/name", For.Staff),
        new("POST /account/passkeys/remove", For.Staff),
        new("POST /account/tokens", For.Staff),
        new("POST /account/tokens/revoke", For.Staff) { Form = Values(("id", "1")), MayBeEmpty = true },
        new("POST /account/sessions/end", For.Staff) { MayBeEmpty = true },
        new("POST /account/sessions/end-all", For.Staff) { EndsSession = true },
        new("GET /me", For.Staff),
        new("POST /me/looks", For.Staff),
        new("GET /portal/account", For.Customers),
        new("POST /portal/account/details", For.Customers),
        new("POST /portal/account/sessions/end", For.Customers) { MayBeEmpty = true },
        new("POST /portal/account/sessions/end-all", For.Customers) { EndsSession = true },

        // The workspace.
        new("GET /next", For.Staff),
        new("GET /next/{number:long}", For.Staff),
        new("GET /part/list", For.Staff),
        new("GET /part/list/news", For.Staff),
        new("GET /part/ticket/{number:long}", For.Staff),
        new("GET /part/ticket/{number:long}/live", For.Staff),
        new("POST /part/ticket/{number:long}/then", For.Staff),
        new("GET /part/ticket/{number:long}/macro/{id:long}", For.Staff) { MayBeEmpty = true },
        new("POST /tickets/{number:long}/draft", For.Staff) { Silent = true },
        new("POST /tickets/{number:long}/touch", For.Staff),
        new("POST /tickets/{number:long}/verdict", For.Staff),
        new("POST /tickets/{number:long}/suspected", For.Staff),
        new("POST /tickets/{number:long}/undo", For.Staff),
        new("POST /tickets/{number:long}/take", For.Staff),
        new("POST /tickets/{number:long}/put-away", For.Staff),
        new("POST /tickets/{number:long}/watch", For.Staff),
        new("POST /tickets/{number:long}/copied", For.Staff) { MayBeEmpty = true },
        new("GET /tickets/{number:long}/explain", For.Staff),
        new("GET /part/ticket/{number:long}/explain", For.Staff),
        new("GET /tickets/{number:long}/edit", For.Staff),
        new("GET /part/ticket/{number:long}/edit", For.Staff),
        new("POST /tickets/{number:long}/edit", For.Staff),
        new("GET /tickets/{number:long}/link", For.Staff),
        new("GET /part/ticket/{number:long}/link", For.Staff),
        new("POST /tickets/{number:long}/link", For.Staff),
        new("POST /tickets/{number:long}/cause", For.Staff),
        new("GET /tickets/{number:long}/reschedule", For.Staff),
        new("GET /part/ticket/{number:long}/reschedule", For.Staff),
        new("POST /tickets/{number:long}/reschedule", For.Staff),
        new("GET /part/ticket/{number:long}/times", For.Staff),
        new("GET /tickets/{number:long}/times", For.Staff),
        new("POST /tickets/{number:long}/offer", For.Staff),
        new("POST /tickets/{number:long}/book", For.Staff),
        new("GET /part/ticket/{number:long}/outcome", For.Staff) { MayBeEmpty = true },
        new("GET /tickets/{number:long}/outcome", For.Staff) { MayBeEmpty = true },
        new("POST /tickets/{number:long}/outcome", For.Staff) { MayBeEmpty = true },
        new("POST /tickets/{number:long}/call-off", For.Staff) { MayBeEmpty = true },
        new("GET /tickets/{number:long}/appointment.ics", For.Staff) { MayBeEmpty = true },
        new("GET /part/ticket/{number:long}/return", For.Staff),
        new("GET /tickets/{number:long}/return", For.Staff),
        new("POST /tickets/{number:long}/return", For.Staff),
        new("POST /tickets/{number:long}/lessons/{lesson:int}/thank", For.Staff) { MayBeEmpty = true },
        new("GET /part/ticket/{number:long}/help", For.Staff),
        new("GET /part/ticket/{number:long}/heard", For.Staff),
        new("GET /tickets/{number:long}/heard", For.Staff),
        new("POST /tickets/{number:long}/heard", For.Staff),
        new("GET /tickets/{number:long}/help", For.Staff),
        new("POST /tickets/{number:long}/assist", For.Staff),
        new("POST /tickets/{number:long}/contribute", For.Staff),
        new("POST /tickets/{number:long}/claim", For.Staff),
        new("POST /tickets/{number:long}/attempt", For.Staff),
        new("POST /tickets/{number:long}/close-silent", For.Staff),
        new("GET /lessons", For.Staff),
        new("GET /part/ticket/{number:long}/renew", For.Staff),
        new("GET /tickets/{number:long}/renew", For.Staff),
        new("POST /tickets/{number:long}/renew", For.Staff),
        new("GET /part/ticket/{number:long}/overrule/{chase:int}", For.Staff) { MayBeEmpty = true },
        new("GET /tickets/{number:long}/overrule/{chase:int}", For.Staff) { MayBeEmpty = true },
        new("POST /tickets/{number:long}/overrule/{chase:int}", For.Staff) { MayBeEmpty = true },
        new("POST /tickets/{number:long}/ask-all", For.Staff),
        new("POST /lessons/question", For.Staff) { Only = Works, MayBeEmpty = true },
        new("POST /lessons/problem", For.Staff) { Only = Works, MayBeEmpty = true },
        new("GET /problems", For.Staff),
        new("POST /problems", For.Staff) { Only = Works, MayBeEmpty = true },
        new("GET /problems/{problem:long}", For.Staff) { MayBeEmpty = true },
        new("POST /problems/{problem:long}", For.Staff) { Only = Works, MayBeEmpty = true },
        new("GET /part/ticket/{number:long}/problem", For.Staff),
        new("GET /tickets/{number:long}/problem", For.Staff),
        new("POST /tickets/{number:long}/problem", For.Staff) { MayBeEmpty = true },
        new("POST /me/calendar", For.Staff),
        new("GET /choose/{carried}", For.Anybody) { MayBeEmpty = true },
        new("POST /choose/{carried}", For.Anybody) { MayBeEmpty = true, Form = Values(("start", "1")) },
        new("GET /choose/{carried}/appointment.ics", For.Anybody) { MayBeEmpty = true },
        new("GET /calendar/{carried}.ics", For.Anybody) { MayBeEmpty = true },
        new("POST /portal/tickets/{number:long}/time", For.Customers) { Form = Values(("start", "1")) },
        new("POST /portal/tickets/{number:long}/time/cancel", For.Customers),
        new("GET /portal/tickets/{number:long}/appointment.ics", For.Customers) { MayBeEmpty = true },
        new("GET /tickets/{number:long}/skip", For.Staff),
        new("GET /part/ticket/{number:long}/skip", For.Staff),
        new("POST /tickets/{number:long}/skip", For.Staff),
        new("GET /tickets/{number:long}/transfer", For.Staff),
        new("GET /part/ticket/{number:long}/transfer", For.Staff),
        new("POST /tickets/{number:long}/transfer", For.Staff),
        new("GET /part/bulk", For.Staff),
        new("POST /bulk", For.Staff),
        new("GET /caller", For.Staff),
        new("GET /part/caller", For.Staff),
        new("POST /calls", For.Staff),
        new("POST /tickets/{number:long}/call", For.Staff),
        new("GET /part/me", For.Staff),
        new("GET /tickets/new", For.Staff),
        new("GET /part/new", For.Staff),
        new("POST /tickets", For.Staff),
        new("GET /tickets", For.Staff) { Query = "?q=zq" },
        new("GET /mobilise/new", For.Staff) { MayBeEmpty = true, Only = Leads, Query = "?team=1" },
        new("POST /mobilise", For.Staff) { MayBeEmpty = true, Only = Leads },
        new("GET /mobilise/{id:long}", For.Staff) { MayBeEmpty = true },
        new("GET /part/mobilise/{id:long}", For.Staff) { MayBeEmpty = true },
        new("POST /mobilise/{id:long}/take", For.Staff) { MayBeEmpty = true },
        new("POST /mobilise/{id:long}/end", For.Staff) { MayBeEmpty = true },
        new("GET /rota", For.Staff),
        new("GET /rota/{team:long}", For.Staff) { MayBeEmpty = true },
        new("GET /rota/{team:long}/shift", For.Staff) { MayBeEmpty = true },
        new("GET /part/rota/{team:long}/shift", For.Staff) { MayBeEmpty = true },
        new("POST /rota/{team:long}/shift", For.Staff) { MayBeEmpty = true },
        new("POST /rota/{team:long}/copy", For.Staff) { MayBeEmpty = true },
        new("POST /rota/{team:long}/template", For.Staff) { MayBeEmpty = true },
        new("POST /rota/{team:long}/publish", For.Staff) { MayBeEmpty = true },
        new("POST /rota/{team:long}/balance", For.Staff) { MayBeEmpty = true },
        new("POST /rota/{team:long}/swap", For.Staff) { MayBeEmpty = true },
        new("GET /rota/{team:long}/queues", For.Staff) { MayBeEmpty = true },
        new("POST /rota/{team:long}/queues", For.Staff) { MayBeEmpty = true },
        new("GET /breaches", For.Staff),
        new("POST /breaches", For.Staff),
        new("GET /notices", For.Staff),
        new("GET /part/notices", For.Staff),
        new("GET /notices/{id:long}", For.Staff) { MayBeEmpty = true },
        new("POST /notices/read", For.Staff),
        new("GET /part/palette", For.Staff) { Query = "?q=zq" },
        new("GET /part/colleagues", For.Staff) { Query = "?q=zq" },
        new("GET /events", For.Staff),
        new("POST /presence", For.Staff),
        new("GET /files/{id:long}", For.Staff) { MayBeEmpty = true },

        // Leading.

        // Audits.
        new("GET /audit/sample", For.Anybody),
        new("GET /audit/sample.html", For.Anybody),
        new("GET /audit", For.Staff) { Only = Auditors },
        new("POST /audit", For.Staff) { Only = Auditors, MayBeEmpty = true },
        new("POST /audit/live", For.Staff) { Only = Auditors, MayBeEmpty = true },
        new("GET /audit/export", For.Staff) { Only = Auditors },
        new("GET /audit/run/{id}", For.Staff) { MayBeEmpty = true },
        new("GET /audit/run/{id}/progress", For.Staff) { MayBeEmpty = true },
        new("POST /audit/run/{id}/profile", For.Staff) { MayBeEmpty = true },
        new("GET /audit/run/{id}/report.{kind}", For.Staff) { MayBeEmpty = true },
        new("POST /audit/run/{id}/freeze", For.Staff) { MayBeEmpty = true },
        new("GET /audit/{id:long}", For.Staff) { Only = Auditors, MayBeEmpty = true },
        new("GET /audit/{id:long}/report.html", For.Staff) { Only = Auditors, MayBeEmpty = true },
        new("POST /audit/run/{id}/cancel", For.Staff) { MayBeEmpty = true },
        new("GET /audit/run/{id}/load", For.Staff) { MayBeEmpty = true },
        new("GET /audit/run/{id}/load/progress", For.Staff) { MayBeEmpty = true },
        new("POST /audit/run/{id}/load", For.Staff) { MayBeEmpty = true },
        new("POST /audit/run/{id}/load/plan", For.Staff) { MayBeEmpty = true },
        new("GET /audit/imports/{id:long}", For.Staff) { Only = Loaders, MayBeEmpty = true },
        new("POST /audit/imports/{id:long}/plan", For.Staff) { Only = Loaders, MayBeEmpty = true },
        new("POST /audit/imports/{id:long}/undo", For.Staff) { Only = Loaders, MayBeEmpty = true },
        new("GET /audit/{id:long}/review", For.Staff) { Only = Auditors, MayBeEmpty = true },
        new("POST /audit/{id:long}/review/{place:int}", For.Staff) { Only = Auditors, MayBeEmpty = true },
        new("POST /audit/rates", For.Staff) { Only = Auditors, MayBeEmpty = true },
        new("GET /audit/curve", For.Staff) { Only = Auditors },
        new("GET /audit/curve/client", For.Staff) { Only = Auditors, MayBeEmpty = true },
        new("POST /audit/curve/measure", For.Staff) { Only = Auditors, MayBeEmpty = true },
        new("POST /audit/curve/marks", For.Staff) { Only = Auditors, MayBeEmpty = true },
        new("POST /audit/curve/marks/{id:long}/remove", For.Staff) { Only = Auditors, MayBeEmpty = true },
        new("GET /portal/service", For.Customers) { MayBeEmpty = true },
        new("GET /audit/compare", For.Staff) { Only = Auditors, MayBeEmpty = true },
        new("POST /audit/compare/others", For.Staff) { Only = Auditors, MayBeEmpty = true },
        .. AuditRows.All,

        // The settings. A row of the rules, of people or of the desk goes into its own list below.
        new("GET /settings", For.Staff),
        .. FlowRows.All,
        .. SettingsRows.All,
        .. ReachRows.All,
        .. TogetherRows.All,
        .. FindingRows.All,
        .. MergeRows.All,
        .. ApprovalRows.All,
        .. FeedbackRows.All,

        // The portal.
        new("GET /portal", For.Customers),
        new("GET /portal/new", For.Customers),
        new("GET /portal/questions", For.Customers),
        new("GET /portal/events", For.Customers),
        new("GET /portal/tickets/{number:long}", For.Customers),
        new("GET /portal/files/{id:long}", For.Customers) { MayBeEmpty = true },
        new("POST /portal/tickets", For.Customers),
        new("POST /portal/me-too", For.Customers),
        new("POST /portal/tickets/{number:long}/messages", For.Customers),
        new("POST /portal/tickets/{number:long}/draft", For.Customers) { Silent = true },

        .. DirectoryRows.All,

        // Programs.
        new("GET /api/v1/openapi.json", For.Anybody),
        new("GET /help/api", For.Anybody),
        new("GET /api/v1/{**rest}", For.Programs) { MayBeEmpty = true },
        new("GET /api/v1/me", For.Programs),
        new("POST /api/v1/mcp", For.Programs),
        new("GET /api/v1/sign-on", For.Programs) { Only = SettingsRows.Administrators, MayBeEmpty = true },
        new("PUT /api/v1/sign-on", For.Programs) { Only = SettingsRows.Administrators, MayBeEmpty = true },
        new("DELETE /api/v1/sign-on", For.Programs) { Only = SettingsRows.Administrators, MayBeEmpty = true },
        new("GET /api/v1/sign-on/test", For.Programs) { Only = SettingsRows.Administrators, MayBeEmpty = true },
        new("GET /api/v1/mcp", For.Programs),
        new("DELETE /api/v1/mcp", For.Programs),
        new("GET /api/v1/tickets", For.Programs),
        new("POST /api/v1/tickets", For.Programs),
        new("GET /api/v1/tickets/{number}", For.Programs),
        new("GET /api/v1/tickets/{number}/ledger", For.Programs),
        new("GET /api/v1/tickets/{number}/explain", For.Programs),
        .. Acts("progress", "messages", "reschedule", "transfer", "attempts", "resolve", "close", "chases"),
        .. Acts("return", "claim", "assist", "contribute", "appointments", "promise", "links", "colleague", "attachments"),
        new("GET /api/v1/tickets/{number}/free-times", For.Programs),
        new("GET /api/v1/appointments", For.Programs),
        new("GET /api/v1/lessons", For.Programs),
        .. Acts("undo", "put-away", "watch", "suspected", "acknowledge"),
        new("POST /api/v1/tickets/{number}/ask-all", For.Programs),
        new("GET /api/v1/webhooks", For.Programs) { Only = SettingsRows.Administrators },
        new("POST /api/v1/webhooks", For.Programs) { Only = SettingsRows.Administrators, MayBeEmpty = true },
        new("PUT /api/v1/webhooks/{id:long}", For.Programs) { Only = SettingsRows.Administrators, MayBeEmpty = true },
        new("DELETE /api/v1/webhooks/{id:long}", For.Programs) { Only = SettingsRows.Administrators, MayBeEmpty = true },
        new("POST /api/v1/webhooks/{id:long}/key", For.Programs) { Only = SettingsRows.Administrators, MayBeEmpty = true },
        new("GET /api/v1/webhooks/{id:long}/deliveries", For.Programs) { Only = SettingsRows.Administrators, MayBeEmpty = true },
        new("POST /api/v1/webhooks/{id:long}/deliveries", For.Programs) { Only = SettingsRows.Administrators, MayBeEmpty = true },
        new("GET /api/v1/tickets/{number}/copied", For.Programs),
        new("POST /api/v1/tickets/{number}/copied", For.Programs),
        new("GET /api/v1/on-call", For.Programs),
        new("POST /api/v1/on-call", For.Programs) { MayBeEmpty = true },
        new("PUT /api/v1/on-call/{id:long}", For.Programs) { MayBeEmpty = true },
        new("DELETE /api/v1/on-call/{id:long}", For.Programs) { MayBeEmpty = true },
        new("GET /api/v1/replies", For.Programs),
        new("POST /api/v1/replies", For.Programs) { MayBeEmpty = true },
        new("PUT /api/v1/replies/{id:long}", For.Programs) { MayBeEmpty = true },
        new("DELETE /api/v1/replies/{id:long}", For.Programs) { MayBeEmpty = true },
        new("PATCH /api/v1/statuses/{code}", For.Programs) { MayBeEmpty = true },
        new("GET /api/v1/notices", For.Programs),
        new("POST /api/v1/notices/read", For.Programs),
        new("GET /api/v1/problems", For.Programs),
        new("POST /api/v1/problems", For.Programs) { MayBeEmpty = true },
        new("PATCH /api/v1/problems/{id:long}", For.Programs) { MayBeEmpty = true },
        new("POST /api/v1/problems/{id:long}/occurrences", For.Programs) { MayBeEmpty = true },
        new("GET /api/v1/services/{id:long}/questions", For.Programs),
        new("PUT /api/v1/services/{id:long}/questions", For.Programs) { MayBeEmpty = true },
        new("PATCH /api/v1/tickets/{number}", For.Programs),
        new("GET /api/v1/tickets/{number}/attachments", For.Programs),
        new("POST /api/v1/files", For.Programs),
        new("GET /api/v1/files/{id}", For.Programs) { MayBeEmpty = true },
        new("GET /api/v1/people", For.Programs),
        new("POST /api/v1/people", For.Programs),
        new("PATCH /api/v1/people/{email}", For.Programs) { MayBeEmpty = true },
        new("POST /api/v1/chases/{id}/verdict", For.Programs) { MayBeEmpty = true },
        new("POST /api/v1/chases/{id}/overrule", For.Programs) { MayBeEmpty = true },
        new("POST /api/v1/tickets/{number}/tell-all", For.Programs),
        new("POST /api/v1/calls", For.Programs) { MayBeEmpty = true },
        new("GET /api/v1/worklist", For.Programs),
        new("POST /api/v1/worklist/next", For.Programs),
        new("GET /api/v1/search", For.Programs) { Query = "?q=zq" },
        new("GET /api/v1/teams", For.Programs),
        new("GET /api/v1/statuses", For.Programs),
        new("GET /api/v1/services", For.Programs),

        // The demo.
        new("GET /", For.Anybody) { Redirects = true },
        new("GET /demo", For.Anybody) { MayBeEmpty = true },
        new("GET /demo/mail", For.Staff),
        new("GET /demo/mail/{id:long}", For.Staff) { With = new Dictionary<string, string> { ["id"] = "1" }, MayBeEmpty = true },
        new("POST /demo/clock", For.Staff) { EndsSession = true },
    ];

    private static IEnumerable<Row> Acts(params string[] acts) => acts.Select(act => new Row($"POST /api/v1/tickets/{{number}}/{act}", For.Programs));

    private static Dictionary<string, string> Values(params (string Name, string Value)[] values) => values.ToDictionary(one => one.Name, one => one.Value);
}
