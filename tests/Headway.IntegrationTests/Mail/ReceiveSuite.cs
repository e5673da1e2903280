using Headway.Application.Mail;
using Headway.Application.Storage;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Mail;

public sealed class ReceiveOnSqlite : ReceiveSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class ReceiveOnPostgres : ReceiveSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>Each message gets exactly one fate, and nobody gets into a ticket by what they write into a header.</summary>
public abstract class ReceiveSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Take_When_SomebodyUnknownWrites_Then_ATicketOpensAndIsAcknowledgedOnce()
    {
        await using var desk = await MailDesk.On(Engine);

        var first = await desk.Take(MailDesk.Message("New Person <new@client.example>", "Scanner is stuck", "Since noon.", "a1"));
        var again = await desk.Take(MailDesk.Message("New Person <new@client.example>", "Scanner is stuck", "Since noon.", "a1", "Received: by another.example; now"));
        var second = await desk.Take(MailDesk.Message("New Person <new@client.example>", "And the phone", "Also.", "a2"));

        (first.Fate, first.Reason, first.IsRepeat).ShouldBe((Fate.Opened, "new-sender", false));
        (again.Mail, again.Number, again.IsRepeat).ShouldBe((first.Mail, first.Number, true));
        second.Number.ShouldNotBe(first.Number);
        (await desk.Count("SELECT count(*) FROM tickets WHERE tenant = $1")).ShouldBe(2);
        (await desk.Count("SELECT count(*) FROM outbox WHERE tenant = $1 AND kind = 'mail'")).ShouldBe(1, "one sender is told once a day");
        (await desk.Said(first.Number!.Value)).Single().Body.ShouldBe("Since noon.");
    }

    [Fact]
    public async Task Take_When_TheCustomerAnswersOurMail_Then_ItIsTheirWordWithoutTheQuotation()
    {
        await using var desk = await MailDesk.On(Engine);
        var number = await desk.Desk.Raise(desk.Desk.Ann);
        (await desk.Desk.Reply(number, "Does it blink?")).Refusal.ShouldBeNull();

        var fate = await desk.Take(MailDesk.Message(
            "Ann Weber <ann@calder.example>", "Re: your printer", "Yes, red.\n\nOn Mon, 9 Mar 2026 at 10:00, IT <desk@calder.example> wrote:\n> Does it blink?", "b1",
            $"In-Reply-To: {await desk.Token(number, desk.Desk.Ann)}"));

        (fate.Fate, fate.Reason, fate.Number).ShouldBe((Fate.Appended, "answer", number));
        var said = (await desk.Said(number))[^1];
        (said.Kind, said.Body, said.By).ShouldBe(("customer-wrote", "Yes, red.", desk.Desk.Ann.Actor));
        (await desk.Count("SELECT count(*) FROM activities WHERE tenant = $1 AND open AND status = 'CUST_UPDATED'")).ShouldBe(1);
        (await desk.Count("SELECT count(*) FROM activities WHERE tenant = $1 AND open AND status = 'AWAIT_CUSTOMER'")).ShouldBe(0);
    }

    [Theory]
    [InlineData("seal")]
    [InlineData("ticket")]
    [InlineData("person")]
    [InlineData("kind")]
    [InlineData("cut")]
    public async Task Take_When_ATokenIsMeddledWith_Then_ItAttachesNowhere(string how)
    {
        await using var desk = await MailDesk.On(Engine);
        var number = await desk.Desk.Raise(desk.Desk.Ann);
        var parts = (await desk.Token(number, desk.Desk.Ann)).Trim('<', '>').Split('.');
        var meddled = how switch
        {
            "seal" => parts.Select((part, at) => at == 6 ? (part[0] == '0' ? '1' : '0') + part[1..] : part),
            "ticket" => parts.Select((part, at) => at == 2 ? part + "1" : part),
            "person" => parts.Select((part, at) => at == 4 ? part + "1" : part),
            "kind" => parts.Select((part, at) => at == 5 ? "h" : part),
            _ => parts.Select((part, at) => at == 6 ? part[..8] + "@desk" : part),
        };

        var fate = await desk.Take(MailDesk.Message("Ann <ann@calder.example>", "Re: it", "Hello.", $"c-{how}", $"References: <{string.Join('.', meddled)}>"));

        (fate.Fate, fate.Reason).ShouldBe((Fate.Quarantined, "token-forged"));
        (await desk.Said(number)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Take_When_AStrangerHasTheRightTokenOrNumber_Then_TheTicketIsNotTheirs()
    {
        await using var desk = await MailDesk.On(Engine);
        var number = await desk.Desk.Raise(desk.Desk.Ann);

        var withToken = await desk.Take(MailDesk.Message("Eve <eve@elsewhere.example>", "Re: it", "Let me in.", "d1", $"In-Reply-To: {await desk.Token(number, desk.Desk.Ann)}"));
        var withNumber = await desk.Take(MailDesk.Message("Eve <eve@elsewhere.example>", $"Re: [#{number}] it", "Let me in.", "d2"));
        var colleague = await desk.Take(MailDesk.Message("Tom <tom@calder.example>", $"Re: [#{number}] it", "Me too.", "d3"));
        var own = await desk.Take(MailDesk.Message("Ann <ann@calder.example>", $"Re: [#{number}] it", "It blinks.", "d4"));

        (withToken.Fate, withToken.Reason).ShouldBe((Fate.Quarantined, "stranger-in-thread"));
        (withNumber.Fate, withNumber.Reason).ShouldBe((Fate.Opened, "tag-of-another"));
        colleague.Fate.ShouldBe(Fate.Opened);
        (own.Fate, own.Reason, own.Number).ShouldBe((Fate.Appended, "subject-tag", number));
        (await desk.Said(number)).Count.ShouldBe(2);
        (await desk.Count("SELECT count(*) FROM links WHERE tenant = $1")).ShouldBe(2, "agents see that the two belong together");
    }

    [Theory]
    [InlineData("dmarc=pass header.from=calder.example", true)]
    [InlineData("DMARC=Pass (p=reject) header.from=CALDER.example", true)]
    [InlineData("spf=pass smtp.mailfrom=sam@calder.example; dkim=pass header.d=calder.example", true)]
    [InlineData("spf=pass smtp.mailfrom=evil.example; dkim=pass header.d=evil.example", false)]
    [InlineData("spf=pass smtp.mailfrom=sam@calder.example", false)]
    [InlineData("dkim=pass header.d=calder.example", false)]
    [InlineData("dmarc=pass header.from=evil.example", false)]
    [InlineData("dmarc=none header.from=calder.example", false)]
    [InlineData("dmarc=fail header.from=calder.example", false)]
    [InlineData("spf=fail (dmarc=pass header.from=calder.example)", false)]
    [InlineData("spf=neutral reason=\"; dmarc=pass header.from=calder.example\"", false)]
    [InlineData("none", false)]
    public async Task Take_When_ItSaysItIsAnAgent_Then_OnlyAlignedProofIsBelieved(string results, bool believed)
    {
        await using var desk = await MailDesk.On(Engine);
        var number = await desk.Desk.Raise(desk.Desk.Ann);

        var fate = await desk.Take(MailDesk.Message(
            "Sam <sam@calder.example>", "Re: it", "I rang them.", "e1", $"Authentication-Results: {MailDesk.Server}; {results}", $"In-Reply-To: {await desk.Token(number, desk.Desk.Ann)}"));

        fate.Fate.ShouldBe(believed ? Fate.Appended : Fate.Quarantined, fate.Reason);
        if (believed)
        {
            (await desk.Said(number))[^1].Kind.ShouldBe("noted", "an agent's mail is a note: a reply to the customer is written where its next step is");
        }
    }

    [Theory]
    [InlineData("Authentication-Results: evil.example; dmarc=pass header.from=calder.example")]
    [InlineData("Authentication-Results: mx.calder.example.evil; dmarc=pass header.from=calder.example")]
    [InlineData("Authentication-Results: (mx.calder.example;) evil.example; dmarc=pass header.from=calder.example")]
    [InlineData("Authentication-Results: mx.calder.example; dmarc=fail header.from=calder.example\nAuthentication-Results: mx.calder.example; dmarc=pass header.from=calder.example")]
    [InlineData("X-Authentication-Results: mx.calder.example; dmarc=pass header.from=calder.example")]
    public async Task Take_When_ResultsAreForged_Then_TheyProveNothing(string headers)
    {
        await using var desk = await MailDesk.On(Engine);

        var fate = await desk.Take(MailDesk.Message("Sam <sam@calder.example>", "Urgent", "Reset my password.", "f1", headers));

        fate.Fate.ShouldBe(Fate.Quarantined, fate.Reason);
    }

    [Fact]
    public async Task Take_When_AHelperAnswers_Then_ItIsAColleaguesWord()
    {
        await using var desk = await MailDesk.On(Engine);
        var number = await desk.Desk.Raise(desk.Desk.Ann);
        var token = await desk.Token(number, desk.Desk.Tom, TokenKind.Helper);

        var fate = await desk.Take(MailDesk.Message("Tom <tom@calder.example>", "Re: part", "It ships on Friday.", "g1", $"In-Reply-To: {token}"));
        var another = await desk.Take(MailDesk.Message("Eve <eve@elsewhere.example>", "Re: part", "No it doesn't.", "g2", $"In-Reply-To: {token}"));

        (fate.Fate, fate.Reason).ShouldBe((Fate.Appended, "helper"));
        (await desk.Said(number))[^1].Kind.ShouldBe("colleague-wrote");
        (await desk.Count("SELECT count(*) FROM activities WHERE tenant = $1 AND open AND status = 'COLLEAGUE_UPDATED'")).ShouldBe(1);
        (another.Fate, another.Reason).ShouldBe((Fate.Quarantined, "token-of-another"));
    }

    [Fact]
    public async Task Take_When_TheSameIdBringsOtherWords_Then_BothAreKeptAndOneIsFlagged()
    {
        await using var desk = await MailDesk.On(Engine);

        var first = await desk.Take(MailDesk.Message("New <new@client.example>", "One", "First.", "same"));
        var other = await desk.Take(MailDesk.Message("Eve <eve@elsewhere.example>", "Two", "Second.", "same"));

        other.Mail.ShouldNotBe(first.Mail);
        other.Fate.ShouldBe(Fate.Opened);
        (await desk.Count("SELECT count(*) FROM mails WHERE tenant = $1 AND detail = 'same-id-other-content'")).ShouldBe(1);
    }

    [Fact]
    public async Task Take_When_ItSaysTwoSendersOrNone_Then_APersonLooks()
    {
        await using var desk = await MailDesk.On(Engine);

        (await desk.Take(MailDesk.Message("Ann <ann@calder.example>", "x", "y", "h1", "From: Sam <sam@calder.example>"))).Reason.ShouldBe("several-senders");
        (await desk.Take("Subject: nobody\nMessage-ID: <h2@x.example>\n\nhello\n")).Reason.ShouldBe("no-sender");
        (await desk.Take("")).Fate.ShouldBe(Fate.Quarantined);
        (await desk.Take(MailDesk.Message("desk@calder.example", "x", "y", "h3"))).Reason.ShouldBe("own-mail");
    }

    [Fact]
    public async Task Take_When_TheSameMailComesAtOnce_Then_OneTicketOpens()
    {
        await using var desk = await MailDesk.On(Engine);
        var message = MailDesk.Message("New <new@client.example>", "Once", "Only.", "i1");

        var fates = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => desk.Take(message)));

        fates.Select(fate => fate.Mail).Distinct().Count().ShouldBe(1);
        (await desk.Count("SELECT count(*) FROM tickets WHERE tenant = $1")).ShouldBe(1);
        (await desk.Count("SELECT count(*) FROM mails WHERE tenant = $1")).ShouldBe(1);
    }
}
