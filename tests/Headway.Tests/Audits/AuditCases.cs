using System.IO.Compression;
using System.Text;
using Headway.Application.Audits;
using Headway.Application.Audits.Reading;
using Shouldly;
using Xunit;

namespace Headway.Tests.Audits;

/// <summary>Small logs written for a test, and the real ones where they lie beside the tree.</summary>
internal static class AuditCases
{
    /// <summary>Reads a text as if it were an exported file.</summary>
    public static AuditRun Run(string text, ReadingWishes? wishes = null, string name = "log.csv") => Run(Encoding.UTF8.GetBytes(text), wishes, name);

    public static AuditRun Run(byte[] content, ReadingWishes? wishes = null, string name = "log.csv")
    {
        var outcome = Try(content, wishes, name);
        outcome.Refusal.ShouldBeNull();
        return outcome.Value;
    }

    public static Domain.Outcome<AuditRun> Try(byte[] content, ReadingWishes? wishes = null, string name = "log.csv")
    {
        var folder = Directory.CreateTempSubdirectory("headway-audit");
        try
        {
            var path = Path.Combine(folder.FullName, name);
            File.WriteAllBytes(path, content);
            return LogFile.Find(path).Then(file => RunAudit.Of(file, wishes ?? new ReadingWishes()));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    /// <summary>A real log of the folder beside the tree; the test says so and ends where that folder is absent.</summary>
    public static AuditRun Real(string name)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var path = Path.Combine(at.FullName, "shared", "data", name);
            if (!File.Exists(path))
                continue;
            var found = LogFile.Find(path);
            if (found.Refusal is { } no)
                Assert.Skip($"{name}: {no.Message}");
            return RunAudit.Of(found.Value, new ReadingWishes()).Value;
        }
        Assert.Skip($"{name} is not beside the tree");
        throw new InvalidOperationException();
    }
}
