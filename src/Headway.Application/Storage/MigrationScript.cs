using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Headway.Application.Storage;

/// <summary>
/// One numbered step of the schema. A name that ends in <c>.contract</c> removes what an older version still needs: it is
/// held back until somebody says that no older node lives.
/// </summary>
public sealed record MigrationScript(int Version, string Name, string Sql)
{
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    public bool Contracts => Name.EndsWith(".contract", StringComparison.Ordinal);

    /// <summary>The steps of an engine, in order.</summary>
    public static IReadOnlyList<MigrationScript> For(Engine engine)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"migrations/{engine}/";
        return [.. assembly.GetManifestResourceNames()
            .Select(name => name.Replace('\\', '/'))
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Read(assembly, name, name[prefix.Length..^".sql".Length]))];
    }

    private static MigrationScript Read(Assembly assembly, string resource, string file)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return new MigrationScript(int.Parse(file.AsSpan(0, 4), CultureInfo.InvariantCulture), file[5..], reader.ReadToEnd());
    }
}
