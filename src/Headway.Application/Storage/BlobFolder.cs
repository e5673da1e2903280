using System.Globalization;
using System.Runtime.InteropServices;
using Headway.Domain;

namespace Headway.Application.Storage;

/// <summary>Files beside SQLite: written whole under a passing name, flushed, then renamed to their hash.</summary>
internal sealed class BlobFolder(string root)
{
    private readonly string _arriving = Path.Combine(root, "arriving");

    public static void Discard(Stream arriving)
    {
        if (arriving is FileStream file && File.Exists(file.Name))
        {
            File.Delete(file.Name);
        }
    }

    public FileStream Arriving()
    {
        Directory.CreateDirectory(_arriving);
        return new FileStream(Path.Combine(_arriving, Guid.NewGuid().ToString("N")), FileMode.CreateNew, FileAccess.Write, FileShare.Delete | FileShare.Read);
    }

    /// <summary>Brings a flushed file to its place. Doing it again changes nothing.</summary>
    public void Settle(FileStream arriving, TenantId tenant, string hash)
    {
        var place = Place(tenant, hash);
        var folder = Path.GetDirectoryName(place)!;
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            Flush(Path.GetDirectoryName(folder)!);
        }

        if (File.Exists(arriving.Name))
        {
            File.Move(arriving.Name, place, overwrite: true);
            Flush(folder);
        }
    }

    public Stream? Open(TenantId tenant, string hash)
    {
        var place = Place(tenant, hash);
        return File.Exists(place) ? new FileStream(place, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete) : null;
    }

    public void Remove(TenantId tenant, string hash) => File.Delete(Place(tenant, hash));

    /// <summary>Removes files that no row knows and that are older than the instant (Unix milliseconds), and what never arrived whole.</summary>
    public int RemoveUnknown(TenantId tenant, HashSet<string> known, long before)
    {
        var limit = DateTimeOffset.FromUnixTimeMilliseconds(before).UtcDateTime;
        var folder = Path.Combine(root, Name(tenant));
        var removed = 0;
        foreach (var file in new[] { folder, _arriving }.Where(Directory.Exists).SelectMany(place => Directory.EnumerateFiles(place, "*", SearchOption.AllDirectories)))
        {
            if (!known.Contains(Path.GetFileName(file)) && File.GetLastWriteTimeUtc(file) < limit)
            {
                File.Delete(file);
                removed++;
            }
        }

        return removed;
    }

    public string Place(TenantId tenant, string hash)
    {
        if (hash.Length != 64 || !hash.All(char.IsAsciiHexDigitLower))
        {
            throw new ArgumentException("A file is named by the SHA-256 of its bytes.", nameof(hash));
        }

        return Path.Combine(root, Name(tenant), hash[..2], hash);
    }

    private static string Name(TenantId tenant) => tenant.Value.ToString(CultureInfo.InvariantCulture);

    // A renamed file survives a power loss only once its folder is flushed too; .NET has no call for that.
    private static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Native.Open(folder, 0);
        if (descriptor >= 0)
        {
            _ = Native.Flush(descriptor);
            _ = Native.Close(descriptor);
        }
    }

    private static class Native
    {
        [DllImport("libc", EntryPoint = "open", SetLastError = true)]
        public static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

        [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
        public static extern int Flush(int descriptor);

        [DllImport("libc", EntryPoint = "close", SetLastError = true)]
        public static extern int Close(int descriptor);
    }
}
