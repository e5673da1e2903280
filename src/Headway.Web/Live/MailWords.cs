using Headway.Application.Mail;
using Headway.Web.Language;
using Microsoft.AspNetCore.DataProtection;

namespace Headway.Web.Live;

/// <summary>What outgoing mail needs of the web: the languages' words, where links lead, where the gateway's program lies.</summary>
internal static class MailWords
{
    public static IServiceCollection AddMailWords(this IServiceCollection services) => services
        .AddSingleton(new ReaderWords(
            (language, key, with) => Words.Of(language).Maybe(key, with),
            (language, zone, at, now) => new TimeWords(Words.Of(language), zone).PointInWords(at, now)))
        .AddSingleton(built => new MailPlace(
            new Uri(built.GetRequiredService<IConfiguration>()["Headway:Address"] ?? built.GetRequiredService<HostSettings>().Url),
            link => built.GetRequiredService<IDataProtectionProvider>().CreateProtector("Headway.AccessMail").Unprotect(link)))
        .AddSingleton(new GatewayProgram(Script()));

    // Beside the program, else in the source tree around it; without its packages it is not there.
    private static string? Script()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            foreach (var inside in new[] { "mail-gateway", "src/mail-gateway" })
            {
                var script = Path.Combine(at.FullName, inside, "gateway.js");
                if (File.Exists(script) && Directory.Exists(Path.Combine(at.FullName, inside, "node_modules")))
                {
                    return script;
                }
            }
        }

        return null;
    }
}
