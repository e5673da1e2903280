using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Headway.Domain;

namespace Headway.Application.Storage;

/// <summary>
/// Brings a backup into an empty place, of either engine: everything in one transaction, each part checked against the
/// hash it was written with, the schema first as old as the backup, then brought up to date.
/// </summary>
public static class Restore
{
    private static readonly string[] MustBeEmpty = ["tenants", "people", "facts", "tickets", "texts"];

    /// <summary>Refuses a place that holds anything, a backup that is not whole, and one of a newer version.</summary>
    public static async Task<Outcome<BackupReport>> Into(DatabaseAddress address, string file, Action<string>? progress = null, CancellationToken stop = default)
    {
        try
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read);
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
            var contents = await Archive.Contents(zip, stop);
            var steps = MigrationScript.For(address.Engine);
            if (contents.Format > ArchiveContents.CurrentFormat || contents.Schema > steps.Max(step => step.Version))
            {
                return StorageRefusals.Newer;
            }

            await using var database = Database.Open(address);
            if (!await IsEmpty(database, stop))
            {
                return StorageRefusals.PlaceNotEmpty;
            }

            await new Migrator(database, [.. steps.Where(step => step.Version <= contents.Schema)]).Run(stop, contract: true);
            await Files(zip, contents, address, database, stop);
            await database.Write(session => Rows(session, zip, contents, progress, stop), stop);
            await new Migrator(database).Run(stop);
            return new BackupReport(contents.Tables.Sum(table => table.Rows), contents.Files.Count, contents.TakenAt);
        }
        catch (StorageException e)
        {
            return e.Refusal;
        }
        catch (Exception e) when (e is InvalidDataException or JsonException)
        {
            return StorageRefusals.BackupUnreadable;
        }
    }

    private static Task<bool> IsEmpty(Database database, CancellationToken stop) => database.Read(
        async session =>
        {
            foreach (var table in (await Backup.Tables(session)).Intersect(MustBeEmpty))
            {
                if (await session.Number($"SELECT 1 FROM {table} LIMIT 1") is not null)
                {
                    return false;
                }
            }

            return true;
        },
        stop);

    private static async Task Rows(Session session, ZipArchive zip, ArchiveContents contents, Action<string>? progress, CancellationToken stop)
    {
        var tables = await Backup.Tables(session);
        foreach (var table in contents.Tables.Where(table => table.Rows > 0))
        {
            if (!tables.Contains(table.Name))
            {
                throw new StorageException(StorageRefusals.BackupUnreadable);
            }

            progress?.Invoke(table.Name);
            var known = await Known(session, table.Name);
            if (!table.Columns.All(known.ContainsKey))
            {
                throw new StorageException(StorageRefusals.BackupUnreadable);
            }

            var conditions = known.Where(column => column.Value == "boolean").Select(column => column.Key).ToHashSet();
            await BulkInsert.Run(session, new Columns(table.Name, [], [.. table.Columns]), Archive.Read(zip, table, conditions), stop);
        }

        await Search(session);
    }

    private static async Task<Dictionary<string, string>> Known(Session session, string table) => (await session.Query(
            session.Engine == Engine.Postgres
                ? "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1"
                : "SELECT name, type FROM pragma_table_info($1)",
            reader => (Name: reader.GetString(0), Type: reader.GetString(1)), table))
        .ToDictionary(column => column.Name, column => column.Type);

    private static async Task Search(Session session)
    {
        var after = (Tenant: long.MinValue, Id: long.MinValue);
        while (true)
        {
            var texts = await session.Query(
                "SELECT tenant, id, subject, body FROM texts WHERE (tenant, id) > ($1, $2) AND NOT withdrawn AND erased_at IS NULL ORDER BY tenant, id LIMIT 2000",
                reader => (Tenant: reader.GetInt64(0), Id: reader.GetInt64(1), Subject: reader.TextOrNull(2), Body: reader.TextOrNull(3)), after.Tenant, after.Id);
            if (texts.Count == 0)
            {
                return;
            }

            foreach (var text in texts)
            {
                await SearchIndex.Put(session, new TenantId(text.Tenant), new TextId(text.Id), [text.Subject, text.Body]);
            }

            after = (texts[^1].Tenant, texts[^1].Id);
        }
    }

    private static async Task Files(ZipArchive zip, ArchiveContents contents, DatabaseAddress address, Database database, CancellationToken stop)
    {
        foreach (var file in contents.Files)
        {
            var entry = zip.GetEntry(Archive.FileEntry(file.Tenant, file.Hash)) ?? throw new StorageException(StorageRefusals.BackupUnreadable);
            using var bytes = new MemoryStream();
            await using (var stream = entry.Open())
            {
                await stream.CopyToAsync(bytes, stop);
            }

            if (bytes.Length != file.Length || Convert.ToHexStringLower(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length))) != file.Hash)
            {
                throw new StorageException(StorageRefusals.BackupUnreadable);
            }

            if (address.Engine == Engine.Sqlite)
            {
                var folder = new BlobFolder(address.BlobFolder);
                await using var arriving = folder.Arriving();
                await arriving.WriteAsync(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), stop);
                arriving.Flush(flushToDisk: true);
                folder.Settle(arriving, new TenantId(file.Tenant), file.Hash);
            }
            else
            {
                await database.Write(
                    session => session.Do(
                        "INSERT INTO file_bytes (tenant, hash, bytes) VALUES ($1, $2, $3) ON CONFLICT (tenant, hash) DO NOTHING",
                        file.Tenant, file.Hash, bytes.ToArray()).AsTask(),
                    stop);
            }
        }
    }
}
