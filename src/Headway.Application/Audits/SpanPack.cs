using System.IO.Compression;
using Headway.Application.Audits.Report;
using Headway.Domain.Audits;
using NodaTime;

namespace Headway.Application.Audits;

/// <summary>The spans of an audit's cases as a frozen audit keeps them: at most twenty thousand, chosen by a spread that knows no order.</summary>
public static class SpanPack
{
    private const int Most = 20_000, MostUpdates = 40_000;
    private const double Hour = 3_600_000d;

    /// <summary>Stand where the oldest form has its count, which is never negative: with lost work; with days and updates too.</summary>
    private const int WithLost = -2, WithDays = -3;

    public static CaseSpans Of(AuditRun run)
    {
        var (log, figures, now) = (run.Reading.Log, run.Result.PerCase, run.Reading.Log.Last.ToUnixTimeMilliseconds());
        var every = Math.Max(1, (log.Cases + Most - 1) / Most);
        var chosen = Enumerable.Range(0, log.Cases).Where(at => ClusterBootstrap.ClusterOf(at, every) == 0 && log.Start[at] < log.Start[at + 1]).ToArray();
        var zone = run.Reading.Calendar.Zone;
        return new CaseSpans(
            [.. chosen.Select(at => (float)((figures.Solved[at] >= 0 ? figures.Solved[at] : run.Clock.Between(log.Opened[at], now)) / Hour))],
            [.. chosen.Select(at => figures.Solved[at] >= 0)], [.. chosen.Select(at => (byte)log.Priorities[at])],
            [.. chosen.Select(at => log.Requester.Length == 0 || log.Requester[at] < 0 ? at : log.Requester[at])],
            [.. chosen.Select(at => (float)(figures.Inertia[at] / Hour * LostTime.Factor(log.Priorities[at])))])
        {
            Day = [.. chosen.Select(at => DayOf(log.Opened[at], zone))], LastDay = DayOf(now, zone), Updates = Updates(run, chosen, now),
        };
    }

    private static UpdateSpans Updates(AuditRun run, int[] chosen, long now)
    {
        var (log, zone) = (run.Reading.Log, run.Reading.Calendar.Zone);
        var (hours, answered, cases, days) = (new List<float>(), new List<bool>(), new List<int>(), new List<int>());
        var place = 0;
        var walk = new UpdateWalk(log, (asked, at) =>
        {
            if (hours.Count < MostUpdates)
            {
                hours.Add((float)(run.Clock.Between(asked, at ?? now) / Hour));
                answered.Add(at is not null);
                cases.Add(place);
                days.Add(DayOf(asked, zone));
            }
        });
        for (; place < chosen.Length; place++)
        {
            walk.Walk(log.Start[chosen[place]], log.Start[chosen[place] + 1]);
        }

        return new UpdateSpans([.. hours], [.. answered], [.. cases], [.. days]);
    }

    public static string Pack(CaseSpans spans)
    {
        using var packed = new MemoryStream();
        using (var writer = new BinaryWriter(new BrotliStream(packed, CompressionLevel.Fastest)))
        {
            writer.Write(WithDays);
            writer.Write(spans.Hours.Length);
            writer.Write(spans.LastDay);
            for (var at = 0; at < spans.Hours.Length; at++)
            {
                writer.Write(spans.Hours[at]);
                writer.Write(spans.Solved[at]);
                writer.Write(spans.Priority[at]);
                writer.Write(spans.Cluster[at]);
                writer.Write(spans.Lost[at]);
                writer.Write(spans.Day[at]);
            }

            var updates = spans.Updates;
            writer.Write(updates.Hours.Length);
            for (var at = 0; at < updates.Hours.Length; at++)
            {
                writer.Write(updates.Hours[at]);
                writer.Write(updates.Answered[at]);
                writer.Write(updates.Case[at]);
                writer.Write(updates.Day[at]);
            }
        }

        return Convert.ToBase64String(packed.ToArray());
    }

    /// <summary>Reads every form that was ever kept; what an older one lacks is empty.</summary>
    public static CaseSpans Unpack(string text)
    {
        using var reader = new BinaryReader(new BrotliStream(new MemoryStream(Convert.FromBase64String(text)), CompressionMode.Decompress));
        var form = reader.ReadInt32();
        var (lost, days) = (form is WithLost or WithDays, form == WithDays);
        var count = lost ? reader.ReadInt32() : form;
        var spans = new CaseSpans(new float[count], new bool[count], new byte[count], new int[count], new float[lost ? count : 0])
        {
            Day = new int[days ? count : 0], LastDay = days ? reader.ReadInt32() : 0,
        };
        for (var at = 0; at < count; at++)
        {
            (spans.Hours[at], spans.Solved[at], spans.Priority[at], spans.Cluster[at]) = (reader.ReadSingle(), reader.ReadBoolean(), reader.ReadByte(), reader.ReadInt32());
            if (lost)
            {
                spans.Lost[at] = reader.ReadSingle();
            }

            if (days)
            {
                spans.Day[at] = reader.ReadInt32();
            }
        }

        return days ? spans with { Updates = ReadUpdates(reader) } : spans;
    }

    private static UpdateSpans ReadUpdates(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        var updates = new UpdateSpans(new float[count], new bool[count], new int[count], new int[count]);
        for (var at = 0; at < count; at++)
        {
            (updates.Hours[at], updates.Answered[at], updates.Case[at], updates.Day[at]) = (reader.ReadSingle(), reader.ReadBoolean(), reader.ReadInt32(), reader.ReadInt32());
        }

        return updates;
    }

    private static int DayOf(long instant, DateTimeZone zone) =>
        Period.DaysBetween(new LocalDate(1970, 1, 1), Instant.FromUnixTimeMilliseconds(instant).InZone(zone).Date);
}
