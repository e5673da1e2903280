using System.Globalization;
using System.Text;
using Headway.Domain.Audits;

namespace Headway.Application.Audits.Reading;

/// <summary>What is known of an event beside its status, as our own ledger is exported: <c>responds to-customer</c>, <c>none</c>.</summary>
internal static class ToldMarks
{
    private static readonly (EventMarks Mark, string Word)[] Words =
        [.. Enum.GetValues<EventMarks>().Where(mark => mark != EventMarks.None).Select(mark => (mark, Word(mark.ToString())))];

    public static string Text(EventMarks marks) => marks == EventMarks.None ? "none" : string.Join(' ', Words.Where(one => (marks & one.Mark) != 0).Select(one => one.Word));

    /// <summary>Words that nobody knows say nothing.</summary>
    public static EventMarks Read(ReadOnlySpan<byte> text)
    {
        var marks = EventMarks.None;
        foreach (var word in Encoding.UTF8.GetString(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            marks |= Words.FirstOrDefault(one => one.Word == word).Mark;
        }

        return marks;
    }

    // "ToCustomer" as "to-customer".
    private static string Word(string name) =>
        string.Concat(name.Select((sign, at) => char.IsUpper(sign) ? (at > 0 ? "-" : "") + char.ToLower(sign, CultureInfo.InvariantCulture) : sign.ToString()));
}
