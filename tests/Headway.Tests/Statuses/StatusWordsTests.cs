using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Statuses;
using Shouldly;
using Xunit;

namespace Headway.Tests.Statuses;

public sealed class StatusWordsTests
{
    [Theory]
    [InlineData("We check by {promise}.", true, null)]
    [InlineData("We check soon.", true, "wording.promise-missing")]
    [InlineData("By {promise} or {promise}.", true, "wording.promise-twice")]
    [InlineData("Dear {name}, by {promise}.", true, "wording.place-unknown")]
    [InlineData("Brace } by {promise}.", true, "wording.place-unknown")]
    [InlineData("It is solved.", false, null)]
    [InlineData("It is solved by {promise}.", false, "wording.nothing-promised")]
    [InlineData("Two\nlines by {promise}.", true, "wording.too-long")]
    public void Line_IsChecked_ForItsPlaces(string line, bool promises, string? code) => StatusWords.Check(line, promises)?.Code.ShouldBe(code);

    [Fact]
    public void Words_WhenSaidInOneLanguage_StandInThatOneOnly()
    {
        var words = new StatusWords(
            new Dictionary<(StatusCode, string), string> { [(StatusCode.AwaitSupplier, "de")] = "Beim Lieferanten" },
            new Dictionary<(StatusCode, string), string> { [(StatusCode.AwaitSupplier, "en")] = "Wait until {promise}." });
        words.Label(StatusCode.AwaitSupplier, "de-AT").ShouldBe("Beim Lieferanten");
        words.Label(StatusCode.AwaitSupplier, "en").ShouldBeNull();
        words.CustomerLine(StatusCode.AwaitSupplier, null).ShouldBe("Wait until {promise}.");
        words.CustomerLine(StatusCode.AwaitSupplier, "de").ShouldBeNull();
    }

    [Fact]
    public void Check_WhenNothingCouldWaitSoLong_Refuses()
    {
        StatusBook.Default.Check(new ThresholdRule(StatusCode.AwaitSupplier, WorkingTime.FromHours(401)))!.Code.ShouldBe("threshold.too-long");
        StatusBook.Default.LongestResponseTarget(null).ShouldBe(WorkingTime.FromHours(8));
    }

    [Fact]
    public void CompletionTarget_OfAStraightOffService_IsItsResponseTarget()
    {
        ServiceId password = new(1), laptop = new(2);
        var book = new StatusBook(
            DefaultStatuses.All, [], DefaultStatuses.ResponseTargets, new Dictionary<Priority, WorkingTime> { [Priority.P3] = WorkingTime.FromHours(24) },
            new Dictionary<ServiceId, IReadOnlyDictionary<Priority, WorkingTime>> { [password] = new Dictionary<Priority, WorkingTime> { [Priority.P3] = WorkingTime.FromHours(2) } })
        {
            StraightOff = new HashSet<ServiceId> { password },
            ServiceCompletionTargets = new Dictionary<ServiceId, IReadOnlyDictionary<Priority, WorkingTime>> { [laptop] = new Dictionary<Priority, WorkingTime> { [Priority.P3] = WorkingTime.FromHours(40) } },
        };
        book.CompletionTarget(Priority.P3, password).ShouldBe(WorkingTime.FromHours(2));
        book.CompletionTarget(Priority.P3, laptop).ShouldBe(WorkingTime.FromHours(40));
        book.CompletionTarget(Priority.P3, null).ShouldBe(WorkingTime.FromHours(24));
        book.CompletionTarget(Priority.P1, laptop).ShouldBeNull();
        book.With(rules: []).CompletionTarget(Priority.P3, password).ShouldBe(WorkingTime.FromHours(2), "a copy keeps what it does not name");
    }
}
