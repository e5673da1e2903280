using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Storage;

public sealed class BlobsOnSqlite : BlobSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class BlobsOnPostgres : BlobSuite
{
    protected override Engine Engine => Engine.Postgres;
}

public abstract class BlobSuite
{
    private static readonly TenantId One = new(1), Two = new(2);

    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Put_When_TheBytesAreKept_Then_TheyComeBackToTheirTenantAlone()
    {
        await using var place = await TestDatabase.Current(Engine);
        var blobs = new Blobs(place.Database);
        var bytes = new byte[300_000];
        new Random(7).NextBytes(bytes);

        var file = (await blobs.Put(One, new MemoryStream(bytes))).Value;
        (await blobs.Put(One, new MemoryStream(bytes))).Value.ShouldBe(file);

        await using var back = (await blobs.Open(One, file.Hash)).Value;
        var copy = new MemoryStream();
        await back.CopyToAsync(copy);
        copy.ToArray().ShouldBe(bytes);
        (await blobs.Open(Two, file.Hash)).Refusal.ShouldBe(StorageRefusals.FileUnknown);
        (await blobs.Open(One, "../../etc/passwd")).Refusal.ShouldBe(StorageRefusals.FileUnknown);
    }

    [Fact]
    public async Task Put_When_TheFileIsTooLarge_Then_ItIsRefusedAndNothingStays()
    {
        await using var place = await TestDatabase.Current(Engine);
        var blobs = new Blobs(place.Database);

        (await blobs.Put(One, new MemoryStream(new byte[1_001]), most: 1_000)).Refusal.ShouldNotBeNull().Code.ShouldBe("file.too-large");
        (await blobs.Put(One, new MemoryStream(new byte[1_000]), most: 1_000)).IsRefused.ShouldBeFalse();
        (await place.Database.Read(session => session.Number("SELECT count(*) FROM files WHERE tenant = 1").AsTask())).ShouldBe(1);
        if (Engine == Engine.Sqlite)
        {
            Directory.EnumerateFiles(Path.Combine(place.Address.BlobFolder, "arriving")).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Sweep_When_NothingRefersToAFile_Then_ItGoesAfterTheGrace()
    {
        await using var place = await TestDatabase.Current(Engine);
        var desk = new TestDesk(place.Database);
        var blobs = new Blobs(place.Database);
        var orphan = (await blobs.Put(One, new MemoryStream([1]))).Value;
        var kept = (await blobs.Put(One, new MemoryStream([2]))).Value;
        await desk.Open(enclosure: new Enclosure { Files = [new AttachmentDraft(null, kept.Hash, "b", "text/plain", 1, false, null)] });
        var now = Instant.FromUnixTimeMilliseconds(await place.Database.Read(session => session.Now().AsTask()));

        (await blobs.Sweep(One, now)).ShouldBe(0);
        (await blobs.Sweep(One, now + Blobs.Grace + Duration.FromMinutes(1))).ShouldBe(1);

        (await blobs.Open(One, orphan.Hash)).Refusal.ShouldBe(StorageRefusals.FileUnknown);
        (await blobs.Open(One, kept.Hash)).Value.Length.ShouldBe(1);
    }
}
