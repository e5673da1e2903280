namespace Headway.IntegrationTests.Access;

/// <summary>The endpoints under /settings: people and the desk here, calendars, statuses and services in <see cref="RulesRows"/>.</summary>
internal static class SettingsRows
{
    /// <summary>Whose role includes the settings.</summary>
    public static readonly string[] Administrators = ["administrator"];

    public static readonly IReadOnlyList<Row> All =
    [
        .. RulesRows.All,
        .. MailRows.All,
    ];
}
