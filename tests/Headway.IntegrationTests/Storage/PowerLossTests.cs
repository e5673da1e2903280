using Headway.Application.Storage;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Storage;

/// <summary>
/// The power fails while SQLite writes. What was flushed stays; of what was written since, any sector may be there or not, and
/// the file may end anywhere. Whatever comes of it opens by itself, holds everything that was answered, and nothing by half.
/// </summary>
[Collection(nameof(Faults))]
public sealed class PowerLossTests
{
    private const int Sector = 512;

    [Fact]
    public async Task Power_When_ItFailsWhileACommitIsWritten_Then_NothingAnsweredIsLostAndNothingIsHalf()
    {
        const int seed = 20_261_122;
        var random = new Random(seed);
        await using var place = await TestDatabase.Current(Engine.Sqlite);
        var (desk, opened) = await Begun(place);
        (await place.Database.Write(session => session.Number("PRAGMA synchronous").AsTask())).ShouldBe(2, "every commit is flushed: FULL");

        // Small, so that the log is carried over into the file often.
        await place.Database.Write(session => session.Number("PRAGMA wal_autocheckpoint = 40").AsTask());
        var last = Files.Of(place);
        for (var round = 0; round < 40; round++)
        {
            var answered = await Said(place.Database);
            Files? written = null;
            Fault.Hook = point => written = point == "after-commit" ? Files.Of(place) : written;
            try
            {
                await desk.Note(opened, $"round {round} {new string((char)('a' + (round % 26)), random.Next(10, 20_000))}");
            }
            finally
            {
                Fault.Hook = null;
            }

            // Either the log was not flushed yet, or it was, and it is being carried over into the file.
            var whole = random.Next(3) == 0;
            var image = whole
                ? written! with { Database = Torn(random, last.Database, written.Database) }
                : new Files(last.Database, Torn(random, last.Log, written!.Log));
            await Check(image, answered, whole ? 1 : 0, $"seed {seed}, round {round}, {(whole ? "while the log is carried over" : "before the flush")}");
            last = Files.Of(place);
        }
    }

    [Fact]
    public async Task Check_When_WhatWasAnsweredHadNotBeenFlushed_Then_ItSaysSo()
    {
        await using var place = await TestDatabase.Current(Engine.Sqlite);
        var (desk, opened) = await Begun(place);
        var before = Files.Of(place);
        (await desk.Note(opened, "answered, and never flushed")).IsRefused.ShouldBeFalse();

        var answered = await Said(place.Database);
        (await Record.ExceptionAsync(() => Check(before, answered, 0, "a commit that was not flushed"))).ShouldBeOfType<ShouldAssertException>();
    }

    private static async Task<(TestDesk Desk, Headway.Domain.TicketKey Ticket)> Begun(TestDatabase place)
    {
        var desk = new TestDesk(place.Database);
        var opened = await desk.Open();
        await desk.Store.Counters.Fill(default);
        return (desk, opened.Ticket);
    }

    private static async Task Check(Files image, IReadOnlyList<string> answered, int atLeastMore, string what)
    {
        var folder = Directory.CreateTempSubdirectory("headway-power-").FullName;
        try
        {
            var address = DatabaseAddress.Sqlite(folder);
            await File.WriteAllBytesAsync(address.Connection, image.Database);
            await File.WriteAllBytesAsync(address.Connection + "-wal", image.Log);
            await using var database = await Database.OpenCurrent(address);

            var said = await Said(database);
            answered.Except(said).ShouldBeEmpty(what);
            (said.Count - answered.Count).ShouldBeInRange(atLeastMore, 1, what);
            (await new Verification(database).Run()).Findings.ShouldBeEmpty(what);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<List<string>> Said(Database database) => database.Read(session => session.Query("SELECT body FROM texts WHERE tenant = 1", row => row.GetString(0)).AsTask());

    // Of the sectors that differ, each is the old one or the new one; what is longer now ends anywhere.
    private static byte[] Torn(Random random, byte[] before, byte[] after)
    {
        var torn = after.ToArray();
        for (var at = 0; at < before.Length && at < after.Length; at += Sector)
        {
            var length = Math.Min(Sector, Math.Min(before.Length, after.Length) - at);
            if (random.Next(2) == 0)
            {
                before.AsSpan(at, length).CopyTo(torn.AsSpan(at));
            }
        }

        for (var at = before.Length; at < after.Length; at += Sector)
        {
            if (random.Next(4) == 0)
            {
                torn.AsSpan(at, Math.Min(Sector, after.Length - at)).Clear();
            }
        }

        return after.Length > before.Length ? torn[..random.Next(before.Length, after.Length + 1)] : torn;
    }

    /// <summary>The database and its log as they lie on the disk at one moment.</summary>
    private sealed record Files(byte[] Database, byte[] Log)
    {
        public static Files Of(TestDatabase place) => new(Bytes(place.Address.Connection), Bytes(place.Address.Connection + "-wal"));

        private static byte[] Bytes(string file)
        {
            if (!File.Exists(file))
            {
                return [];
            }

            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        }
    }
}
