using System.Diagnostics;
using Headway.Application.Audits.Reading;
using Headway.Domain;
using Headway.Domain.Audits;
using Headway.Domain.Statuses;
using NodaTime;

namespace Headway.Application.Audits;

/// <summary>A finished audit: the log as read, its figures, what would come first on its last morning, and how long it took.</summary>
public sealed record AuditRun(LogReading Reading, AuditMethod Method, BusinessClock Clock, AuditResult Result, IReadOnlyList<MorningItem> Morning, Duration Took);

/// <summary>File in, figures out. Cases are counted on all cores, each core a range of its own.</summary>
public static class RunAudit
{
    private const int WorthSharing = 20_000;

    public static Outcome<AuditRun> Of(LogFile file, ReadingWishes wishes, int morning = Morning.Shown, Action<long>? progress = null, CancellationToken stop = default)
    {
        var watch = Stopwatch.StartNew();
        return ReadLog.From(file, wishes, progress, stop).Then<AuditRun>(reading => Of(reading, morning, watch));
    }

    public static AuditRun Of(LogReading reading, int most = Morning.Shown, Stopwatch? watch = null)
    {
        watch ??= Stopwatch.StartNew();
        var method = new AuditMethod(reading.Calendar, StatusBook.Default);
        var clock = BusinessClock.Over(reading.Calendar, Earliest(reading.Log), reading.Log.Last);
        var result = Count(reading.Log, method, clock);
        var morning = Morning.Of(reading.Log, method, clock, most);
        return new AuditRun(reading, method, clock, result, morning, Duration.FromTimeSpan(watch.Elapsed));
    }

    public static AuditResult Count(CaseLog log, AuditMethod method, BusinessClock clock)
    {
        var figures = new CaseFigures(log.Cases);
        var parts = log.Events < WorthSharing ? 1 : Environment.ProcessorCount;
        var last = log.Last;
        var passes = Enumerable.Range(0, parts).Select(_ => new AuditPass(log, method, clock, last, figures)).ToArray();
        Parallel.For(0, parts, part => passes[part].Count(Bound(log, part, parts), Bound(log, part + 1, parts)));
        return AuditPass.Total(passes, figures, log.Cases);
    }

    /// <summary>The case with which a part begins, so that all parts have about as many events.</summary>
    private static int Bound(CaseLog log, int part, int parts)
    {
        if (part == parts)
        {
            return log.Cases;
        }

        var found = Array.BinarySearch(log.Start, (int)((long)log.Events * part / parts));
        return Math.Min(found < 0 ? ~found : found, log.Cases);
    }

    private static Instant Earliest(CaseLog log) => Instant.Min(log.First, Instant.FromUnixTimeMilliseconds(log.Opened.Length == 0 ? 0 : log.Opened.Min()));
}
