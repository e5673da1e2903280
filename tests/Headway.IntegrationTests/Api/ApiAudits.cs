using System.Globalization;
using System.Text;
using Shouldly;

namespace Headway.IntegrationTests.Api;

/// <summary>Exports that a program sends to be audited, and what comes of them.</summary>
internal static class ApiAudits
{
    public const string File = "old.csv";

    /// <summary>An export of 240 tickets over sixty days; each takes up to so many days, every tenth is still open.</summary>
    public static byte[] Export(int slow)
    {
        var text = new StringBuilder("case,time,status,team,priority,requester\n");
        for (var at = 0; at < 240; at++)
        {
            var opened = new DateTime(2025, 3, 3, 9, 0, 0).AddDays(at % 60);
            text.Append(CultureInfo.InvariantCulture, $"C{at},{opened:yyyy-MM-dd HH:mm},New,Service Desk,P{1 + (at % 4)},r{at % 50}\n");
            text.Append(CultureInfo.InvariantCulture, $"C{at},{opened.AddHours(1 + (at % 3)):yyyy-MM-dd HH:mm},In Progress,Service Desk,P{1 + (at % 4)},r{at % 50}\n");
            if (at % 10 != 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"C{at},{opened.AddHours(4).AddDays(at * 7 % (2 * slow)):yyyy-MM-dd HH:mm},Resolved,Service Desk,P{1 + (at % 4)},r{at % 50}\n");
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Sends an export as the desk's present caller, waits for its report, and answers its run.</summary>
    public static async Task<Said> Audit(ApiDesk desk, byte[] export, string query = "")
    {
        var sent = await desk.Bytes(HttpMethod.Post, $"/audit-runs?name={File}{query}", export);
        sent.Code.ShouldBe(202, sent.Body.GetRawText());
        return await desk.Get($"/audit-runs/{sent.Text("id")}?wait=30");
    }

    /// <summary>Two frozen audits, the later one quicker.</summary>
    public static async Task<(long Before, long After)> Frozen(ApiDesk desk)
    {
        var ids = new List<long>();
        foreach (var slow in new[] { 6, 2 })
        {
            var run = await Audit(desk, Export(slow));
            run.Text("state").ShouldBe("done", run.Body.GetRawText());
            ids.Add((await desk.Post($"/audit-runs/{run.Text("id")}/freeze", "{}")).Body.GetProperty("id").GetInt64());
        }

        return (ids[0], ids[1]);
    }

    /// <summary>An audit whose file is there to be read again and loaded.</summary>
    public static async Task<string> Sent(ApiDesk desk, string token) =>
        (await desk.Send(HttpMethod.Get, "/audit-runs", null, token: token)).Items.First(run => run.GetProperty("file").GetString() == File).GetProperty("id").GetString().ShouldNotBeNull();

    /// <summary>Waits until nothing runs, so that the next request meets no audit in the way.</summary>
    public static async Task Settle(ApiDesk desk, string token)
    {
        foreach (var run in (await desk.Send(HttpMethod.Get, "/audit-runs", null, token: token)).Items.Select(run => run.GetProperty("id").GetString()).ToList())
        {
            await desk.Send(HttpMethod.Get, $"/audit-runs/{run}?wait=30", null, token: token);
            await desk.Send(HttpMethod.Get, $"/audit-runs/{run}/load?wait=30", null, token: token);
        }
    }
}
