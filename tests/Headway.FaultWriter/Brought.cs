using Headway.Application;
using Headway.Application.Mail;
using Headway.Application.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Headway.FaultWriter;

/// <summary>Takes in the messages of a folder one after the other, as a transfer agent brings them; each is printed once it was answered.</summary>
internal static class Brought
{
    public static async Task Take(Database database, string folder)
    {
        await using var desk = new ServiceCollection().AddLogging().AddDesk(database).AddHeartbeat().AddSingleton(GatewayProgram.Installed()).BuildServiceProvider();
        var tenant = (await Tenants.Active(database))[0];
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            await using var bytes = File.OpenRead(file);
            var taken = await desk.GetRequiredService<ReceiveMail>().Do(tenant, (string?)null, bytes);
            Console.WriteLine(taken.IsRefused ? throw new InvalidOperationException(taken.Refusal!.Message) : $"{Path.GetFileName(file)} {taken.Value.Line()}");
        }
    }
}
