using Headway.Application.Demo;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Demo;

/// <summary>Composed conversations tell one story each.</summary>
public sealed class DemoCaseTests
{
    private static readonly string[] Parts =
    [
        "opening", "question", "answer", "note", "transfer", "attempt", "supplier", "update", "NEXT_ACTION", "AWAIT_SUPPLIER", "AWAIT_DELIVERY", "AWAIT_CHANGE",
        "DEFERRED", "AWAIT_APPROVAL", "fix", "not-solved", "solved", "resolution",
    ];

    private static readonly Dictionary<string, string> Names = new()
    {
        ["first"] = "Tom", ["last"] = "Hale", ["title"] = "Herr", ["agent"] = "Sam", ["team"] = "engineering", ["date"] = "Monday", ["assetPrefix"] = "LH-",
    };

    private readonly DemoPhrases _phrases = new(DemoFiles.Json("phrases.json"));

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void Say_When_AnyPartOfAnyCaseIsAsked_Then_EverySlotHasAWord(string language)
    {
        var chance = new Random(1012);
        foreach (var category in _phrases.Categories)
        {
            for (var draw = 0; draw < 40; draw++)
            {
                var told = _phrases.Case(category, language, chance);
                foreach (var text in Parts.Select(part => told.Say(part, Names)).Append(told.Subject(Names)))
                {
                    text.ShouldNotContain("{");
                    text.ShouldNotBeNullOrWhiteSpace();
                }
            }
        }
    }

    [Fact]
    public void Say_When_ADeviceIsNamedTwice_Then_ItKeepsItsNumber()
    {
        var chance = new Random(7);
        var stickers = Enumerable.Range(0, 400)
            .Select(_ => _phrases.Case("scanner", "en", chance))
            .Select(told => Parts.SelectMany(part => told.Say(part, Names).Split(' ', '.', ',', ':', '\n')).Where(word => word.StartsWith("LH-", StringComparison.Ordinal)).ToList())
            .Where(found => found.Count > 1)
            .ToList();
        stickers.ShouldNotBeEmpty();
        stickers.ShouldAllBe(found => found.Distinct().Count() == 1);
    }

    [Fact]
    public void Say_When_AskedTwice_Then_TheSecondQuestionIsAnother()
    {
        var told = _phrases.Case("vpn", "en", new Random(3));
        told.Say("question", Names)[^30..].ShouldNotBe(told.Say("question", Names)[^30..]);
    }

    [Fact]
    public void Say_When_TheFixWasTold_Then_TheResolutionDoesNotTellItAgain()
    {
        var fixedFirst = _phrases.Case("vpn", "en", new Random(5));
        var fix = fixedFirst.Say("fix", Names);
        var resolution = fixedFirst.Say("resolution", Names);
        resolution.Length.ShouldBeLessThan(fix.Length);
    }

    [Fact]
    public void Say_When_TheCustomerReadsGerman_Then_IsAddressedByTitleAndName() =>
        _phrases.Case("mail", "de", new Random(2)).Say("update", Names).ShouldContain("Herr Hale!\n\n");
}
