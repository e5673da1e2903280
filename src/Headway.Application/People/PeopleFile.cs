using System.Globalization;
using System.Text;
using CsvHelper;
using Headway.Domain;

namespace Headway.Application.People;

/// <summary>
/// People as a table: the first line names the columns in any order, separated by comma, semicolon or tab. Headings are read in
/// English and German; columns that are not known are left out.
/// </summary>
public static class PeopleFile
{
    private const int MostCharacters = 8_000_000;

    private static readonly Dictionary<string, string> Columns = new(StringComparer.OrdinalIgnoreCase)
    {
        ["email"] = "email", ["e-mail"] = "email", ["mail"] = "email", ["address"] = "email", ["e-mail-adresse"] = "email",
        ["name"] = "name", ["role"] = "role", ["rolle"] = "role", ["team"] = "team",
        ["organisation"] = "organisation", ["organization"] = "organisation", ["company"] = "organisation", ["firma"] = "organisation",
        ["phone"] = "phone", ["telephone"] = "phone", ["telefon"] = "phone", ["department"] = "department", ["abteilung"] = "department",
        ["place"] = "place", ["location"] = "place", ["ort"] = "place", ["standort"] = "place", ["zone"] = "zone", ["time zone"] = "zone", ["zeitzone"] = "zone",
        ["language"] = "language", ["sprache"] = "language", ["vip"] = "vip",
        ["manager"] = "manager", ["führungskraft"] = "manager", ["vorgesetzte"] = "manager", ["vorgesetzter"] = "manager", ["assistant"] = "assistant", ["assistenz"] = "assistant",
    };

    /// <summary>The lines as they stand; nothing is judged but the heading.</summary>
    public static Outcome<IReadOnlyList<ImportedPerson>> Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return PeopleRefusals.ImportEmpty;
        }

        if (text.Length > MostCharacters)
        {
            return PeopleRefusals.ImportTooLong;
        }

        try
        {
            return Lines(text.TrimStart('\uFEFF'));
        }
        catch (CsvFormatException broken)
        {
            return PeopleRefusals.ImportMalformed.Because(string.Create(
                CultureInfo.InvariantCulture, $"Near line {broken.LineNumber} a quotation mark is opened and not closed, or stands where none may. Save the table as CSV again."));
        }
    }

    private static Outcome<IReadOnlyList<ImportedPerson>> Lines(string text)
    {
        var options = CsvReaderOptions.Default with
        {
            Separator = SeparatorOf(text),
            HasHeader = false,
            SkipEmptyLines = true,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            FieldCountMismatch = CsvFieldCountHandling.Allow,
        };
        using var csv = CsvReader.FromText(text, options);
        var places = new Dictionary<string, int>();
        if (csv.Read())
        {
            for (var i = 0; i < csv.FieldCount; i++)
            {
                if (Columns.TryGetValue(csv.GetString(i).Trim(), out var known))
                {
                    places.TryAdd(known, i);
                }
            }
        }

        if (!places.ContainsKey("email"))
        {
            return PeopleRefusals.ImportHeading;
        }

        List<ImportedPerson> lines = [];
        while (csv.Read())
        {
            string? Cell(string column) => places.TryGetValue(column, out var at) && at < csv.FieldCount && csv.GetString(at).Trim() is { Length: > 0 } value ? value : null;
            lines.Add(new ImportedPerson(
                (int)csv.LineNumber, Cell("email"), Cell("name"), Cell("role"), Cell("team"), Cell("organisation"), Cell("phone"), Cell("department"), Cell("place"), Cell("zone"),
                Cell("language")?.ToLowerInvariant(), Cell("vip")?.ToLowerInvariant() is "1" or "x" or "yes" or "true" or "ja")
            { Beside = new Beside(Cell("manager"), Cell("assistant")) });
        }

        return lines.Count == 0 ? PeopleRefusals.ImportEmpty : lines;
    }

    // Spreadsheets of half of Europe write semicolons: the heading says which it is.
    private static char SeparatorOf(string text)
    {
        var heading = text.AsSpan(0, text.IndexOf('\n', StringComparison.Ordinal) is var end && end >= 0 ? end : text.Length);
        var (semicolons, tabs, commas) = (heading.Count(';'), heading.Count('\t'), heading.Count(','));
        return semicolons > commas && semicolons >= tabs ? ';' : tabs > commas ? '\t' : ',';
    }

    /// <summary>The text of an uploaded file: UTF-8, or what older spreadsheets write.</summary>
    public static string Text(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }
}
