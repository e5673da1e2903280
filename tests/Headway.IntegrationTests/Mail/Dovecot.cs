using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Headway.IntegrationTests.Mail;

/// <summary>A real IMAP server of Debian's, of the test's own: one mailbox in a scratch folder, on the loopback.</summary>
internal sealed class Dovecot : IAsyncDisposable
{
    private readonly string _home;
    private Process? _process;
    private int _delivered;

    private Dovecot(string home, int port) => (_home, Port) = (home, port);

    public int Port { get; }

    private string Mail => Path.Combine(_home, "mail", "desk");

    /// <summary>Null when it can't be had here: not installed, or not root, which its children need.</summary>
    public static async Task<Dovecot?> Start()
    {
        if (!File.Exists("/usr/sbin/dovecot") || Environment.UserName != "root")
        {
            return null;
        }

        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var home = Directory.CreateTempSubdirectory("headway-dovecot-").FullName;
        await Run("chmod", "755", home);
        var server = new Dovecot(home, port);
        Directory.CreateDirectory(Path.Combine(home, "mail"));
        await File.WriteAllTextAsync(Path.Combine(home, "dovecot.conf"), $$"""
            base_dir = {{home}}/run
            state_dir = {{home}}/state
            log_path = /dev/stderr
            protocols = imap
            listen = 127.0.0.1
            ssl = no
            disable_plaintext_auth = no
            auth_mechanisms = plain login
            default_internal_user = dovecot
            default_login_user = dovenull
            mail_location = maildir:{{home}}/mail/%u
            first_valid_uid = 1
            passdb {
              driver = static
              args = password=secret
            }
            userdb {
              driver = static
              args = uid=nobody gid=nogroup home={{home}}/mail/%u
            }
            service imap-login {
              inet_listener imap {
                address = 127.0.0.1
                port = {{port.ToString(CultureInfo.InvariantCulture)}}
              }
              inet_listener imaps {
                port = 0
              }
            }
            """);
        foreach (var part in new[] { "cur", "new", "tmp" })
        {
            Directory.CreateDirectory(Path.Combine(server.Mail, part));
        }

        await server.Own();
        await server.Up();
        return server;
    }

    public async Task Up()
    {
        _process = Process.Start(new ProcessStartInfo("/usr/sbin/dovecot", ["-F", "-c", Path.Combine(_home, "dovecot.conf")]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        // It listens before it says so.
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            if (line.Contains("starting up", StringComparison.Ordinal))
            {
                // What it says later is read away, or it would wait for its reader.
                _ = _process.StandardError.ReadToEndAsync();
                _ = _process.StandardOutput.ReadToEndAsync();
                return;
            }
        }

        throw new InvalidOperationException("Dovecot did not begin to listen.");
    }

    public async Task Down()
    {
        if (_process is { HasExited: false } process)
        {
            await Run("kill", "-TERM", process.Id.ToString(CultureInfo.InvariantCulture));
            await process.WaitForExitAsync();
        }
    }

    public async Task Deliver(string message)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{1_700_000_000 + ++_delivered}.M{_delivered}P1.test");
        var file = Path.Combine(Mail, "tmp", name);
        await File.WriteAllBytesAsync(file, Encoding.UTF8.GetBytes(message.ReplaceLineEndings("\r\n")));
        await Own();
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow);
        File.Move(file, Path.Combine(Mail, "new", name));
    }

    /// <summary>The folder is made anew, as a restored backup is: the same messages under other numbers.</summary>
    public async Task Renumber()
    {
        await Down();
        foreach (var index in Directory.EnumerateFiles(Mail, "dovecot*").ToList())
        {
            File.Delete(index);
        }

        await Own();
        await Up();
    }

    public async ValueTask DisposeAsync()
    {
        await Down();
        _process?.Dispose();
        Directory.Delete(_home, recursive: true);
    }

    private Task Own() => Run("chown", "-R", "nobody:nogroup", Path.Combine(_home, "mail"));

    private static async Task Run(string program, params string[] args)
    {
        using var process = Process.Start(program, args);
        await process.WaitForExitAsync();
    }
}
