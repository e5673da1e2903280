using Headway.Application.Tickets;
using Headway.Domain;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Tickets;

/// <summary>Who a note calls.</summary>
public sealed class MentionsTests
{
    private static readonly (PersonId, string)[] Staff =
        [(new(1), "Nia Osei"), (new(2), "Kim Berg"), (new(3), "Kim Bergmann"), (new(4), "Oto Lund")];

    [Theory]
    [InlineData("@Nia Osei please look", "1")]
    [InlineData("Ask @nia, she knows", "1")]
    [InlineData("(@Oto) and @NIA OSEI.", "4 1")]
    [InlineData("@Kim is two people", "")]
    [InlineData("@Kim Bergmann it is", "3")]
    [InlineData("@Kim Berg it is", "2")]
    [InlineData("mail nia@demo.example or oto@nia.example", "")]
    [InlineData("@Niagara", "")]
    [InlineData("@Nia and again @Nia Osei", "1")]
    [InlineData("nobody @", "")]
    public void Called_When_ANoteIsRead_Then_ThoseWhoseNameStandsAfterTheSignAreMeant(string note, string called) =>
        Mentions.Called(note, Staff).Select(person => person.Value).ShouldBe(called.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse));
}
