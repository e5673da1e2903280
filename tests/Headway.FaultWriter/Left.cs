using Headway.Application;
using Headway.Application.Mail;
using Headway.Application.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Headway.FaultWriter;

/// <summary>Sends what lies in the outbox through a gateway of the test's own.</summary>
internal static class Left
{
    public static async Task Send(Database database, string gateway)
    {
        await using var desk = new ServiceCollection().AddLogging().AddDesk(database).AddHeartbeat().AddSingleton(new GatewayProgram(gateway))
            .AddSingleton(new ReaderWords((_, key, _) => key, (_, _, at, _) => at.ToString()))
            .AddSingleton(new MailPlace(new Uri("https://desk.example"), link => link))
            .BuildServiceProvider();
        await desk.GetRequiredService<MailSender>().Send((await Tenants.Active(database))[0]);
    }
}
