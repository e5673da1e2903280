using System.Diagnostics;
using Headway.Application.Storage;
using Headway.IntegrationTests.Storage;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Mail;

/// <summary>The process dies between any two steps of taking a message in; whoever was not answered brings it again.</summary>
public sealed class KilledWhileTakingTests
{
    [Fact]
    public async Task Take_When_TheProcessDiesBetweenAnyTwoSteps_Then_EachMailIsOneTicketAndNoneIsLost()
    {
        await using var desk = await MailDesk.On(Engine.Sqlite);
        var place = desk.Desk.Place;
        var folder = Directory.CreateDirectory(Path.Combine(place.Folder, "brought")).FullName;
        string[] points = ["mid-blob", "after-blob", "mail-kept", "mail-read", "mail-known", "mail-logged", "mail-done"];
        for (var at = 0; at < points.Length; at++)
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder, $"{at}.eml"), MailDesk.Message($"New {at} <new{at}@client.example>", $"Need {at}", "Please.", $"k{at}").ReplaceLineEndings("\r\n"));
            (await Run(place, folder, $"{points[at]}:1")).ShouldBeFalse($"{points[at]} must really kill");
        }

        (await Run(place, folder, null)).ShouldBeTrue();

        (await desk.Count("SELECT count(*) FROM tickets WHERE tenant = $1")).ShouldBe(points.Length);
        (await desk.Count("SELECT count(*) FROM mails WHERE tenant = $1")).ShouldBe(points.Length);
        (await new Verification(desk.Database).Run()).Findings.ShouldBeEmpty();
    }

    private static async Task<bool> Run(TestDatabase place, string folder, string? fault)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Headway.FaultWriter.dll"), "mail", folder]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HEADWAY_WRITER_DB"] = "";
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
