using Headway.Domain.Statuses;
using Shouldly;
using Xunit;

namespace Headway.Tests.Statuses;

public sealed class PriorityMatrixTests
{
    [Theory]
    [InlineData(Weight.High, Weight.High, Priority.P1)]
    [InlineData(Weight.High, Weight.Medium, Priority.P2)]
    [InlineData(Weight.Medium, Weight.High, Priority.P2)]
    [InlineData(Weight.Medium, Weight.Medium, Priority.P3)]
    [InlineData(Weight.Low, Weight.High, Priority.P3)]
    [InlineData(Weight.Medium, Weight.Low, Priority.P4)]
    [InlineData(Weight.Low, Weight.Low, Priority.P4)]
    public void Of_When_BothAreKnown_Then_GivesTheirPriority(Weight impact, Weight urgency, Priority expected) => PriorityMatrix.Default.Of(impact, urgency).ShouldBe(expected);

    [Fact]
    public void Of_When_OneIsUnknown_Then_GivesNone()
    {
        PriorityMatrix.Default.Of(Weight.High, null).ShouldBeNull();
        PriorityMatrix.Default.Of(null, Weight.High).ShouldBeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("P1 P2")]
    [InlineData("P1 P2 P3 P2 P3 P4 P3 P4 P5")]
    [InlineData("1 2 3 2 3 4 3 4 9")]
    public void Read_When_ItIsNoMatrix_Then_Nothing(string? text) => PriorityMatrix.Read(text).ShouldBeNull();

    [Fact]
    public void Read_When_WrittenBefore_Then_IsTheSame() => PriorityMatrix.Read(PriorityMatrix.Default.ToString())!.ToString().ShouldBe("P1 P2 P3 P2 P3 P4 P3 P4 P4");
}
