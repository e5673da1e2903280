using System.Text;
using Headway.Application.Mail;
using Headway.Application.Storage;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Mail;

/// <summary>Two desks that are each other's customer, and a vacation program that answers everything, wired in a ring.</summary>
public sealed class RingTests
{
    private const int Enough = 20;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ring_When_AMailStartsIt_Then_ItIsQuietWithinTwentyMails(bool headersAreLost)
    {
        await using var first = await MailDesk.On(Engine.Sqlite, proves: false, "help@first.example");
        await using var second = await MailDesk.On(Engine.Sqlite, proves: false, "help@second.example");
        var away = new Away("away@second.example");
        var mails = new Queue<(string To, string Raw)>();
        mails.Enqueue((first.Box, Raw(second.Box, first.Box, "Our printers", "Please look.", "<start@second.example>", null, [], false, null)));
        mails.Enqueue((first.Box, Raw(away.Address, first.Box, "My badge", "It does not open the door.", "<badge@second.example>", null, [], false, null)));
        mails.Enqueue((second.Box, Raw(away.Address, second.Box, "My badge", "It does not open the door.", "<badge2@second.example>", null, [], false, null)));
        var sent = 0;
        var seen = new HashSet<(string, long)>();

        while (mails.TryDequeue(out var mail))
        {
            (++sent).ShouldBeLessThanOrEqualTo(Enough);
            if (mail.To == away.Address)
            {
                mails.Enqueue(away.Answer(mail.Raw));
                continue;
            }

            var desk = mail.To == first.Box ? first : mail.To == second.Box ? second : null;
            if (desk is null)
            {
                continue;
            }

            await desk.Take(mail.Raw);
            foreach (var one in await desk.Desk.Get<MailTray>().Last(desk.Desk.Sam, 50))
            {
                if (seen.Add((desk.Box, one.Id)))
                {
                    var letter = one.Letter;
                    mails.Enqueue((letter.ToAddress, Raw(
                        desk.Box, letter.ToAddress, letter.Subject, letter.Text, letter.MessageId, letter.InReplyTo, letter.References, letter.IsAutomatic && !headersAreLost, headersAreLost ? null : letter.Loop)));
                }
            }
        }

        (await first.Count("SELECT count(*) FROM tickets WHERE tenant = $1")).ShouldBeLessThan(5);
    }

    private static string Raw(string from, string to, string subject, string text, string id, string? answers, IEnumerable<string> references, bool automatic, string? loop)
    {
        var raw = new StringBuilder();
        raw.Append("From: ").AppendLine(from).Append("To: ").AppendLine(to).Append("Subject: ").AppendLine(subject).Append("Message-ID: ").AppendLine(id);
        raw.AppendLine("Date: Mon, 9 Mar 2026 09:00:00 +0000");
        if (answers is not null)
        {
            raw.Append("In-Reply-To: ").AppendLine(answers).Append("References: ").AppendLine(string.Join(' ', references));
        }

        if (automatic)
        {
            raw.AppendLine("Auto-Submitted: auto-generated");
        }

        if (loop is not null)
        {
            raw.Append("X-Headway-Loop: ").AppendLine(loop);
        }

        return raw.AppendLine("Content-Type: text/plain; charset=utf-8").AppendLine().AppendLine(text).ToString();
    }

    /// <summary>A vacation program of the worst kind: it answers every mail, also a machine's, and marks nothing.</summary>
    private sealed class Away(string address)
    {
        private int _answers;

        public string Address => address;

        public (string To, string Raw) Answer(string raw)
        {
            string Header(string name) => raw.Split('\n').First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Trim();
            var to = Header("From: ");
            return (to, Raw(address, to, $"Out of office: {Header("Subject: ")}", "I am on holiday.", $"<away{++_answers}@second.example>", Header("Message-ID: "), [Header("Message-ID: ")], false, null));
        }
    }
}
