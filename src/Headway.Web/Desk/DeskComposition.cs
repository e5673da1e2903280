namespace Headway.Web.Desk;

/// <summary>What the workspace's pages are put together by.</summary>
public static class DeskComposition
{
    public static IServiceCollection AddWorkspace(this IServiceCollection services) => services
        .AddScoped<Workbench>()
        .AddScoped<TouchDoor>()
        .AddScoped<PanelDoor>()
        .AddScoped<ShellFrames>()
        .AddScoped<Settings.SettingsDoor>()
        .AddScoped<Settings.Newcomers>()
        .AddScoped<Settings.PersonDoor>()
        .AddScoped<Settings.MailDoor>()
        .AddScoped<Welcome.WelcomeQuestions>()
        .AddScoped<Welcome.WelcomeAnswers>()
        .AddScoped<Settings.ServiceDesk>()
        .AddSingleton<Mcp.McpCalls>()
        .AddSingleton<HistoryQuery>()
        .AddSingleton<IncomingFiles>()
        .AddSingleton<Live.Happenings>();
}
