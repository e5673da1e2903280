using System.Diagnostics;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.House;

/// <summary>What the scripts of the house rest on: what counts as stale, and that nothing that went wrong is counted as well.</summary>
public sealed class ScriptTests : IDisposable
{
    private static readonly string Root = FindRoot(AppContext.BaseDirectory);

    private readonly string _folder = Directory.CreateTempSubdirectory("headway-scripts-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task OlderThan_WhenNothingChanged_IsFresh() => (await Stale("true")).ShouldBe("fresh");

    [Theory]
    [InlineData("touch src/a.cs")]
    [InlineData("touch src/new.cs")]
    [InlineData("rm src/a.cs")]
    [InlineData("rm stamp")]
    public async Task OlderThan_WhenASourceOrTheStampChanged_IsStale(string change) => (await Stale(change)).ShouldBe("stale");

    [Fact]
    public async Task OlderThan_WhenOnlyAPrunedFolderChanged_IsFresh() => (await Stale("touch src/node_modules/b.js")).ShouldBe("fresh");

    [Theory]
    [InlineData("<assemblies><assembly name=\"a\" errors=\"0\" failed=\"0\" not-run=\"3\" passed=\"7\" skipped=\"2\" total=\"9\" /></assemblies>", 0, "7 0 2")]
    [InlineData("<assemblies><assembly name=\"a\" errors=\"1\" failed=\"2\" not-run=\"0\" passed=\"7\" skipped=\"0\" total=\"9\" /></assemblies>", 1, "7 3 0")]
    [InlineData("<assemblies><assembly name=\"a\" errors=\"0\" failed=\"0\" not-run=\"0\" passed=\"7\" skipped=\"0\" total=\"7\" /></assemblies>", 134, "7 1 0")]
    [InlineData("<assemblies", 139, "0 1 0")]
    public async Task XunitTally_WhenGivenAReport_CountsIt(string report, int exit, string counted)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "report.xml"), report);
        (await Bash($". '{Root}/.ci/tally.sh'; say() {{ :; }}; xunit_tally Suite report.xml /dev/null 1 {exit} >/dev/null 2>&1; echo $passed $failed $skipped"))
            .ShouldBe(counted);
    }

    [Theory]
    [InlineData("# tests 5\n# pass 3\n# fail 1\n# cancelled 0\n# skipped 1\n", 1, "3 1 1")]
    [InlineData("ℹ tests 5\nℹ pass 5\nℹ fail 0\nℹ cancelled 0\nℹ skipped 0\n", 0, "5 0 0")]
    [InlineData("# pass 3\n# fail 0\n# skipped 0\n", 7, "3 1 0")]
    [InlineData("SyntaxError: Unexpected token", 1, "0 1 0")]
    public async Task NodeTally_WhenGivenAReport_CountsIt(string report, int exit, string counted)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "report.txt"), report);
        (await Bash($". '{Root}/.ci/tally.sh'; say() {{ :; }}; node_tally Suite report.txt 1 {exit} >/dev/null 2>&1; echo $passed $failed $skipped"))
            .ShouldBe(counted);
    }

    [Theory]
    [InlineData("run", "--help", 0)]
    [InlineData("test", "--help", 0)]
    [InlineData("test", "--nonsense", 2)]
    public async Task Commands_WhenAskedForHelpOrNonsense_AnswerAtOnce(string command, string option, int exit) =>
        (await Bash($"'{Root}/{command}' {option} >said 2>&1; echo $?; test -s said && echo said")).ShouldBe($"{exit}\nsaid");

    private async Task<string> Stale(string change) => await Bash(
        $"root='{_folder}'; . '{Root}/.ci/build.sh'; mkdir -p src/node_modules; echo >src/a.cs; echo >src/node_modules/b.js; " +
        "touch -d '1 hour ago' src src/a.cs src/node_modules src/node_modules/b.js; touch -d '1 minute ago' stamp; " +
        $"{change}; older_than stamp src -name node_modules -prune -o -type f,d && echo stale || echo fresh");

    private async Task<string> Bash(string script)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", script])
        {
            WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var said = bash.StandardOutput.ReadToEndAsync();
        var complaint = bash.StandardError.ReadToEndAsync();
        await bash.WaitForExitAsync();
        (await complaint).ShouldBe("");
        return (await said).Trim();
    }

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "Headway.slnx")) ? folder : FindRoot(Path.GetDirectoryName(folder)!);
}
