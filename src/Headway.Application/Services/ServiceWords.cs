using Headway.Application.Access;

namespace Headway.Application.Services;

/// <summary>The name everything knows a service by, and the one the caller reads.</summary>
internal sealed record ServiceSaid(string Name, string Said);

/// <summary>A service's name as the caller reads it: German where there is one and German is spoken, else the name itself.</summary>
internal static class ServiceWords
{
    /// <summary>The expression for a table alias, or for none.</summary>
    public static string Name(Caller caller, string alias = "")
    {
        var table = alias.Length == 0 ? "" : alias + ".";
        return caller.Language == "de" ? $"coalesce({table}name_de, {table}name)" : table + "name";
    }
}
