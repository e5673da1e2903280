using Headway.Application.Views;
using Headway.Domain.Flow;

namespace Headway.Web.Flow;

/// <summary>What a weekly series says, as a sentence: its news, or that it is noise.</summary>
internal static class SignalWords
{
    public static Phrase Of(WeekSeries series, FlowMeasure measure)
    {
        var lately = series switch
        {
            { News: { } news } => new Phrase($"signal.{Kind(news.Signal)}-long", news.Monday, Said(news.Value, measure)),
            { Current.Limits: { } limits } => new Phrase("signal.noise-long", Said(limits.Lower, measure), Said(limits.Upper, measure)),
            _ => new Phrase("signal.young-long"),
        };
        return series.Change is { } change ? new Phrase("signal.both", new Phrase("signal.change", Said(change.Before, measure), Said(change.Since, measure)), lately) : lately;
    }

    public static Phrase Short(WeekSeries series) => series switch
    {
        { News: { } news } => new Phrase($"signal.{Kind(news.Signal)}", news.Monday),
        { Current.Limits: not null } => new Phrase("signal.noise"),
        _ => new Phrase("signal.young"),
    };

    private static string Kind(WeekSignal signal) => signal switch
    {
        WeekSignal.Above => "above",
        WeekSignal.Below => "below",
        WeekSignal.ShiftUp => "shift-up",
        _ => "shift-down",
    };

    private static object Said(double value, FlowMeasure measure) =>
        measure.IsShare ? new Phrase("signal.share", Math.Round(value * 100)) : new Phrase("signal.hours", Math.Round(value, 1));
}
