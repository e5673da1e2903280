using System.IO.Compression;
using System.Text.Json;
using Headway.Domain;

namespace Headway.Application.Storage;

/// <summary>What a backup or a restore carried.</summary>
public sealed record BackupReport(long Rows, long Files, long TakenAt);

/// <summary>
/// A copy of everything at one moment, taken while the desk goes on: one file, readable into either engine. Files of the
/// desk are kept by their hash and never altered, so that those the moment knows are the ones it means.
/// </summary>
public sealed class Backup(Database database)
{
    // Made again from the rest, or of this installation only.
    private static readonly string[] LeftOut = ["schema_steps", "schema_lease", "leases", "file_bytes", "presence"];

    /// <summary>Writes the backup, reads it back, and only then gives it its name: whole or not at all.</summary>
    public async Task<BackupReport> Write(string file, Action<string>? progress = null, CancellationToken stop = default)
    {
        var part = file + ".part";
        try
        {
            BackupReport report;
            await using (var stream = new FileStream(part, FileMode.Create, FileAccess.ReadWrite))
            {
                report = await database.Snapshot(session => Write(session, stream, progress, stop), stop);
                stream.Flush(flushToDisk: true);
                stream.Position = 0;
                using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
                await Archive.Check(zip, stop);
            }

            File.Move(part, file, overwrite: true);
            return report;
        }
        finally
        {
            File.Delete(part);
        }
    }

    internal static async Task<List<string>> Tables(Session session) => (await session.Query(
            session.Engine == Engine.Postgres
                ? "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'"
                : "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
            reader => reader.GetString(0)))
        .Where(name => !LeftOut.Contains(name) && name != "search" && !name.StartsWith("search_", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal).ToList();

    private async Task<BackupReport> Write(Session session, Stream stream, Action<string>? progress, CancellationToken stop)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        var takenAt = await session.Now();
        var schema = (int)(await session.Number("SELECT max(version) FROM schema_steps") ?? 0);
        var tables = new List<ArchiveTable>();
        foreach (var table in await Tables(session))
        {
            progress?.Invoke(table);
            tables.Add(await Table(session, zip, table));
            Fault.At("mid-backup");
        }

        var files = new List<ArchiveFile>();
        var blobs = new Blobs(database);
        foreach (var (tenant, hash, length) in await session.Query(
            "SELECT DISTINCT f.tenant, f.hash, f.length FROM files f JOIN attachments a ON a.tenant = f.tenant AND a.hash = f.hash ORDER BY f.tenant, f.hash",
            reader => (reader.GetInt64(0), reader.GetString(1), reader.GetInt64(2))))
        {
            var content = await blobs.Open(new TenantId(tenant), hash, stop);
            if (content.IsRefused)
            {
                throw new StorageException(content.Refusal!);
            }

            await using var bytes = content.Value;
            await using var entry = zip.CreateEntry(Archive.FileEntry(tenant, hash), CompressionLevel.Fastest).Open();
            await bytes.CopyToAsync(entry, stop);
            files.Add(new ArchiveFile(tenant, hash, length));
        }

        var contents = new ArchiveContents(ArchiveContents.CurrentFormat, schema, database.Engine.ToString(), takenAt, tables, files);
        await using (var entry = zip.CreateEntry(ArchiveContents.Entry).Open())
        {
            await JsonSerializer.SerializeAsync(entry, contents, cancellationToken: stop);
        }

        return new BackupReport(tables.Sum(table => table.Rows), files.Count, takenAt);
    }

    private static async Task<ArchiveTable> Table(Session session, ZipArchive zip, string table)
    {
        string[] columns = [];
        var (rows, hash) = await Archive.Write(zip, table, async write => await session.Each(
            $"SELECT * FROM {table}",
            reader =>
            {
                if (columns.Length == 0)
                {
                    columns = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
                }

                var row = new object?[columns.Length];
                for (var i = 0; i < row.Length; i++)
                {
                    row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
                }

                return write(row);
            }));
        return new ArchiveTable(table, columns, rows, hash);
    }
}
