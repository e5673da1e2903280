
namespace Headway.Application.Audits.Reading;

/// <summary>
/// The profile that fits a file best: all its required columns are there, its times can be read, its rows are of its
/// shape, it knows the statuses; then the more of its own columns are found the better.
/// </summary>
public static class ProfileMatch
{
    public static Profile? Best(Sample sample, IEnumerable<Profile> profiles) => profiles
        .Select(profile => (Profile: profile, Score: Score(sample, profile)))
        .Where(pair => pair.Score > 0).OrderByDescending(pair => pair.Score).Select(pair => pair.Profile).FirstOrDefault();

    internal static double Score(Sample sample, Profile profile)
    {
        if (profile.Format is { } format && format != sample.Format)
        {
            return 0;
        }

        var bound = Columns.Bind(profile, sample.Header);
        if (bound.IsRefused)
        {
            return 0;
        }

        var columns = bound.Value;
        if (profile.Columns.ContainsKey(ColumnRoles.Told) && columns[ColumnRoles.Told] < 0)
        {
            return 0;
        }

        var missing = profile.Missing.ToHashSet();
        var times = new TimeReader(NodaTime.DateTimeZone.Utc, profile.Dates, profile.IgnoreOffsets);
        var timeColumn = columns[profile.Shape == LogShape.Tickets ? ColumnRoles.Opened : ColumnRoles.Time];
        var read = sample.Column(timeColumn).Where(text => !missing.Contains(text)).ToList();
        var readable = Share(read, text => times.TryRead(System.Text.Encoding.UTF8.GetBytes(text), out _));
        var repeats = sample.RowsPerValue(columns[ColumnRoles.Case]);
        var shaped = profile.Shape == LogShape.Tickets ? repeats <= 1.05 : repeats > 1.05 || sample.Lines.Count < 3;
        if (readable < 0.5)
        {
            return 0;
        }

        var meanings = new ValueMeaning(profile);
        var statuses = sample.Lines.Count == 0 || columns[ColumnRoles.Status] < 0 ? 0.5 : Known(sample, profile, columns, meanings);
        var own = profile.Columns.Count == 0 ? 0 : (double)columns.Bound / profile.Columns.Count;
        return (shaped ? 2 : 0.2) + (statuses * 2) + own + (Math.Min(columns.Bound, 12) * 0.15) + (profile.Name is "csv" or "xes" or "ocel" ? -0.8 : 0);
    }

    private static double Known(Sample sample, Profile profile, Columns columns, ValueMeaning meanings)
    {
        var known = 0;
        foreach (var row in sample.Lines)
        {
            var sub = columns[ColumnRoles.SubStatus];
            if (profile.Shape == LogShape.History)
            {
                return 0.6;
            }

            var meaning = meanings.Of(System.Text.Encoding.UTF8.GetBytes(row[columns[ColumnRoles.Status]]), sub < 0 ? default : System.Text.Encoding.UTF8.GetBytes(row[sub]));
            known += meaning.IsKnown ? 1 : 0;
        }

        return (double)known / sample.Lines.Count;
    }

    private static double Share(List<string> texts, Func<string, bool> holds) => texts.Count == 0 ? 0 : (double)texts.Count(holds) / texts.Count;
}
