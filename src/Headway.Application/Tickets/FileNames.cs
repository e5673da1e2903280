namespace Headway.Application.Tickets;

/// <summary>Names and types of files as they may be shown: the sender chooses neither a path nor what the browser does.</summary>
public static class FileNames
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = "image/png", [".jpg"] = "image/jpeg", [".jpeg"] = "image/jpeg", [".gif"] = "image/gif", [".webp"] = "image/webp",
        [".pdf"] = "application/pdf", [".txt"] = "text/plain", [".log"] = "text/plain", [".csv"] = "text/csv", [".zip"] = "application/zip",
    };

    public static string Clean(string name)
    {
        var last = name.Replace('\\', '/').Split('/')[^1];
        var shown = new string([.. last.Where(sign => !char.IsControl(sign) && char.GetUnicodeCategory(sign) != System.Globalization.UnicodeCategory.Format)]).Trim('.', ' ');
        return shown.Length == 0 ? "file" : shown.Length > 120 ? shown[..60] + "…" + shown[^50..] : shown;
    }

    public static string TypeOf(string name) => Types.GetValueOrDefault(Path.GetExtension(name), "application/octet-stream");
}
