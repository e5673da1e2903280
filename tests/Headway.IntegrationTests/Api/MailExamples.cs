using System.Text.Json.Nodes;
using Headway.Application.Storage;
using Shouldly;

namespace Headway.IntegrationTests.Api;

/// <summary>What has to be there so that the examples of mail are accepted: a message that waits for a person, a mail that did not leave.</summary>
internal static class MailExamples
{
    private const long Failed = 990_017;

    public static async Task Prepare(ApiDesk desk, string path, JsonObject example, string administrator)
    {
        if (path.EndsWith("/decide", StringComparison.Ordinal))
        {
            var raw = "From: Sam <sam@home.example>, Eve <eve@else.example>\r\nTo: it@home.example\r\nSubject: Who writes?\r\nMessage-ID: <two@else.example>\r\n\r\nTwo of us.\r\n";
            (await desk.Mail(raw, administrator)).Text("fate").ShouldBe("quarantined");
            // Who wrote is unclear, so that no ticket can be opened from it.
            example["as"] = "dropped";
        }
        else if (path.EndsWith("/mails/out", StringComparison.Ordinal))
        {
            await desk.World.Get<Database>().Write(async session => await session.Run(
                "INSERT INTO outbox (tenant, id, key, kind, body, created, not_before, state, attempts, fence) VALUES ($1, $2, 'mail:test:example', 'mail', '{\"Kind\":7,\"To\":1}', 0, 0, 'failed', 1, 1)",
                desk.World.Tenant.Value, Failed));
            example["mail"] = Failed;
        }
    }
}
