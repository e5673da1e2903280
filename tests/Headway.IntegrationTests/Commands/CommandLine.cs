using System.Diagnostics;
using System.Text.Json;
using Shouldly;

namespace Headway.IntegrationTests.Commands;

/// <summary>What a command said and how it ended.</summary>
internal sealed record Ended(int Code, string Out, string Error)
{
    public JsonElement Json => JsonElement.Parse(Out);
}

/// <summary>The built command line as a process of its own, on a data folder that nobody else has.</summary>
internal sealed class CommandLine : IDisposable
{
    // Built beside this project, in the same way.
    private static readonly string Built = Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Headway.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "headway.dll");

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("headway-command-");

    public string Data => _data.FullName;

    public async Task<Ended> Run(params string[] args)
    {
        using var process = new Process { StartInfo = Start(args) };
        process.Start();
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new Ended(process.ExitCode, (await said).Trim(), (await complained).Trim());
    }

    /// <summary>Serves, reads the first line, and stops.</summary>
    public async Task<string> FirstLine(params string[] args)
    {
        using var process = new Process { StartInfo = Start(args) };
        process.Start();
        var line = await process.StandardOutput.ReadLineAsync();
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        return line.ShouldNotBeNull(await process.StandardError.ReadToEndAsync());
    }

    public string File(string name, string content)
    {
        var path = Path.Combine(Data, name);
        System.IO.File.WriteAllText(path, content);
        return path;
    }

    public void Dispose() => _data.Delete(recursive: true);

    private static string FreePort()
    {
        using var asked = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        asked.Start();
        return ((System.Net.IPEndPoint)asked.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private ProcessStartInfo Start(string[] args)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Data };
        start.ArgumentList.Add(Built);
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        start.Environment["HEADWAY_DATA"] = Data;
        start.Environment["PORT"] = FreePort();
        foreach (var unset in new[] { "HEADWAY_DB", "HEADWAY_KEY", "HEADWAY_TRACE" })
        {
            start.Environment.Remove(unset);
        }

        return start;
    }
}
