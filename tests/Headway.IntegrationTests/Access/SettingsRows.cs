namespace Headway.IntegrationTests.Access;

/// <summary>The endpoints under /settings: people and the desk here, calendars, statuses and services in <see cref="RulesRows"/>.</summary>
internal static class SettingsRows
{
    /// <summary>Whose role includes the settings.</summary>
    public static readonly string[] Administrators = ["administrator"];

    public static readonly IReadOnlyList<Row> All =
    [
        .. RulesRows.All,
        .. Page("/settings/teams"), .. Form("/settings/teams/new"), .. Form("/settings/teams/{id:long}"), .. Act("/settings/teams/{id:long}/members", "/settings/teams/{id:long}/active", "/part/settings/teams/{id:long}/preview", "/settings/teams/overdue"),
        .. Page("/settings/people"), .. Form("/settings/people/invite"), .. Form("/settings/people/add"), .. Form("/settings/people/import"), .. Form("/settings/people/{id:long}"),
        .. Act("/settings/people/{id:long}/role", "/settings/people/{id:long}/organisation", "/settings/people/{id:long}/link", "/settings/people/{id:long}/sessions", "/settings/people/{id:long}/active", "/settings/people/{id:long}/erase"),
        .. Form("/settings/organisations"), .. Form("/settings/organisations/{id:long}"), .. Act("/settings/organisations/{id:long}/active"),
        .. Page("/settings/access"), .. Act("/settings/access/end", "/settings/access/revoke"),
        .. Form("/settings/desk"), .. Form("/settings/retention"), .. Act("/settings/retention/holds", "/settings/retention/holds/{id:long}/lift"), .. Page("/settings/people/{id:long}/kept.json"), .. Form("/settings/runs"), .. Act("/settings/chase-words"), .. Act("/settings/time-spent"), .. Act("/settings/chase-weights"),
        .. Form("/settings/mail"), .. Act("/settings/mail/verify", "/settings/mail/test", "/settings/mail/remove", "/settings/mail/signing", "/settings/mail/signing/check", "/settings/mail/signing/remove"),
        .. Form("/settings/webhooks"), .. Page("/settings/webhooks/new"), .. Form("/settings/webhooks/{id:long}"),
        .. Act("/settings/webhooks/{id:long}/remove", "/settings/webhooks/{id:long}/key", "/settings/webhooks/{id:long}/test", "/settings/webhooks/{id:long}/again/{delivery:long}"),
        .. Form("/settings/sign-on"), .. Act("/settings/sign-on/test", "/settings/sign-on/token", "/settings/sign-on/remove"),
        .. Page("/settings/trail"), .. Page("/settings/trail.csv"),
        .. Page("/welcome"), .. Form("/welcome/{step:int}"), .. Act("/welcome/practice/remove"),
        .. MailRows.All,
    ];

    private static IEnumerable<Row> Page(string path) => [new Row($"GET {path}", For.Staff) { Only = Administrators, MayBeEmpty = path.Contains('{', StringComparison.Ordinal) }];

    private static IEnumerable<Row> Form(string path) => [.. Page(path), .. Act(path)];

    private static IEnumerable<Row> Act(params string[] paths) => paths.Select(path => new Row($"POST {path}", For.Staff) { Only = Administrators, MayBeEmpty = true });
}
