using System.Collections.Concurrent;

namespace Headway.Application.Mail;

/// <summary>
/// Folders in which messages are laid out to be read, used again and again. One made and deleted for each message costs more than reading
/// it does: file systems look for a free place among all that were freed within the last seconds.
/// </summary>
public sealed class MailFolders : IDisposable
{
    private readonly ConcurrentBag<string> _free = [];
    private volatile bool _over;

    /// <summary>
    /// A folder for one message, empty but for the file that it is to be written into. Giving it back leaves nothing of the message; it
    /// is used again only when its reader has answered, since one that was not waited for may still lay files into it.
    /// </summary>
    internal Lent Take() => new(this, _free.TryTake(out var known) && Directory.Exists(known) ? known : Directory.CreateTempSubdirectory("headway-mail-").FullName);

    public void Dispose()
    {
        _over = true;
        while (_free.TryTake(out var folder))
        {
            Remove(folder);
        }
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    internal sealed class Lent(MailFolders of, string folder) : IDisposable
    {
        private bool _settled;

        public string Folder => folder;

        public string Message { get; } = Path.Combine(folder, "message.eml");

        /// <summary>Nobody writes into it any more.</summary>
        public void Settle() => _settled = true;

        public void Dispose()
        {
            if (of._over || !_settled || !Directory.Exists(folder))
            {
                Remove(folder);
                return;
            }

            foreach (var file in Directory.EnumerateFiles(folder))
            {
                if (file == Message)
                {
                    File.Create(file).Dispose();
                }
                else
                {
                    File.Delete(file);
                }
            }

            of._free.Add(folder);
        }
    }
}
