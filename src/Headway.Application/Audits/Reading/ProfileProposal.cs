namespace Headway.Application.Audits.Reading;

/// <summary>
/// A profile for a file that no shipped one fits, from the names of its columns and its first rows: what looks like a
/// ticket's number, a time, a status, a team. A person finishes it; nothing is guessed in silence.
/// </summary>
public static class ProfileProposal
{
    public const string Name = "proposed";

    public static Profile Of(Sample sample)
    {
        var generic = ShippedProfiles.All.Where(profile => profile.Name == "csv").ToList();
        var columns = new Dictionary<string, IReadOnlyList<string>>();
        var header = sample.Header;
        var times = Enumerable.Range(0, header.Count).Where(at => IsTime(sample, at)).ToList();
        var repeats = Enumerable.Range(0, header.Count).Where(at => !times.Contains(at)).Where(at => LooksLikeNumber(sample, at)).ToList();
        foreach (var role in ColumnRoles.All)
        {
            var names = generic.SelectMany(profile => profile.Columns.TryGetValue(role, out var known) ? known : []).Select(Columns.Plain).ToHashSet();
            var found = Enumerable.Range(0, header.Count).FirstOrDefault(at => names.Contains(Columns.Plain(header[at])) && (!IsTimeRole(role) || times.Contains(at)), -1);
            if (found >= 0)
            {
                columns[role] = [header[found]];
            }
        }

        if (!columns.ContainsKey(ColumnRoles.Case) && repeats.Count > 0)
        {
            columns[ColumnRoles.Case] = [header[repeats.MaxBy(at => Math.Min(sample.RowsPerValue(at), 20))]];
        }

        if (!columns.ContainsKey(ColumnRoles.Time) && times.Count > 0)
        {
            columns[ColumnRoles.Time] = [header[times[^1]]];
        }

        var number = columns.TryGetValue(ColumnRoles.Case, out var ofCase) ? Columns.Places(header)[Columns.Plain(ofCase[0])] : -1;
        if (!columns.ContainsKey(ColumnRoles.Status) && FewValues(sample, times, number) is { } few)
        {
            columns[ColumnRoles.Status] = [header[few]];
        }

        var list = number >= 0 && sample.RowsPerValue(number) <= 1.05 && sample.Lines.Count > 2;
        if (list && !columns.ContainsKey(ColumnRoles.Opened) && times.Count > 0)
        {
            columns[ColumnRoles.Opened] = [header[times[0]]];
        }

        return new Profile
        {
            Name = Name, Title = "proposed from the header and the first rows", Format = sample.Format, Shape = list ? LogShape.Tickets : LogShape.Transitions,
            Columns = columns, Missing = ["?", "NULL", "null", "-", "N/A"], Statuses = generic.Count > 0 ? generic[0].Statuses : new Dictionary<string, string>(),
            Dates = OrderOf(times.SelectMany(at => sample.Column(at))) ?? DateOrder.DayFirst, Order = OrderRule.TimeSequence,
        };
    }

    /// <summary>The differing statuses of the first rows, for a person to give each a meaning.</summary>
    public static IReadOnlyList<(string Value, int Count, string? Meaning)> Statuses(Sample sample, Profile profile)
    {
        if (Columns.Bind(profile, sample.Header) is not { IsRefused: false, Value: var columns } || columns[ColumnRoles.Status] < 0)
        {
            return [];
        }

        var sub = columns[ColumnRoles.SubStatus];
        var known = profile.Statuses.GroupBy(pair => ValueMeaning.Fold(pair.Key)).ToDictionary(group => group.Key, group => group.First().Value);
        return [.. sample.Lines.Select(row => sub >= 0 && row[sub].Length > 0 ? $"{row[columns[ColumnRoles.Status]]}/{row[sub]}" : row[columns[ColumnRoles.Status]])
            .GroupBy(value => value).OrderByDescending(group => group.Count())
            .Select(group => (group.Key, group.Count(), known.TryGetValue(ValueMeaning.Fold(group.Key), out var code) ? code : null))];
    }

    /// <summary>Whether dates with two numbers first begin with the day or the month; null when no number tells.</summary>
    public static DateOrder? OrderOf(IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            var parts = text.Split(['/', '.', '-', ' '], 3);
            if (parts.Length < 3 || !int.TryParse(parts[0], out var first) || !int.TryParse(parts[1], out var second) || parts[0].Length > 2)
            {
                continue;
            }

            if (first > 12)
            {
                return DateOrder.DayFirst;
            }

            if (second > 12)
            {
                return DateOrder.MonthFirst;
            }
        }

        return null;
    }

    private static bool IsTimeRole(string role) => role is ColumnRoles.Time or ColumnRoles.Opened or ColumnRoles.Updated or ColumnRoles.Resolved or ColumnRoles.Closed or ColumnRoles.Responded;

    private static bool IsTime(Sample sample, int at)
    {
        var reader = new TimeReader(NodaTime.DateTimeZone.Utc, OrderOf(sample.Column(at)) ?? DateOrder.DayFirst, ignoreOffsets: false);
        var texts = sample.Column(at).Where(text => text is not ("?" or "NULL" or "null" or "-")).ToList();
        return texts.Count > 0 && texts.Count(text => (text.Contains(':') || text.Contains('/') || text.Contains('-') || text.Contains('.') || text.Length >= 10)
            && reader.TryRead(System.Text.Encoding.UTF8.GetBytes(text), out _)) > texts.Count * 0.8;
    }

    /// <summary>A column whose values carry digits, differ much, and are present on every row.</summary>
    private static bool LooksLikeNumber(Sample sample, int at)
    {
        var values = sample.Column(at).ToList();
        return values.Count == sample.Lines.Count && values.Count > 0 && values.Count(value => value.Any(char.IsAsciiDigit) && value.Length <= 24) > values.Count * 0.9
            && values.Distinct().Count() > Math.Max(1, values.Count / 40);
    }

    private static int? FewValues(Sample sample, List<int> times, int number)
    {
        var candidates = Enumerable.Range(0, sample.Header.Count).Where(at => at != number && !times.Contains(at))
            .Select(at => (At: at, Values: sample.Column(at).Distinct().Count(), Letters: sample.Column(at).Any(text => text.Any(char.IsLetter))))
            .Where(column => column.Values is >= 3 and <= 40 && column.Letters).ToList();
        return candidates.Count == 0 ? null : candidates.MinBy(column => Math.Abs(column.Values - 8)).At;
    }
}
