using Headway.Application.Storage;

namespace Headway.Application.Access;

/// <summary>The file that holds a key: readable by its owner alone, whole or not there.</summary>
internal static class KeyFile
{
    /// <summary>What it holds; null when there is none.</summary>
    /// <exception cref="StorageException">It is there and can't be read.</exception>
    public static string? Read(string? file)
    {
        try
        {
            return file is not null && File.Exists(file) ? File.ReadAllText(file) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(KeyRefusals.Missing, e);
        }
    }

    /// <summary>Makes it with a new key and answers that; the key of whoever was quicker, if somebody was.</summary>
    /// <exception cref="StorageException">There is no place for it.</exception>
    public static string Make(string? file)
    {
        if (file is null)
        {
            throw new StorageException(KeyRefusals.NoPlace);
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            var key = InstallationKey.New();
            var part = $"{file}.{Guid.NewGuid():N}";
            using (var stream = new FileStream(part, options))
            {
                stream.Write(System.Text.Encoding.ASCII.GetBytes(key + "\n"));
                stream.Flush(flushToDisk: true);
            }

            try
            {
                File.Move(part, file, overwrite: false);
                return key;
            }
            catch (IOException) when (File.Exists(file))
            {
                File.Delete(part);
                return File.ReadAllText(file);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(KeyRefusals.NoPlace, e);
        }
    }

    public static void Remove(string? file)
    {
        if (file is not null)
        {
            File.Delete(file);
        }
    }
}
