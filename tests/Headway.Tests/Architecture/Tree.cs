namespace Headway.Tests.Architecture;

/// <summary>The project's own files, found by walking up to the solution: what git ignores is not among them.</summary>
internal static class Tree
{
    private static readonly string[] Ignored =
        [".git", ".cache", ".idea", ".vs", ".vscode", "artifacts", "bin", "data", "demo-desk", "node_modules", "obj", "shots", "assets"];

    private static readonly string[] Pictures = [".png", ".jpg", ".ico", ".woff2", ".gz", ".xz", ".zip", ".pdf", ".swp"];

    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static IReadOnlyList<SourceFile> Files { get; } = [.. Read(Root)];

    /// <summary>The product's own code in C#, C# of the tests left out.</summary>
    public static IReadOnlyList<SourceFile> Product { get; } = [.. Files.Where(file => file.IsUnder("src") && file.Extension == ".cs")];

    public static IReadOnlyList<SourceFile> Tests { get; } = [.. Files.Where(file => file.IsUnder("tests", "bench") && file.Extension == ".cs")];

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "Headway.slnx")) ? folder
            : Path.GetDirectoryName(folder) is { Length: > 0 } parent ? FindRoot(parent)
            : throw new InvalidOperationException("No Headway.slnx above the tests: run them from a working copy.");

    private static IEnumerable<SourceFile> Read(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            if (Path.GetFileName(path) != ".git" && !Pictures.Contains(Path.GetExtension(path)) && !File.GetAttributes(path).HasFlag(FileAttributes.ReparsePoint))
            {
                yield return new SourceFile(Path.GetRelativePath(Root, path).Replace('\\', '/'), File.ReadAllText(path));
            }
        }

        foreach (var inner in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            if (Ignored.Contains(Path.GetFileName(inner)))
            {
                continue;
            }

            foreach (var file in Read(inner))
            {
                yield return file;
            }
        }
    }
}
