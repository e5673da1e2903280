namespace Headway.Application.Storage;

/// <summary>Where a desk's key is: given outright, or else in a file, which is made at the first start.</summary>
public sealed class KeyPlace(string? file, string? given = null)
{
    /// <summary>The usual name of the file, in the data folder.</summary>
    public const string FileName = "headway.key";

    public string? File { get; } = file;

    /// <summary>The key itself, as an environment variable gives it.</summary>
    public string? Given { get; } = string.IsNullOrWhiteSpace(given) ? null : given;

    /// <summary>Never the key.</summary>
    public override string ToString() => Given is null ? File ?? "no key" : "a given key";
}
