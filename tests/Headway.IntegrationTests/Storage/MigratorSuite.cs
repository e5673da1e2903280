using Headway.Application.Storage;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Storage;

public sealed class MigratorOnSqlite : MigratorSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class MigratorOnPostgres : MigratorSuite
{
    protected override Engine Engine => Engine.Postgres;
}

public abstract class MigratorSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Run_When_FourNodesStartAtOnce_Then_EachStepIsAppliedOnce()
    {
        await using var place = await TestDatabase.Empty(Engine);
        var nodes = Enumerable.Range(0, 4).Select(_ => Database.Open(place.Address)).ToList();

        var applied = await Task.WhenAll(nodes.Select(node => Task.Run(() => new Migrator(node).Run())));

        applied.Sum(steps => steps.Count).ShouldBe(MigrationScript.For(Engine).Count);
        (await new Migrator(nodes[0]).Pending()).ShouldBeEmpty();
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task Run_When_AnotherWasKilledWhileMigrating_Then_ItIsSucceededWithoutHelp()
    {
        await using var place = await TestDatabase.Empty(Engine);
        await using var database = Database.Open(place.Address);
        await new Migrator(database, [.. MigrationScript.For(Engine).Take(1)]).Run();
        await database.Write(session => session.Do("INSERT INTO schema_lease (id, owner, until) VALUES (1, $1, $2)", $"{Environment.MachineName}/999999/x", long.MaxValue).AsTask());

        (await new Migrator(database).Run()).Count.ShouldBe(MigrationScript.For(Engine).Count - 1);
    }

    [Fact]
    public async Task Run_When_ANewerVersionWasHere_Then_ItRefuses()
    {
        await using var place = await TestDatabase.Current(Engine);
        await place.Database.Write(session => session.Do("INSERT INTO schema_steps (version, name, checksum, applied_at) VALUES (9999, 'future', 'x', 0)").AsTask());

        (await Should.ThrowAsync<StorageException>(Database.OpenCurrent(place.Address))).Refusal.Code.ShouldBe("storage.newer");
    }

    [Fact]
    public async Task Run_When_AStepIsNotTheOneThatWasApplied_Then_ItRefuses()
    {
        await using var place = await TestDatabase.Current(Engine);
        var steps = MigrationScript.For(Engine);

        var changed = new Migrator(place.Database, [steps[0] with { Sql = "-- other" }, .. steps.Skip(1)]);

        (await Should.ThrowAsync<StorageException>(changed.Run())).Refusal.Code.ShouldBe("storage.migration-changed");
    }

    [Fact]
    public async Task Run_When_AStepFails_Then_NothingOfItStaysAndContractingWaits()
    {
        await using var place = await TestDatabase.Current(Engine);
        var steps = MigrationScript.For(Engine);
        var next = steps.Max(step => step.Version) + 1;
        var broken = new MigrationScript(next, "broken", "CREATE TABLE half (tenant integer); INSERT INTO nowhere VALUES (1);");
        var contract = new MigrationScript(next + 1, "old.contract", "DROP TABLE demo;");

        await Should.ThrowAsync<System.Data.Common.DbException>(new Migrator(place.Database, [.. steps, broken]).Run());
        (await new Migrator(place.Database, [.. steps, contract]).Run()).ShouldBeEmpty();
        await place.Database.Write(session => session.Do("CREATE TABLE half (tenant integer)").AsTask());
        (await new Migrator(place.Database, [.. steps, contract]).Run(contract: true)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Schema_When_ItIsCurrent_Then_TheTenantComesFirstInEveryTableAndIndex()
    {
        await using var place = await TestDatabase.Current(Engine);

        var columns = await place.Database.Read(async session =>
        {
            var found = new List<string>();
            foreach (var table in await Backup.Tables(session))
            {
                var first = await session.Text(Engine == Engine.Postgres
                    ? "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position LIMIT 1"
                    : "SELECT name FROM pragma_table_info($1) ORDER BY cid LIMIT 1", table);
                found.Add($"{table}: {first}");
            }

            var indexes = Engine == Engine.Postgres
                ? "SELECT i.relname, a.attname FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0] WHERE t.relnamespace = current_schema()::regnamespace AND t.relname NOT LIKE 'schema_%' AND i.relname <> 'search_words'"
                : "SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_index_info(m.name) c ON c.seqno = 0 WHERE m.type = 'index' AND m.tbl_name NOT LIKE 'schema_%' AND m.tbl_name NOT LIKE 'search%'";
            found.AddRange(await session.Query(indexes, reader => $"{reader.GetString(0)}: {reader.GetString(1)}"));
            return found;
        });

        columns.Count.ShouldBeGreaterThan(80);
        columns.ShouldAllBe(column => column.EndsWith(": tenant", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Schema_When_BothEnginesAreCurrent_Then_NamesAndColumnsAreTheSame()
    {
        await using var place = await TestDatabase.Current(Engine);
        await using var sqlite = await TestDatabase.Current(Engine.Sqlite);

        (await Names(place.Database)).ShouldBe(await Names(sqlite.Database));

        static Task<List<string>> Names(Database database) => database.Read(async session =>
        {
            var names = new List<string>();
            foreach (var table in await Backup.Tables(session))
            {
                var columns = await session.Query(
                    database.Engine == Engine.Postgres
                        ? "SELECT column_name, is_nullable = 'NO' FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position"
                        : "SELECT name, \"notnull\" FROM pragma_table_info($1) ORDER BY cid",
                    reader => $"{reader.GetString(0)} {reader.GetBoolean(1)}", table);
                names.Add($"{table} ({string.Join(", ", columns)})");
            }

            return names;
        });
    }
}
