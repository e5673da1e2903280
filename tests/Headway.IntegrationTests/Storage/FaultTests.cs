using Headway.Application.Storage;
using Headway.Domain;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Storage;

/// <summary>Faults are set for the whole process, so these run when nothing else does.</summary>
[CollectionDefinition(nameof(Faults), DisableParallelization = true)]
public sealed class Faults;

[Collection(nameof(Faults))]
public sealed class FaultTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Change_When_ItsNthStatementFails_Then_TheOldStateStandsOrTheNew(Engine engine)
    {
        await using var place = await TestDatabase.Current(engine);
        var desk = new TestDesk(place.Database);
        var opened = await desk.Open();
        await desk.Store.Counters.Fill(default);
        var failed = 0;
        for (var n = 1; ; n++)
        {
            var before = await Rows(place.Database);
            var left = n;
            Fault.Hook = point =>
            {
                if (point == "statement" && Interlocked.Decrement(ref left) == 0)
                {
                    throw new InjectedException();
                }
            };
            try
            {
                (await desk.Note(opened.Ticket, $"try {n}")).IsRefused.ShouldBeFalse();
                Fault.Hook = null;
                break;
            }
            catch (InjectedException)
            {
                Fault.Hook = null;
                failed++;
                (await Rows(place.Database)).ShouldBe(before, $"statement {n}");
            }
            finally
            {
                Fault.Hook = null;
            }
        }

        failed.ShouldBeGreaterThan(5);
        (await new Verification(place.Database).Run()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Change_When_TheDiskIsFull_Then_ItIsRefusedReadsGoOnAndItResumes()
    {
        await using var place = await TestDatabase.Current(Engine.Sqlite);
        var desk = new TestDesk(place.Database);
        var opened = await desk.Open();
        var pages = await place.Database.Write(session => session.Number("PRAGMA page_count").AsTask());
        await place.Database.Write(session => session.Number($"PRAGMA max_page_count = {pages}").AsTask());

        var outcomes = new List<Outcome<Changed>>();
        for (var i = 0; i < 60; i++)
        {
            outcomes.Add(await desk.Note(opened.Ticket, new string('x', 5_000)));
        }

        outcomes.ShouldContain(outcome => outcome.IsRefused);
        outcomes.Where(outcome => outcome.IsRefused).ShouldAllBe(outcome => outcome.Refusal == StorageRefusals.Full);
        (await desk.Store.Ledger(desk.Tenant, opened.Ticket)).ShouldNotBeEmpty();
        await place.Database.Write(session => session.Number("PRAGMA max_page_count = 1000000").AsTask());
        (await desk.Note(opened.Ticket, "room again")).IsRefused.ShouldBeFalse();
        (await new Verification(place.Database).Run()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Change_When_AnotherProcessHoldsTheFile_Then_ItIsRefusedSoonAndNotAfterHalfAMinute()
    {
        await using var place = await TestDatabase.Current(Engine.Sqlite);
        var desk = new TestDesk(place.Database);
        var opened = await desk.Open();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await using (var other = new SqliteConnection($"Data Source={place.Address.Connection};Pooling=False"))
        {
            await other.OpenAsync();
            await using var hold = other.BeginTransaction(deferred: false);

            (await desk.Note(opened.Ticket, "held")).Refusal.ShouldBe(StorageRefusals.Busy);
        }

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(12));
        (await desk.Note(opened.Ticket, "free")).IsRefused.ShouldBeFalse();
    }

    [Fact]
    public async Task Change_When_TheServerDropsEveryConnection_Then_ItRecoversWithoutRestart()
    {
        await using var place = await TestDatabase.Current(Engine.Postgres);
        var desk = new TestDesk(place.Database);
        var opened = await desk.Open();
        for (var i = 0; i < 5; i++)
        {
            var notes = Enumerable.Range(0, 8).Select(n => desk.Note(opened.Ticket, $"{i}-{n}")).ToList();
            await using (var other = new Npgsql.NpgsqlConnection(new Npgsql.NpgsqlConnectionStringBuilder(place.Address.Connection) { Pooling = false }.ConnectionString))
            {
                await other.OpenAsync();
                await using var command = new Npgsql.NpgsqlCommand("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()", other);
                await command.ExecuteNonQueryAsync();
            }

            (await Task.WhenAll(notes)).Where(outcome => outcome.IsRefused).ShouldAllBe(outcome => outcome.Refusal!.Kind == RefusalKind.Busy);
        }

        var outcome = await desk.Note(opened.Ticket, "after");
        for (var i = 0; i < 20 && outcome.IsRefused; i++)
        {
            outcome = await desk.Note(opened.Ticket, "after");
        }

        outcome.IsRefused.ShouldBeFalse();
        (await new Verification(place.Database).Run()).Findings.ShouldBeEmpty();
    }

    private static Task<List<string>> Rows(Database database) => database.Read(async session =>
    {
        var rows = new List<string>();
        foreach (var table in (await Backup.Tables(session)).Where(table => table != "counters"))
        {
            rows.Add($"{table} {await session.Number($"SELECT count(*) FROM {table}")}");
        }

        rows.AddRange(await session.Query("SELECT ticket, version, status, next_due FROM tickets", reader => $"{reader.GetInt64(0)} {reader.GetInt64(1)} {reader.GetString(2)} {reader.GetInt64(3)}"));
        return rows;
    });

    private sealed class InjectedException : Exception;
}
