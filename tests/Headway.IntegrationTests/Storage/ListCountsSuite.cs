using System.Globalization;
using Headway.Application.Storage;
using Headway.IntegrationTests.Mail;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Storage;

public sealed class ListCountsOnSqlite : ListCountsSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class ListCountsOnPostgres : ListCountsSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>How long a list is: exact where it is short, half a minute old at most where nobody could read it.</summary>
public abstract class ListCountsSuite
{
    // Whose list: the second value; overdue before the third, which is the present instant.
    private const string Waiting = "SELECT CASE WHEN o.not_before < $4 THEN 1 ELSE 0 END AS late FROM outbox o WHERE o.tenant = $1 AND o.kind = $2", Others = "SELECT 0 AS late FROM outbox o WHERE o.tenant = $1 AND o.kind = $3";

    private static readonly long Now = TestDesk.Monday.ToUnixTimeMilliseconds();

    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Count_When_APartIsShort_Then_ItIsExactBesideOneThatIsLong()
    {
        await using var place = await TestDatabase.Current(Engine);
        var counts = new ListCounts(place.Database, new LeapingTime());
        await Put(place.Database, "long", 0, 600, late: 7);
        await Put(place.Database, "short", 0, 3, late: 1);

        (await Of(place.Database, counts, "long", "short")).ShouldBe((603, 7));
        await Put(place.Database, "long", 600, 10, late: 2);
        await Put(place.Database, "short", 3, 2, late: 2);

        (await Of(place.Database, counts, "long", "short")).ShouldBe((605, 7), "the long part is what it was a moment ago, the short one what it is");
        (await Of(place.Database, counts, "short", "long")).ShouldBe((615, 3), "the same part in another place is another question");
    }

    [Fact]
    public async Task Count_When_HalfAMinuteHasPassed_Then_TheNextLookButOneSeesTheNewFigure()
    {
        await using var place = await TestDatabase.Current(Engine);
        var time = new LeapingTime();
        var counts = new ListCounts(place.Database, time);
        await Put(place.Database, "long", 0, 600, late: 0);
        (await Of(place.Database, counts, "long", "none")).All.ShouldBe(600);

        await Put(place.Database, "long", 600, 50, late: 50);
        time.Leap(ListCounts.Fresh + TimeSpan.FromSeconds(1));
        (await Of(place.Database, counts, "long", "none")).All.ShouldBe(600);

        (int All, int Late) seen;
        for (var end = Environment.TickCount64 + 20_000; (seen = await Of(place.Database, counts, "long", "none")).All == 600 && Environment.TickCount64 < end; await Task.Yield())
        {
        }

        seen.ShouldBe((650, 50));
    }

    [Fact]
    public async Task Count_When_TheListBecameShort_Then_ItIsExactAgain()
    {
        await using var place = await TestDatabase.Current(Engine);
        var time = new LeapingTime();
        var counts = new ListCounts(place.Database, time);
        await Put(place.Database, "long", 0, 600, late: 5);
        (await Of(place.Database, counts, "long", "none")).ShouldBe((600, 5));

        await place.Database.Write(async session => await session.Do("DELETE FROM outbox WHERE kind = 'long' AND id >= 100"));
        time.Leap(ListCounts.Fresh + TimeSpan.FromSeconds(1));

        (await Of(place.Database, counts, "long", "none")).ShouldBe((100, 5));
    }

    private static Task<(int All, int Late)> Of(Database database, ListCounts counts, string first, string second) =>
        database.Read(session => counts.Of(session, [Waiting, Others], [1L, first, second, Now], same: 3).AsTask());

    private static Task Put(Database database, string kind, int from, int count, int late) => database.Write(async session =>
    {
        for (var at = from; at < from + count; at++)
        {
            await session.Do(
                "INSERT INTO outbox (tenant, id, key, kind, body, created, not_before, state, attempts, fence) VALUES (1, $1, $2, $3, '{}', $4, $4, 'waiting', 0, 0)",
                kind == "short" ? 10_000L + at : at, string.Create(CultureInfo.InvariantCulture, $"{kind}{at}"), kind, at < from + late ? Now - 1 : Now);
        }
    });
}
