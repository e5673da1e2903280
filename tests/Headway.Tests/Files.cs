namespace Headway.Tests;

/// <summary>Where the files lie that tests read: beside the test assembly.</summary>
internal static class Files
{
    public static string Folder(params string[] path) => Path.Combine([AppContext.BaseDirectory, .. path]);
}
