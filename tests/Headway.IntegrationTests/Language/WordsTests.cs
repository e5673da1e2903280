using System.Text.Json;
using System.Text.RegularExpressions;
using Headway.Domain.Flow;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Headway.Web.Language;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Language;

public sealed partial class WordsTests
{
    private static readonly Words English = Words.Of("en");
    private static readonly Words German = Words.Of("de-AT");

    [Fact]
    public void Keys_OfBothLanguages_AreTheSame()
    {
        German.Language.ShouldBe("de");
        English.Keys.Except(German.Keys).ShouldBeEmpty();
        // A refusal speaks English by itself; only its translation is kept here.
        German.Keys.Except(English.Keys).Where(key => !key.StartsWith("refusal.", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    /// <summary>Two files that say the same key would let chance choose.</summary>
    [Fact]
    public void Keys_OfAllFiles_AreSaidOnce() =>
        Words.Languages.SelectMany(language => Directory.EnumerateFiles(Path.Combine(Root(), "src/Headway.Web/Language"), $"*.{language}.json")
                .SelectMany(file => JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!.Keys)
                .GroupBy(key => key).Where(same => same.Count() > 1).Select(same => $"{language}: {same.Key}"))
            .ShouldBeEmpty();

    [Fact]
    public void Places_OfBothLanguages_AreTheSame() =>
        English.Keys.Where(key => !PlacesOf(English[key]).SetEquals(PlacesOf(German[key]))).ShouldBeEmpty();

    /// <summary>A key that no file says shows itself in brackets: these are put together from codes, so that no compiler sees it.</summary>
    [Fact]
    public void Measures_InBothLanguages_HaveANameAndSayWhatTheyAreMadeOf() =>
        FlowMeasure.All.SelectMany(measure => new[] { $"measure.{measure.Key}", $"measure.{measure.Key}-text" }).Where(key => !English.Has(key) || !German.Has(key)).ShouldBeEmpty();

    [Fact]
    public void History_OfEveryKind_HasWordsInBothLanguages()
    {
        StoryKind[] saidOtherwise = [StoryKind.Situation, StoryKind.Moved, StoryKind.Owner, StoryKind.Team, StoryKind.Priority, StoryKind.Renewal, StoryKind.ChaseVerdict, StoryKind.Answered];
        Enum.GetValues<StoryKind>().Except(saidOtherwise).Select(kind => $"history.{kind}").Where(key => !English.Has(key) || !German.Has(key)).ShouldBeEmpty();
    }

    [Fact]
    public void Statuses_InBothLanguages_HaveLabelTaskMeaningAndCustomerLine()
    {
        foreach (var words in new[] { English, German })
        {
            DefaultStatuses.All.SelectMany(status => new[] { "label", "task", "means", "customer" }.Select(part => $"status.{status.Code}.{part}")).Where(key => !words.Has(key)).ShouldBeEmpty();
        }
    }

    /// <summary>A customer who is to hear from us reads by when; where nothing more is due, no time is named.</summary>
    [Fact]
    public void CustomerLines_OfOpenStatuses_CarryThePromise() =>
        DefaultStatuses.All.Where(status => English[$"status.{status.Code}.customer"].Contains("{promise}", StringComparison.Ordinal) == (status.Kind == StatusKind.Terminal || status.Code == StatusCode.AppointmentBooked))
            .Select(status => status.Code.Value).ShouldBeEmpty();

    [Fact]
    public void Parts_NameOnlyKeys_ThatHaveWords()
    {
        var used = Directory.EnumerateFiles(Path.Combine(Root(), "src/Headway.Web"), "*.razor", SearchOption.AllDirectories).Where(file => !file.Contains("node_modules", StringComparison.Ordinal))
            .SelectMany(file => KeyInUse().Matches(File.ReadAllText(file)).Select(match => (Key: match.Groups["key"].Value, Counted: match.Groups["counted"].Success))).ToHashSet();
        used.Count.ShouldBeGreaterThan(100);
        used.Where(use => use.Counted ? !English.Has(use.Key + ".one") || !English.Has(use.Key + ".many") : !English.Has(use.Key)).Select(use => use.Key).ShouldBeEmpty();
    }

    [Fact]
    public void AnUnknownKey_IsShown_InBrackets() => English["no.such.key"].ShouldBe("⟦no.such.key⟧");

    [Theory]
    [InlineData(0.5, "now", "jetzt")]
    [InlineData(40, "in 40 min", "in 40 Min.")]
    [InlineData(108, "12:00", "12:00")]
    [InlineData(-12, "overdue 12 min", "überfällig seit 12 Min.")]
    [InlineData(-65, "overdue 1 h 05", "überfällig seit 1 Std. 05")]
    [InlineData(-1440, "overdue since Mon 10:12", "überfällig seit Mo 10:12")]
    [InlineData(8658, "Mon 10:30", "Mo 10:30")]
    [InlineData(14400, "22 May 10:12", "22. Mai 10:12")]
    public void ADue_IsSaid_AsPeopleSayIt(double minutes, string english, string german)
    {
        var now = Instant.FromUtc(2026, 5, 12, 9, 12);
        var zone = DateTimeZoneProviders.Tzdb["Europe/London"];
        var due = now + Duration.FromMinutes(minutes);
        new TimeWords(English, zone).Due(due, now).ShouldBe(english);
        new TimeWords(German, zone).Due(due, now).ShouldBe(german);
    }

    private static HashSet<string> PlacesOf(string said) => Place().Matches(said).Select(match => match.Value).ToHashSet();

    internal static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Headway.slnx")))
        {
            at = at.Parent ?? throw new InvalidOperationException("The tree is not around the tests.");
        }

        return at.FullName;
    }

    [GeneratedRegex(@"\{(\d+|promise)\}")]
    private static partial Regex Place();

    [GeneratedRegex("""Me(?<counted>\.Count\()?(?:\[|(?<=\())"(?<key>[a-zA-Z][\w.-]*)"(?=[\],)])""")]
    private static partial Regex KeyInUse();
}
