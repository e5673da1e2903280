namespace Headway.Application.Storage;

/// <summary>The columns of a projection in their order, with the statements made from them once.</summary>
internal sealed class Columns
{
    public Columns(string table, string[] key, string[] names, string[]? keptWhenNull = null)
    {
        Names = names;
        KeyLength = key.Length;
        var parameters = string.Join(", ", names.Select((_, i) => $"${i + 1}"));
        var changes = string.Join(", ", names.Except(key).Select(name =>
            keptWhenNull?.Contains(name) == true ? $"{name} = coalesce(excluded.{name}, {table}.{name})" : $"{name} = excluded.{name}"));
        Insert = $"INSERT INTO {table} ({string.Join(", ", names)}) VALUES ({parameters})";
        Upsert = $"{Insert} ON CONFLICT ({string.Join(", ", key)}) DO UPDATE SET {changes}";
        Select = $"SELECT {string.Join(", ", names)} FROM {table}";
        Copy = $"COPY {table} ({string.Join(", ", names)}) FROM STDIN (FORMAT BINARY)";
        Table = table;
    }

    public string Table { get; }

    public IReadOnlyList<string> Names { get; }

    public int KeyLength { get; }

    public string Insert { get; }

    public string Upsert { get; }

    public string Select { get; }

    /// <summary>PostgreSQL's bulk way in.</summary>
    public string Copy { get; }
}
