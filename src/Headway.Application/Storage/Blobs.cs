using System.Security.Cryptography;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Storage;

/// <summary>A file as it is kept: named by the SHA-256 of its bytes, never by a name that a stranger chose.</summary>
public sealed record StoredFile(string Hash, long Length);

/// <summary>
/// The bytes of files: in a folder beside SQLite, in the database on PostgreSQL. Bytes are safe before anything refers to
/// them; what nothing refers to is swept after a day.
/// </summary>
public sealed class Blobs(Database database)
{
    /// <summary>25 MB, a megabyte being 1,000,000 bytes.</summary>
    public const long MostBytes = 25_000_000;

    /// <summary>What the files of one message may have together: 50 MB.</summary>
    public const long MostBytesTogether = 50_000_000;

    public static readonly Duration Grace = Duration.FromDays(1);

    /// <summary>The name of a file without bytes: what an erased mail refers to.</summary>
    public const string Empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private const string Unreferred = """
         AND NOT EXISTS (SELECT 1 FROM attachments a WHERE a.tenant = files.tenant AND a.hash = files.hash)
         AND NOT EXISTS (SELECT 1 FROM mails m WHERE m.tenant = files.tenant AND m.raw = files.hash)
        """;

    private readonly BlobFolder? _folder = database.Engine == Engine.Sqlite ? new BlobFolder(database.Address.BlobFolder) : null;

    /// <summary>Keeps the bytes of a stream; the same bytes twice are kept once. Refuses more than <paramref name="most"/>.</summary>
    public async Task<Outcome<StoredFile>> Put(TenantId tenant, Stream content, long most = MostBytes, CancellationToken stop = default)
    {
        var arriving = _folder is null ? new MemoryStream() : (Stream)_folder.Arriving();
        await using (arriving)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new byte[81_920];
            var length = 0L;
            int read;
            while ((read = await content.ReadAsync(buffer, stop)) > 0)
            {
                length += read;
                if (length > most)
                {
                    BlobFolder.Discard(arriving);
                    return StorageRefusals.FileTooLarge;
                }

                hash.AppendData(buffer, 0, read);
                await arriving.WriteAsync(buffer.AsMemory(0, read), stop);
                Fault.At("mid-blob");
            }

            var file = new StoredFile(Convert.ToHexStringLower(hash.GetHashAndReset()), length);
            try
            {
                await Keep(tenant, file, arriving, stop);
                return file;
            }
            catch (StorageException e)
            {
                BlobFolder.Discard(arriving);
                return e.Refusal;
            }
            catch (IOException)
            {
                BlobFolder.Discard(arriving);
                return StorageRefusals.Full;
            }
        }
    }

    /// <summary>The bytes, or a refusal: never a part of them.</summary>
    public async Task<Outcome<Stream>> Open(TenantId tenant, string hash, CancellationToken stop = default)
    {
        var length = await database.Read(session => session.Number("SELECT length FROM files WHERE tenant = $1 AND hash = $2", tenant.Value, hash).AsTask(), stop);
        if (length is null)
        {
            return StorageRefusals.FileUnknown;
        }

        var stream = _folder is not null ? _folder.Open(tenant, hash) : await FromDatabase(tenant, hash, stop);
        if (stream is not null && stream.Length == length)
        {
            return stream;
        }

        if (stream is not null)
        {
            await stream.DisposeAsync();
        }

        return StorageRefusals.Unavailable;
    }

    /// <summary>Removes what nothing has referred to for the grace; answers how many files.</summary>
    public async Task<int> Sweep(TenantId tenant, Instant now, CancellationToken stop = default)
    {
        var before = (now - Grace).ToUnixTimeMilliseconds();
        var swept = await database.Write(
            async session =>
            {
                var orphans = await session.Query(
                    $"DELETE FROM files WHERE tenant = $1 AND stored_at < $2{Unreferred} RETURNING hash",
                    reader => reader.GetString(0), tenant.Value, before);
                foreach (var hash in orphans)
                {
                    await Discard(session, tenant, hash);
                }

                return orphans.Count;
            },
            stop);
        if (_folder is not null)
        {
            var known = await database.Read(async session => (await session.Query("SELECT hash FROM files WHERE tenant = $1", reader => reader.GetString(0), tenant.Value)).ToHashSet(), stop);
            swept += _folder.RemoveUnknown(tenant, known, before);
        }

        return swept;
    }

    /// <summary>Makes sure that the file without bytes is there.</summary>
    public Task KeepEmpty(TenantId tenant, CancellationToken stop = default) => Put(tenant, Stream.Null, stop: stop);

    /// <summary>Removes at once those of the files that nothing refers to: what was erased does not wait for the sweep.</summary>
    public Task<int> Remove(TenantId tenant, IReadOnlyCollection<string> hashes, CancellationToken stop = default) => database.Write(
        async session =>
        {
            var removed = 0;
            foreach (var hash in hashes)
            {
                if (await session.Run($"DELETE FROM files WHERE tenant = $1 AND hash = $2{Unreferred}", tenant.Value, hash) == 1)
                {
                    await Discard(session, tenant, hash);
                    removed++;
                }
            }

            return removed;
        },
        stop);

    // The bytes come to their place inside the write that makes them known, so that a sweep can't pass between the two.
    private Task Keep(TenantId tenant, StoredFile file, Stream arriving, CancellationToken stop)
    {
        if (arriving is FileStream stream)
        {
            stream.Flush(flushToDisk: true);
        }

        return database.Write(
            async session =>
            {
                if (_folder is not null)
                {
                    _folder.Settle((FileStream)arriving, tenant, file.Hash);
                }
                else
                {
                    await session.Do(
                        "INSERT INTO file_bytes (tenant, hash, bytes) VALUES ($1, $2, $3) ON CONFLICT (tenant, hash) DO NOTHING",
                        tenant.Value, file.Hash, ((MemoryStream)arriving).ToArray());
                }

                Fault.At("after-blob");
                await session.Do(
                    "INSERT INTO files (tenant, hash, length, stored_at) VALUES ($1, $2, $3, $4) ON CONFLICT (tenant, hash) DO UPDATE SET stored_at = excluded.stored_at",
                    tenant.Value, file.Hash, file.Length, await session.Now());
            },
            stop);
    }

    private async ValueTask Discard(Session session, TenantId tenant, string hash)
    {
        if (_folder is not null)
        {
            _folder.Remove(tenant, hash);
        }
        else
        {
            await session.Do("DELETE FROM file_bytes WHERE tenant = $1 AND hash = $2", tenant.Value, hash);
        }
    }

    private Task<Stream?> FromDatabase(TenantId tenant, string hash, CancellationToken stop) => database.Read<Stream?>(
        async session => await session.One(
            "SELECT bytes FROM file_bytes WHERE tenant = $1 AND hash = $2",
            reader => new MemoryStream(reader.GetFieldValue<byte[]>(0), writable: false), tenant.Value, hash),
        stop);
}
