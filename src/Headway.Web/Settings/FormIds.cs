using System.Globalization;

namespace Headway.Web.Settings;

/// <summary>Reading forms whose fields repeat.</summary>
internal static class FormIds
{
    /// <summary>The ids under a name; what is no number is left out.</summary>
    public static IEnumerable<long> Ids(this IFormCollection form, string name) =>
        form[name].Select(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0);

    /// <summary>The text under a name without what surrounds it; null when there is none.</summary>
    public static string? Text(this IFormCollection form, string name) => form[name].ToString().Trim() is { Length: > 0 } text ? text : null;
}
