using Headway.Application.Storage;
using Headway.Domain.Ledger;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Storage;

/// <summary>A backup of either engine, taken under load, comes back on either engine.</summary>
public sealed class BackupTests
{
    [Theory]
    [InlineData(Engine.Sqlite, Engine.Sqlite)]
    [InlineData(Engine.Sqlite, Engine.Postgres)]
    [InlineData(Engine.Postgres, Engine.Sqlite)]
    [InlineData(Engine.Postgres, Engine.Postgres)]
    public async Task Restore_When_TheDeskWasWorkingDuringTheBackup_Then_OneMomentComesBackWhole(Engine from, Engine into)
    {
        await using var place = await TestDatabase.Current(from);
        var desk = new TestDesk(place.Database);
        await VerificationSuite.RandomWork(desk, 5);
        var file = (await new Blobs(place.Database).Put(desk.Tenant, new MemoryStream([1, 2, 3]))).Value;
        var opened = await desk.Open(enclosure: new Enclosure
        {
            Files = [new AttachmentDraft(null, file.Hash, "a.bin", "application/octet-stream", file.Length, false, null)],
            Outbox = changed => [new OutboxDraft($"t{changed.Number}", "mail", "{}", TestDesk.Monday)],
        });
        await place.Database.Write(session => Audit.Append(session, desk.Tenant, TestDesk.Monday, Actor.Staff(TestDesk.Sam), "k", "t", "{}").AsTask());
        await new DeskContexts(place.Database).Write(desk.Tenant, async (db, _) =>
        {
            db.Add(new Application.Storage.Rows.TenantRow { Name = "One", Zone = "UTC", Language = "en", Created = TestDesk.Monday, Active = true });
            await db.SaveChangesAsync();
        });
        using var stop = new CancellationTokenSource();
        var load = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await desk.Note(opened.Ticket, "under load");
            }
        });

        var archive = Path.Combine(place.Folder, "backup.headway");
        var taken = await new Backup(place.Database).Write(archive);
        await stop.CancelAsync();
        await load;
        await using var empty = await TestDatabase.Empty(into);
        var restored = await Restore.Into(empty.Address, archive);

        restored.Refusal.ShouldBeNull();
        restored.Value.ShouldBe(taken);
        var copy = new TestDesk(await empty.Open());
        (await new Verification(empty.Database).Run()).Findings.ShouldBeEmpty();
        (await copy.Open()).Number.ShouldBeGreaterThan(opened.Number);
        (await copy.Note(opened.Ticket, "goes on")).IsRefused.ShouldBeFalse();
        (await new Blobs(empty.Database).Open(copy.Tenant, file.Hash)).Value.Length.ShouldBe(3);
        (await Tenants.Active(empty.Database)).ShouldBe([copy.Tenant]);
        (await Restore.Into(empty.Address, archive)).Refusal.ShouldNotBeNull().Code.ShouldBe("restore.not-empty");
    }

    [Fact]
    public async Task Restore_When_TheArchiveWasCutOrAltered_Then_ItIsRefusedAndThePlaceStaysEmpty()
    {
        await using var place = await TestDatabase.Current(Engine.Sqlite);
        await new TestDesk(place.Database).Open();
        var archive = Path.Combine(place.Folder, "backup.headway");
        await new Backup(place.Database).Write(archive);
        var bytes = await File.ReadAllBytesAsync(archive);
        await File.WriteAllBytesAsync(archive + ".cut", bytes[..(bytes.Length / 2)]);
        File.Copy(archive, archive + ".altered");
        using (var zip = System.IO.Compression.ZipFile.Open(archive + ".altered", System.IO.Compression.ZipArchiveMode.Update))
        {
            zip.GetEntry("tables/tickets.jsonl")!.Delete();
            await using var stream = zip.CreateEntry("tables/tickets.jsonl").Open();
            stream.Write("[1]\n"u8);
        }

        await using var empty = await TestDatabase.Empty(Engine.Sqlite);
        (await Restore.Into(empty.Address, archive + ".cut")).Refusal.ShouldNotBeNull().Code.ShouldBe("restore.unreadable");
        (await Restore.Into(empty.Address, archive + ".altered")).Refusal.ShouldNotBeNull().Code.ShouldBe("restore.unreadable");
        (await Restore.Into(empty.Address, archive)).Refusal.ShouldBeNull();
    }
}
