using Headway.Application.Storage;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Storage;

public sealed class RefusalOnSqlite : RefusalSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class RefusalOnPostgres : RefusalSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>What the database refuses by itself, whoever writes to it.</summary>
public abstract class RefusalSuite
{
    private const string Open = "tenant = 1 AND state = 'open'";

    protected abstract Engine Engine { get; }

    [Theory]
    [InlineData($"UPDATE tickets SET next_activity = NULL, next_open = NULL WHERE {Open}")]
    [InlineData($"UPDATE tickets SET next_activity = 99 WHERE {Open}")]
    [InlineData($"UPDATE tickets SET next_open = FALSE WHERE {Open}")]
    [InlineData("UPDATE activities SET closed = 1, open = FALSE WHERE tenant = 1")]
    [InlineData("UPDATE activities SET open = FALSE WHERE tenant = 1")]
    [InlineData("DELETE FROM activities WHERE tenant = 1")]
    [InlineData("INSERT INTO tickets SELECT tenant, ticket + 1, number + 1, version, type, state, status, priority, major, team, owner, requester, service, channel, subject, opened, changed, first_reply_at, last_reply_at, unanswered_at, unanswered_intent, resolved_at, closes_at, closed_at, close_code, wakes_at, promise_at, promise_set_by, promise_status, promise_outcome, promises_made, promises_kept, promises_missed, reopenings, transfers, next_activity, next_open, next_due FROM tickets")]
    [InlineData("INSERT INTO activities SELECT tenant, ticket, id + 1, type, status, kind, base, rank, high_priority, held_by, attempt, opened, original_due, due, closed, outcome, done_by, verdict, verdict_at, judged_team, judged_person, team, owner, priority, major, moves, open FROM activities")]
    [InlineData("UPDATE facts SET body = '{}' WHERE tenant = 1")]
    [InlineData("DELETE FROM facts WHERE tenant = 1")]
    public async Task Database_When_SqlWouldBreakThePromise_Then_ItRefuses(string sql)
    {
        await using var place = await TestDatabase.Current(Engine);
        await new TestDesk(place.Database).Open();

        await Should.ThrowAsync<System.Data.Common.DbException>(place.Database.Write(session => session.Do(sql).AsTask()));

        (await place.Database.Read(session => session.Number("SELECT count(*) FROM tickets t JOIN activities a ON a.tenant = t.tenant AND a.ticket = t.ticket AND a.id = t.next_activity AND a.open JOIN facts f ON f.tenant = t.tenant AND f.ticket = t.ticket AND f.seq = 1 WHERE t.tenant = 1").AsTask())).ShouldBe(1);
    }

    [Fact]
    public async Task Write_When_ANeighbourBreaksARuleAtTheCommit_Then_OnlyThatOneFails()
    {
        await using var place = await TestDatabase.Current(Engine);
        var desk = new TestDesk(place.Database);
        var opened = await desk.Open();
        using var gate = new ManualResetEventSlim();
        var first = Task.Run(() => place.Database.Write(session =>
        {
            gate.Wait(TimeSpan.FromSeconds(20));
            return session.Do("UPDATE counters SET next = next WHERE tenant = 0").AsTask();
        }));

        var notes = Enumerable.Range(0, 6).Select(i => desk.Note(opened.Ticket, $"n{i}")).ToList();
        var bad = place.Database.Write(session => session.Do($"UPDATE tickets SET next_activity = 99 WHERE {Open}").AsTask());
        gate.Set();

        await Should.ThrowAsync<System.Data.Common.DbException>(bad);
        (await Task.WhenAll(notes)).ShouldAllBe(outcome => !outcome.IsRefused);
        await first;
    }
}
