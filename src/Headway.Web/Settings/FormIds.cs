using System.Globalization;

namespace Headway.Web.Settings;

/// <summary>Reading forms whose fields repeat.</summary>
internal static class FormIds
{
    /// <summary>The ids under a name; what is no number is left out.</summary>
    public static IEnumerable<long> Ids(this IFormCollection form, string name) =>
        form[name].Select(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0);
}
