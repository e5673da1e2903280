using System.Runtime.InteropServices;
using NodaTime;

namespace Headway.Application.Audits.Reading;

/// <summary>Which number of a date comes first where the year does not.</summary>
public enum DateOrder { DayFirst, MonthFirst }

/// <summary>
/// Instants as tools write them: ISO with or without offset, day or month first with any of <c>- / .</c>, months by name,
/// two-digit years, a. m. and p. m., seconds or milliseconds since 1970. Where there is no offset the zone decides; a
/// source whose offsets are known to be wrong can have them ignored. Answers are Unix milliseconds.
/// </summary>
public sealed class TimeReader(DateTimeZone zone, DateOrder order, bool ignoreOffsets)
{
    private const long Day = 86_400_000;
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mär", "mai", "okt", "dez"];
    private static readonly int[] MonthOf = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 3, 5, 10, 12];

    private const int DateLength = 10;

    private readonly LocalClock _clock = new(zone);
    private long _day;
    private ulong _dayLow;
    private ushort _dayHigh;

    public bool TryRead(ReadOnlySpan<byte> text, out long instant)
    {
        unchecked
        {
            instant = 0;
            text = text.Trim((byte)' ');
            if (TryKnownDay(text, out instant))
            {
                return true;
            }

            var at = 0;
            var first = Number(text, ref at, out var digits);
            if (digits == 0)
            {
                return false;
            }

            if (at == text.Length || (digits >= 9 && text[at] == '.'))
            {
                return Epoch(first, digits, out instant);
            }

            if (!Date(text, ref at, first, digits, out var days))
            {
                return false;
            }

            if (at == DateLength)
            {
                (_day, _dayLow, _dayHigh) = (days * Day, MemoryMarshal.Read<ulong>(text), MemoryMarshal.Read<ushort>(text[8..]));
            }

            long time = 0;
            if (at < text.Length && !Time(text, ref at, out time))
            {
                return false;
            }

            var local = (days * Day) + time;
            while (at < text.Length && text[at] == ' ')
            {
                at++;
            }

            if (at == text.Length)
            {
                instant = _clock.InstantOf(local);
            }
            else if (!Offset(text[at..], out var offset))
            {
                return false;
            }
            else
            {
                instant = ignoreOffsets ? _clock.InstantOf(local) : local - offset;
            }

            return true;
        }
    }

    /// <summary>Most logs go by day, with times of one form: of ten letters read before and a clock of eight only the clock is read.</summary>
    private bool TryKnownDay(ReadOnlySpan<byte> text, out long instant)
    {
        unchecked
        {
            instant = 0;
            if (text.Length != DateLength + 9 || MemoryMarshal.Read<ulong>(text) != _dayLow || MemoryMarshal.Read<ushort>(text[8..]) != _dayHigh
                || text[DateLength] is not ((byte)' ' or (byte)'T') || text[13] != ':' || text[16] != ':')
            {
                return false;
            }

            var (hour, minute, second) = (Two(text, 11), Two(text, 14), Two(text, 17));
            if (hour > 23 || minute > 59 || second > 59)
            {
                return false;
            }

            instant = _clock.InstantOf(_day + (((((hour * 60) + minute) * 60) + second) * 1000));
            return true;
        }
    }

    /// <summary>Two digits; beyond a hundred when they are none.</summary>
    private static uint Two(ReadOnlySpan<byte> text, int at)
    {
        unchecked
        {
            var (tens, ones) = ((uint)(text[at] - '0'), (uint)(text[at + 1] - '0'));
            return tens > 9 || ones > 9 ? 100 : (tens * 10) + ones;
        }
    }

    private bool Date(ReadOnlySpan<byte> text, ref int at, long first, int digits, out long days)
    {
        days = 0;
        if (text[at] is not ((byte)'-' or (byte)'/' or (byte)'.' or (byte)' '))
        {
            return false;
        }

        at++;
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }

        var second = Number(text, ref at, out var secondDigits);
        if (secondDigits == 0 && !MonthName(text, ref at, out second))
        {
            return false;
        }

        var named = secondDigits == 0;
        while (at < text.Length && text[at] is (byte)'-' or (byte)'/' or (byte)'.' or (byte)' ' or (byte)',')
        {
            at++;
        }

        var third = Number(text, ref at, out var thirdDigits);
        if (thirdDigits == 0)
        {
            return false;
        }

        var (year, month, day) = digits == 4 ? (first, second, third)
            : named || order == DateOrder.DayFirst ? (third, second, first) : (third, first, second);
        if (digits != 4 && thirdDigits <= 2)
        {
            year += year < 70 ? 2000 : 1900;
        }

        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth((int)Math.Clamp(year, 1, 9999), (int)month) || year is < 1900 or > 2200)
        {
            return false;
        }

        days = Days(year, month, day);
        return true;
    }

    private static bool Time(ReadOnlySpan<byte> text, ref int at, out long time)
    {
        time = 0;
        if (text[at] is not ((byte)' ' or (byte)'T' or (byte)'t' or (byte)','))
        {
            return false;
        }

        while (at < text.Length && text[at] is (byte)' ' or (byte)'T' or (byte)'t' or (byte)',')
        {
            at++;
        }

        if (at == text.Length)
        {
            return true;
        }

        var hour = Number(text, ref at, out var digits);
        if (digits == 0 || hour > 24)
        {
            return false;
        }

        long minute = 0, second = 0, part = 0;
        if (at < text.Length && text[at] is (byte)':' or (byte)'.')
        {
            at++;
            minute = Number(text, ref at, out _);
        }

        if (at < text.Length && text[at] == ':')
        {
            at++;
            second = Number(text, ref at, out _);
        }

        if (at < text.Length && text[at] is (byte)'.' or (byte)',')
        {
            at++;
            part = Number(text, ref at, out var fraction);
            for (; fraction > 3; fraction--)
            {
                part /= 10;
            }

            for (; fraction < 3; fraction++)
            {
                part *= 10;
            }
        }

        var rest = at;
        while (rest < text.Length && text[rest] == ' ')
        {
            rest++;
        }

        if (rest < text.Length && (text[rest] | 32) is 'a' or 'p' && text[rest..].Length >= 2)
        {
            hour = (hour % 12) + ((text[rest] | 32) == 'p' ? 12 : 0);
            at = text[rest..].Length >= 4 && text[rest + 1] == '.' ? rest + 4 : rest + 2;
        }

        time = (((hour * 60) + minute) * 60 + second) * 1000 + part;
        return minute < 60 && second <= 60;
    }

    private static bool Offset(ReadOnlySpan<byte> text, out long offset)
    {
        offset = 0;
        if (text.Length == 1 && (text[0] | 32) == 'z' || text.SequenceEqual("UTC"u8) || text.SequenceEqual("GMT"u8))
        {
            return true;
        }

        if (text[0] is not ((byte)'+' or (byte)'-'))
        {
            return false;
        }

        var at = 1;
        var hours = Number(text, ref at, out var digits);
        long minutes = 0;
        if (digits == 4)
        {
            (hours, minutes) = (hours / 100, hours % 100);
        }
        else if (at < text.Length && text[at] == ':')
        {
            at++;
            minutes = Number(text, ref at, out _);
        }

        offset = ((hours * 60) + minutes) * 60_000 * (text[0] == '-' ? -1 : 1);
        return at == text.Length && hours <= 18;
    }

    private bool Epoch(long number, int digits, out long instant)
    {
        instant = digits <= 10 ? number * 1000 : number;
        if (digits == 14)
        {
            var (date, time) = (number / 1_000_000, number % 1_000_000);
            instant = _clock.InstantOf((Days(date / 10_000, date / 100 % 100, date % 100) * Day)
                + ((((time / 10_000 * 60) + (time / 100 % 100)) * 60) + (time % 100)) * 1000);
        }

        return digits is 9 or 10 or 12 or 13 or 14;
    }

    private static bool MonthName(ReadOnlySpan<byte> text, ref int at, out long month)
    {
        var end = at;
        while (end < text.Length && (char.IsAsciiLetter((char)text[end]) || text[end] >= 128))
        {
            end++;
        }

        var name = System.Text.Encoding.UTF8.GetString(text[at..end]).ToLowerInvariant();
        var found = name.Length < 3 ? -1 : Array.FindIndex(Months, known => name.StartsWith(known, StringComparison.Ordinal));
        (month, at) = (found < 0 ? 0 : MonthOf[found], end);
        return found >= 0;
    }

    private static long Number(ReadOnlySpan<byte> text, ref int at, out int digits)
    {
        unchecked
        {
            long number = 0;
            var start = at;
            while (at < text.Length && (uint)(text[at] - '0') <= 9 && at - start < 18)
            {
                number = (number * 10) + (text[at++] - '0');
            }

            digits = at - start;
            return number;
        }
    }

    /// <summary>Days since 1970-01-01 in the Gregorian calendar.</summary>
    private static long Days(long year, long month, long day)
    {
        unchecked
        {
            year -= month <= 2 ? 1 : 0;
            var era = year / 400;
            var ofEra = year - (era * 400);
            var ofYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
            return (era * 146_097) + (ofEra * 365) + (ofEra / 4) - (ofEra / 100) + ofYear - 719_468;
        }
    }
}
