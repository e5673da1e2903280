using System.Globalization;
using Headway.Application.Flow;
using Headway.Application.Mail;
using Headway.Domain.Flow;

namespace Headway.Application.Notifications;

/// <summary>A figure of a letter: its name, its value, what it is made of.</summary>
public sealed record LetterFigure(string Name, string Value, string? Aside);

/// <summary>Something a letter asks for, and where it is done.</summary>
public sealed record LetterStep(string Text, string Path);

/// <summary>What news is said in which tone.</summary>
public sealed record WeekNewsLine(string Text, bool Good);

/// <summary>The week in words, the same on the page and in the mail. <paramref name="Signals"/> null: too few weeks; empty: all of it was chance.</summary>
public sealed record SaidWeek(string Range, string Sentence, IReadOnlyList<LetterFigure> Figures, IReadOnlyList<WeekNewsLine>? Signals, IReadOnlyList<LetterStep> Steps);

/// <summary>Says a week in somebody's language.</summary>
public static class WeekLetter
{
    public static SaidWeek Of(WeekRead week, ReaderWords words, string? language)
    {
        return new SaidWeek(
            Say("range", Day(week.Monday), Day(week.Sunday)), Say("sentence", week.Came, week.Ended, week.Open), [.. Figures()], week.Signals is { } signals ? [.. signals.Select(Signal)] : null,
            [.. week.Duties.Select(duty => new LetterStep(Duty(duty), Path(duty, week)))]);

        IEnumerable<LetterFigure> Figures()
        {
            yield return Share("progression", week.Progression);
            if (week.Chases is { } chases)
            {
                yield return new LetterFigure(
                    Say("chases"), Number(chases.Count),
                    chases.Count == 0 ? Say("chases-none") : chases.MeanAnswer is { } took ? Say("chases-of", chases.Valid, Math.Round(took.Hours, 1)) : Say("chases-valid", chases.Valid));
                if (chases.DaysWithoutValid is { } days)
                {
                    yield return new LetterFigure(Say("chase-free"), Number(days), Say("chase-free-of"));
                }
            }

            yield return Share("promises", week.Promises);
        }

        LetterFigure Share(string key, WeekShare share) => new(
            Say(key), share.Value is { } value ? Say("percent", Percent(value)) : "–",
            share.Value is null ? Say("nothing-decided") : share.Before is { } before ? Say("of-before", share.Of, share.Among, Percent(before)) : Say("of", share.Of, share.Among));

        WeekNewsLine Signal(WeekSignalRead signal)
        {
            var kind = signal.Signal switch { WeekSignal.Above => "above", WeekSignal.Below => "below", WeekSignal.ShiftUp => "shift-up", _ => "shift-down" };
            return new WeekNewsLine(Say($"news-{kind}", Word($"measure.{signal.Measure}"), Value(signal, signal.Value), Value(signal, signal.Lower), Value(signal, signal.Upper)), signal.Good);
        }

        string Value(WeekSignalRead signal, double value) => signal.IsShare ? Say("percent", Percent(value)) : Say("hours", Math.Round(value, 1));

        string Duty(WeekDuty duty) => Say(
            "do-" + Code(duty.Kind), duty.Count, duty.Among,
            duty.Kind switch { WeekDutyKind.LateIn => Word($"status.{duty.About}.label"), WeekDutyKind.ReturnedFor => Word($"reason.{duty.About}"), _ => "" });

        string Number(int value) => value.ToString("N0", CultureInfo.GetCultureInfo(language?.StartsWith("de", StringComparison.OrdinalIgnoreCase) == true ? "de-DE" : "en-GB"));

        string Day(NodaTime.LocalDate date) => Say("day", date.Day, Word($"month.{date.Month}"));

        string Word(string key) => words.Say(language, key, []) ?? key;

        string Say(string key, params object?[] with) => words.Say(language, $"week.{key}", with) ?? key;
    }

    private static int Percent(double share) => (int)Math.Round(share * 100, MidpointRounding.AwayFromZero);

    /// <summary>The kind as keys and programs write it: late-in.</summary>
    public static string Code(WeekDutyKind kind) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    private static string Path(WeekDuty duty, WeekRead week)
    {
        var of = string.Create(CultureInfo.InvariantCulture, $"week={week.Monday:uuuu-MM-dd}");
        return duty.Kind switch
        {
            WeekDutyKind.ChasesUnmanaged => "/flow/chases",
            WeekDutyKind.Overdue => "/flow/activities?open=overdue",
            WeekDutyKind.LateIn => $"/flow/activities?status={duty.About}&verdict=Late&{of}",
            WeekDutyKind.ReturnedFor => "/lessons",
            WeekDutyKind.Moved => $"/flow/activities?verdict=Rescheduled&{of}",
            WeekDutyKind.Thanks => "/recognition",
            _ => "/flow",
        };
    }
}
