using System.Text.Json;

namespace Headway.Application.Calendars;

/// <summary>Texts of a desk file are never null.</summary>
internal static class DeskText
{
    /// <exception cref="FormatException">It is null.</exception>
    public static string Text(this JsonElement text) =>
        text.GetString() ?? throw new FormatException("The desk file has null where a text belongs.");
}
