using System.Text;
using System.Text.RegularExpressions;

namespace Headway.Application.Mail;

/// <summary>Whether the sender's domain vouches for the mail, as our own receiving server wrote it down.</summary>
public enum Proof
{
    /// <summary>No server of ours was named that could say it.</summary>
    NotAsked,

    /// <summary>Our server said nothing that binds the From address.</summary>
    Absent,

    /// <summary>DMARC passed for the From domain, or SPF and DKIM both passed and both are aligned with it.</summary>
    Pass,

    /// <summary>DMARC failed.</summary>
    Fail,
}

/// <summary>Reads Authentication-Results (RFC 8601), of our own authserv-id alone: the topmost such header, whatever others claim.</summary>
public static partial class MailProof
{
    public static Proof Of(ParsedMail mail, string? authservId)
    {
        if (string.IsNullOrWhiteSpace(authservId))
        {
            return Proof.NotAsked;
        }

        if (mail.From.Count != 1 || Domain(mail.From[0].Address) is not { } from)
        {
            return Proof.Absent;
        }

        foreach (var header in mail.Every("authentication-results"))
        {
            var results = Bare(header).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (results.Length > 0 && string.Equals(results[0].Split(' ', 2)[0], authservId.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return Judge(results[1..], from);
            }
        }

        return Proof.Absent;
    }

    private static Proof Judge(string[] results, string from)
    {
        bool spf = false, dkim = false;
        foreach (var result in results)
        {
            var words = Pairs().Matches(result);
            if (words.Count == 0)
            {
                continue;
            }

            var (method, value) = (words[0].Groups["name"].Value.ToLowerInvariant(), words[0].Groups["value"].Value.ToLowerInvariant());
            string? Property(string name) => words.Skip(1).FirstOrDefault(pair => string.Equals(pair.Groups["name"].Value, name, StringComparison.OrdinalIgnoreCase))?.Groups["value"].Value;
            switch (method)
            {
                case "dmarc":
                    // A result about another address than the one people see proves nothing about it.
                    var about = Property("header.from");
                    return about is not null && !string.Equals(about.Split('@')[^1], from, StringComparison.OrdinalIgnoreCase) ? Proof.Absent
                        : value == "pass" && about is not null ? Proof.Pass
                        : value is "fail" or "permerror" ? Proof.Fail
                        : Proof.Absent;
                case "spf" when value == "pass":
                    spf |= Aligned(Property("smtp.mailfrom") ?? Property("smtp.helo"), from);
                    break;
                case "dkim" when value == "pass":
                    dkim |= Aligned(Property("header.d") ?? Property("header.i"), from);
                    break;
            }
        }

        return spf && dkim ? Proof.Pass : Proof.Absent;
    }

    private static bool Aligned(string? domain, string from)
    {
        var bare = domain?.Split('@')[^1].Trim('"');
        return bare is { Length: > 2 } && (string.Equals(bare, from, StringComparison.OrdinalIgnoreCase)
            || from.EndsWith("." + bare, StringComparison.OrdinalIgnoreCase) && bare.Contains('.', StringComparison.Ordinal));
    }

    private static string? Domain(string address) => address.LastIndexOf('@') is var at && at > 0 && at < address.Length - 1 ? address[(at + 1)..].ToLowerInvariant() : null;

    /// <summary>Without comments, which may hold anything and nest, and without the marks of quoted strings.</summary>
    private static string Bare(string header)
    {
        var bare = new StringBuilder();
        var depth = 0;
        var quoted = false;
        for (var at = 0; at < header.Length; at++)
        {
            var sign = header[at];
            if (sign == '\\' && (quoted || depth > 0))
            {
                at++;
            }
            else if (sign == '"' && depth == 0)
            {
                quoted = !quoted;
            }
            else if (sign == '(' && !quoted)
            {
                depth++;
            }
            else if (sign == ')' && !quoted && depth > 0)
            {
                depth--;
            }
            else if (depth == 0)
            {
                // What stands in a quoted string ends no result.
                bare.Append(quoted && sign is ';' or '=' && quoted ? '_' : sign);
            }
        }

        return bare.ToString().Trim();
    }

    [GeneratedRegex(@"(?<name>[A-Za-z][\w.-]*)\s*=\s*(?<value>[^\s;]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Pairs();
}
