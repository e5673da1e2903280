using Headway.Domain.Tickets;
using System.Text;
using Headway.Domain.Audits;
using Headway.Domain.Progression;

namespace Headway.Application.Audits.Reading;

/// <summary>
/// Messages to events; rows of one comment are one message. The roles a row names are relative to its ticket, so names
/// that only staff have go before them, and machines before both. A staff message that asks leaves the ticket waiting for
/// the customer; any other leaves it in work; a private note changes nothing.
/// </summary>
internal sealed class ConversationReader(LogRows rows, Profile profile, Columns columns, TimeReader times, ReadProblems problems, LogWords? words = null)
{
    private readonly int _case = columns[ColumnRoles.Case], _time = columns[ColumnRoles.Time], _actor = columns[ColumnRoles.Actor], _role = columns[ColumnRoles.Role],
        _private = columns[ColumnRoles.Private], _text = columns[ColumnRoles.Text], _message = columns[ColumnRoles.Message], _status = columns[ColumnRoles.Status];
    private readonly HashSet<string> _machines = [.. profile.Machines], _staffRoles = [.. profile.StaffRoles.Select(ValueMeaning.Fold)];
    private readonly StringBuilder _words = new();
    private (int Case, long At, string Actor, string Role, bool Private)? _open;
    private string _comment = "";

    public RawLog Log { get; } = new(sequenced: false);

    public void ReadAll(CancellationToken stop)
    {
        for (var row = 0; rows.Next(); row++)
        {
            stop.ThrowIfCancellationRequested();
            problems.StopWhenHopeless(row);
            var name = rows.Field(_case);
            if (rows.Fields <= columns.Most || name.IsEmpty)
            {
                problems.Malformed(rows.Line, name.IsEmpty ? "no ticket number" : $"{rows.Fields} fields, where {columns.Most + 1} are read");
                continue;
            }

            var comment = _message < 0 ? "" : Text(_message);
            var ofCase = Log.Cases.Add(name);
            if (_message >= 0 && _open is { } same && same.Case == ofCase && _comment == comment)
            {
                _words.Append(' ').Append(Text(_text));
                continue;
            }

            Finish();
            if (!times.TryRead(rows.Field(_time), out var at))
            {
                problems.Malformed(rows.Line, $"time \"{ValueMeaning.Show(rows.Field(_time))}\" is not understood");
                continue;
            }

            _comment = comment;
            _open = (ofCase, at, Text(_actor), Text(_role), IsTrue(Text(_private)));
            _words.Append(Text(_text));
        }

        Finish();
    }

    private void Finish()
    {
        if (_open is { } message)
        {
            Log.Head(message.Case);
            var (situation, marks) = Meaning(message.Actor, message.Role, message.Private, _words.ToString());
            Log.Add(new RawEvent(message.Case, message.At, situation, marks, -1, Log.Actors.Add(Encoding.UTF8.GetBytes(message.Actor))));
            words?.Hear(Log.Cases[message.Case], message.At, _words.ToString());
        }

        _open = null;
        _words.Clear();
    }

    private (byte Situation, EventMarks Marks) Meaning(string actor, string role, bool hidden, string text)
    {
        if (_machines.Contains(actor))
        {
            return (Situation.Keep, EventMarks.Machine | EventMarks.Administrative);
        }

        var staff = profile.StaffPrefixes.Any(prefix => actor.StartsWith(prefix, StringComparison.Ordinal)) || _staffRoles.Contains(ValueMeaning.Fold(role));
        if (hidden)
        {
            return (Situation.Keep, EventMarks.Private);
        }

        if (staff)
        {
            return (Asks(text) ? Situation.AwaitCustomer : Situation.InProgress, EventMarks.Responds | EventMarks.ToCustomer);
        }

        var chases = IntentReader.Read(text, questionOutstanding: false).Intent == Intent.Chase;
        return (Situation.InProgress, EventMarks.FromCustomer | (chases ? EventMarks.AsksWhere : EventMarks.None));
    }

    private static bool Asks(string text) => text.Contains('?') || text.Contains("please provide", StringComparison.OrdinalIgnoreCase)
        || text.Contains("please confirm", StringComparison.OrdinalIgnoreCase) || text.Contains("kindly", StringComparison.OrdinalIgnoreCase) || text.Contains("bitte", StringComparison.OrdinalIgnoreCase);

    private string Text(int column) => column < 0 ? "" : Encoding.UTF8.GetString(rows.Field(column));

    private static bool IsTrue(string text) => ValueMeaning.Fold(text) is "1" or "1.0" or "true" or "yes" or "ja" or "private" or "internal";
}
