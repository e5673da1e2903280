using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using NodaTime;
using Xunit;

namespace Headway.IntegrationTests.Mail;

/// <summary>
/// Real mail servers of Debian's, of the test's own and apart from the machine's: Dovecot to fetch from, and where it is wanted
/// Postfix to send through, both on free ports of the loopback, with the folders of <c>desk@calder.example</c> and
/// <c>ann@client.example</c> between them. Whoever else is written to comes back.
/// </summary>
internal sealed class PostOffice : IAsyncDisposable
{
    private const string Imap = "/usr/sbin/dovecot", Smtp = "/usr/sbin/postfix";

    private readonly string _home;
    private readonly IClock _clock;
    private Process? _imap;
    private int _delivered;

    private PostOffice(string home, IClock clock) => (_home, _clock) = (home, clock);

    public int Port { get; private set; }

    public int SmtpPort { get; private set; }

    private string Mails => Path.Combine(_home, "mail");

    private string Queue => Path.Combine(_home, "postfix");

    /// <summary>Skips the test where they can't be had: not installed, or not root, which their children need.</summary>
    public static async Task<PostOffice> Open(bool sends = false)
    {
        var missing = !File.Exists(Imap) ? "dovecot-imapd" : sends && !File.Exists(Smtp) ? "postfix" : null;
        Assert.SkipWhen(missing is not null, $"{missing} is not installed (apt-get install {missing}).");
        Assert.SkipWhen(Environment.UserName != "root", "The mail servers start under users of their own, which only root may choose.");
        var office = new PostOffice(Directory.CreateTempSubdirectory("headway-post-").FullName, SystemClock.Instance) { Port = Free() };
        await Run("chmod", "755", office._home);
        foreach (var user in new[] { "desk", "ann" })
        {
            foreach (var part in new[] { "cur", "new", "tmp" })
            {
                Directory.CreateDirectory(Path.Combine(office.Mails, user, part));
            }
        }

        await File.WriteAllTextAsync(Path.Combine(office._home, "dovecot.conf"), office.Dovecot());
        await office.Own();
        await office.Up();
        if (sends)
        {
            await office.StartPostfix();
        }

        return office;
    }

    public async Task Up()
    {
        _imap = Process.Start(new ProcessStartInfo(Imap, ["-F", "-c", Path.Combine(_home, "dovecot.conf")]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        await Begun(_imap, "starting up");
    }

    public async Task Down()
    {
        if (_imap is { HasExited: false } process)
        {
            await Run("kill", "-TERM", process.Id.ToString(CultureInfo.InvariantCulture));
            await process.WaitForExitAsync();
        }
    }

    /// <summary>Lays a message into the desk's mailbox as a delivering server does.</summary>
    public async Task Deliver(string message)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{1_700_000_000 + ++_delivered}.M{_delivered}P1.test");
        var file = Path.Combine(Mails, "desk", "tmp", name);
        await File.WriteAllBytesAsync(file, Encoding.UTF8.GetBytes(message.ReplaceLineEndings("\r\n")));
        await Own();
        File.SetLastWriteTimeUtc(file, _clock.GetCurrentInstant().ToDateTimeUtc());
        File.Move(file, Path.Combine(Mails, "desk", "new", name));
    }

    /// <summary>The messages that lie in somebody's mailbox, the oldest first.</summary>
    public List<string> Lying(string user) =>
        [.. new[] { "cur", "new" }.SelectMany(part => Directory.EnumerateFiles(Path.Combine(Mails, user, part))).OrderBy(File.GetLastWriteTimeUtc).ThenBy(file => file, StringComparer.Ordinal)];

    /// <summary>Waits until so many messages lie there: a delivering server is done when it is done.</summary>
    public async Task<List<string>> Lying(string user, int atLeast)
    {
        using var watcher = new FileSystemWatcher(Path.Combine(Mails, user, "new"));
        using var come = new SemaphoreSlim(0);
        watcher.Created += (_, _) => come.Release();
        watcher.Renamed += (_, _) => come.Release();
        watcher.EnableRaisingEvents = true;
        while (Lying(user) is var lying)
        {
            if (lying.Count >= atLeast)
            {
                return lying;
            }

            (await come.WaitAsync(TimeSpan.FromSeconds(40))).ShouldBeTrueOr($"{lying.Count} of {atLeast} messages came to {user}.");
        }

        return [];
    }

    /// <summary>The folder is made anew, as a restored backup is: the same messages under other numbers.</summary>
    public async Task Renumber()
    {
        await Down();
        foreach (var index in Directory.EnumerateFiles(Path.Combine(Mails, "desk"), "dovecot*").ToList())
        {
            File.Delete(index);
        }

        await Own();
        await Up();
    }

    public async ValueTask DisposeAsync()
    {
        await Down();
        _imap?.Dispose();
        if (SmtpPort > 0)
        {
            await Run(Smtp, "-c", Path.Combine(Queue, "etc"), "stop");
        }

        try
        {
            Directory.Delete(_home, recursive: true);
        }
        catch (IOException)
        {
            // A child on its way out may still hold a file; the run's scratch folder goes as a whole.
        }
    }

    private async Task StartPostfix()
    {
        SmtpPort = Free();
        var etc = Directory.CreateDirectory(Path.Combine(Queue, "etc")).FullName;
        foreach (var part in new[] { "queue", "data" })
        {
            Directory.CreateDirectory(Path.Combine(Queue, part));
        }

        await Run("chown", "postfix", Path.Combine(Queue, "data"));
        await File.WriteAllTextAsync(Path.Combine(etc, "users"), "desk@calder.example desk/\nann@client.example ann/\n");
        await File.WriteAllTextAsync(Path.Combine(etc, "main.cf"), $"""
            compatibility_level = 3.6
            queue_directory = {Queue}/queue
            data_directory = {Queue}/data
            command_directory = /usr/sbin
            daemon_directory = /usr/lib/postfix/sbin
            mail_owner = postfix
            setgid_group = postdrop
            myhostname = mx.calder.example
            mydestination =
            mynetworks = 127.0.0.0/8
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            smtpd_relay_restrictions = permit_mynetworks, reject
            smtpd_reject_unlisted_recipient = no
            virtual_mailbox_domains = calder.example, client.example
            virtual_mailbox_base = {Mails}
            virtual_mailbox_maps = texthash:{etc}/users
            virtual_minimum_uid = 1
            virtual_uid_maps = static:65534
            virtual_gid_maps = static:65534
            default_transport = error:no way out of this test
            maillog_file = /dev/stdout
            alias_maps =
            local_recipient_maps =

            """);
        await File.WriteAllTextAsync(Path.Combine(etc, "master.cf"), $"""
            127.0.0.1:{SmtpPort.ToString(CultureInfo.InvariantCulture)} inet n - n - - smtpd
            pickup unix n - n 60 1 pickup
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            proxymap unix - - n - - proxymap
            error unix - - n - - error
            retry unix - - n - - error
            virtual unix - n n - - virtual
            anvil unix - - n - 1 anvil
            postlog unix-dgram n - n - 1 postlogd

            """);
        using var process = Process.Start(new ProcessStartInfo(Smtp, ["-c", etc, "start-fg"]) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = "/" })!;
        await Begun(process, "daemon started");
    }

    // They say so when they listen; what is said later is read away, or they would wait for their reader.
    private static async Task Begun(Process process, string sign)
    {
        var said = new StringBuilder();
        var begun = new TaskCompletionSource();
        void Hear(object sender, DataReceivedEventArgs line)
        {
            said.AppendLine(line.Data);
            if (line.Data is null || line.Data.Contains(sign, StringComparison.Ordinal))
            {
                begun.TrySetResult();
            }
        }

        process.ErrorDataReceived += Hear;
        process.OutputDataReceived += Hear;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(40));
        said.ToString().Contains(sign, StringComparison.Ordinal).ShouldBeTrueOr($"{process.StartInfo.FileName} did not begin: {said}");
    }

    private Task Own() => Run("chown", "-R", "nobody:nogroup", Mails);

    private static int Free()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }

    private static async Task Run(string program, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        await Task.WhenAll(process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync();
    }

    private string Dovecot() => $$"""
        base_dir = {{_home}}/run
        state_dir = {{_home}}/state
        log_path = /dev/stderr
        protocols = imap
        listen = 127.0.0.1
        ssl = no
        disable_plaintext_auth = no
        auth_mechanisms = plain login
        default_internal_user = dovecot
        default_login_user = dovenull
        mail_location = maildir:{{Mails}}/%u
        first_valid_uid = 1
        passdb {
          driver = static
          args = password=secret
        }
        userdb {
          driver = static
          args = uid=nobody gid=nogroup home={{Mails}}/%u
        }
        service imap-login {
          inet_listener imap {
            address = 127.0.0.1
            port = {{Port.ToString(CultureInfo.InvariantCulture)}}
          }
          inet_listener imaps {
            port = 0
          }
        }
        """;
}

file static class Sure
{
    public static void ShouldBeTrueOr(this bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise);
        }
    }
}
