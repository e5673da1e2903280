namespace Headway.BrowserTests;

/// <summary>One demo and one Chromium for every journey; neither is started when there is no Chromium.</summary>
public sealed class DemoDesk : IAsyncLifetime
{
    private ProductProcess? _product;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Why nothing can be tested here; null when it can.</summary>
    public string? Missing { get; } = File.Exists(Chromium) ? null : $"there is no Chromium at {Chromium} (HEADWAY_TEST_CHROMIUM names another)";

    public string Url => _product?.Url ?? throw new InvalidOperationException("The demo is not running.");

    public IBrowser Browser => _browser ?? throw new InvalidOperationException("The browser is not running.");

    private static string Chromium => Environment.GetEnvironmentVariable("HEADWAY_TEST_CHROMIUM") is { Length: > 0 } named ? named : "/usr/bin/chromium";

    /// <summary>Hands messages to the demo as a transfer agent's pipe does.</summary>
    public Task HandOver(IEnumerable<string> messages) => (_product ?? throw new InvalidOperationException("The demo is not running.")).HandOver(messages);

    public async ValueTask InitializeAsync()
    {
        if (Missing is not null)
        {
            return;
        }

        SetDefaultExpectTimeout(Journey.Patience);
        var starting = ProductProcess.Start();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Timeout = 180_000,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
        _product = await starting;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
        if (_product is not null)
        {
            await _product.DisposeAsync();
        }
    }
}
