using System.Globalization;
using System.Text;
using Headway.Application.Audits.Reading;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Audits;

/// <summary>Names of a log's tickets, teams and people by number, and times of a day that was read before: short cuts that change no answer.</summary>
public sealed class NamesTests
{
    [Fact]
    public void Names_ThatDifferInAnything_AreDifferent()
    {
        string[] told = ["", "7", "07", "007", "0007", "INC7", "INC0000001", "INC000001", "INC1", "inc0000001", "INC0000016", "INC0000017", "X-1-0000001", "1004298.0", "123456789", "1234567890", "11234567890", "INC0000001 ", "٣٣٣"];
        var names = new ByteNames();
        told.Select(name => names.Add(Encoding.UTF8.GetBytes(name))).ShouldBe(Enumerable.Range(0, told.Length));
        told.Reverse().Select(name => names.Add(Encoding.UTF8.GetBytes(name))).ShouldBe(Enumerable.Range(0, told.Length).Reverse());
        Enumerable.Range(0, told.Length).Select(at => names[at]).ShouldBe(told);
    }

    [Fact]
    public void Names_OfAnyForm_AreNumberedAsADictionaryWould()
    {
        const int seed = 20_261_122;
        var (dice, names, known) = (new Random(seed), new ByteNames(), new Dictionary<string, int>());
        for (var at = 0; at < 60_000; at++)
        {
            // More beginnings than are kept by number, so that both ways are gone, and each name comes back by the way it went.
            var name = dice.Next(4) switch
            {
                0 => string.Create(CultureInfo.InvariantCulture, $"INC{dice.Next(20_000):0000000}"),
                1 => string.Create(CultureInfo.InvariantCulture, $"{dice.Next(9_000):x4}-{dice.Next(200):000}"),
                2 => string.Create(CultureInfo.InvariantCulture, $"{dice.Next(3_000)}.0"),
                _ => string.Create(CultureInfo.InvariantCulture, $"{dice.NextInt64(5_000_000_000, 5_000_004_000)}{dice.Next(3):000}"),
            };
            known.TryAdd(name, known.Count);
            names.Add(Encoding.UTF8.GetBytes(name)).ShouldBe(known[name], $"{name}, seed {seed}");
        }

        names.Count.ShouldBe(known.Count);
    }

    [Theory]
    [InlineData("2024-03-04 10:00:00", "2024-03-04T10:00:00Z")]
    [InlineData("2024-03-04T23:59:59", "2024-03-04T23:59:59Z")]
    [InlineData("2024-03-04 24:00:00", "2024-03-05T00:00:00Z")]
    [InlineData("2024-03-04 10:00 AM", "2024-03-04T10:00:00Z")]
    [InlineData("2024-03-04 1:00:00PM", "2024-03-04T13:00:00Z")]
    [InlineData("2024-03-04 10:00:00Z", "2024-03-04T10:00:00Z")]
    [InlineData("2024-03-04 10:61:00", null)]
    [InlineData("2024-03-04 1x:00:00", null)]
    [InlineData("2024-03-05 10:00:00", "2024-03-05T10:00:00Z")]
    public void Time_OfADayReadBefore_IsThatOfItsText(string text, string? expected)
    {
        var reader = new TimeReader(DateTimeZone.Utc, DateOrder.DayFirst, ignoreOffsets: false);
        reader.TryRead("2024-03-04 09:00:00"u8, out _).ShouldBeTrue();
        reader.TryRead(Encoding.UTF8.GetBytes(text), out var at).ShouldBe(expected is not null);
        if (expected is not null)
            Instant.FromUnixTimeMilliseconds(at).ToString().ShouldBe(expected);
    }
}
