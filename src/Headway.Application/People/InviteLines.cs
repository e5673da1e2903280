using Headway.Application.Access;
using Headway.Domain;

namespace Headway.Application.People;

/// <summary>One line of people to invite as it was read, or why it can't be: <paramref name="Text"/> is the line itself.</summary>
public sealed record InviteLine(string Text, NewPerson? Person, Refusal? Why);

/// <summary>
/// Colleagues as one types or pastes them, one a line: <c>Kim Park kim@example.org</c>, <c>Kim Park &lt;kim@example.org&gt;</c>, <c>kim@example.org, Kim
/// Park</c>. The word lead (or Leitung) at the end makes a lead; without a name the address says it.
/// </summary>
public static class InviteLines
{
    private const int Most = 50;

    private static readonly char[] Between = [' ', '\t', ',', ';', '<', '>'];

    public static IReadOnlyList<InviteLine> Read(string? text) =>
        [.. (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(Most).Select(One)];

    private static InviteLine One(string line)
    {
        var words = line.Split(Between, StringSplitOptions.RemoveEmptyEntries).ToList();
        var leads = words.Count > 1 && words[^1].ToLowerInvariant() is "lead" or "leitung";
        if (leads)
        {
            words.RemoveAt(words.Count - 1);
        }

        var written = words.FirstOrDefault(word => word.Contains('@', StringComparison.Ordinal));
        var email = EmailAddress.Parse(written);
        if (email.Refusal is { } wrong)
        {
            return new InviteLine(line, null, wrong);
        }

        var name = string.Join(' ', words.Where(word => word != written));
        var person = new NewPerson(name.Length > 0 ? name : FromAddress(email.Value.Text), email.Value, leads ? Role.Lead : Role.Agent);
        return PersonRows.Check(person) is { } no ? new InviteLine(line, null, no) : new InviteLine(line, person, null);
    }

    // kim.park@example.org is Kim Park until somebody says otherwise.
    private static string FromAddress(string address) => string.Join(' ', address[..address.IndexOf('@', StringComparison.Ordinal)]
        .Split(['.', '_', '-'], StringSplitOptions.RemoveEmptyEntries).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
