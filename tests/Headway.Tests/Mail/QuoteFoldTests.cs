using Headway.Application.Mail;
using Shouldly;
using Xunit;

namespace Headway.Tests.Mail;

public sealed class QuoteFoldTests
{
    /// <summary>How mail programs of several languages put an answer over what it answers: the program, and its lines with / for a line end.</summary>
    public static TheoryData<string, string> Programs => new()
    {
        { "Gmail en", "/On Mon, Mar 9, 2026 at 10:15 AM Sam Field <desk@calder.example> wrote://> Does it blink?/> Sam" },
        { "Gmail en wrapped", "/On Mon, Mar 9, 2026 at 10:15 AM Sam Field from the very long department/<desk@calder.example> wrote://> Does it blink?" },
        { "Apple en", "//> On 9. Mar 2026, at 10:15, Sam Field <desk@calder.example> wrote:/> /> Does it blink?" },
        { "Gmail de", "/Am Mo., 9. März 2026 um 10:15 Uhr schrieb Sam Field <desk@calder.example>://> Blinkt es?" },
        { "Thunderbird de", "/Am 09.03.26 um 10:15 schrieb Sam Field:/> Blinkt es?" },
        { "Apple de", "/Am 09.03.2026 um 10:15 schrieb Sam Field <desk@calder.example>:/ /Blinkt es?" },
        { "Gmail fr", "/Le lun. 9 mars 2026 à 10:15, Sam Field <desk@calder.example> a écrit ://> Est-ce que ça clignote ?" },
        { "Gmail es", "/El lun, 9 mar 2026 a las 10:15, Sam Field (<desk@calder.example>) escribió://> ¿Parpadea?" },
        { "Gmail it", "/Il giorno lun 9 mar 2026 alle ore 10:15 Sam Field <desk@calder.example> ha scritto://> Lampeggia?" },
        { "Gmail nl", "/Op ma 9 mrt 2026 om 10:15 schreef Sam Field <desk@calder.example>://> Knippert het?" },
        { "Gmail pt", "/Em seg., 9 de mar. de 2026 às 10:15, Sam Field <desk@calder.example> escreveu://> Pisca?" },
        { "Gmail sv", "/Den mån 9 mars 2026 kl 10:15 skrev Sam Field <desk@calder.example>://> Blinkar den?" },
        { "Gmail da", "/Den man. 9. mar. 2026 kl. 10.15 skrev Sam Field <desk@calder.example>://> Blinker den?" },
        { "Gmail pl", "/pon., 9 mar 2026 o 10:15 Sam Field <desk@calder.example> napisał(a)://> Czy miga?" },
        { "Gmail cs", "/po 9. 3. 2026 v 10:15 odesílatel Sam Field <desk@calder.example> napsal://> Bliká to?" },
        { "Gmail fi", "/ma 9. maalisk. 2026 klo 10.15 Sam Field (desk@calder.example) kirjoitti://> Vilkkuuko se?" },
        { "Gmail tr", "/Sam Field <desk@calder.example>, 9 Mar 2026 Pzt, 10:15 tarihinde şunu yazdı://> Yanıp sönüyor mu?" },
        { "Gmail ru", "/пн, 9 мар. 2026 г. в 10:15, Sam Field <desk@calder.example>:/> пишет:/> Мигает?" },
        { "Gmail ja", "/2026年3月9日(月) 10:15 Sam Field <desk@calder.example> wrote://> 点滅しますか" },
        { "Outlook en", "/________________________________/From: Sam Field <desk@calder.example>/Sent: Monday, March 9, 2026 10:15/To: Ann Weber/Subject: Re: Printer//Does it blink?" },
        { "Outlook de", "/Von: Sam Field <desk@calder.example>/Gesendet: Montag, 9. März 2026 10:15/An: Ann Weber/Betreff: AW: Drucker//Blinkt es?" },
        { "Outlook fr", "/De : Sam Field <desk@calder.example>/Envoyé : lundi 9 mars 2026 10:15/À : Ann Weber/Objet : RE: Imprimante//Ça clignote ?" },
        { "Outlook es", "/De: Sam Field <desk@calder.example>/Enviado: lunes, 9 de marzo de 2026 10:15/Para: Ann Weber/Asunto: RE: Impresora//¿Parpadea?" },
        { "Outlook it", "/Da: Sam Field <desk@calder.example>/Inviato: lunedì 9 marzo 2026 10:15/A: Ann Weber/Oggetto: R: Stampante//Lampeggia?" },
        { "Outlook nl", "/Van: Sam Field <desk@calder.example>/Verzonden: maandag 9 maart 2026 10:15/Aan: Ann Weber/Onderwerp: RE: Printer//Knippert het?" },
        { "Outlook mobile en", "/Get Outlook for iOS<https://aka.ms/o0ukef>/________________________________/From: Sam Field <desk@calder.example>/Sent: Monday/To: Ann/Subject: Re//Does it blink?" },
        { "Outlook bold", "/*From:* Sam Field <desk@calder.example>/*Sent:* Monday, March 9, 2026/*To:* Ann Weber/*Subject:* Re: Printer//Does it blink?" },
        { "Old Outlook en", "/-----Original Message-----/From: Sam Field/Does it blink?" },
        { "Old Outlook de", "/-----Ursprüngliche Nachricht-----/Von: Sam Field/Blinkt es?" },
        { "Old Outlook fr", "/-----Message d'origine-----/De : Sam Field/Ça clignote ?" },
        { "Apple forward", "/Begin forwarded message:/> From: Sam Field/> Does it blink?" },
        { "iPhone en", "/Sent from my iPhone//> On 9 Mar 2026, at 10:15, Sam <desk@calder.example> wrote:/> /> Does it blink?" },
        { "iPhone de", "/Von meinem iPhone gesendet//> Am 09.03.2026 um 10:15 schrieb Sam <desk@calder.example>:/> /> Blinkt es?" },
        { "signature mark", "/-- /Ann Weber/Calder Ltd · Tel. +44 20 7946 0000" },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public void Fold_When_AProgramPutItsLinesBelow_Then_OnlyTheAnswerStays(string program, string below)
    {
        const string answer = "Yes, it blinks since this morning.\nRoom 2.14, by the window.";

        var folded = QuoteFold.Of(answer + below.Replace('/', '\n').Replace("https:\n\naka.ms\no0ukef", "https://aka.ms/o0ukef", StringComparison.Ordinal));

        folded.Reply.ShouldBe(answer, program);
    }

    [Fact]
    public void Fold_When_AnsweredBetweenTheLines_Then_TheAnswersStayInOrder()
    {
        var folded = QuoteFold.Of("On Mon, 9 Mar 2026 Sam wrote:\n> Does it blink?\nYes.\n> Which room?\n2.14\n");

        folded.Reply.ShouldBe("Yes.\n2.14");
        folded.Quoted.ShouldContain("Which room?");
    }

    [Fact]
    public void Fold_When_ThereIsOnlyAQuotation_Then_NothingIsHidden() =>
        QuoteFold.Of("> Does it blink?\n> Sam").Reply.ShouldContain("Does it blink?");

    [Fact]
    public void Fold_When_ALeaveIsFollowedByACompany_Then_TheNameStaysAndTheRestIsFolded()
    {
        var folded = QuoteFold.Of("It works now.\n\nMit freundlichen Grüßen\nAnn Weber\n\nCalder GmbH\nTel. 030 123456\nwww.calder.example");

        folded.Reply.ShouldBe("It works now.\n\nMit freundlichen Grüßen\nAnn Weber");
        folded.Signature.ShouldContain("030 123456");
    }

    [Theory]
    [InlineData("From: here on the menu is grey.\nThen it closes.")]
    [InlineData("On Monday it worked:\nthe printer printed.")]
    [InlineData("He wrote: stop.\nSo I stopped.")]
    [InlineData("The dates are\n2026-03-09: ordered\n2026-03-10: came")]
    public void Fold_When_APersonUsesSuchWords_Then_NothingIsFolded(string text) =>
        QuoteFold.Of(text).Reply.ShouldBe(text);

    [Fact]
    public void Words_When_TheMailIsHtml_Then_QuotesAndHiddenThingsAreKnown()
    {
        const string html = """
            <html><head><style>p{}</style></head><body><p>Yes, it blinks.</p><span style="display:none">tracking words</span><ul><li>Room 2.14</li></ul>
            <script>alert(1)</script><div class="gmail_quote"><div class="gmail_attr">On Mon, 9 Mar 2026, Sam wrote:<br></div><blockquote class="gmail_quote"><p>Does it blink?</p></blockquote></div></body></html>
            """;

        var words = HtmlWords.Of(html);

        words.ShouldContain("> Does it blink?");
        words.ShouldNotContain("tracking");
        words.ShouldNotContain("alert");
        QuoteFold.Of(words).Reply.ShouldBe("Yes, it blinks.\n\n- Room 2.14");
    }
}
