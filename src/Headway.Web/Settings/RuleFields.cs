using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Headway.Application.Desk;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Statuses;

namespace Headway.Web.Settings;

/// <summary>Reads what the forms of the rules carry; numbers as people of either language write them.</summary>
internal static class RuleFields
{
    public static string Text(this IFormCollection form, string name) => form[name].ToString().Trim();

    public static string? Given(this IFormCollection form, string name) => form.Text(name) is { Length: > 0 } text ? text : null;

    public static bool Ticked(this IFormCollection form, string name) => form[name].ToString() is "on" or "1" or "true";

    public static long? Id(this IFormCollection form, string name) => long.TryParse(form.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    public static int? Revision(this IFormCollection form) => int.TryParse(form.Text("revision"), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : null;

    /// <summary>Business hours, or that they are no number.</summary>
    public static Outcome<WorkingTime> Hours(string text) =>
        double.TryParse(text.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours) && hours < 100_000
            ? WorkingTime.FromHours(hours)
            : SettingsRefusals.NumberMalformed;

    /// <summary>The fields <c>{kind}.P1</c> to <c>{kind}.P4</c>; empty ones are left out.</summary>
    public static Outcome<IReadOnlyDictionary<Priority, WorkingTime>> Targets(this IFormCollection form, string kind)
    {
        var targets = new Dictionary<Priority, WorkingTime>();
        foreach (var priority in Enum.GetValues<Priority>())
        {
            if (form.Given($"{kind}.{priority}") is not { } text)
            {
                continue;
            }

            // Less than nothing is a number, and none that a target can be.
            if (text.StartsWith('-'))
            {
                return SettingsRefusals.TargetNotPositive;
            }

            var hours = Hours(text);
            if (hours.Refusal is { } no)
            {
                return no;
            }

            targets[priority] = hours.Value;
        }

        return targets;
    }

    /// <summary>Numbers of the rows <c>{prefix}.N</c> that a form carries, in order.</summary>
    public static IEnumerable<int> Rows(this IFormCollection form, string prefix) => form.Keys
        .Where(key => key.StartsWith(prefix + ".", StringComparison.Ordinal))
        .Select(key => int.TryParse(key.Split('.')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : -1)
        .Where(row => row is >= 0 and < 2_000).Distinct().Order();

    /// <summary>A mark of what was looked at: whoever saves carries the mark of the preview that was seen.</summary>
    public static string Mark(params IEnumerable<string?> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..16];

    public static string Number(WorkingTime? time) => time?.Hours.ToString("0.###", CultureInfo.InvariantCulture) ?? "";
}
