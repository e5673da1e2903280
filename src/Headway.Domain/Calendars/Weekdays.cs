using NodaTime;

namespace Headway.Domain.Calendars;

/// <summary>Weekdays as settings and files write them: mon, tue, wed, thu, fri, sat, sun.</summary>
public static class Weekdays
{
    private static readonly string[] Codes = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    public static Outcome<IsoDayOfWeek> Find(string code)
    {
        var index = Array.FindIndex(Codes, known => known.Equals(code, StringComparison.OrdinalIgnoreCase));
        if (index >= 0)
            return (IsoDayOfWeek)(index + 1);
        return CalendarRefusals.DayUnknown.Because($"There is no weekday \"{(code.Length <= 20 ? code : code[..20] + "…")}\". {CalendarRefusals.DayUnknown.Message}");
    }

    public static string CodeOf(IsoDayOfWeek day) => Codes[(int)day - 1];
}
