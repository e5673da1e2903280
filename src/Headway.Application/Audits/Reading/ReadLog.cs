using Headway.Domain;
using Headway.Domain.Calendars;

namespace Headway.Application.Audits.Reading;

/// <summary>Reads a log: chooses the profile, streams the rows, puts each case in order, says what the log cannot tell.</summary>
public static class ReadLog
{
    public static Outcome<LogReading> From(LogFile file, ReadingWishes wishes, Action<long>? progress = null, CancellationToken stop = default, LogWords? words = null)
    {
        try
        {
            var sample = Sample.Of(file);
            var chosen = Choose(sample, wishes);
            if (chosen.Refusal is { } noChosen)
            {
                return noChosen;
            }

            var profile = chosen.Value with { Zone = wishes.Zone ?? chosen.Value.Zone, Calendar = wishes.Calendar ?? chosen.Value.Calendar };
            var zone = Zones.Find(profile.Zone);
            if (zone.Refusal is { } noZone)
            {
                return noZone;
            }

            var calendar = WorkingHours.Parse(profile.Calendar, zone.Value);
            if (calendar.Refusal is { } noCalendar)
            {
                return noCalendar;
            }

            using var rows = file.Rows(progress);
            var columns = Columns.Bind(profile, rows.Header);
            if (columns.Refusal is { } noColumns)
            {
                return noColumns;
            }

            var problems = new ReadProblems();
            try
            {
                return Read(file, profile, calendar.Value, rows, columns.Value, () => new TimeReader(zone.Value, profile.Dates, profile.IgnoreOffsets), problems, sample, progress, stop, words);
            }
            catch (HopelessException)
            {
                return AuditRefusals.ProfileMismatch.Because(
                    $"The profile {profile.Name} does not fit this file. Its first problems: {string.Join("; ", problems.First)}.");
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or System.Text.Json.JsonException or System.Xml.XmlException)
        {
            return AuditRefusals.FileBroken.Because($"{AuditRefusals.FileBroken.Message} ({broken.Message})");
        }
    }

    /// <summary>The profile asked for, else the shipped one that fits best, else one proposed from the header and the first rows.</summary>
    public static Outcome<Profile> Choose(Sample sample, ReadingWishes wishes)
    {
        if (wishes.Finished is { } finished)
        {
            return finished;
        }

        if (wishes.Profile is not { Length: > 0 } word)
        {
            return ProfileMatch.Best(sample, ShippedProfiles.All) is { } best ? Fitted(sample, best) : ProfileProposal.Of(sample);
        }

        var named = ShippedProfiles.Named(word, wishes.ProfileMayBeFile);
        if (named.Refusal is { } noNamed)
        {
            return noNamed;
        }

        return Fitted(sample, ProfileMatch.Best(sample, named.Value) ?? named.Value.MaxBy(profile => Columns.Bind(profile, sample.Header).IsRefused ? 0 : 1) ?? named.Value[0]);
    }

    /// <summary>Numbered dates say by themselves whether the day or the month comes first, if any number is above twelve.</summary>
    private static Profile Fitted(Sample sample, Profile profile)
    {
        if (Columns.Bind(profile, sample.Header) is not { IsRefused: false, Value: var columns })
        {
            return profile;
        }

        var at = columns[profile.Shape == LogShape.Tickets ? ColumnRoles.Opened : ColumnRoles.Time];
        return profile with { Dates = ProfileProposal.OrderOf(sample.Column(at)) ?? profile.Dates };
    }

    private static Outcome<LogReading> Read(
        LogFile file, Profile profile, WorkCalendar calendar, LogRows rows, Columns columns, Func<TimeReader> times, ReadProblems problems, Sample sample, Action<long>? progress, CancellationToken stop, LogWords? words)
    {
        RawLog raw;
        var (unmapped, messages) = (new List<(string, int)>(), true);
        if (profile.Shape == LogShape.Conversation)
        {
            var reader = new ConversationReader(rows, profile, columns, times(), problems, words);
            reader.ReadAll(stop);
            raw = reader.Log;
        }
        else
        {
            var table = TableReading.Read(file, rows, profile, columns, times, problems, progress, stop);
            (raw, unmapped, messages) = (table.Log, [.. table.Unmapped], table.HasMessages);
        }

        if (raw.Count == 0)
        {
            return problems.Count == 0 ? AuditRefusals.NothingRead
                : AuditRefusals.ProfileMismatch.Because($"The profile {profile.Name} does not fit this file. Its first problems: {string.Join("; ", problems.First)}.");
        }

        if (profile.Shape != LogShape.Conversation)
        {
            words?.Read(file, columns, stop);
        }

        var log = Grouping.Group(raw, profile, messages, profile.Reopens.Count > 0 || columns[ColumnRoles.Told] >= 0, columns[ColumnRoles.Reopens] >= 0,
            infersReplies: profile.Shape != LogShape.Conversation && columns[ColumnRoles.Told] < 0);
        return new LogReading(file.Name, profile, calendar, log, unmapped, LogNotes.Of(log, raw, profile, problems, sample), problems);
    }
}
