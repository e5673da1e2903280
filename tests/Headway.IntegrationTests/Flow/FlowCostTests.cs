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
