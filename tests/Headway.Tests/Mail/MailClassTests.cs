using Headway.Application.Mail;
using Shouldly;
using Xunit;

namespace Headway.Tests.Mail;

public sealed class MailClassTests
{
    [Theory]
    [InlineData("Printer is broken", "")]
    [InlineData("My mailbox is full", "I can't send any more.")]
    [InlineData("Problem with mail delivery to our supplier", "They say it was rejected by our server.")]
    [InlineData("Fwd: Undelivered Mail Returned to Sender", "What does this mean? This is the mail system at host mx.example")]
    [InlineData("Re: Mail delivery failed: returning message to sender", "Thanks for looking.")]
    [InlineData("Vacation request form can't be opened", "It says error 4.")]
    [InlineData("Autoantwort im Formular geht nicht", "Bitte helfen.")]
    [InlineData("Notification sound missing", "since the update")]
    public void Class_When_APersonWritesAboutMail_Then_ItIsAPerson(string subject, string text) =>
        MailClassifier.Of(Mail(subject, text)).Class.ShouldBe(MailClass.Person);

    [Theory]
    [InlineData("Out of office: back on Monday", MailClass.AutoReply)]
    [InlineData("Automatische Antwort: Drucker", MailClass.AutoReply)]
    [InlineData("Abwesenheitsnotiz", MailClass.AutoReply)]
    [InlineData("Réponse automatique : imprimante", MailClass.AutoReply)]
    [InlineData("Undelivered Mail Returned to Sender", MailClass.Bounce)]
    [InlineData("Mail delivery failed: returning message to sender", MailClass.Bounce)]
    [InlineData("Unzustellbar: Ihre Anfrage", MailClass.Bounce)]
    public void Class_When_TheSubjectIsAMachines_Then_ItIsThatMachine(string subject, MailClass expected) =>
        MailClassifier.Of(Mail(subject, "")).Class.ShouldBe(expected);

    [Theory]
    [InlineData("auto-submitted", "auto-replied", MailClass.AutoReply)]
    [InlineData("auto-submitted", "auto-replied (vacation)", MailClass.AutoReply)]
    [InlineData("auto-submitted", "auto-generated", MailClass.Report)]
    [InlineData("auto-submitted", "no", MailClass.Person)]
    [InlineData("list-id", "<all.calder.example>", MailClass.List)]
    [InlineData("precedence", "bulk", MailClass.List)]
    [InlineData("precedence", "auto_reply", MailClass.AutoReply)]
    [InlineData("return-path", "<>", MailClass.Bounce)]
    [InlineData("x-autoreply", "yes", MailClass.AutoReply)]
    [InlineData("x-auto-response-suppress", "All", MailClass.Person)]
    public void Class_When_AHeaderSaysIt_Then_ItIsBelievedAsFarAsTheStandardGoes(string header, string value, MailClass expected) =>
        MailClassifier.Of(Mail("Printer", "It blinks.", (header, value))).Class.ShouldBe(expected);

    /// <summary>What backtracks without end never ends here: the run is then stopped, which fails it. What it costs is bench's.</summary>
    [Fact]
    public void Class_When_AWordRepeatsForAMegabyte_Then_ItIsDecided()
    {
        var long1 = string.Concat(Enumerable.Repeat("mail could not mail could not ", 40_000));
        MailClassifier.Of(Mail(long1, long1)).ShouldNotBeNull();
        QuoteFold.Of(string.Concat(Enumerable.Repeat("On Monday, from <a@b> schrieb \n", 20_000))).ShouldNotBeNull();
    }

    [Fact, Trait("Category", "Soak")]
    public void Class_When_AWordRepeatsForAMegabyte_Then_ItIsDecidedAtOnce()
    {
        var began = System.Diagnostics.Stopwatch.StartNew();
        Class_When_AWordRepeatsForAMegabyte_Then_ItIsDecided();
        began.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    internal static ParsedMail Mail(string subject, string text, params (string, string)[] headers) => new(
        subject, [new MailPerson("Ann", "ann@calder.example")], [], [], [], "<1@calder.example>", null, [], null, headers, text.Length, [], text, null, null, [], 1, null);
}
