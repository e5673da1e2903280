using System.IO.Compression;
using Headway.Application.Audits.Report;
using Headway.Domain.Audits;

namespace Headway.Application.Audits;

/// <summary>
/// How long each case took, to be compared later: business hours to the solution, or to the log's end where it is open
/// (<see cref="Solved"/> false: so a cleared backlog can fake no gain), its priority and its cluster, and the customers' work
/// that it is estimated to have cost. At most twenty thousand cases, chosen by a spread that knows no order.
/// </summary>
public sealed record CaseSpans(float[] Hours, bool[] Solved, byte[] Priority, int[] Cluster, float[] Lost)
{
    private const int Most = 20_000;

    /// <summary>Stands where the oldest form has its count, which is never negative.</summary>
    private const int WithLost = -2;

    public static CaseSpans Of(AuditRun run)
    {
        var (log, figures, now) = (run.Reading.Log, run.Result.PerCase, run.Reading.Log.Last.ToUnixTimeMilliseconds());
        var every = Math.Max(1, (log.Cases + Most - 1) / Most);
        var chosen = Enumerable.Range(0, log.Cases).Where(at => ClusterBootstrap.ClusterOf(at, every) == 0 && log.Start[at] < log.Start[at + 1]).ToArray();
        return new CaseSpans(
            [.. chosen.Select(at => (float)((figures.Solved[at] >= 0 ? figures.Solved[at] : run.Clock.Between(log.Opened[at], now)) / 3_600_000d))],
            [.. chosen.Select(at => figures.Solved[at] >= 0)], [.. chosen.Select(at => (byte)log.Priorities[at])],
            [.. chosen.Select(at => log.Requester.Length == 0 || log.Requester[at] < 0 ? at : log.Requester[at])],
            [.. chosen.Select(at => (float)(figures.Inertia[at] / 3_600_000d * LostTime.Factor(log.Priorities[at])))]);
    }

    public string Pack()
    {
        using var packed = new MemoryStream();
        using (var writer = new BinaryWriter(new BrotliStream(packed, CompressionLevel.Fastest)))
        {
            writer.Write(WithLost);
            writer.Write(Hours.Length);
            for (var at = 0; at < Hours.Length; at++)
            {
                writer.Write(Hours[at]);
                writer.Write(Solved[at]);
                writer.Write(Priority[at]);
                writer.Write(Cluster[at]);
                writer.Write(Lost[at]);
            }
        }

        return Convert.ToBase64String(packed.ToArray());
    }

    public static CaseSpans Unpack(string text)
    {
        using var reader = new BinaryReader(new BrotliStream(new MemoryStream(Convert.FromBase64String(text)), CompressionMode.Decompress));
        var form = reader.ReadInt32();
        var count = form == WithLost ? reader.ReadInt32() : form;
        var spans = new CaseSpans(new float[count], new bool[count], new byte[count], new int[count], new float[form == WithLost ? count : 0]);
        for (var at = 0; at < count; at++)
        {
            (spans.Hours[at], spans.Solved[at], spans.Priority[at], spans.Cluster[at]) = (reader.ReadSingle(), reader.ReadBoolean(), reader.ReadByte(), reader.ReadInt32());
            if (form == WithLost)
            {
                spans.Lost[at] = reader.ReadSingle();
            }
        }

        return spans;
    }
}
