using Headway.Application.Flow;
using Headway.Application.Storage;
using Headway.IntegrationTests.Storage;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Flow;

/// <summary>How often the flow page asks the database. Statements are counted for the whole process, so this runs when nothing else does.</summary>
[Collection(nameof(Faults))]
public sealed class FlowCostTests
{
    private static readonly AsyncLocal<StatementCount?> Counting = new();

    /// <summary>It was 68 with the page's frame, 27 of them the same question for each of 27 weeks. The frame asks for itself.</summary>
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Read_When_WeeksAreManyOrFew_Then_AsksTheSameFewTimes(Engine engine)
    {
        await using var desk = await FlowDesk.Open(engine);
        for (var i = 0; i < 3; i++)
        {
            await desk.Reply(desk.Sam, await desk.Raise($"Dock {i}"));
            desk.Place.Time.Pass(TimeSpan.FromDays(7));
        }

        var costs = new Dictionary<int, int>();
        foreach (var weeks in new[] { 4, 13, 52 })
        {
            // The first reading fills what is kept; now and then one reads the desk's rules anew, so the cheapest tells.
            var read = new List<int>();
            for (var i = 0; i < 4; i++)
            {
                read.Add(await Counted(() => Read(desk, weeks)));
            }

            costs[weeks] = read.Skip(1).Min();
        }

        costs[13].ShouldBeLessThanOrEqualTo(20);
        costs.Values.Distinct().ShouldHaveSingleItem("a year asks as often as a month");
    }

    /// <summary>It read the whole flow for every part.</summary>
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Cut_When_ItIsOfActivities_Then_ItAsksNoOftenerThanTheWhole(Engine engine)
    {
        await using var desk = await FlowDesk.Open(engine);
        await desk.Reply(desk.Sam, await desk.Raise("Dock"), "AWAIT_CUSTOMER");
        await desk.Reply(desk.Sam, await desk.Raise("Mouse"), "AWAIT_SUPPLIER");
        var scope = FlowScope.Weeks(desk.Now, DateTimeZone.Utc, 13);
        var cuts = desk.Get<FlowCutsQuery>();
        foreach (var (of, each) in new[] { ("progression-all", 0), ("straight-off", 1), ("hollow", 1), ("overdue", 3) })
        {
            var (whole, cut, parts) = (int.MaxValue, int.MaxValue, 0);
            for (var i = 0; i < 4; i++)
            {
                whole = Math.Min(whole, await Counted(() => desk.Get<FlowQuery>().Read(desk.Mara, scope)));
                cut = Math.Min(cut, await Counted(async () => parts = (await cuts.Read(desk.Mara, scope, "status", of)).Value.Cuts.Count));
            }

            parts.ShouldBe(3);
            cut.ShouldBeLessThanOrEqualTo(whole + (parts * each) + 4, of);
        }
    }

    /// <summary>A desk that was filled a moment ago has no statistics: SQLite then went through the whole period for every single row, minutes long.</summary>
    [Fact]
    public async Task Narrowed_When_NothingIsKnownOfTheSizes_Then_ActivitiesAreReadWithinTheirTicket()
    {
        await using var desk = await FlowDesk.Open(Engine.Sqlite);
        var args = new List<object?> { desk.Place.Tenant.Value, 0L, long.MaxValue };
        var narrowed = FlowReach.Narrowed(new FlowScope(Instant.MinValue, Instant.MaxValue, Status: "NEW"), "p", args) + FlowReach.Narrowed(new FlowScope(Instant.MinValue, Instant.MaxValue, Type: "work"), "p", args, open: true);
        var plan = await desk.Place.Database.Read(session => session.Query(
            $"EXPLAIN QUERY PLAN SELECT count(*) FROM facts p WHERE p.tenant = $1 AND p.kind = 'promise-settled' AND p.at >= $2 AND p.at < $3{narrowed}", row => row.GetString(3), [.. args]).AsTask());
        plan.Where(step => step.Contains(" n ", StringComparison.Ordinal)).ShouldAllBe(step => step.Contains("ticket=?", StringComparison.Ordinal), string.Join('\n', plan));
        plan.Count(step => step.Contains(" n ", StringComparison.Ordinal)).ShouldBe(2);
    }

    private static async Task Read(FlowDesk desk, int weeks) =>
        (await desk.Get<FlowQuery>().Read(desk.Mara, FlowScope.Weeks(desk.Now, DateTimeZone.Utc, weeks))).Value.Tally.Done.ShouldBe(3);

    private static async Task<int> Counted(Func<Task> act)
    {
        var count = new StatementCount();
        Counting.Value = count;
        Fault.Hook = point => Counting.Value?.Add(point);
        try
        {
            await act();
        }
        finally
        {
            Fault.Hook = null;
            Counting.Value = null;
        }

        return count.Statements;
    }

    private sealed class StatementCount
    {
        private int _statements;

        public int Statements => _statements;

        public void Add(string point)
        {
            if (point == "statement")
            {
                Interlocked.Increment(ref _statements);
            }
        }
    }
}
