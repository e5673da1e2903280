using Headway.Application.Access;
using Headway.Application.Mail;
using Headway.Web.Language;
using Microsoft.AspNetCore.DataProtection;

namespace Headway.Web.Live;

/// <summary>What outgoing mail needs of the web: the languages' words, where links lead.</summary>
internal static class MailWords
{
    public static IServiceCollection AddMailWords(this IServiceCollection services) => services
        .AddSingleton(new ReaderWords(
            (language, key, with) => Words.Of(language).Maybe(key, with),
            (language, zone, at, now) => new TimeWords(Words.Of(language), zone).PointInWords(at, now)))
        .AddSingleton(built => new MailPlace(
            built.GetRequiredService<AccessOptions>().BaseUrl,
            link => built.GetRequiredService<IDataProtectionProvider>().CreateProtector("Headway.AccessMail").Unprotect(link)))
        .AddMailGateway();

    /// <summary>The program that reads and sends, where it is installed.</summary>
    public static IServiceCollection AddMailGateway(this IServiceCollection services) => services.AddSingleton(GatewayProgram.Installed());
}
