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
        Admin("GET /settings/mail-out"),
        Admin("POST /settings/mail-out/{id:long}/again"),
        Admin("GET /mail/frames/log/{id:long}"),
        new("GET /mail/frames/texts/{text:long}", For.Staff) { With = Nothing, MayBeEmpty = true },
        new("POST /api/v1/mail", For.Programs) { Only = SettingsRows.Administrators, MayBeEmpty = true },
        Program("GET /api/v1/mail-server"),
        Program("PUT /api/v1/mail-server"),
        Program("DELETE /api/v1/mail-server"),
        Program("GET /api/v1/mail-server/try"),
        Program("POST /api/v1/mail-server/test"),
        Program("GET /api/v1/mail-server/signing"),
        Program("PUT /api/v1/mail-server/signing"),
        Program("GET /api/v1/mail-server/signing/check"),
        Program("DELETE /api/v1/mail-server/signing"),
        Program("GET /api/v1/mailboxes"),
        Program("POST /api/v1/mailboxes"),
        Program("PUT /api/v1/mailboxes/{id:long}"),
        Program("GET /api/v1/mailboxes/{id:long}/try"),
        Program("GET /api/v1/bounced-addresses"),
        new("DELETE /api/v1/bounced-addresses/{email}", For.Programs) { Only = SettingsRows.Administrators, With = new Dictionary<string, string> { ["email"] = "gone@client.example" }, MayBeEmpty = true },
        Program("GET /api/v1/mails"),
        Program("GET /api/v1/mails/{id:long}"),
        Program("GET /api/v1/mails/{id:long}/text"),
        Program("POST /api/v1/mails/{id:long}/decide"),
        Program("GET /api/v1/mails/out"),
        Program("POST /api/v1/mails/out"),
    ];

    private static Row Program(string endpoint) => new(endpoint, For.Programs) { Only = SettingsRows.Administrators, With = Nothing, MayBeEmpty = true };

    private static Row Admin(string endpoint) => new(endpoint, For.Staff) { Only = SettingsRows.Administrators, With = Nothing, MayBeEmpty = true };
}
