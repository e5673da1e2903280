using System.Diagnostics;
using System.Globalization;
using Headway.Application.Storage;
using Headway.FaultWriter;

// A process that is made to be killed: migrate | backup FILE | write OPERATIONS | mail FOLDER, on the database and at the fault given
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

var address = DatabaseAddress.Parse(Environment.GetEnvironmentVariable("HEADWAY_WRITER_DB"), Environment.GetEnvironmentVariable("HEADWAY_WRITER_FOLDER")!);
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
    case ["mail", var folder]:
        await Brought.Take(database, folder);
        break;
    default:
        return 2;
}

Console.WriteLine("done");
return 0;
