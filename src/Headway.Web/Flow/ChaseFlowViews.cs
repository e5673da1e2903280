using System.Globalization;
using Headway.Application.Chases;
using Headway.Application.Flow;
using Headway.Application.Views;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Web.Flow;

/// <summary>The chases of a period as columns of weeks, and the sentence that a desk wants to read.</summary>
internal static class ChaseFlowViews
{
    public static ChaseFlowView Of(ChasesRead read, FlowScope scope, int weeks, DateTimeZone zone)
    {
        var within = scope.Team is { } team ? string.Create(CultureInfo.InvariantCulture, $"/flow/chases?weeks={weeks}&team={team.Value}") : $"/flow/chases?weeks={weeks}";
        var figures = read.Figures;
        var byWeek = read.Chases.Where(chase => chase.Finding != ChaseFinding.NotAChase).ToLookup(chase => FlowScope.MondayOf(chase.Opened, zone));
        var columns = new List<ChaseWeek>();
        for (var monday = FlowScope.MondayOf(scope.From, zone); monday <= FlowScope.MondayOf(scope.To, zone); monday = monday.PlusWeeks(1))
        {
            var valid = byWeek[monday].Count(chase => chase.IsValid);
            columns.Add(new ChaseWeek(monday, valid, byWeek[monday].Count() - valid, $"{within}&week={monday:uuuu-MM-dd}"));
        }

        var streak = figures.DaysWithoutValid switch
        {
            null => new Phrase("chases.never"),
            0 => new Phrase("chases.today"),
            1 => new Phrase("chases.one-day"),
            { } days => new Phrase("chases.days", days),
        };
        // Weeks before the first chase say nothing: they were not counted then.
        var shown = columns.SkipWhile(week => week.Valid + week.Other == 0).ToList();
        return new ChaseFlowView(streak, shown.Count == 0 ? columns : shown)
        {
            Count = figures.Count,
            Valid = figures.Valid,
            PerHundred = figures.PerHundred,
            ValidPerHundred = figures.ValidPerHundred,
            MeanAnswer = figures.MeanAnswer,
            Unmanaged = figures.Unmanaged,
            Repeated = figures.Repeated,
            Behind = $"{within}&set=",
        };
    }
}
