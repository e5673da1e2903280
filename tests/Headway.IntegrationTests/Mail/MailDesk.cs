using System.Text;
using Headway.Application.Access;
using Headway.Application.Mail;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.IntegrationTests.Portal;
using Shouldly;

namespace Headway.IntegrationTests.Mail;

/// <summary>A small desk with a mailbox, to which raw messages come through the real gateway.</summary>
internal sealed class MailDesk : IAsyncDisposable
{
    public const string Address = "desk@calder.example", Server = "mx.calder.example";

    private MailDesk(SmallDesk desk, string box) => (Desk, Box) = (desk, box);

    public string Box { get; }

    public SmallDesk Desk { get; }

    public TenantId Tenant => Desk.Ann.Tenant;

    public Database Database => Desk.Place.Database;

    public static async Task<MailDesk> On(Engine engine, bool proves = true, string address = Address)
    {
        var desk = new MailDesk(await SmallDesk.On(engine, GatewayProgram.Installed()), address);
        var id = await desk.Database.Counters.NextId();
        var body = new MailboxServer(AuthservId: proves ? Server : null).Json();
        await desk.Database.Write(async session => await session.Run(
            "INSERT INTO mailboxes (tenant, id, name, address, address_key, body, active, created, failures) VALUES ($1, $2, 'IT', $3, $3, $4, true, 0, 0)", desk.Tenant.Value, id, address, body));
        return desk;
    }

    public async Task<MailFate> Take(string message)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(message.ReplaceLineEndings("\r\n")));
        var outcome = await Desk.Get<ReceiveMail>().Do(Tenant, Box, bytes);
        outcome.Refusal.ShouldBeNull();
        return outcome.Value;
    }

    /// <summary>A message with the usual headers, before which others stand.</summary>
    public static string Message(string from, string subject, string text, string id, params string[] headers) =>
        $"{string.Concat(headers.Select(header => header + "\n"))}From: {from}\nTo: {Address}\nSubject: {subject}\nMessage-ID: <{id}@client.example>\nDate: Mon, 9 Mar 2026 09:00:00 +0000\n\n{text}\n";

    public static string Proven(string domain) => $"Authentication-Results: {Server}; dmarc=pass header.from={domain}";

    public async Task<string> Token(long number, Caller to, TokenKind kind = TokenKind.Customer, int seq = 1)
    {
        var ticket = await Database.Read(session => session.Number("SELECT ticket FROM tickets WHERE tenant = $1 AND number = $2", Tenant.Value, number).AsTask());
        return (await Desk.Get<MailTokens>().Seal()).Id(new MailToken(Tenant, new TicketKey(ticket!.Value), seq, to.Person, kind), "desk.example");
    }

    public Task<TicketPage> Page(long number) => Desk.Get<TicketPageQuery>().Read(Desk.Sam, number).ContinueWith(read => read.Result.Value, TaskScheduler.Default);

    public Task<long> Count(string sql) => Database.Read(async session => await session.Number(sql, Tenant.Value) ?? 0);

    public async Task<IReadOnlyList<Utterance>> Said(long number)
    {
        var rows = await Database.Read(session => session.Query(
            "SELECT x.id, x.seq, x.kind, x.author, x.at, x.subject, x.body, x.html FROM texts x JOIN tickets t ON t.tenant = x.tenant AND t.ticket = x.ticket WHERE t.tenant = $1 AND t.number = $2 ORDER BY x.seq",
            row => new Utterance(
                new TextId(row.GetInt64(0)), (int)row.GetInt64(1), row.GetString(2), Domain.Ledger.Actor.Parse(row.GetString(3)), NodaTime.Instant.FromUnixTimeMilliseconds(row.GetInt64(4)),
                row.IsDBNull(5) ? null : row.GetString(5), row.IsDBNull(6) ? null : row.GetString(6), row.IsDBNull(7) ? null : row.GetString(7), false),
            Tenant.Value, number).AsTask());
        return rows;
    }

    public ValueTask DisposeAsync() => Desk.DisposeAsync();
}
