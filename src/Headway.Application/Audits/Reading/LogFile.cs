using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Headway.Domain;

namespace Headway.Application.Audits.Reading;

/// <summary>What kind of file a log stands in.</summary>
public enum LogFormat { Csv, Xes, Ocel }

/// <summary>A log's file: plain, gzip by its own bytes, xz through the system's <c>xz</c>. Streamed; nothing is unpacked to disk.</summary>
public sealed class LogFile
{
    private LogFile(string path, string name, bool xz, LogFormat format) => (Path, Name, _xz, Format) = (path, name, xz, format);

    private readonly bool _xz;

    public string Path { get; }

    /// <summary>The name that people gave it, without the ending of its compression.</summary>
    public string Name { get; }

    public LogFormat Format { get; }

    public long Length => new FileInfo(Path).Length;

    public static Outcome<LogFile> Find(string path, string? name = null)
    {
        if (!File.Exists(path))
        {
            return AuditRefusals.FileMissing.Because($"There is no file {path}.");
        }

        Span<byte> magic = stackalloc byte[6];
        using (var probe = File.OpenRead(path))
            magic = magic[..probe.ReadAtLeast(magic, 6, throwOnEndOfStream: false)];
        var xz = magic.StartsWith((ReadOnlySpan<byte>)[0xFD, 0x37, 0x7A, 0x58, 0x5A]);
        if (xz && !XzIsThere())
        {
            return AuditRefusals.XzMissing;
        }

        name ??= System.IO.Path.GetFileName(path);
        foreach (var ending in new[] { ".xz", ".gz" })
        {
            name = name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
        }

        var file = new LogFile(path, name, xz, LogFormat.Csv);
        try
        {
            using var stream = file.Open(null);
            var head = new byte[4096];
            var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            if (length == 0)
            {
                return AuditRefusals.FileEmpty;
            }

            var text = Encoding.UTF8.GetString(head, 0, length).TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
            var format = text.StartsWith('<') ? LogFormat.Xes : text.StartsWith('{') ? LogFormat.Ocel : LogFormat.Csv;
            return new LogFile(path, name, xz, format);
        }
        catch (InvalidDataException)
        {
            return AuditRefusals.FileBroken;
        }
    }

    /// <summary>The log's bytes, unpacked. <paramref name="read"/> is told how many bytes of the file have been taken.</summary>
    public Stream Open(Action<long>? read)
    {
        if (_xz)
        {
            return Unpacked();
        }

        var file = new FileStream(Path, new FileStreamOptions { Access = FileAccess.Read, BufferSize = 0, Options = FileOptions.SequentialScan });
        var source = read is null ? (Stream)file : new CountedStream(file, read);
        var first = file.ReadByte();
        var second = file.ReadByte();
        file.Position = 0;
        return Utf8(first == 0x1F && second == 0x8B ? new GZipStream(source, CompressionMode.Decompress) : source, first, second);
    }

    public LogRows Rows(Action<long>? read) => Format switch
    {
        LogFormat.Xes => new XesRows(Open(read)),
        LogFormat.Ocel => new OcelRows(() => Open(read)),
        _ => new CsvRows(Open(read)),
    };

    /// <summary>
    /// Where the second half of a plain table begins: a line in the middle from which on the rows have the table's width.
    /// Null when the file is packed, or no such line is near.
    /// </summary>
    internal long? Halve(CsvRows table)
    {
        using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read);
        if (_xz || stream.ReadByte() is 0x1F or 0xFF or 0xFE)
        {
            return null;
        }

        var middle = stream.Length / 2;
        stream.Position = middle;
        var near = new byte[1 << 16];
        var read = stream.ReadAtLeast(near, near.Length, throwOnEndOfStream: false);
        for (var at = near.AsSpan(0, read).IndexOf((byte)'\n') + 1; at > 0 && at < read; at += near.AsSpan(at, read - at).IndexOf((byte)'\n') + 1)
        {
            using var rows = new CsvRows(new MemoryStream(near, at, read - at), table);
            var fits = Enumerable.Range(0, 20).All(_ => rows.Next() && rows.Fields == table.Header.Count);
            if (fits)
            {
                return middle + at;
            }

            if (near.AsSpan(at, read - at).IndexOf((byte)'\n') < 0)
            {
                break;
            }
        }

        return null;
    }

    /// <summary>The rows between two places of a plain table, the first with its header line.</summary>
    internal CsvRows Part(CsvRows table, long from, long until, Action<long>? read)
    {
        var file = new FileStream(Path, new FileStreamOptions { Access = FileAccess.Read, BufferSize = 0, Options = FileOptions.SequentialScan }) { Position = from };
        var part = new PartStream(file, until - from, read);
        return from == 0 ? new CsvRows(part, table.Delimiter) : new CsvRows(part, table);
    }

    private static Stream Utf8(Stream stream, int first, int second) => (first, second) switch
    {
        (0xFF, 0xFE) => Encoding.CreateTranscodingStream(stream, Encoding.Unicode, Encoding.UTF8),
        (0xFE, 0xFF) => Encoding.CreateTranscodingStream(stream, Encoding.BigEndianUnicode, Encoding.UTF8),
        _ => stream,
    };

    private ProcessStream Unpacked() => new(Process.Start(new ProcessStartInfo("xz") { ArgumentList = { "-dc", "--", Path }, RedirectStandardOutput = true, RedirectStandardError = true })
        ?? throw new InvalidOperationException("xz did not start."));

    private static bool XzIsThere() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .Any(folder => File.Exists(System.IO.Path.Combine(folder, "xz")));
}
