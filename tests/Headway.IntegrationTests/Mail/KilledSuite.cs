using System.Diagnostics;
using Headway.Application.Access;
using Headway.Application.Mail;
using Headway.Application.Storage;
using Headway.IntegrationTests.Portal;
using Headway.IntegrationTests.Storage;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Mail;

public sealed class KilledOnSqlite : KilledSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class KilledOnPostgres : KilledSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>
/// The process dies between any two steps of taking a message in, or of sending one. Whoever was not answered brings a message again;
/// what was under way to a server is shown, not repeated.
/// </summary>
public abstract class KilledSuite
{
    // Takes whatever it is given and writes down what it was.
    private const string Server = """
        import readline from 'node:readline';
        import fs from 'node:fs';
        for await (const line of readline.createInterface({ input: process.stdin })) {
          const asked = JSON.parse(line);
          fs.appendFileSync(new URL('taken', import.meta.url), asked.message.messageId + '\n');
          process.stdout.write(JSON.stringify({ id: asked.id, ok: true, accepted: [], rejected: [] }) + '\n');
        }
        """;

    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Take_When_TheProcessDiesBetweenAnyTwoSteps_Then_EachMailIsOneTicketAndNoneIsLost()
    {
        await using var desk = await MailDesk.On(Engine);
        var place = desk.Desk.Place;
        var folder = Directory.CreateDirectory(Path.Combine(place.Folder, "brought")).FullName;
        string[] points = ["mid-blob", "after-blob", "mail-kept", "mail-read", "mail-known", "mail-logged", "mail-done"];
        for (var at = 0; at < points.Length; at++)
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder, $"{at}.eml"), MailDesk.Message($"New {at} <new{at}@client.example>", $"Need {at}", "Please.", $"k{at}").ReplaceLineEndings("\r\n"));
            (await Run(place, $"{points[at]}:1", "mail", folder)).ShouldBeFalse($"{points[at]} must really kill");
        }

        (await Run(place, null, "mail", folder)).ShouldBeTrue();

        (await desk.Count("SELECT count(*) FROM tickets WHERE tenant = $1")).ShouldBe(points.Length);
        (await desk.Count("SELECT count(*) FROM mails WHERE tenant = $1")).ShouldBe(points.Length);
        (await new Verification(desk.Database).Run()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_When_TheProcessDiesBetweenAnyTwoSteps_Then_EachMailLeavesOnceOrIsShownAsPerhapsSent()
    {
        await using var desk = await SmallDesk.On(Engine);
        var script = Path.Combine(desk.Place.Folder, "server.mjs");
        await File.WriteAllTextAsync(script, Server);
        (await desk.Get<MailSettings>().Set(desk.Sam with { Role = Role.Administrator }, new MailServer("mail.example", 587, "desk@calder.example", "IT"))).ShouldBeNull();
        string[] points = ["mail-leased", "mail-written", "mail-handed", "mail-marked"];
        foreach (var point in points)
        {
            await desk.Raise(desk.Ann, $"Need at {point}");
            await Write(desk, "UPDATE outbox SET not_before = 0 WHERE tenant = $1 AND state = 'waiting'");
            (await Run(desk.Place, $"{point}:1", "send", script)).ShouldBeFalse($"{point} must really kill");
            await Write(desk, "UPDATE outbox SET lease_until = 0 WHERE tenant = $1 AND state = 'sending'");
        }

        (await Run(desk.Place, null, "send", script)).ShouldBeTrue();

        var taken = await File.ReadAllLinesAsync(Path.Combine(desk.Place.Folder, "taken"));
        taken.ShouldBeUnique();
        taken.Length.ShouldBe(2, "before it was handed over nothing left; afterwards it had");
        (await States(desk)).ShouldBe([("sent", 1), ("unknown", 3)]);
    }

    private static Task<int> Write(SmallDesk desk, string sql) => desk.Place.Database.Write(async session => await session.Run(sql, desk.Ann.Tenant.Value));

    private static Task<List<(string State, long Count)>> States(SmallDesk desk) => desk.Place.Database.Read(session => session.Query(
        "SELECT state, count(*) FROM outbox WHERE tenant = $1 GROUP BY state ORDER BY state", row => (row.GetString(0), row.GetInt64(1)), desk.Ann.Tenant.Value).AsTask());

    private static async Task<bool> Run(TestDatabase place, string? fault, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Headway.FaultWriter.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HEADWAY_WRITER_DB"] = place.Address.Engine == Engine.Postgres ? place.Address.Connection : "";
        start.Environment["HEADWAY_WRITER_FOLDER"] = place.Folder;
        start.Environment["FAULT"] = fault ?? "";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        (await errors).ShouldBeEmpty($"fault {fault}: {said}");
        return process.ExitCode == 0;
    }
}
