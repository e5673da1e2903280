using Headway.Domain.Recognition;
using Shouldly;
using Xunit;

namespace Headway.Tests.Recognition;

public sealed class SamplingTests
{
    [Theory]
    [InlineData(0, 0, 0.20)]
    [InlineData(9, 9, 0.20)]
    [InlineData(8, 10, 0.20)]
    [InlineData(17, 20, 0.10)]
    [InlineData(9, 10, 0.10)]
    [InlineData(19, 20, 0.05)]
    [InlineData(10, 10, 0.05)]
    public void Share_WhenTheWorkPasses_Falls(int passed, int isChecked, double share) => Sampling.Share(passed, isChecked).ShouldBe(share);

    [Fact]
    public void Picks_WhenManyActsAreLookedAt_TakesAboutTheShareAndAlwaysTheSame()
    {
        var picked = (from ticket in Enumerable.Range(1, 500) from activity in Enumerable.Range(1, 20) where Sampling.Picks(ticket, activity, false, 0.2) is not null select (ticket, activity)).ToList();
        picked.Count.ShouldBeInRange(1_800, 2_200, "of ten thousand");
        picked.GroupBy(one => one.ticket).Count().ShouldBeGreaterThan(450, "no ticket is left out by its number");
        picked.ShouldBe(from ticket in Enumerable.Range(1, 500) from activity in Enumerable.Range(1, 20) where Sampling.Picks(ticket, activity, false, 0.2) is not null select (ticket, activity));
        picked.ShouldBeSubsetOf(from ticket in Enumerable.Range(1, 500) from activity in Enumerable.Range(1, 20) where Sampling.Picks(ticket, activity, false, 0.5) is not null select (ticket, activity), "a larger share takes the same and more");
    }

    [Fact]
    public void Picks_WhenTheServiceIsSensitive_TakesAll() =>
        Enumerable.Range(1, 200).ShouldAllBe(activity => Sampling.Picks(7, activity, true, 0.05) == SampleReason.Sensitive);

    [Theory]
    [InlineData("Accounts and access", true)]
    [InlineData("Passwort zurücksetzen", true)]
    [InlineData("IT-SICHERHEIT", true)]
    [InlineData("Printers", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Service_WhenItsNameSaysSo_IsSensitive(string? service, bool sensitive) => Sampling.IsSensitive(service).ShouldBe(sensitive);
}
