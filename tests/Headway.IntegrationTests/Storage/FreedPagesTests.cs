using System.Text;
using Headway.Application.Storage;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Storage;

/// <summary>What was deleted long before an erasure still stands on the pages that SQLite freed by it: the erasure takes that out too.</summary>
public sealed class FreedPagesTests
{
    private const string Canary = "kanarienvogel-7531";

    [Fact]
    public async Task Settle_When_EarlierDeletionsFreedPages_Then_NothingOfThemIsInTheFileAndTheDeskGoesOn()
    {
        await using var place = await TestDatabase.Current(Engine.Sqlite);
        await Fill(place.Database, first: 0);
        await place.Database.Write(async session => await session.Do("DELETE FROM outbox WHERE kind = 'freed'"));
        InTheFile(place).ShouldBeGreaterThan(0, "SQLite leaves them; were it otherwise, this test would prove nothing");

        await Task.WhenAll(Erasure.Settle(place.Database, CancellationToken.None), Erasure.Settle(place.Database, CancellationToken.None));

        InTheFile(place).ShouldBe(0);
        (await place.Database.Read(session => session.Number("SELECT count(*) FROM sqlite_schema WHERE name = 'overwritten'").AsTask())).ShouldBe(0);
        await Fill(place.Database, first: 1000);
        (await place.Database.Read(session => session.Query("PRAGMA integrity_check", row => row.GetString(0)).AsTask())).ShouldBe(["ok"]);
    }

    private static Task Fill(Database database, int first) => database.Write(async session =>
    {
        var words = string.Concat(Enumerable.Repeat(Canary + " ", 600));
        for (var at = first; at < first + 600; at++)
        {
            await session.Do(
                "INSERT INTO outbox (tenant, id, key, kind, body, created, not_before, state, attempts, fence) VALUES (1, $1, $2, 'freed', $3, 0, 0, 'waiting', 0, 0)", (long)at, $"freed{at}", words);
        }
    });

    private static int InTheFile(TestDatabase place)
    {
        var found = 0;
        foreach (var file in Directory.GetFiles(place.Folder, DatabaseAddress.FileName + "*"))
        {
            using var read = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            read.CopyTo(bytes);
            found += Encoding.Latin1.GetString(bytes.ToArray()).Split(Canary).Length - 1;
        }

        return found;
    }
}
