using Headway.Application.Flow;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Flow;

public sealed class PromiseFiguresOnSqlite : PromiseFiguresSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class PromiseFiguresOnPostgres : PromiseFiguresSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>What became of promises belongs to the week in which it became of them.</summary>
public abstract class PromiseFiguresSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Promises_When_ATicketLivesOn_Then_CountInTheWeekInWhichTheyWereSettled()
    {
        await using var desk = await FlowDesk.Open(Engine);
        var number = await desk.Raise("Dock 1");
        await desk.Reply(desk.Sam, number);
        desk.Place.Time.Pass(TimeSpan.FromMinutes(5));
        await desk.Reply(desk.Sam, number);
        (await Kept(desk)).ShouldBe(2, "the first answer and the next");

        desk.Place.Time.Pass(TimeSpan.FromDays(14));
        await desk.Reply(desk.Sam, number);
        (await Kept(desk)).ShouldBe(0, "it was kept two weeks ago");

        desk.Place.Time.Pass(TimeSpan.FromMinutes(5));
        var sent = (await desk.Get<ProgressTicket>().Do(new ActOn(desk.Sam, number), new TouchInput("IN_PROGRESS", "I look again."))).Value;
        (await Kept(desk)).ShouldBe(1);
        (await desk.Get<TicketActs>().Undo(new ActOn(desk.Sam, number), sent.Decision.ActFrom, sent.Decision.ActTo)).Refusal.ShouldBeNull();
        (await Kept(desk)).ShouldBe(0, "what was taken back settled nothing");
    }

    private static async Task<int> Kept(FlowDesk desk) =>
        (await desk.Get<FlowQuery>().Read(desk.Mara, new FlowScope(desk.Now - Duration.FromDays(7), desk.Now + Duration.FromMilliseconds(1)))).Value.Tickets.PromisesKept;
}
