namespace Headway.IntegrationTests.Access;

/// <summary>The endpoints of mail: mailboxes, the log, the frames in which a mail is shown, the upload.</summary>
internal static class MailRows
{
    private static readonly Dictionary<string, string> Nothing = new() { ["id"] = "1", ["text"] = "1" };

    public static readonly IReadOnlyList<Row> All =
    [
        Admin("GET /settings/mailboxes"),
        Admin("GET /settings/mailboxes/new"),
        Admin("POST /settings/mailboxes/new"),
        Admin("GET /settings/mailboxes/{id:long}"),
        Admin("POST /settings/mailboxes/{id:long}"),
        Admin("POST /settings/mailboxes/{id:long}/test"),
        Admin("POST /settings/mailboxes/forgive"),
        Admin("GET /settings/mail-log"),
        Admin("GET /settings/mail-log/{id:long}"),
        Admin("POST /settings/mail-log/{id:long}/accept"),
        Admin("POST /settings/mail-log/{id:long}/attach"),
        Admin("POST /settings/mail-log/{id:long}/drop"),
        Admin("POST /settings/mail-log/{id:long}/replay"),
        Admin("GET /mail/frames/log/{id:long}"),
        new("GET /mail/frames/texts/{text:long}", For.Staff) { With = Nothing, MayBeEmpty = true },
        new("POST /api/v1/mail", For.Programs) { Only = SettingsRows.Administrators, MayBeEmpty = true },
    ];

    private static Row Admin(string endpoint) => new(endpoint, For.Staff) { Only = SettingsRows.Administrators, With = Nothing, MayBeEmpty = true };
}
