using System.Diagnostics;
using System.Text;
using Headway.Application.Mail;
using Headway.Application.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Mail;

/// <summary>A pipe hands messages to the desk that runs, without a program being started for each.</summary>
public sealed class SpoolTests
{
    [Fact]
    public async Task HandOver_When_TheDeskRuns_Then_TheFateComesBackAndWithoutItThePipeGoesOn()
    {
        Assert.SkipWhen(!File.Exists("/bin/bash"), "The pipe is a shell script.");
        await using var desk = await MailDesk.On(Engine.Sqlite);
        var data = Directory.CreateDirectory(Path.Combine(desk.Desk.Place.Folder, "data")).FullName;
        var spool = Path.Combine(data, "desk", "spool");
        using var taking = new MailSpool(new MailSpoolPlace(spool), desk.Desk.Get<ReceiveMail>(), desk.Database, TimeProvider.System, NullLogger<MailSpool>.Instance);
        (await HandOver(data, "--json", Message(0))).Said.ShouldBe("goes on\n", "no desk runs yet");
        await taking.StartAsync(default);
        await Begun(spool);

        var first = await HandOver(data, "--json", Message(1));
        var again = await HandOver(data, "", Message(1));
        var nowhere = await HandOver(data, "--mailbox nobody@calder.example", Message(2));
        var several = await Task.WhenAll(Enumerable.Range(10, 12).Select(number => HandOver(data, $"--mailbox {MailDesk.Address}", Message(number))));
        await taking.StopAsync(default);

        (first.Code, first.Said).ShouldSatisfyAllConditions(
            one => one.Code.ShouldBe(0), one => one.Said.ShouldContain("\"fate\":\"opened\""), one => one.Said.ShouldContain("\"repeat\":false"));
        again.Said.ShouldContain("had come before");
        nowhere.Code.ShouldBe(MailSpool.Refused);
        several.ShouldAllBe(one => one.Code == 0 && one.Said.StartsWith("opened #"));
        (await desk.Count("SELECT count(*) FROM tickets WHERE tenant = $1")).ShouldBe(13);
        Directory.EnumerateFileSystemEntries(spool, "*", SearchOption.AllDirectories).Where(File.Exists).ShouldBeEmpty("nothing is left behind");
        (await HandOver(data, "", Message(3))).Said.ShouldBe("goes on\n");
    }

    // The folder says that the desk runs once it looks.
    private static async Task Begun(string spool)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!File.Exists(Path.Combine(spool, "running")) || new FileInfo(Path.Combine(spool, "running")).Length == 0)
        {
            await beat.WaitForNextTickAsync();
        }
    }

    private static string Message(int number) => MailDesk.Message($"New <new{number}@client.example>", $"Need {number}", "Please.", $"s{number}").ReplaceLineEndings("\r\n");

    private static async Task<(int Code, string Said)> HandOver(string data, string arguments, string message)
    {
        var start = new ProcessStartInfo("/bin/bash", ["-c", $". {Script()}; hand_over {arguments}; echo goes on"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HEADWAY_DATA"] = data;
        using var process = Process.Start(start)!;
        var (said, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(message));
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It went on without reading.
        }

        await process.WaitForExitAsync();
        return (process.ExitCode, await said + await errors);
    }

    private static string Script()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at!.FullName, "Headway.slnx")))
        {
            at = at.Parent;
        }

        return Path.Combine(at.FullName, ".ci", "hand-over.sh");
    }
}
