using System.Text;

namespace Headway.Web.Settings;

/// <summary>How a rule's words are written in forms, words files and the API: <c>status-entered</c> for <c>StatusEntered</c>.</summary>
internal static class RuleCodes
{
    public static string Code<T>(this T value)
        where T : struct, Enum
    {
        var code = new StringBuilder();
        foreach (var letter in value.ToString())
        {
            if (char.IsUpper(letter) && code.Length > 0)
            {
                code.Append('-');
            }

            code.Append(char.ToLowerInvariant(letter));
        }

        return code.ToString();
    }

    /// <summary>The value of a code; null for one that is none.</summary>
    public static T? Of<T>(string? code)
        where T : struct, Enum => Enum.GetValues<T>().Select(value => (T?)value).FirstOrDefault(value => value!.Value.Code() == code);
}
