using Headway.Application.Desk;
using Headway.Application.Heartbeat;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.IntegrationTests.Access;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Storage;

public sealed class UpkeepOnSqlite : UpkeepSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class UpkeepOnPostgres : UpkeepSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>Nights on a made clock that begins on Monday 2026-03-02 at 09:00 UTC.</summary>
public abstract class UpkeepSuite
{
    private static readonly TenantId Tenant = new(1);

    protected abstract Engine Engine { get; }

    [Theory]
    [InlineData("2026-03-28T01:59:00Z", null, true)] // never before
    [InlineData("2026-03-28T01:59:00Z", "2026-03-27T02:00:00Z", false)] // 02:59 in Berlin: the night is not yet
    [InlineData("2026-03-28T02:00:00Z", "2026-03-27T02:00:00Z", true)]
    [InlineData("2026-03-28T22:00:00Z", "2026-03-28T02:00:00Z", false)]
    [InlineData("2026-03-29T01:00:00Z", "2026-03-28T02:00:00Z", true)] // the clocks go forward: 03:00 is an hour earlier
    [InlineData("2026-03-29T01:00:01Z", "2026-03-29T01:00:00Z", false)]
    [InlineData("2026-10-25T01:30:00Z", "2026-10-24T01:00:00Z", false)] // and back: 02:30 the second time
    [InlineData("2026-10-25T02:00:00Z", "2026-10-24T01:00:00Z", true)]
    [InlineData("2026-03-31T12:00:00Z", "2026-03-28T02:00:00Z", true)] // nights that nobody was awake for
    public void Night_When_ItHasCome_Then_UpkeepIsDueOnce(string now, string? last, bool due) =>
        Upkeep.IsDue(last is null ? null : At(last), At(now), DateTimeZoneProviders.Tzdb["Europe/Berlin"]).ShouldBe(due);

    [Fact]
    public async Task Upkeep_When_ANightComes_Then_OnlyWhatNobodyCanUseGoesAndTheNightIsKept()
    {
        await using var place = await TestDatabase.Current(Engine);
        var time = new MadeTime();
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await Lay(place.Database);
        var desk = new TestDesk(place.Database);
        await desk.Open();
        await desk.Open();
        const long day = 86_400_000;
        await place.Database.Write(async session =>
        {
            foreach (var (id, expires, revoked) in new (string, long, long?)[] { ("old", now - (8 * day), null), ("ended", now + day, now - (8 * day)), ("just", now - day, null), ("live", now + day, null) })
            {
                await session.Run("INSERT INTO sessions (tenant, id, person, created, last_seen, expires, stamp, revoked_at) VALUES (1, $1, 1, 0, 0, $2, 's', $3)", id, expires, revoked);
            }

            await session.Run("INSERT INTO sign_in_links (tenant, hash, purpose, created, expires) VALUES (1, 'old', 'reset', 0, $1), (1, 'live', 'reset', 0, $2)", now - (8 * day), now + 1);
            await session.Run("INSERT INTO throttle (tenant, key, window_start, count) VALUES (1, 'old', $1, 1), (1, 'known', $2, 1)", now - (91 * day), now - (89 * day));
            await session.Run("INSERT INTO requests (tenant, person, key, hash, status, body, at) VALUES (1, 1, 'old', 'h', 200, '{}', $1), (1, 1, 'new', 'h', 200, '{}', $2)", now - day - 1, now);
        });
        var upkeep = new Upkeep(place.Database, new DeskClock(time));

        var run = (await upkeep.RunWhenDue(Tenant)).ShouldNotBeNull();

        (run.Open, run.Unscheduled, run.Sessions, run.Links, run.Tries, run.Requests, run.Failed).ShouldBe((2, 0, 2, 1, 1, 1, null));
        (await Keys(place.Database, "SELECT id FROM sessions WHERE tenant = 1")).ShouldBe(["just", "live"]);
        (await Keys(place.Database, "SELECT hash FROM sign_in_links WHERE tenant = 1")).ShouldBe(["live"]);
        (await Keys(place.Database, "SELECT key FROM throttle WHERE tenant = 1")).ShouldBe(["known"]);
        (await Keys(place.Database, "SELECT key FROM requests WHERE tenant = 1")).ShouldBe(["new"]);
        (await UpkeepRuns.Last(place.Database, Tenant)).ShouldBe(run with { Took = (await UpkeepRuns.Last(place.Database, Tenant))!.Took });

        (await upkeep.RunWhenDue(Tenant)).ShouldBeNull("it was done tonight");
        time.Pass(TimeSpan.FromHours(18));
        (await upkeep.RunWhenDue(Tenant)).ShouldNotBeNull("03:00 has come");
        (await UpkeepRuns.Latest(place.Database, Tenant, 10)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Upkeep_When_AnotherNodeIsAtIt_Then_ItIsLeftToThem()
    {
        await using var place = await TestDatabase.Current(Engine);
        await Lay(place.Database);
        var lease = (await new Leases(place.Database).Acquire(Tenant, "upkeep", "another node", Duration.FromMinutes(15))).ShouldNotBeNull();
        var upkeep = new Upkeep(place.Database, new DeskClock(new MadeTime()));

        (await upkeep.RunWhenDue(Tenant)).ShouldBeNull();

        await new Leases(place.Database).Release(lease, 0);
        (await upkeep.RunWhenDue(Tenant)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Health_When_NightsAreMissed_Then_ItSaysSo()
    {
        await using var place = await TestDatabase.Current(Engine);
        await Lay(place.Database);
        var time = new MadeTime();
        var clock = new DeskClock(time);
        var health = new HealthQuery(place.Database, clock);

        (await health.Read()).ShouldBe(new DeskHealth(Database: true, null, UpkeepMissed: false, 0, UpkeepFailed: false));
        await new Upkeep(place.Database, clock).RunWhenDue(Tenant);
        (await health.Read()).IsGood.ShouldBeTrue();
        time.Pass(TimeSpan.FromHours(31));
        (await health.Read()).UpkeepMissed.ShouldBeTrue();
        await place.Database.Write(session => session.Do("UPDATE upkeep SET unscheduled = 3, failed = 'files' WHERE tenant = 1").AsTask());
        (await health.Read()).ShouldSatisfyAllConditions(desk => desk.Unscheduled.ShouldBe(3), desk => desk.UpkeepFailed.ShouldBeTrue(), desk => desk.IsGood.ShouldBeFalse());
    }

    private static Instant At(string text) => NodaTime.Text.InstantPattern.General.Parse(text).Value;

    private static Task Lay(Database database) => database.Write(session =>
        session.Do("INSERT INTO tenants (tenant, name, zone, language, created, active) VALUES (1, 'Desk', 'Europe/Berlin', 'en', 0, 1 = 1)").AsTask());

    private static Task<List<string>> Keys(Database database, string sql) =>
        database.Read(async session => (await session.Query(sql, reader => reader.GetString(0))).Order(StringComparer.Ordinal).ToList());
}
