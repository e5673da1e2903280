using System.Text.Json;

namespace Headway.Web.Layout;

/// <summary>
/// The browser's files, made by <c>npm run build</c>: read once, served from memory under names that carry a hash of
/// their content, so that they may be kept for ever.
/// </summary>
public sealed class Assets
{
    private readonly Dictionary<string, string> _names;
    private readonly Dictionary<string, File> _files;

    private Assets(Dictionary<string, string> names, Dictionary<string, File> files) => (_names, _files) = (names, files);

    /// <summary>The address of a file by its plain name, such as <c>headway.css</c>.</summary>
    public string this[string name] => "/assets/" + (_names.TryGetValue(name, out var hashed) ? hashed : name);

    /// <summary>Reads the folder that holds <c>manifest.json</c>: beside the program, else that of the source tree around it.</summary>
    public static Assets Read(string? folder = null)
    {
        folder ??= Find();
        if (folder is null)
        {
            return new Assets([], []);
        }

        var names = JsonSerializer.Deserialize<Dictionary<string, string>>(System.IO.File.ReadAllBytes(Path.Combine(folder, "manifest.json"))) ?? [];
        return new Assets(names, names.Values.ToDictionary(n => n, n => File.Read(Path.Combine(folder, n))));
    }

    /// <summary>A file's bytes by its plain name, to put it inside another; null where it was not built.</summary>
    public byte[]? Bytes(string name) => _names.TryGetValue(name, out var hashed) && _files.TryGetValue(hashed, out var file) ? file.Plain : null;

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/assets/{name}", (string name, HttpContext http) =>
        {
            if (!_files.TryGetValue(name, out var file))
            {
                return Results.NotFound();
            }

            http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
            http.Response.Headers.Vary = "Accept-Encoding";
            if (file.Brotli is null || !http.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal))
            {
                return Results.Bytes(file.Plain, file.Type);
            }

            http.Response.Headers.ContentEncoding = "br";
            return Results.Bytes(file.Brotli, file.Type);
        }).AllowAnonymous();

    private static string? Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            foreach (var inside in new[] { "wwwroot/assets", "src/Headway.Web/wwwroot/assets" })
            {
                var folder = Path.Combine(at.FullName, inside);
                if (System.IO.File.Exists(Path.Combine(folder, "manifest.json")))
                {
                    return folder;
                }
            }
        }

        return null;
    }

    private sealed record File(byte[] Plain, byte[]? Brotli, string Type)
    {
        public static File Read(string path) => new(
            System.IO.File.ReadAllBytes(path),
            System.IO.File.Exists(path + ".br") ? System.IO.File.ReadAllBytes(path + ".br") : null,
            Path.GetExtension(path) switch
            {
                ".css" => "text/css; charset=utf-8",
                ".js" => "text/javascript; charset=utf-8",
                ".svg" => "image/svg+xml",
                ".woff2" => "font/woff2",
                _ => "application/octet-stream",
            });
    }
}
