using Headway.Application.Storage;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Storage;

/// <summary>A question that nobody waits for any more ends: it holds a thread and a reader, and there are few of these.</summary>
public sealed class StopTests
{
    // Counts for ever.
    private const string Endless = "WITH RECURSIVE n(at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM n) SELECT count(*) FROM n";

    [Theory]
    [InlineData(Engine.Sqlite, false)]
    [InlineData(Engine.Sqlite, true)]
    [InlineData(Engine.Postgres, false)]
    [InlineData(Engine.Postgres, true)]
    public async Task Read_When_NobodyWaitsForItAnyMore_Then_ItsStatementEndsAndItsSessionServesTheNext(Engine engine, bool snapshot)
    {
        await using var place = await TestDatabase.Current(engine);
        // More often than there are readers: each must come back.
        for (var time = 0; time < 12; time++)
        {
            using var wanted = new CancellationTokenSource();
            var asked = Task.Run(() => Ask(place.Database, snapshot, session =>
            {
                wanted.CancelAfter(TimeSpan.FromMilliseconds(20));
                return session.Number(Endless).AsTask();
            }, wanted.Token), TestContext.Current.CancellationToken);

            await Should.ThrowAsync<OperationCanceledException>(asked.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        }

        (await Ask(place.Database, snapshot, session => session.Number("SELECT 7").AsTask(), default)).ShouldBe(7);
        await place.Database.Write(session => session.Do("CREATE TABLE afterwards (id INTEGER)").AsTask());
    }

    private static Task<long?> Ask(Database database, bool snapshot, Func<Session, Task<long?>> read, CancellationToken stop) =>
        snapshot ? database.Snapshot(read, stop) : database.Read(read, stop);
}
