using System.Diagnostics;
using System.Globalization;
using Headway.Application.Storage;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Storage;

/// <summary>
/// A writing process is killed with SIGKILL, at a named point or at a random instant, again and again on one database.
/// Nothing answered is lost, nothing is applied twice, everything verifies, and the next start needs nobody.
/// </summary>
public sealed class KillTests
{
    private const int Operations = 120, MostUnanswered = 240;

    private static readonly string[] Points = ["before-commit", "after-commit", "before-ack", "mid-blob", "after-blob"];

    private enum Fate { Answered, Unanswered }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public Task Kill_When_ItComesTwentyTimes_Then_NothingAnsweredIsLostAndNothingIsTwice(Engine engine) => Rounds(engine, 20, seed: 20260302);

    [Theory]
    [Trait("Category", "Soak")]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public Task Kill_When_ItComesTwoHundredTimes_Then_NothingAnsweredIsLostAndNothingIsTwice(Engine engine) => Rounds(engine, 200, seed: 7);

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Kill_When_ItComesInAnyStepOfAMigration_Then_TheNextStartCompletesIt(Engine engine)
    {
        for (var step = 1; step <= MigrationScript.For(engine).Count; step++)
        {
            await using var place = await TestDatabase.Empty(engine);
            (await Run(place, $"mid-migration:{step}", null, "migrate")).ShouldNotContain("done");

            var database = await place.Open();

            (await new Migrator(database).Pending()).ShouldBeEmpty();
            (await new TestDesk(database).TryOpen("s", "b")).IsRefused.ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Kill_When_ItComesDuringABackup_Then_ThereIsNoHalfBackup(Engine engine)
    {
        await using var place = await TestDatabase.Current(engine);
        await new TestDesk(place.Database).Open();
        var file = Path.Combine(place.Folder, "backup.headway");

        (await Run(place, "mid-backup:5", null, "backup", file)).ShouldNotContain("done");
        File.Exists(file).ShouldBeFalse();
        (await Run(place, null, null, "backup", file)).ShouldContain("done");
        File.Exists(file).ShouldBeTrue();
    }

    private static async Task Rounds(Engine engine, int rounds, int seed)
    {
        await using var place = await TestDatabase.Empty(engine);
        var random = new Random(seed);
        var fates = new Dictionary<string, Fate>();
        var kills = 0;
        for (var round = 0; round < rounds; round++)
        {
            // What was left unanswered is sent again, as a careful client would, before anything new; all of it in peace once
            // there is much of it, or a long run would do nothing else.
            var operations = fates.Where(pair => pair.Value == Fate.Unanswered).Select(pair => pair.Key).ToList();
            var list = Path.Combine(place.Folder, "operations");
            if (operations.Count > MostUnanswered)
            {
                await File.WriteAllLinesAsync(list, operations);
                (await Run(place, null, null, "write", list)).ShouldContain("done");
                operations.ForEach(operation => fates[operation] = Fate.Answered);
                operations.Clear();
            }

            operations.AddRange(Enumerable.Range(0, Operations).Select(i => $"{(i % 7) switch { 0 => "file", 1 or 2 => "open", _ => "note" }}-{round}-{i}"));
            await File.WriteAllLinesAsync(list, operations);
            var atPoint = random.Next(4) > 0;
            var fault = atPoint ? $"{Points[random.Next(Points.Length)]}:{random.Next(1, 25)}" : null;

            var answered = (await Run(place, fault, atPoint ? null : random.Next(5, 150), "write", list)).ToHashSet();

            kills += answered.Contains("done") ? 0 : 1;
            foreach (var operation in operations)
            {
                fates[operation] = answered.Contains(operation) ? Fate.Answered : Fate.Unanswered;
            }

            await Check(place, fates, $"{engine}, seed {seed}, round {round}, {fault ?? "random instant"}");
        }

        kills.ShouldBeGreaterThan(rounds / 2, "most rounds must really kill");
    }

    private static async Task Check(TestDatabase place, Dictionary<string, Fate> fates, string what)
    {
        await using var database = await Database.OpenCurrent(place.Address);
        var said = await database.Read(session => session.Query("SELECT body FROM texts WHERE tenant = 1", reader => reader.GetString(0)).AsTask());
        var queued = await database.Read(session => session.Query("SELECT key FROM outbox WHERE tenant = 1", reader => reader.GetString(0)).AsTask());
        var files = await database.Read(session => session.Query("SELECT name, hash FROM attachments WHERE tenant = 1", reader => (Name: reader.GetString(0), Hash: reader.GetString(1))).AsTask());
        said.Count.ShouldBe(said.Distinct().Count(), $"applied twice: {what}");
        files.Count.ShouldBe(files.Distinct().Count(), $"attached twice: {what}");
        foreach (var operation in fates.Where(pair => pair.Value == Fate.Answered).Select(pair => pair.Key).Except(said.Intersect(queued)))
        {
            throw new InvalidOperationException($"{operation} was answered and is lost: {what}");
        }

        foreach (var operation in fates.Where(pair => pair.Value == Fate.Answered && pair.Key.StartsWith("file", StringComparison.Ordinal)).Select(pair => pair.Key))
        {
            files.ShouldContain(file => file.Name == operation, what);
        }

        said.Order().ShouldBe(queued.Order(), what);
        (await new Verification(database).Run()).Findings.ShouldBeEmpty(what);
    }

    private static async Task<List<string>> Run(TestDatabase place, string? fault, int? killAfter, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Headway.FaultWriter.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["HEADWAY_WRITER_DB"] = place.Address.Engine == Engine.Postgres ? place.Address.Connection : "";
        start.Environment["HEADWAY_WRITER_FOLDER"] = place.Folder;
        start.Environment["FAULT"] = fault ?? "";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var lines = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (killAfter is { } after && lines.Count == after)
            {
                process.Kill();
            }
        }

        await process.WaitForExitAsync();
        var failed = await errors;
        failed.ShouldBeEmpty(string.Create(CultureInfo.InvariantCulture, $"fault {fault}, exit {process.ExitCode}"));
        return lines;
    }
}
