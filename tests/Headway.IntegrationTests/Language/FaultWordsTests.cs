using System.Text.RegularExpressions;
using Headway.Web.Language;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Language;

/// <summary>What the gateway says of a mail server's fault is said in German too, whatever names stand in it.</summary>
public sealed partial class FaultWordsTests
{
    private static readonly Words German = Words.Of("de");

    [Fact]
    public void Fault_When_TheGatewaySaysIt_Then_ItIsSaidInGerman()
    {
        var script = File.ReadAllText(Path.Combine(WordsTests.Root(), "src/mail-gateway/faults.js")).Replace("${said || ` ${error.message}`}", "", StringComparison.Ordinal);
        var sentences = Sentence().Matches(script).Select(match => match.Groups[1].Value).Where(text => char.IsAsciiLetterUpper(text[0]) || text.StartsWith("${at}", StringComparison.Ordinal))
            .Select(text => Place().Replace(text.Replace("${said}", "", StringComparison.Ordinal), "mx.example:993")).ToList();

        sentences.Count.ShouldBeGreaterThan(20);
        sentences.Where(said => FaultWords.In(German, said) == said).ShouldBeEmpty("give these a fault.… in mail-out.en.json and mail-out.de.json");
    }

    [Fact]
    public void Fault_When_TheServerSaidSomething_Then_ItStandsBehindAsItWasSaid()
    {
        FaultWords.In(German, "There is no folder Nowhere in the mailbox. The server says: Mailbox doesn't exist").ShouldBe("Im Postfach gibt es keinen Ordner Nowhere. Der Server sagt: Mailbox doesn't exist");
        FaultWords.In(German, "mx.example:143 does not begin with encryption. Switch \"encrypted from the start\" off, or use port 993.").ShouldContain("mx.example:143 beginnt nicht verschlüsselt");
        FaultWords.In(German, "Nobody ever said this.").ShouldBe("Nobody ever said this.");
        FaultWords.In(Words.Of("en"), "Nothing listens at x:1. Check the port.").ShouldBe("Nothing listens at x:1. Check the port.");
    }

    [Fact]
    public void Fault_When_RowsOfAFileWereNotUnderstood_Then_EachIsSaidInGerman()
    {
        FaultWords.In(German, "line 7: time \"soon\" is not understood; line 9: 3 fields, where 25 are read; line 11: no ticket number")
            .ShouldBe("Zeile 7: Zeit „soon“ ist nicht zu verstehen; Zeile 9: 3 Felder, wo 25 gelesen werden; Zeile 11: keine Ticketnummer");
        FaultWords.In(German, "The profile csv does not fit this file. Its first problems: line 2: no ticket number.").ShouldBe("Das Profil csv passt nicht zu dieser Datei. Die ersten Probleme: Zeile 2: keine Ticketnummer.");
        FaultWords.In(German, "The profile jira does not fit this file: no column for case (looked for Key); no column for status. The file has: a, b.")
            .ShouldBe("Das Profil jira passt nicht zu dieser Datei: keine Spalte für case (gesucht: Key); keine Spalte für status. Die Datei hat: a, b.");
    }

    [GeneratedRegex(@"(?:=> |return )`([^`]+)`", RegexOptions.CultureInvariant)]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\$\{[^}]+\}", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
