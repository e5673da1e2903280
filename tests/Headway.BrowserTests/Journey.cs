using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Headway.BrowserTests;

/// <summary>
/// What every journey has: a browser of its own for each person, pictures of the steps, and an ear for what a page must
/// never do: report an error, break its own content policy, or ask another host.
/// </summary>
public abstract class Journey(DemoDesk desk) : IAsyncLifetime
{
    /// <summary>Milliseconds that anything may take; a slow machine is not a fault.</summary>
    public const float Patience = 60_000;

    private static readonly AxeRunOptions EveryRule = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] },
        ResultTypes = [ResultType.Violations],
    };

    // Nothing else differs between the themes.
    private static readonly AxeRunOptions Colours = new()
    {
        RunOnly = new() { Type = "rule", Values = ["color-contrast", "link-in-text-block"] },
        ResultTypes = [ResultType.Violations],
    };

    private readonly List<IBrowserContext> _contexts = [];
    private readonly ConcurrentQueue<string> _faults = new();

    protected string Url => desk.Url;

    public ValueTask InitializeAsync()
    {
        Assert.SkipWhen(desk.Missing is not null, desk.Missing ?? "");
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var context in _contexts)
        {
            await context.CloseAsync();
        }

        _faults.ShouldBeEmpty();
    }

    /// <summary>Hands messages to the demo as a transfer agent's pipe does, and waits until each has its fate.</summary>
    protected Task HandOver(IEnumerable<string> messages) => desk.HandOver(messages);

    /// <summary>A new browser, signed in as one of the demo's people and on their first page.</summary>
    protected async Task<IPage> As(string who, BrowserNewContextOptions? looks = null)
    {
        var page = await Nobody(looks);
        await page.GotoAsync($"{Url}/demo/as/{who}");
        return page;
    }

    /// <summary>A new browser that nobody has signed in to, on no page yet.</summary>
    protected async Task<IPage> Nobody(BrowserNewContextOptions? looks = null)
    {
        looks ??= new();
        looks.ViewportSize ??= new() { Width = 1440, Height = 900 };
        looks.Locale ??= "en-GB";
        var context = await desk.Browser.NewContextAsync(looks);
        _contexts.Add(context);
        context.SetDefaultTimeout(Patience);
        context.SetDefaultNavigationTimeout(Patience);
        context.Console += (_, message) =>
        {
            // A refusal that is drawn as a page is no fault of the page; the browser reports its status all the same.
            if (message.Type == "error" && !message.Text.Contains("status of 422", StringComparison.Ordinal) && !message.Text.Contains("status of 409", StringComparison.Ordinal))
            {
                _faults.Enqueue($"{message.Page?.Url}: {message.Text}");
            }
        };
        context.WebError += (_, error) => _faults.Enqueue($"{error.Page?.Url}: {error.Error}");
        context.Request += (_, request) =>
        {
            if (request.Url.StartsWith("http", StringComparison.Ordinal) && !request.Url.StartsWith(Url + "/", StringComparison.Ordinal))
            {
                _faults.Enqueue($"asked another host: {request.Url}");
            }
        };
        return await context.NewPageAsync();
    }

    /// <summary>What keeps anybody from reading or using the page, in the light and in the dark, with a picture of each; empty when nothing does.</summary>
    protected static async Task<IReadOnlyList<string>> Violations(IPage page, string picture)
    {
        List<string> wrong = [];
        foreach (var (scheme, rules) in new[] { (ColorScheme.Light, EveryRule), (ColorScheme.Dark, Colours) })
        {
            // A colour on its way from one theme to the other would be judged as it is half-way.
            await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            await Shot(page, $"{picture.Replace('/', '-')}-{scheme}".ToLowerInvariant());
            var found = await page.RunAxe(rules).WaitAsync(TimeSpan.FromMilliseconds(Patience));
            wrong.AddRange(found.Violations.SelectMany(rule => rule.Nodes.Select(node => $"{scheme}: {rule.Id}: {node.Html}")));
        }

        return wrong;
    }

    /// <summary>A ticket of this journey's own, of a caller nobody knew, still unanswered: its number. No other journey reads it.</summary>
    protected static async Task<string> NewTicket(IPage page, string subject)
    {
        var to = await page.EvaluateAsync<string>(
            """
            async (subject) => {
              const token = document.querySelector("input[name=__RequestVerificationToken]").value;
              const who = "caller-" + crypto.randomUUID().slice(0, 8);
              const said = await fetch("/calls", {
                method: "POST", headers: { "X-Csrf": token, "HX-Request": "true" },
                body: new URLSearchParams({ name: "Robin " + who.slice(7), email: who + "@caller.example", subject, text: "Told on the phone.", then: "open" }),
              });
              return said.headers.get("HX-Redirect") ?? "";
            }
            """,
            subject);
        return to[(to.LastIndexOf('/') + 1)..];
    }

    /// <summary>A picture for people to look at; nothing compares it. Hiding the caret would leave style attributes in the page, which its policy forbids.</summary>
    protected static Task Shot(IPage page, string name) => page.ScreenshotAsync(new()
    {
        Path = Path.Combine(ProductProcess.Root, "tests", "Headway.BrowserTests", "shots", name + ".png"),
        Caret = ScreenshotCaret.Initial,
    });
}
