using System.Text.Json;
using System.Text.RegularExpressions;

namespace Headway.BrowserTests;

/// <summary>A German browser reads German: no sentence of the English files is left on a page.</summary>
public sealed partial class SpeakingGerman(DemoDesk desk) : Journey(desk)
{
    private static readonly string Language = Path.Combine(ProductProcess.Root, "src", "Headway.Web", "Language");

    [Theory]
    [InlineData("sam", "/next", "w")]
    [InlineData("sam", "/next", "c")]
    [InlineData("sam", "/next", "d")]
    [InlineData("sam", "/next", "?")]
    [InlineData("sam", "/next", "Control+k")]
    [InlineData("sam", "/tickets", null)]
    [InlineData("sam", "/notices", null)]
    [InlineData("sam", "/account", null)]
    [InlineData("sam", "/lessons", null)]
    [InlineData("lee", "/absences", null)]
    [InlineData("lee", "/board", null)]
    [InlineData("mara", "/audit", null)]
    [InlineData("mara", "/flow", "t")]
    public async Task Page_WhenTheBrowserIsGerman_HasNoEnglishLeft(string who, string path, string? key)
    {
        var page = await As(who, new() { Locale = "de-DE" });
        await page.GotoAsync(Url + path);
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "de");
        if (key is not null)
        {
            await page.Locator("body").PressAsync(key);
            await Expect(page.Locator("#panel .panel, dialog[open], .tabled").First).ToBeVisibleAsync();
        }

        await Shot(page, $"german-{who}{path.Replace('/', '-')}{(key is null ? "" : "-open")}");
        (await Left(page)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ada", "/settings", "/settings/calendars", "/settings/statuses", "/settings/services", "/settings/targets", "/settings/teams", "/settings/people", "/settings/automation", "/settings/on-call", "/settings/retention", "/settings/webhooks/new", "/settings/sign-on")]
    [InlineData("lee", "/problems", "/recognition", "/board/wall", "/flow/chases")]
    [InlineData("mara", "/maturity", "/issues", "/audit/curve", "/approvals")]
    public async Task Pages_WhenTheBrowserIsGerman_HaveNoEnglishLeft(string who, params string[] paths)
    {
        var page = await As(who, new() { Locale = "de-DE" });
        var left = new List<string>();
        foreach (var path in paths)
        {
            (await page.GotoAsync(Url + path))!.Status.ShouldBe(200, path);
            left.AddRange((await Left(page)).Select(text => $"{path}: {text}"));
        }

        left.ShouldBeEmpty();
    }

    private static async Task<IEnumerable<string>> Left(IPage page)
    {
        var seen = await page.EvaluateAsync<string[]>(
            """
            () => {
              const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              const seen = [];
              for (let at = walk.nextNode(); at; at = walk.nextNode()) {
                const text = at.textContent.trim().replace(/\s+/g, " ");
                // What people wrote is in their own language.
                if (text.length > 2 && at.parentElement.checkVisibility() && !at.parentElement.closest(".text, .cite, .words, .quiet .quote, textarea, option")) seen.push(text);
              }
              for (const named of document.querySelectorAll("[aria-label], [title], [placeholder]"))
                if (named.checkVisibility()) seen.push(...["aria-label", "title", "placeholder"].map((name) => named.getAttribute(name)).filter((said) => said));
              return [...new Set(seen)];
            }
            """);

        var english = English();
        seen.Length.ShouldBeGreaterThan(20);
        return seen.Where(text => english.Any(sentence => sentence.IsMatch(text)));
    }

    // A sentence with places has to say enough of its own: "{0} minutes" is the end of many a subject.
    private static List<Regex> English()
    {
        var en = Read("en");
        var de = Read("de");
        var german = de.Values.ToHashSet(StringComparer.Ordinal);
        return [.. en.Where(pair => de.GetValueOrDefault(pair.Key) != pair.Value && !german.Contains(pair.Value) && Place().Replace(pair.Value, "").Count(char.IsLetter) > (Place().IsMatch(pair.Value) ? 11 : 3))
            .Select(pair => new Regex("^" + string.Join(".+?", Place().Split(pair.Value).Select(Regex.Escape)) + "$", RegexOptions.None, TimeSpan.FromSeconds(1)))];
    }

    private static Dictionary<string, string> Read(string language) => Directory.EnumerateFiles(Language, $"*.{language}.json")
        // The samples of the page of parts are the words of people.
        .Where(file => !Path.GetFileName(file).StartsWith("sample.", StringComparison.Ordinal))
        .SelectMany(file => JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file)) ?? [])
        .GroupBy(pair => pair.Key).ToDictionary(same => same.Key, same => same.First().Value);

    [GeneratedRegex(@"\{[a-z0-9]+\}")]
    private static partial Regex Place();
}
