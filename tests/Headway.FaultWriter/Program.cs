using System.Diagnostics;
using System.Globalization;
using Headway.Application.Storage;
using Headway.FaultWriter;

// A process that is made to be killed: migrate | backup FILE | write OPERATIONS | mail FOLDER | send GATEWAY, on the database and at the fault given
// by HEADWAY_WRITER_DB, HEADWAY_WRITER_FOLDER and FAULT=point:n. What it has been answered it prints, line by line.
var left = 0;
if (Environment.GetEnvironmentVariable("FAULT")?.Split(':') is [var point, var count])
{
    left = int.Parse(count, CultureInfo.InvariantCulture);
    Fault.Hook = at =>
    {
        if (at == point && Interlocked.Decrement(ref left) == 0)
        {
            // Whatever has been answered by now gets out first: an answer given too early must show as lost.
            using (var never = new ManualResetEventSlim())
            {
                never.Wait(TimeSpan.FromMilliseconds(40));
            }

            using var self = Process.GetCurrentProcess();
            self.Kill();
            self.WaitForExit();
        }
    };
}

var folder = Environment.GetEnvironmentVariable("HEADWAY_WRITER_FOLDER")!;
// On PostgreSQL too the key lies in the test's own folder, as the test itself has it.
var address = DatabaseAddress.Parse(Environment.GetEnvironmentVariable("HEADWAY_WRITER_DB"), folder) with { Key = new KeyPlace(Path.Combine(folder, KeyPlace.FileName)) };
await using var database = await Database.OpenCurrent(address);
switch (args)
{
    case ["migrate"]:
        break;
    case ["backup", var file]:
        await new Backup(database).Write(file);
        break;
    case ["write", var operations]:
        await new Work(database).Do(await File.ReadAllLinesAsync(operations), clients: 16);
        break;
    case ["mail", var brought]:
        await Brought.Take(database, brought);
        break;
    case ["send", var gateway]:
        await Left.Send(database, gateway);
        break;
    default:
        return 2;
}

Console.WriteLine("done");
return 0;
