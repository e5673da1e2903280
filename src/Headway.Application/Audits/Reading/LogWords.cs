using System.Text;

namespace Headway.Application.Audits.Reading;

/// <summary>What an import needs of a case beside its history: what it is about and who has it.</summary>
public sealed class CaseWords
{
    public string? Subject { get; internal set; }

    public string? Owner { get; internal set; }
}

/// <summary>
/// The words of a log, for those who load its tickets; an audit never reads them. Subjects and owners come from a second
/// look at a table, messages from a conversation while it is read.
/// </summary>
public sealed class LogWords
{
    private const int LongestSubject = 200, LongestMessage = 20_000;

    private readonly Dictionary<string, CaseWords> _cases = [];
    private readonly Dictionary<(string Case, long At), string> _messages = [];

    public CaseWords Of(string name) => _cases.TryGetValue(name, out var words) ? words : _cases[name] = new CaseWords();

    public string? Message(string name, long at) => _messages.GetValueOrDefault((name, at));

    internal void Hear(string name, long at, string text)
    {
        if (text.Trim() is not { Length: > 0 } said)
        {
            return;
        }

        _messages[(name, at)] = _messages.TryGetValue((name, at), out var earlier) ? earlier + "\n" + said : Cut(said, LongestMessage);
        Of(name).Subject ??= Cut(said.Split('\n', '.')[0].Trim(), LongestSubject);
    }

    internal void Read(LogFile file, Columns columns, CancellationToken stop)
    {
        var (ofCase, subject, person) = (columns[ColumnRoles.Case], columns[ColumnRoles.Subject], columns[ColumnRoles.Person]);
        if (subject < 0 && person < 0)
        {
            return;
        }

        using var rows = file.Rows(null);
        for (var row = 0; rows.Next(); row++)
        {
            if ((row & 0xFFF) == 0)
            {
                stop.ThrowIfCancellationRequested();
            }

            if (rows.Fields <= columns.Most || rows.Field(ofCase).Trim((byte)' ') is not { IsEmpty: false } name)
            {
                continue;
            }

            var words = Of(Encoding.UTF8.GetString(name));
            words.Subject = Text(rows, subject) is { } about ? Cut(about, LongestSubject) : words.Subject;
            words.Owner = Text(rows, person) ?? words.Owner;
        }
    }

    private static string? Text(LogRows rows, int column) =>
        column >= 0 && Encoding.UTF8.GetString(rows.Field(column)).Trim() is { Length: > 1 } text ? text : null;

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";
}
