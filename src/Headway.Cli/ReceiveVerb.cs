using System.CommandLine;
using Headway.Application.Mail;
using Headway.Domain;

namespace Headway.Cli;

/// <summary>
/// <c>headway mail receive [--mailbox ADDRESS] &lt; MESSAGE</c>: takes a message in and prints its fate. What can't be taken in just
/// now ends with 75, which transfer agents understand as "try again".
/// </summary>
public static class ReceiveVerb
{
    public static Command Command()
    {
        var mailbox = new Option<string?>("--mailbox") { Description = "The address it came to, where the desk has several mailboxes." };
        var tenant = new Option<long?>("--tenant") { Description = "Which tenant, where there are several." };
        var json = new Option<bool>("--json") { Description = "Print the fate as JSON." };
        var demo = Verbs.OnDemo();
        var receive = new Command("receive", "Take in the message on standard input and print its fate.") { mailbox, tenant, json, demo };
        receive.SetAction((parsed, stop) => Receive(parsed.GetValue(mailbox), parsed.GetValue(tenant), parsed.GetValue(json), parsed.GetValue(demo), stop));
        return receive;
    }

    private static async Task<int> Receive(string? mailbox, long? tenant, bool json, bool demo, CancellationToken stop)
    {
        if (DeskPlace.Read().Meant(demo) is not { } address)
        {
            return Verbs.NoDesk();
        }

        await using var desk = await ReceivingDesk.Open(address, stop);
        var outcome = await desk.Take(tenant is { } id ? new TenantId(id) : null, mailbox, Console.OpenStandardInput(), stop);
        if (outcome.IsRefused)
        {
            return Verbs.Fail(outcome.Refusal!.Kind == RefusalKind.Busy ? MailSpool.TryAgain : Verbs.Refused, outcome.Refusal.Message);
        }

        Console.Out.WriteLine(json ? outcome.Value.Json() : outcome.Value.Line());
        return Verbs.Done;
    }
}
