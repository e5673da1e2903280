using Headway.Domain.Tickets;
using System.Diagnostics;
using System.Text;
using Headway.Domain.Progression;
using Shouldly;
using Xunit;

namespace Headway.Tests.Progression;

public sealed class IntentReaderTests
{
    [Fact]
    public void Read_WhenItChases_NamesTheRuleAndTheWords()
    {
        var reading = IntentReader.Read("Hello team, any update please?", questionOutstanding: false);
        reading.Rule.ShouldBe("chase");
        reading.Evidence.ShouldContain(new IntentEvidence(IntentSign.Chase, "any update"));
        reading.ChaseLikelihood.ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public void Read_WhenTheWordsAreOnlyQuoted_DoesNotReadThem()
    {
        var reading = IntentReader.Read("The cable is in the second drawer.\n> any update please?\n>> it still fails", questionOutstanding: false);
        reading.Intent.ShouldBe(Intent.Information);
        reading.Evidence.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Thanks\n\n-----Original Message-----\nFrom: Support\nSubject: RE: VPN\nDoes it still fail?")]
    [InlineData("Thanks\n\nOn Tue, 3 Nov 2026 at 10:12, Support\n<desk@demo.example> wrote:\n> does it still fail?")]
    [InlineData("Thanks\n\nVon: Support <desk@demo.example>\nGesendet: Dienstag, 3. November 2026 10:12\nAn: Ann\nBetreff: AW: VPN\nGeht es noch nicht?")]
    [InlineData("Thanks\n-- \nAnn Miller\nCan we meet? See my calendar.")]
    [InlineData("Thanks\nSent from my iPhone")]
    [InlineData("Thanks\n\nBest regards\nAnn Miller\nDoes your desk need help? www.example.com")]
    public void Read_WhenAnEarlierMailOrASignatureFollows_ReadsOnlyTheOwnWords(string text) =>
        IntentReader.Read(text, questionOutstanding: false).Intent.ShouldBe(Intent.Thanks);

    [Fact]
    public void Read_WhenTheAnswerStandsBelowTheQuote_ReadsIt() =>
        IntentReader.Read("On Tue, 3 Nov 2026, Support wrote:\n> Does it work now?\n\nStill the same error.", questionOutstanding: true)
            .Intent.ShouldBe(Intent.NotSolved);

    [Fact]
    public void Read_WhenAPostscriptFollowsTheLeave_ReadsIt() =>
        IntentReader.Read("Thanks\nBest regards\nAnn\nPS: the scanner fails too", questionOutstanding: false).Intent.ShouldBe(Intent.Information);

    [Theory]
    [InlineData("")]
    [InlineData("   \n\n ")]
    [InlineData("> only a quote")]
    [InlineData("\uD83D")]
    [InlineData("\u0308\u0308")]
    public void Read_WhenThereAreNoOwnWords_IsInformationOfLowConfidence(string text)
    {
        var reading = IntentReader.Read(text, questionOutstanding: false);
        reading.Intent.ShouldBe(Intent.Information);
        reading.Rule.ShouldBe("no-words");
        reading.Confidence.ShouldBeLessThan(0.3);
    }

    [Fact]
    public void Read_WhenUmlautsComeApart_ReadsThemAlike() =>
        IntentReader.Read("La\u0308uft wieder, danke", questionOutstanding: false).Intent.ShouldBe(Intent.Solved);

    [Fact]
    public void Read_WhenUmlautsAreSpeltOut_ReadsThemAlike() =>
        IntentReader.Read("Laeuft wieder, ist geloest", questionOutstanding: false).Intent.ShouldBe(Intent.Solved);

    [Fact]
    public void Read_WhenOurQuestionIsOpen_NeverTakesItAsAChaseButSaysSo()
    {
        var reading = IntentReader.Read("Any update please?", questionOutstanding: true);
        reading.Intent.ShouldBe(Intent.Information);
        reading.Rule.ShouldBe("chase-while-we-asked");
        reading.PossibleChase.ShouldBeTrue();
    }

    [Fact]
    public void Read_WhenAFixWasGiven_PutsTheFailureBeforeTheChase()
    {
        const string text = "Still not working. Any update?";
        IntentReader.Read(text, new IntentContext(false, FixGiven: true)).Intent.ShouldBe(Intent.NotSolved);
        IntentReader.Read(text, new IntentContext(false, FixGiven: false)).Intent.ShouldBe(Intent.Chase);
    }

    [Fact]
    public void Read_WhenAnEarlierMessageIsUnanswered_TakesPressureAsAChase()
    {
        const string text = "This is urgent, please advise.";
        IntentReader.Read(text, new IntentContext(false)).Intent.ShouldBe(Intent.Information);
        IntentReader.Read(text, new IntentContext(false, UnansweredBefore: true, Overdue: true)).Intent.ShouldBe(Intent.Chase);
    }

    [Fact]
    public void Read_WhenItBringsNewsAndAsks_OffersTheChaseToAPerson()
    {
        var reading = IntentReader.Read("We checked the roots of the tree and there is no problem on our side. I'm waiting for your answer.", questionOutstanding: false);
        (reading.Intent == Intent.Chase || reading.PossibleChase).ShouldBeTrue();
    }

    [Fact]
    public void With_WhenAnAdministratorAddsWords_ReadsThem()
    {
        var words = IntentWords.Default.With(IntentSign.Chase, "gang|geht da wat");
        IntentReader.Read("Geht da wat?", new IntentContext(false), words).Intent.ShouldBe(Intent.Chase);
        IntentReader.Read("Geht da wat?", new IntentContext(false)).Intent.ShouldNotBe(Intent.Chase);
        words[IntentSign.Chase].ShouldContain("gang|geht da wat");
        words.Without(IntentSign.Chase, "gang|geht da wat")[IntentSign.Chase].ShouldNotContain("gang|geht da wat");
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData(".. update")]
    [InlineData("maybe?")]
    [InlineData("a||b")]
    [InlineData("up*")]
    public void With_WhenAnEntryCannotBeRead_SaysSo(string entry) =>
        Should.Throw<FormatException>(() => IntentWords.Default.With(IntentSign.Chase, entry));

    public static TheoryData<string, string> Hostile => new()
    {
        { "one word", "a" }, { "words", "still " }, { "marks", ">" }, { "quoted lines", "> any update\n" }, { "lines", "x\n" }, { "empty lines", "\n" },
        { "carriage returns", "\r" }, { "near phrases", "waiting for " }, { "questions", "?" }, { "digits", "1 " }, { "half pairs", "\uD83D" },
        { "combining", "u\u0308" }, { "thanks", "thanks " }, { "gaps", "noch immer keine " }, { "headers", "From: \nx\n" }, { "wrote", "On x wrote:\n>\n" },
    };

    [Theory, Trait("Category", "Soak")]
    [MemberData(nameof(Hostile))]
    public void Read_WhenAMegabyteIsHostile_CostsInProportionToItsLength(string name, string part)
    {
        // Both lengths are timed in one run, at their best of several, so that a busy machine does not decide: what is
        // linear costs sixteen times as much (and a few times that, when memory is collected), what is quadratic 256 times.
        var (sixteenth, whole) = (double.MaxValue, double.MaxValue);
        for (var run = 0; run < 12 && (run < 2 || whole > 80 * sixteenth); run++)
        {
            sixteenth = Math.Min(sixteenth, Milliseconds(part, 1 << 16));
            whole = Math.Min(whole, Milliseconds(part, 1 << 20));
        }

        whole.ShouldBeLessThan(80 * sixteenth, name);
    }

    private static double Milliseconds(string part, int length)
    {
        var text = new StringBuilder().Insert(0, part, length / part.Length).ToString();
        var clock = Stopwatch.StartNew();
        IntentReader.Read(text, questionOutstanding: false);
        return clock.Elapsed.TotalMilliseconds;
    }
}
