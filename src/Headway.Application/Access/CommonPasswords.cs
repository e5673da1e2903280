using System.Collections.Frozen;

namespace Headway.Application.Access;

/// <summary>
/// Passwords that are guessed first. Long lists of them are a few words with the same decorations, so words and decorations are
/// kept instead: digits and signs around it fall away, look-alikes are read as letters, and what remains is looked up.
/// </summary>
public static class CommonPasswords
{
    private const string Walks = "qwertyuiop qwertzuiop azertyuiop asdfghjkl yxcvbnm zxcvbnm 1234567890 abcdefghijklmnopqrstuvwxyz qazwsxedcrfvtgb 1q2w3e4r5t6y7u8i9o0p";

    private static readonly FrozenSet<string> Words = """
        password passwort passw passwd kennwort geheim secret hidden letmein welcome willkommen hallo hello login signin admin
        administrator root user guest gast test tester testing demo example changeme change default master system server
        database support helpdesk servicedesk service desk headway ticket company firma office computer internet network windows
        microsoft google apple android samsung facebook instagram twitter linkedin netflix amazon
        iloveyou ichliebedich loveyou love liebe schatz schatzi baby angel princess prinzessin sunshine sonnenschein sunflower
        flower butterfly schmetterling lovely sweetheart forever family familie mother father mutter vater friends freunde
        football fussball baseball basketball hockey soccer tennis arsenal liverpool chelsea bayern dortmund schalke borussia
        dragon monkey tiger lion shadow superman batman spiderman starwars pokemon minecraft fortnite matrix ninja killer hunter
        ranger soldier warrior freedom trustno whatever nothing something anything access blink jordan michael jennifer jessica
        michelle thomas robert daniel andrew joshua matthew charlie george anthony nicole ashley amanda hannah sabrina
        alexander maximilian sebastian christian stefan andreas markus martin peter hans
        summer sommer winter spring fruehling autumn herbst january januar february februar march maerz april may mai june juni
        july juli august september october oktober november december dezember monday montag tuesday dienstag wednesday mittwoch
        thursday donnerstag friday freitag saturday samstag sunday sonntag christmas weihnachten birthday geburtstag
        berlin hamburg muenchen london paris newyork chicago dallas boston austin madrid vienna zurich germany deutschland
        america england france canada australia mustang ferrari porsche mercedes harley corvette cookie chocolate schokolade
        cheese banana orange pepper ginger coffee kaffee pizza purple yellow silver golden diamond rainbow
        correcthorsebatterystaple qwerty qwertz azerty asdf asdfgh zxcvbn qwer abc abcd xyz aaa
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether it is common, or made of nothing but the person's own name and address.</summary>
    public static bool Contains(string password, params IEnumerable<string> own)
    {
        var plain = password.Trim().ToLowerInvariant();
        var letters = Letters(plain);
        return letters.Length == 0 && plain.Distinct().Count() <= 6
            || plain.Distinct().Count() <= 3
            || IsRepeated(plain)
            || IsWalk(plain)
            || IsMadeOf(letters, Words)
            || IsMadeOf(letters, own.SelectMany(Parts).ToHashSet(StringComparer.Ordinal));
    }

    // Signs and digits that stand for letters inside a word; those around it are decoration.
    private static string Letters(string plain)
    {
        var read = plain.TrimEnd("0123456789!?.,#*+-_$%&@()=/ ".ToCharArray()).TrimStart("0123456789!?.,#*+-_ ".ToCharArray());
        return string.Concat(read.Select(c => c switch
        {
            '0' => 'o',
            '1' or '!' => 'i',
            '3' => 'e',
            '4' or '@' => 'a',
            '5' or '$' => 's',
            '7' => 't',
            '8' => 'b',
            _ => c,
        }).Where(char.IsLetter));
    }

    private static bool IsMadeOf(string letters, IReadOnlySet<string> words)
    {
        if (letters.Length == 0)
        {
            return false;
        }

        // reachable[i]: the first i letters are words one after another, three at most, so that a sentence of many stays free.
        var fewest = Enumerable.Repeat(int.MaxValue, letters.Length + 1).ToArray();
        fewest[0] = 0;
        for (var end = 1; end <= letters.Length; end++)
        {
            for (var start = 0; start < end; start++)
            {
                if (fewest[start] < 2 && words.Contains(letters[start..end]))
                {
                    fewest[end] = Math.Min(fewest[end], fewest[start] + 1);
                }
            }
        }

        return fewest[^1] <= 2;
    }

    private static bool IsRepeated(string plain)
    {
        for (var length = 1; length <= plain.Length / 2; length++)
        {
            if (plain.Length % length == 0 && Enumerable.Range(length, plain.Length - length).All(i => plain[i] == plain[i - length]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWalk(string plain)
    {
        foreach (var walk in Walks.Split(' '))
        {
            var back = string.Concat(walk.Reverse());
            if ((walk + walk).Contains(plain, StringComparison.Ordinal) || (back + back).Contains(plain, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<string> Parts(string own) =>
        own.ToLowerInvariant().Split([' ', '@', '.', '-', '_', '+'], StringSplitOptions.RemoveEmptyEntries).Select(part => string.Concat(part.Where(char.IsLetter))).Where(part => part.Length > 2);
}
