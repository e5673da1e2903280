namespace Headway.Web.Settings;

/// <summary>What people would call a browser, from how it names itself.</summary>
internal static class BrowserName
{
    // Most claim to be several others: the one that only its own kind claims comes first.
    private static readonly (string Claims, string Name)[] Browsers =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Chromium/", "Chromium"), ("CriOS/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Claims, string Name)[] Systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    /// <summary>"Firefox · Linux"; what can't be told stands as it came, cut short; null for nothing.</summary>
    public static string? Of(string? agent)
    {
        if (string.IsNullOrWhiteSpace(agent))
        {
            return null;
        }

        var said = new[] { Find(Browsers, agent), Find(Systems, agent) }.OfType<string>().ToList();
        return said.Count > 0 ? string.Join(" · ", said) : agent.Length > 60 ? agent[..60] + "…" : agent;
    }

    private static string? Find((string Claims, string Name)[] known, string agent) =>
        known.FirstOrDefault(one => agent.Contains(one.Claims, StringComparison.Ordinal)).Name;
}
