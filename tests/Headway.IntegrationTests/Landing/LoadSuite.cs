using Headway.Application.Access;
using Headway.Application.Audits;
using Headway.Application.Audits.Reading;
using Headway.Application.Audits.Report;
using Headway.Application.Desk;
using Headway.Application.Landing;
using Headway.Application.Storage;
using Headway.Application.Teams;
using Headway.Domain;
using Headway.Domain.Audits;
using Headway.IntegrationTests.Access;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Landing;

public sealed class LoadOnSqlite : LoadSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class LoadOnPostgres : LoadSuite
{
    protected override Engine Engine => Engine.Postgres;
}

public abstract class LoadSuite
{
    protected abstract Engine Engine { get; }

    private const string Export = """
        case,time,status,team,priority,requester,subject
        OLD-1,2025-03-03 09:00,New,Network,P2,ann@client.example,The lift is stuck
        OLD-1,2025-03-03 10:00,In Progress,Network,P2,ann@client.example,The lift is stuck
        OLD-2,2025-03-04 09:00,New,Service Desk,P3,bo,Printer
        OLD-2,2025-03-04 10:00,Waiting for customer,Service Desk,P3,bo,Printer
        OLD-3,2025-03-04 11:00,New,Service Desk,P3,bo,Password
        OLD-3,2025-03-04 12:00,Closed,Service Desk,P3,bo,Password
        """;

    [Fact]
    public async Task Load_WhenDone_EveryOpenTicketHasOneReviewAndNothingIsSent()
    {
        await using var place = await AccessPlace.Open(Engine);
        var done = (await Load(place, Export)).Value;
        (done.Open, done.Closed, done.Same).ShouldBe((2, 1, 0));
        (await place.Number("SELECT count(*) FROM tickets WHERE tenant = $1 AND state = 'open'", place.Tenant.Value)).ShouldBe(2);
        (await place.Number("SELECT count(*) FROM activities WHERE tenant = $1 AND open AND verdict = 'Excluded'", place.Tenant.Value)).ShouldBe(2);
        (await place.Number("SELECT count(*) FROM outbox WHERE tenant = $1", place.Tenant.Value)).ShouldBe(0);
        (await place.Number("SELECT count(*) FROM people WHERE tenant = $1 AND kind = 'customer' AND email = 'ann@client.example'", place.Tenant.Value)).ShouldBe(1);
        (await Broken(place)).ShouldBe(0);
    }

    [Fact]
    public async Task Load_WhenTheSameExportComesAgain_DoublesNothing()
    {
        await using var place = await AccessPlace.Open(Engine);
        await Load(place, Export);
        var again = (await Load(place, Export)).Value;
        (again.Open, again.Closed, again.Same).ShouldBe((0, 0, 3));
        (await place.Number("SELECT count(*) FROM tickets WHERE tenant = $1", place.Tenant.Value)).ShouldBe(3);
    }

    [Fact]
    public async Task Load_WhenTheOtherDeskWentOn_GoesOnHere()
    {
        await using var place = await AccessPlace.Open(Engine);
        await Load(place, Export);
        var more = (await Load(place, Export + "\nOLD-1,2025-03-05 09:00,Closed,Network,P2,ann@client.example,The lift is stuck\n")).Value;
        (more.WentOn, more.Left, more.Same).ShouldBe((1, 0, 2));
        (await place.Number("SELECT count(*) FROM tickets WHERE tenant = $1 AND state = 'open'", place.Tenant.Value)).ShouldBe(1);
        (await Broken(place)).ShouldBe(0);
    }

    [Fact]
    public async Task Undo_WhenNobodyHasWorkedOnIt_LeavesTheDeskAndCanBeLoadedAgain()
    {
        await using var place = await AccessPlace.Open(Engine);
        var import = (await Load(place, Export)).Value.Import;
        var book = place.Get<LandingBook>();
        (await book.Read(place.Ada, import)).Value.Plan.Reviews.ShouldBe(2);
        (await book.Replan(place.Ada, import, new Dictionary<string, int>(), new LocalDate(2027, 5, 3))).Value.ShouldBe(2);
        (await book.Undo(place.Ada, import)).Value.ShouldBe(2);
        (await place.Number("SELECT count(*) FROM tickets WHERE tenant = $1 AND state = 'open'", place.Tenant.Value)).ShouldBe(0);
        (await book.Undo(place.Ada, import)).Refusal.ShouldBe(ImportRefusals.Unknown);
        (await Load(place, Export)).Value.Open.ShouldBe(2);
        (await Broken(place)).ShouldBe(0);
    }

    [Fact]
    public async Task Load_WhenTheRoleMayNot_IsRefused()
    {
        await using var place = await AccessPlace.Open(Engine);
        var mara = await place.Person(place.Tenant, "mara@home.example", Role.Manager);
        (await place.Get<LandingBook>().List(mara)).Refusal.ShouldBe(AccessRefusals.NotAllowed);
    }

    [Fact]
    public async Task History_WhenImported_GivesTheSameAuditAsTheExport()
    {
        await using var place = await AccessPlace.Open(Engine);
        await Load(place, Export);
        var reading = (await place.Get<LedgerLog>().Read(place.Ada, Instant.FromUtc(2025, 1, 1, 0, 0), Instant.FromUtc(2026, 1, 1, 0, 0))).Value;
        var (own, before) = (RunAudit.Of(reading), Read(Export, file => RunAudit.Of(file, new ReadingWishes())).Value);
        own.Result.Findings.Idle3.ShouldBe(before.Result.Findings.Idle3);
        own.Result.Findings.OpenTime.ShouldBe(before.Result.Findings.OpenTime);
        (own.Reading.Log.Cases, own.Reading.Log.Events).ShouldBe((3, before.Reading.Log.Events));
    }

    [Fact]
    public async Task Review_OfAFrozenSample_SaysHowFarTheMachineIsRight()
    {
        await using var place = await AccessPlace.Open(Engine);
        var text = new System.Text.StringBuilder("case,time,status,team,requester\n");
        for (var at = 0; at < 30; at++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"C{at},2025-03-03 09:{at:00},New,Desk,r{at}\nC{at},2025-03-03 10:{at:00},In Progress,Desk,r{at}\nC{at},2025-03-{10 + (at % 5)} 10:00,Resolved,Desk,r{at}\n");
        }

        var run = Read(text.ToString(), file => RunAudit.Of(file, new ReadingWishes())).Value;
        var audit = (await place.Get<FrozenAudits>().Freeze(place.Ada, MakeReport.Of(run), FrozenParts.Of(run), "Sample", Instant.FromUtc(2025, 4, 1, 9, 0))).Value;
        var book = place.Get<ReviewBook>();
        var view = (await book.Read(place.Ada, audit)).Value;
        (view.Cases.Count, view.Left).ShouldBe((30, 30));
        view.Cases.ShouldAllBe(item => item.Case.Labels.Contains("nobody"));
        for (var place1 = 1; place1 <= 20; place1++)
        {
            (await book.Keep(place.Ada, audit, place1, new CaseReview(NeedOutcome.Late, 4, Impact.Degraded, place1 == 1 ? Duration.FromHours(1) : null, place1 > 15 ? ["nobody"] : [], []), Instant.FromUtc(2025, 4, 2, 9, 0))).ShouldBeNull();
        }

        var figures = (await book.Read(place.Ada, audit)).Value.Figures;
        figures.Labels.Single(label => label.Label == "nobody").Share.ShouldBe(0.75);
        figures.Causes.ShouldBe([(4, 20)]);
        figures.ByImpact.ShouldNotBeNull();
        (await book.Keep(place.Ada, audit, 1, new CaseReview(NeedOutcome.Met, 22, Impact.None, null, [], []), Instant.FromUtc(2025, 4, 2, 9, 0)))!.Code.ShouldBe("audit.review-malformed");
        (await book.Keep(place.Ada, audit, 99, new CaseReview(NeedOutcome.Met, null, Impact.None, null, [], []), Instant.FromUtc(2025, 4, 2, 9, 0))).ShouldBe(AuditRefusals.NotFound);
    }

    [Fact]
    public async Task Job_WhenTheFileIsStrange_AlwaysEndsAndLeavesNothing()
    {
        await using var place = await AccessPlace.Open(Engine);
        var jobs = place.Get<AuditJobs>();
        for (var at = 0; at < 4; at++)
        {
            var job = (await jobs.Start(place.Ada, new MemoryStream([0x1F, 0x8B, 1, 2, 3]), "broken.gz", new ReadingWishes(), stop: TestContext.Current.CancellationToken)).Value;
            await job.Finished;
            job.IsDone.ShouldBeTrue();
            job.Refusal!.Code.ShouldBe("audit.file-broken");
            File.Exists(job.Path).ShouldBeTrue();
            jobs.Cancel(place.Ada, job.Id).ShouldBeNull();
            jobs.Find(place.Ada, job.Id).ShouldBeNull();
            File.Exists(job.Path).ShouldBeFalse();
        }
    }

    /// <summary>A desk that brings its past along begins basic; what a step would mean is told by the month that it brought.</summary>
    [Fact]
    public async Task Load_WhenTheDeskIsNew_BeginsBasicAndItsStepsSpeakOfTheMonthItBrought()
    {
        await using var place = await AccessPlace.Open(Engine);
        var calendar = (await place.Get<TeamList>().Calendars(place.Ada)).Value[0].Id;
        (await place.Get<SetTeam>().Add(place.Ada, new TeamWish("Network", calendar, "Standard", false))).IsRefused.ShouldBeFalse();
        await Load(place, Month);

        var steps = (await place.Get<NextSteps>().Read(place.Ada)).Value;
        steps.ShouldAllBe(step => !step.Taken);
        (await place.Get<NextSteps>().First(place.Ada)).ShouldBe("targets");
        steps.ShouldAllBe(step => step.BroughtUntil == Instant.FromUtc(2025, 3, 24, 9, 0) + Duration.FromMilliseconds(1));
        Says("targets").ShouldBe((1, 3));
        Says("reminders").ShouldBe((1, 2));
        Says("returns").ShouldBe((1, 1));
        Says("standard").ShouldBe((2, 8));

        (int, int) Says(string key) => steps.Where(step => step.Key == key).Select(step => (step.Seen, step.Of)).Single();
    }

    // OLD-0 is of the month before; OLD-1 waited long and came back to the desk, OLD-2 waited a little, OLD-3 was answered late.
    private const string Month = """
        case,time,status,team,priority,requester,subject
        OLD-0,2025-01-06 09:00,New,Service Desk,P3,bo,Long ago
        OLD-0,2025-01-20 09:00,Closed,Service Desk,P3,bo,Long ago
        OLD-1,2025-03-03 09:00,New,Service Desk,P3,ann,The lift is stuck
        OLD-1,2025-03-03 10:00,In Progress,Service Desk,P3,ann,The lift is stuck
        OLD-1,2025-03-03 11:00,In Progress,Network,P3,ann,The lift is stuck
        OLD-1,2025-03-03 12:00,In Progress,Service Desk,P3,ann,The lift is stuck
        OLD-1,2025-03-03 13:00,Waiting for customer,Service Desk,P3,ann,The lift is stuck
        OLD-1,2025-03-10 13:00,Closed,Service Desk,P3,ann,The lift is stuck
        OLD-2,2025-03-04 09:00,New,Service Desk,P3,bo,Printer
        OLD-2,2025-03-04 10:00,Waiting for customer,Service Desk,P3,bo,Printer
        OLD-2,2025-03-04 16:00,Closed,Service Desk,P3,bo,Printer
        OLD-3,2025-03-24 09:00,New,Service Desk,P3,bo,Password
        OLD-3,2025-03-24 16:00,In Progress,Service Desk,P3,bo,Password
        """;

    private static async Task<Outcome<LoadDone>> Load(AccessPlace place, string export)
    {
        var log = Read(export, file => LoadTickets.Understand(place.Ada, file, new ReadingWishes()));
        return await place.Get<LoadTickets>().Do(place.Ada, log.Value, new LoadWishes());
    }

    private static async Task<int> Broken(AccessPlace place) => (await new Verification(place.Database).Run()).Findings.Count;

    private static T Read<T>(string text, Func<LogFile, T> take)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, text);
        try
        {
            return take(LogFile.Find(path).Value);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
