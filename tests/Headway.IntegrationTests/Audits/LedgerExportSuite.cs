using Headway.Application.Access;
using Headway.Application.Audits;
using Headway.Application.Audits.Reading;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.IntegrationTests.Mail;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Audits;

public sealed class LedgerExportOnSqlite : LedgerExportSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class LedgerExportOnPostgres : LedgerExportSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>Whoever audits the exported ledger finds what the desk finds of itself.</summary>
public abstract class LedgerExportSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Export_When_AuditedAgain_Then_EveryFigureIsTheDesksOwn()
    {
        await using var desk = await MailDesk.On(Engine, proves: false);
        for (var at = 1; at <= 3; at++)
        {
            await Story(desk, at);
        }

        var manager = desk.Desk.Sam with { Role = Role.Manager };
        var live = (await desk.Desk.Get<LedgerLog>().Read(manager, Instant.MinValue, Instant.MaxValue)).Value;
        live.Log.Events.ShouldBeGreaterThan(8);
        foreach (var format in Enum.GetValues<LedgerFormat>())
        {
            var file = Path.Combine(desk.Desk.Place.Folder, $"ledger.{format}");
            await using (var output = File.Create(file))
            {
                await desk.Desk.Get<ExportLedger>().Open(manager, format, Instant.MinValue, Instant.MaxValue).Value(output, default);
            }

            var read = RunAudit.Of(LogFile.Find(file).Value, new ReadingWishes()).Value;

            read.Reading.Profile.Name.ShouldBe("headway", $"{format}");
            Figures(read).ShouldBe(Figures(RunAudit.Of(live with { Calendar = read.Reading.Calendar })), $"{format}");
        }
    }

    // A need that is asked about, answered, added to, noted on and at last solved; the third is left alone.
    private static async Task Story(MailDesk desk, int at)
    {
        var number = (await desk.Take(MailDesk.Message($"Ann {at} <ann{at}@client.example>", $"Need {at}", "Please.", $"l{at}"))).Number!.Value;
        if (at == 3)
        {
            return;
        }

        (await desk.Desk.Reply(number, "Which door is it?")).Refusal.ShouldBeNull();
        var writer = (await desk.Database.Read(async session => await Callers.Load(session, desk.Tenant, new PersonId(await Requester(session, desk, number))))).ShouldNotBeNull();
        await desk.Take(MailDesk.Message($"Ann {at} <ann{at}@client.example>", $"Re: Need {at}", "The one to the yard.", $"m{at}", $"In-Reply-To: {await desk.Token(number, writer)}"));
        (await desk.Desk.Get<AnnotateTicket>().Note(new ActOn(desk.Desk.Sam, number), "Between us.", [])).Refusal.ShouldBeNull();
        (await desk.Desk.Reply(number, "It is open now.", at == 1 ? "CUST_TESTING" : "IN_PROGRESS")).Refusal.ShouldBeNull();
    }

    private static async Task<long> Requester(Session session, MailDesk desk, long number) =>
        (await session.Number("SELECT requester FROM tickets WHERE tenant = $1 AND number = $2", desk.Tenant.Value, number))!.Value;

    // The name of the case with the longest silence is written otherwise in each form; its length is not.
    private static string Figures(AuditRun run)
    {
        var figures = AuditJson.Of(run);
        figures["progression"]!["longestSilence"]!["case"] = null;
        return figures["findings"]!.ToJsonString() + figures["progression"]!.ToJsonString();
    }
}
