using Headway.Application.Access;
using Headway.Application.Audits;
using Headway.Application.Audits.Reading;
using Headway.Application.Audits.Report;
using Headway.Application.Statuses;
using Headway.Application.Storage;
using Headway.Domain.Calendars;
using Headway.Domain.Statuses;
using Headway.IntegrationTests.Access;
using Headway.Web.Audit;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Audits;

public sealed class AuditOnSqlite : AuditSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class AuditOnPostgres : AuditSuite
{
    protected override Engine Engine => Engine.Postgres;
}

public abstract class AuditSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Freeze_WhenReadAgain_IsWhatWasFrozen()
    {
        await using var place = await AccessPlace.Open(Engine);
        var frozen = place.Get<FrozenAudits>();
        var (report, parts) = Made(seed: 1, slow: 3);

        var id = (await frozen.Freeze(place.Ada, report, parts, " Before ", NodaTime.Instant.FromUtc(2026, 1, 5, 9, 0))).Value;

        var found = (await frozen.Read(place.Ada, id)).Value;
        found.Name.ShouldBe("Before");
        found.Report.Hash.ShouldBe(report.Hash);
        System.Text.Json.JsonSerializer.Serialize(found.Report, FrozenAudits.Json).ShouldBe(System.Text.Json.JsonSerializer.Serialize(report, FrozenAudits.Json));
        (await frozen.List(place.Ada)).Value.Select(line => line.Id).ShouldBe([id]);
        (await AuditTrail.Read(place.Database, place.Ada, 10)).Value.ShouldContain(line => line.Kind == "audit.frozen");
    }

    /// <summary>Acceptance J: a baseline frozen, thresholds changed, a second audit: both by the method that was frozen, and comparable.</summary>
    [Fact]
    public async Task Freeze_WhenThresholdsChangeMeanwhile_TheSecondAuditUsesTheSameMethod()
    {
        await using var place = await AccessPlace.Open(Engine);
        var frozen = place.Get<FrozenAudits>();
        var before = await Frozen(place, frozen, 1, slow: 6);
        var draft = new ThresholdDraft(new StatusCode("IN_PROGRESS"), WorkingTime.FromHours(16), []);
        (await place.Get<ChangeThresholds>().Of(place.Ada, draft, null)).ShouldBeNull();
        var again = await Frozen(place, frozen, 1, slow: 6);
        var (first, second) = ((await frozen.Read(place.Ada, before)).Value, (await frozen.Read(place.Ada, again)).Value);
        second.Method.ShouldBe(first.Method);
        System.Text.Json.JsonSerializer.Serialize(second.Report.Progression).ShouldBe(System.Text.Json.JsonSerializer.Serialize(first.Report.Progression), "the desk's own thresholds are not the ruler");
        (await frozen.Compare(place.Ada, before, again)).IsRefused.ShouldBeFalse();
    }

    [Fact]
    public async Task Freeze_WhenTheRoleMayNot_IsRefused()
    {
        await using var place = await AccessPlace.Open(Engine);
        var sam = await place.Person(place.Tenant, "sam@home.example", Role.Agent);
        var (report, parts) = Made(seed: 1, slow: 3);
        (await place.Get<FrozenAudits>().Freeze(sam, report, parts, null, NodaTime.Instant.FromUtc(2026, 1, 5, 9, 0))).Refusal.ShouldBe(AccessRefusals.NotAllowed);
        (await place.Get<FrozenAudits>().List(sam)).Refusal.ShouldBe(AccessRefusals.NotAllowed);
    }

    [Fact]
    public async Task Compare_WhenTheLaterIsQuicker_SaysTheLowerBoundFirst()
    {
        await using var place = await AccessPlace.Open(Engine);
        var frozen = place.Get<FrozenAudits>();
        var (before, after) = (await Frozen(place, frozen, 1, slow: 6), await Frozen(place, frozen, 2, slow: 2));

        var compared = (await frozen.Compare(place.Ada, before, after)).Value;

        compared.SavedPerTicket!.Value.Low.ShouldBeGreaterThan(0);
        compared.SavedPerTicket.Value.Low.ShouldBeLessThan(compared.SavedPerTicket.Value.Best);
        compared.ProbabilityOfGain.ShouldBe(1);
        (compared.Verdict, compared.MayCount).ShouldBe((Headway.Domain.Audits.ComparisonVerdict.OthersUnsaid, false));
        var others = place.Get<OtherChangesBook>();
        (await others.Keep(place.Ada, before, after, " ", false, NodaTime.Instant.FromUtc(2026, 1, 6, 9, 0))).ShouldBe(AuditRefusals.OthersMissing);
        (await others.Keep(place.Ada, before, after, "Two people joined.", true, NodaTime.Instant.FromUtc(2026, 1, 6, 9, 0))).ShouldBe(AuditRefusals.OthersMissing);
        (await others.Keep(place.Ada, before, after, "", true, NodaTime.Instant.FromUtc(2026, 1, 6, 9, 0))).ShouldBeNull();
        (await others.Keep(place.Ada, before, after, "Two people joined.", false, NodaTime.Instant.FromUtc(2026, 1, 7, 9, 0))).ShouldBeNull();
        var said = (await frozen.Compare(place.Ada, before, after)).Value;
        (said.Verdict, said.Others?.Text, said.Effects.Answer).ShouldBe((Headway.Domain.Audits.ComparisonVerdict.Sooner, "Two people joined.", null));
        said.SavedPerTicket.ShouldBe(compared.SavedPerTicket);
        (await frozen.Compare(place.Ada, before, before)).Value.SavedPerTicket!.Value.Best.ShouldBe(0, 1e-9);
    }

    [Fact]
    public void Spans_WhenPackedAndRead_AreTheSameAndOlderFormsStillRead()
    {
        var spans = Made(seed: 1, slow: 3).Parts.Spans;
        var again = SpanPack.Unpack(SpanPack.Pack(spans));
        again.Hours.ShouldBe(spans.Hours);
        again.Day.ShouldBe(spans.Day);
        again.LastDay.ShouldBe(spans.LastDay);
        // One case as the first form kept it: a count, then hours, solved, priority, cluster.
        using var packed = new MemoryStream();
        using (var writer = new BinaryWriter(new System.IO.Compression.BrotliStream(packed, System.IO.Compression.CompressionLevel.Fastest)))
        {
            writer.Write(1);
            writer.Write(8f);
            writer.Write(true);
            writer.Write((byte)2);
            writer.Write(7);
        }

        var old = SpanPack.Unpack(Convert.ToBase64String(packed.ToArray()));
        (old.Hours[0], old.Cluster[0], old.Lost.Length, old.Day.Length, old.Updates.Hours.Length).ShouldBe((8f, 7, 0, 0, 0));
    }

    [Fact]
    public async Task Compare_WithTooLittleData_HasNoHeadline()
    {
        await using var place = await AccessPlace.Open(Engine);
        var frozen = place.Get<FrozenAudits>();
        var (before, after) = (await Frozen(place, frozen, 1, slow: 6, cases: 50), await Frozen(place, frozen, 2, slow: 2));
        var compared = (await frozen.Compare(place.Ada, before, after)).Value;
        compared.SavedPerTicket.ShouldBeNull();
        compared.Effects.Fewest.ShouldBe(50);
        (await frozen.Compare(place.Ada, before, 999)).Refusal!.Code.ShouldBe("audit.not-found");
    }

    [Theory]
    [InlineData("en", "lay untouched for three working days")]
    [InlineData("de", "lag drei Arbeitstage unberührt")]
    public async Task Report_AsAFile_NeedsNothingElse(string language, string sentence)
    {
        var html = System.Net.WebUtility.HtmlDecode(await ReportFile.Html(Made(seed: 1, slow: 6).Report, language));
        html.ShouldContain(sentence);
        html.ShouldNotContain("⟦");
        html.ShouldNotContain("<script");
        html.ShouldNotContain("http://");
        html.Replace("https://www.w3.org", "").ShouldNotContain("https://");
    }

    private static async Task<long> Frozen(AccessPlace place, FrozenAudits frozen, int seed, int slow, int cases = 400)
    {
        var (report, parts) = Made(seed, slow, cases);
        return (await frozen.Freeze(place.Ada, report, parts, $"seed {seed}", NodaTime.Instant.FromUtc(2026, 1, 5, 9, seed))).Value;
    }

    private static (AuditReport Report, FrozenParts Parts) Made(int seed, int slow, int cases = 400)
    {
        var dice = new Random(seed);
        var text = new System.Text.StringBuilder("case,time,status,team,priority,requester\n");
        for (var at = 0; at < cases; at++)
        {
            var opened = new DateTime(2025, 3, 3, 9, 0, 0).AddDays(dice.Next(0, 60));
            var begun = opened.AddHours(dice.Next(1, 5));
            var solved = begun.AddDays(dice.Next(0, slow * 2));
            foreach (var (time, status) in new[] { (opened, "New"), (begun, "In Progress"), (solved, "Resolved") })
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"C{at},{time:yyyy-MM-dd HH:mm},{status},Desk,P{dice.Next(1, 5)},r{dice.Next(0, 200)}\n");
        }
        var path = Path.GetTempFileName();
        File.WriteAllText(path, text.ToString());
        var run = RunAudit.Of(LogFile.Find(path).Value, new ReadingWishes()).Value;
        File.Delete(path);
        return (MakeReport.Of(run), FrozenParts.Of(run));
    }
}
