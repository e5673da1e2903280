using System.Text;

namespace Headway.Application.Audits.Reading;

/// <summary>A file's header and its first rows, to choose or to propose a profile by.</summary>
public sealed class Sample
{
    public const int Rows = 400;

    private readonly List<string[]> _rows = [];

    public required IReadOnlyList<string> Header { get; init; }

    public LogFormat Format { get; private init; }

    public IReadOnlyList<string[]> Lines => _rows;

    public static Sample Of(LogFile file)
    {
        using var rows = file.Rows(null);
        var sample = new Sample { Header = rows.Header, Format = file.Format };
        while (sample._rows.Count < Rows && rows.Next())
        {
            var row = new string[rows.Header.Count];
            for (var column = 0; column < row.Length; column++)
            {
                row[column] = Encoding.UTF8.GetString(rows.Field(column));
            }

            sample._rows.Add(row);
        }

        return sample;
    }

    public IEnumerable<string> Column(int at) => at < 0 ? [] : _rows.Select(row => row[at].Trim()).Where(text => text.Length > 0);

    /// <summary>Whether rows repeat a value: of a ticket's number they do where each row is an event.</summary>
    public double RowsPerValue(int at) => Column(at).ToList() is { Count: > 0 } values ? (double)values.Count / values.Distinct().Count() : 0;
}
