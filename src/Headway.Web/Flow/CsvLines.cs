using System.Globalization;

namespace Headway.Web.Flow;

/// <summary>
/// A line of an export by RFC 4180. A cell that a spreadsheet would take for a formula begins with an apostrophe: a
/// customer's words never run on a manager's machine.
/// </summary>
public static class CsvLines
{
    public static string Of(params object?[] cells) => string.Join(',', cells.Select(Cell));

    private static string Cell(object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        if (value is string && text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r')
        {
            text = "'" + text;
        }

        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : '"' + text.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
    }
}
