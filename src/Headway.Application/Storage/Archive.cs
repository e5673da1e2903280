using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Headway.Application.Storage;

/// <summary>What a backup says of itself: which schema it has, and for each part how many rows and which hash.</summary>
internal sealed record ArchiveContents(int Format, int Schema, string Engine, long TakenAt, IReadOnlyList<ArchiveTable> Tables, IReadOnlyList<ArchiveFile> Files)
{
    public const int CurrentFormat = 1;
    public const string Entry = "contents.json";
}

internal sealed record ArchiveTable(string Name, IReadOnlyList<string> Columns, long Rows, string Sha256);

internal sealed record ArchiveFile(long Tenant, string Hash, long Length);

/// <summary>
/// The form of a backup: a zip file of one JSON line a row and of the files, readable into either engine, whatever engine
/// it came from. The list of contents comes last, so that a backup that was cut off is none.
/// </summary>
internal static class Archive
{
    public static string TableEntry(string table) => $"tables/{table}.jsonl";

    public static string FileEntry(long tenant, string hash) => $"files/{tenant}/{hash}";

    /// <summary>Writes the rows that <paramref name="each"/> gives; answers how many and their hash.</summary>
    public static async Task<(long Rows, string Sha256)> Write(ZipArchive zip, string table, Func<Func<object?[], ValueTask>, Task> each)
    {
        await using var entry = zip.CreateEntry(TableEntry(table), CompressionLevel.Fastest).Open();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var rows = 0L;
        using var buffer = new MemoryStream();
        await each(async row =>
        {
            rows++;
            JsonSerializer.Serialize(buffer, row);
            buffer.WriteByte((byte)'\n');
            if (buffer.Length > 1 << 16)
            {
                await Pass();
            }
        });
        await Pass();
        return (rows, Convert.ToHexStringLower(hash.GetHashAndReset()));

        async ValueTask Pass()
        {
            var bytes = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
            hash.AppendData(bytes.Span);
            await entry.WriteAsync(bytes);
            buffer.SetLength(0);
        }
    }

    public static async IAsyncEnumerable<object?[]> Read(ZipArchive zip, ArchiveTable table, IReadOnlySet<string> conditions)
    {
        var entry = zip.GetEntry(TableEntry(table.Name)) ?? throw new StorageException(StorageRefusals.BackupUnreadable);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var stream = new CryptoStream(entry.Open(), new Hashing(hash), CryptoStreamMode.Read);
        using var reader = new StreamReader(stream);
        var rows = 0L;
        while (await reader.ReadLineAsync() is { } line)
        {
            rows++;
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind != JsonValueKind.Array || json.RootElement.GetArrayLength() != table.Columns.Count)
            {
                throw new StorageException(StorageRefusals.BackupUnreadable);
            }

            yield return [.. json.RootElement.EnumerateArray().Select((value, i) => Value(value, conditions.Contains(table.Columns[i])))];
        }

        if (rows != table.Rows || Convert.ToHexStringLower(hash.GetHashAndReset()) != table.Sha256)
        {
            throw new StorageException(StorageRefusals.BackupUnreadable);
        }
    }

    public static async Task<ArchiveContents> Contents(ZipArchive zip, CancellationToken stop)
    {
        var entry = zip.GetEntry(ArchiveContents.Entry) ?? throw new StorageException(StorageRefusals.BackupUnreadable);
        await using var stream = entry.Open();
        return await JsonSerializer.DeserializeAsync<ArchiveContents>(stream, cancellationToken: stop) ?? throw new StorageException(StorageRefusals.BackupUnreadable);
    }

    /// <summary>Reads every part against the hash it was written with.</summary>
    /// <exception cref="StorageException">A part is missing or other than it was.</exception>
    public static async Task Check(ZipArchive zip, CancellationToken stop)
    {
        var contents = await Contents(zip, stop);
        var parts = contents.Tables.Select(table => (Entry: TableEntry(table.Name), table.Sha256))
            .Concat(contents.Files.Select(file => (Entry: FileEntry(file.Tenant, file.Hash), Sha256: file.Hash)));
        foreach (var (name, sha256) in parts)
        {
            var entry = zip.GetEntry(name) ?? throw new StorageException(StorageRefusals.BackupUnreadable);
            await using var stream = entry.Open();
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, stop)) != sha256)
            {
                throw new StorageException(StorageRefusals.BackupUnreadable);
            }
        }
    }

    private static object? Value(JsonElement value, bool condition) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => condition ? true : 1L,
        JsonValueKind.False => condition ? false : 0L,
        JsonValueKind.Number => condition ? value.GetInt64() != 0 : value.GetInt64(),
        _ => value.GetString(),
    };

    private sealed class Hashing(IncrementalHash hash) : ICryptoTransform
    {
        public bool CanReuseTransform => false;

        public bool CanTransformMultipleBlocks => true;

        public int InputBlockSize => 1;

        public int OutputBlockSize => 1;

        public int TransformBlock(byte[] inputBuffer, int inputOffset, int inputCount, byte[] outputBuffer, int outputOffset)
        {
            hash.AppendData(inputBuffer, inputOffset, inputCount);
            Buffer.BlockCopy(inputBuffer, inputOffset, outputBuffer, outputOffset, inputCount);
            return inputCount;
        }

        public byte[] TransformFinalBlock(byte[] inputBuffer, int inputOffset, int inputCount)
        {
            hash.AppendData(inputBuffer, inputOffset, inputCount);
            return inputBuffer.AsSpan(inputOffset, inputCount).ToArray();
        }

        public void Dispose()
        {
        }
    }
}
