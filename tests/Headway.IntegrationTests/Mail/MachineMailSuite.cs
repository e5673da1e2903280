using Headway.Application.Mail;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Mail;

public sealed class MachineMailOnSqlite : MachineMailSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class MachineMailOnPostgres : MachineMailSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>A machine's mail acknowledges, reopens, stops and progresses nothing, and no loop outlives its budget.</summary>
public abstract class MachineMailSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Take_When_AVacationProgramAnswers_Then_ItIsANoteAndNothingMoves()
    {
        await using var desk = await MailDesk.On(Engine);
        var number = await desk.Desk.Raise(desk.Desk.Ann);
        (await desk.Desk.Reply(number, "Does it blink?")).Refusal.ShouldBeNull();
        var before = await Open(desk);
        var token = await desk.Token(number, desk.Desk.Ann);

        var fates = new List<MailFate>();
        for (var time = 0; time < 5; time++)
        {
            fates.Add(await desk.Take(MailDesk.Message(
                "Ann <ann@calder.example>", "Abwesenheitsnotiz: printer", $"Ich bin im Urlaub. {time}", $"v{time}", "Auto-Submitted: auto-replied", $"In-Reply-To: {token}")));
        }

        fates.Select(fate => fate.Reason).ShouldBe(["auto-reply", "auto-reply", "auto-reply-again", "auto-reply-again", "auto-reply-again"]);
        (await Open(desk)).ShouldBe(before);
        (await desk.Said(number))[^1].Kind.ShouldBe("noted");
    }

    [Fact]
    public async Task Take_When_OurMailComesBack_Then_TheAddressIsMarkedAndTheOwnerIsTold()
    {
        await using var desk = await MailDesk.On(Engine);
        var number = await desk.Desk.Raise(desk.Desk.Ann);
        (await desk.Desk.Reply(number, "Does it blink?")).Refusal.ShouldBeNull();
        (await desk.Desk.Get<TransferTicket>().Take(new ActOn(desk.Desk.Sam, number))).Refusal.ShouldBeNull();
        var before = await Open(desk);

        var fate = await desk.Take(Bounce(await desk.Token(number, desk.Desk.Ann), "5.1.1"));
        var unknown = await desk.Take(Bounce("<someone@else.example>", "5.1.1").Replace("bounce1", "bounce2", StringComparison.Ordinal));

        (fate.Fate, fate.Reason, fate.Number).ShouldBe((Fate.Appended, "bounce", number));
        (unknown.Fate, unknown.Reason).ShouldBe((Fate.Ignored, "bounce-unknown"));
        (await Open(desk)).ShouldBe(before);
        (await desk.Count("SELECT count(*) FROM bounced_addresses WHERE tenant = $1 AND permanent AND reason = '5.1.1'")).ShouldBe(1);
        (await desk.Count("SELECT count(*) FROM notifications WHERE tenant = $1 AND kind = 'Bounced'")).ShouldBe(1);
    }

    [Fact]
    public async Task Take_When_AMachineReportsATicketIsResolved_Then_NothingReopens()
    {
        await using var desk = await MailDesk.On(Engine);
        var number = await desk.Desk.Raise(desk.Desk.Ann);
        (await desk.Desk.Reply(number, "Done.", "RESOLVED")).Refusal.ShouldBeNull();

        await desk.Take(MailDesk.Message("Ann <ann@calder.example>", "Automatic reply: it is still broken", "still broken, does not work", "r1", "Auto-Submitted: auto-replied", $"In-Reply-To: {await desk.Token(number, desk.Desk.Ann)}"));

        (await desk.Count("SELECT count(*) FROM tickets WHERE tenant = $1 AND state = 'resolved'")).ShouldBe(1);
    }

    [Fact]
    public async Task Take_When_AMonitorOpensTickets_Then_NobodyIsAcknowledgedAndTheBudgetEnds()
    {
        await using var desk = await MailDesk.On(Engine);

        var fates = new List<MailFate>();
        for (var time = 0; time < MailPolicy.MostFromMachine + 3; time++)
        {
            fates.Add(await desk.Take(MailDesk.Message("nagios@watch.example", $"CRITICAL disk {time}", "97 %", $"n{time}", "Auto-Submitted: auto-generated")));
        }

        fates.Count(fate => fate.Fate == Fate.Opened).ShouldBe(MailPolicy.MostFromMachine);
        fates[^1].Reason.ShouldBe("budget-sender");
        (await desk.Count("SELECT count(*) FROM outbox WHERE tenant = $1 AND kind = 'mail'")).ShouldBe(0);
    }

    [Fact]
    public async Task Take_When_AProgramThatLooksLikeAPersonNeverStops_Then_TheBudgetsDo()
    {
        await using var desk = await MailDesk.On(Engine);
        var number = await desk.Desk.Raise(desk.Desk.Ann);
        var token = await desk.Token(number, desk.Desk.Ann);

        var fates = new List<MailFate>();
        for (var time = 0; time < MailPolicy.MostOnThread + 2; time++)
        {
            fates.Add(await desk.Take(MailDesk.Message("Ann <ann@calder.example>", "Re: it", $"Your mail {time} was received by our ticket system.", $"l{time}", $"In-Reply-To: {token}")));
        }

        fates.Count(fate => fate.Fate == Fate.Appended).ShouldBe(MailPolicy.MostOnThread);
        fates[^1].Reason.ShouldBe("budget-thread");
    }

    private static Task<string> Open(MailDesk desk) => desk.Database.Read(async session => string.Join('\n', await session.Query(
        "SELECT status, due, opened FROM activities WHERE tenant = $1 AND open ORDER BY id", row => $"{row.GetString(0)} {row.GetInt64(1)} {row.GetInt64(2)}", desk.Tenant.Value)));

    private static string Bounce(string original, string status) => $"""
        Return-Path: <>
        From: Mail Delivery System <MAILER-DAEMON@mx.example>
        To: {MailDesk.Address}
        Subject: Undelivered Mail Returned to Sender
        Message-ID: <bounce1@mx.example>
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary=x

        --x
        Content-Type: text/plain

        This is the mail system. Your message could not be delivered.
        --x
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example

        Final-Recipient: rfc822; ann@calder.example
        Action: failed
        Status: {status}
        --x
        Content-Type: text/rfc822-headers

        From: IT <desk@calder.example>
        Message-ID: {original}
        Subject: your printer
        --x--
        """;
}
