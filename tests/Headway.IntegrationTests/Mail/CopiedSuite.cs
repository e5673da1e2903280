using Headway.Application.Mail;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Mail;

public sealed class CopiedOnSqlite : CopiedSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class CopiedOnPostgres : CopiedSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>Whoever a customer copies gets nothing until somebody of support says so, and then only what is answered later.</summary>
public abstract class CopiedSuite
{
    private const string Boss = "boss@plant.example";

    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Answer_When_ACopiedPersonWasConfirmed_Then_TheyGetItAndNothingBeforeAndTheirWordIsAColleagues()
    {
        await using var desk = await MailDesk.On(Engine);
        var opened = await desk.Take(MailDesk.Message("Ann <ann@calder.example>", "Badge", "It does not open.", "c1", $"Cc: The Boss <{Boss}>, {MailDesk.Address}"));
        var number = opened.Number!.Value;
        (await desk.Page(number)).Copied.ShouldBe([new CopiedPerson(Boss, "The Boss", CopiedState.Waiting)]);
        (await desk.Desk.Reply(number, "Which door? Secret of before.")).Refusal.ShouldBeNull();
        (await To(desk)).ShouldNotContain(Boss);
        var confirm = desk.Desk.Get<CopiedOnTicket>();

        (await confirm.Settle(new ActOn(desk.Desk.Ann, number), Boss, true)).ShouldNotBeNull();
        (await confirm.Settle(new ActOn(desk.Desk.Sam, number), "eve@elsewhere.example", true)).ShouldBe(MailboxRefusals.CopiedUnknown);
        (await confirm.Settle(new ActOn(desk.Desk.Sam, number), Boss, true)).ShouldBeNull();
        (await To(desk)).ShouldNotContain(Boss, "what was said before stays where it was");
        (await desk.Desk.Reply(number, "It opens now.")).Refusal.ShouldBeNull();

        var letter = (await Letters(desk)).Single(one => one.ToAddress == Boss);
        letter.Text.ShouldContain("It opens now.");
        letter.Text.ShouldNotContain("Secret of before");
        letter.Html.ShouldNotContain("/portal/");
        var back = await desk.Take(MailDesk.Message($"The Boss <{Boss}>", "Re: Badge", "Thank you, and the gate?", "c2", $"In-Reply-To: {letter.MessageId}"));
        (back.Fate, back.Reason, back.Number).ShouldBe((Fate.Appended, "helper", number));
        (await desk.Said(number))[^1].Kind.ShouldBe("colleague-wrote");
    }

    [Fact]
    public async Task Answer_When_ItIsTakenBackOrThePersonIsLeftOut_Then_NothingGoesToThem()
    {
        await using var desk = await MailDesk.On(Engine);
        var number = (await desk.Take(MailDesk.Message("Ann <ann@calder.example>", "Badge", "It does not open.", "c1", $"Cc: {Boss}"))).Number!.Value;
        var on = new ActOn(desk.Desk.Sam, number);
        (await desk.Desk.Get<CopiedOnTicket>().Settle(on, Boss, true)).ShouldBeNull();
        var sent = (await desk.Desk.Reply(number, "Try again.")).Value;

        (await desk.Desk.Get<TicketActs>().Undo(on, sent.Facts[0].Seq, sent.Facts[^1].Seq)).Refusal.ShouldBeNull();

        (await desk.Count("SELECT count(*) FROM outbox WHERE tenant = $1 AND state = 'waiting' AND body LIKE '%\"AsHelper\":true%'")).ShouldBe(0);
        (await desk.Desk.Get<CopiedOnTicket>().Settle(on, Boss, false)).ShouldBeNull();
        (await desk.Desk.Reply(number, "And now?")).Refusal.ShouldBeNull();
        (await desk.Count("SELECT count(*) FROM outbox WHERE tenant = $1 AND state = 'waiting' AND body LIKE '%\"AsHelper\":true%'")).ShouldBe(0);
    }

    [Fact]
    public async Task Add_When_SupportCopiesSomebodyIn_Then_TheyGetLaterAnswersAndWhoTakesPartAnywayIsRefused()
    {
        await using var desk = await MailDesk.On(Engine);
        var number = (await desk.Take(MailDesk.Message("Ann <ann@calder.example>", "Badge", "It does not open.", "c1"))).Number!.Value;
        var (on, copied) = (new ActOn(desk.Desk.Sam, number), desk.Desk.Get<CopiedOnTicket>());
        (await desk.Desk.Reply(number, "Which door?")).Refusal.ShouldBeNull();

        (await copied.Add(new ActOn(desk.Desk.Ann, number), Boss, "The Boss")).ShouldNotBeNull();
        (await copied.Add(on, "no address", null)).ShouldBe(PeopleRefusals.EmailInvalid);
        (await copied.Add(on, "Ann@Calder.example", null)).ShouldBe(MailboxRefusals.CopiedNeedless);
        (await copied.Add(on, MailDesk.Address, null)).ShouldBe(MailboxRefusals.CopiedNeedless);
        (await copied.Add(on, Boss, "The Boss")).ShouldBeNull();
        (await copied.Add(on, Boss.ToUpperInvariant(), null)).ShouldBeNull("twice is once");

        (await copied.Read(desk.Desk.Sam, number)).Value.ShouldBe([new CopiedPerson(Boss, "The Boss", CopiedState.Confirmed)]);
        (await To(desk)).ShouldNotContain(Boss);
        (await desk.Desk.Reply(number, "It opens now.")).Refusal.ShouldBeNull();
        (await Letters(desk)).Single(one => one.ToAddress == Boss).Text.ShouldContain("It opens now.");
        for (var nth = 2; nth <= 20; nth++)
        {
            (await copied.Add(on, $"c{nth}@plant.example", null)).ShouldBeNull();
        }

        (await copied.Add(on, "c21@plant.example", null)).ShouldBe(MailboxRefusals.CopiedTooMany);
    }

    private static async Task<List<string>> To(MailDesk desk) => [.. (await Letters(desk)).Select(letter => letter.ToAddress)];

    private static async Task<List<Letter>> Letters(MailDesk desk) => [.. (await desk.Desk.Get<MailTray>().Last(desk.Desk.Sam, 50)).Select(mail => mail.Letter)];
}
