using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain.Recognition;
using NodaTime;

namespace Headway.Application.Recognition;

/// <summary>What somebody contributed in a month and who thanked them; for nobody but the person.</summary>
public sealed record MonthRead(LocalDate First, Picture Picture, IReadOnlyList<PraiseRead> Thanks)
{
    public bool IsEmpty => Picture.Counted + Picture.Maturing + Thanks.Count == 0;
}

/// <summary>The monthly digest of one's own contributions and thanks.</summary>
public sealed class MonthQuery(Database database, DeskRulesCache rules, DeskClock clock)
{
    /// <summary>The month in which <paramref name="date"/> lies; null when nothing was done or said in it.</summary>
    public async Task<MonthRead?> Read(Caller caller, LocalDate date, CancellationToken stop = default)
    {
        var first = new LocalDate(date.Year, date.Month, 1);
        var (from, to) = (caller.Zone.AtStartOfDay(first).ToInstant(), caller.Zone.AtStartOfDay(first.PlusMonths(1)).ToInstant());
        var now = clock.Now(caller.Tenant);
        if (to <= RecognitionKept.Since(now) || from > now)
        {
            return null;
        }

        var desk = await rules.Of(caller.Tenant, stop);
        var read = await database.Snapshot(
            async session => new MonthRead(
                first, Picture.Of((await RecognitionRows.Read(session, caller.Tenant, desk, null, caller.Person, from, now)).Where(one => one.Act.At < to)),
                [.. (await PraiseRows.Of(session, caller, "p.given_to", caller.Person.Value, from)).Where(one => one.At < to)]),
            stop);
        return read.IsEmpty ? null : read;
    }
}
