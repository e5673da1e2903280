using Headway.Application.Finding;
using Headway.Application.Intake;
using Headway.Application.Views;
using Headway.Domain.Intake;
using Headway.Web.Layout;

namespace Headway.Web.Desk;

/// <summary>What a list of tickets says of fields: a select for each that can be chosen by, once the service is, columns, and cells of the table.</summary>
internal static class FieldFilters
{
    private const int MostSelects = 5;

    /// <summary>A select for each field of the service that has a list or asks yes or no; and what the address says beside them.</summary>
    public static IEnumerable<SearchFilter> Of(TicketsAsked asked, Viewer me, IReadOnlyList<IntakeForm> forms)
    {
        var left = asked.Filter.Fields.ToList();
        foreach (var field in Asked(asked, forms).Where(field => field.Type == FieldType.YesNo || field.HasChoices).Take(MostSelects))
        {
            var chosen = left.Find(one => AnswerCondition.Parts(one).Key == field.Key) ?? "";
            left.Remove(chosen);
            var choices = field.Type == FieldType.YesNo
                ? [new Choice($"{field.Key}=yes", me["form.yes"]), new Choice($"{field.Key}=no", me["form.no"])]
                : field.Choices.Where(choice => !choice.Retired || chosen == $"{field.Key}={choice.Key}").Select(choice => new Choice($"{field.Key}={choice.Key}", choice.In(me.Language))).ToArray();
            yield return new SearchFilter("field", chosen, chosen.Length == 0 || Array.Exists(choices, choice => choice.Value == chosen) ? choices : [.. choices, new Choice(chosen, chosen)])
            { Label = field.In(me.Language), Key = field.Key };
        }

        foreach (var more in left)
        {
            var (key, value) = AnswerCondition.Parts(more);
            yield return new SearchFilter("field", more, [new Choice(more, value)]) { Label = Label(me, asked, forms, key), Key = key };
        }
    }

    /// <summary>The fields a table can show: those of the service that is chosen, and those it shows already.</summary>
    public static IReadOnlyList<Choice> Columns(TicketsAsked asked, Viewer me, IReadOnlyList<IntakeForm> forms) =>
    [
        .. Asked(asked, forms).Select(field => field.Key).Concat(FoundColumns.Fields(asked.Shows)).Distinct().Select(key => new Choice(FoundColumns.Field + key, Label(me, asked, forms, key))),
    ];

    /// <summary>The keys of the fields that a table to save has: all that the chosen service ever asked, and those that are shown.</summary>
    public static IReadOnlyList<string> Keys(TicketsAsked asked, IReadOnlyList<IntakeForm> forms) =>
        [.. forms.Where(form => form.Service.Value == asked.Filter.Service).SelectMany(form => form.Fields).Select(field => field.Key).Concat(FoundColumns.Fields(asked.Shows)).Distinct()];

    private static string Label(Viewer me, TicketsAsked asked, IReadOnlyList<IntakeForm> forms, string key) =>
        forms.OrderByDescending(form => form.Service.Value == asked.Filter.Service).Select(form => form.Find(key)).FirstOrDefault(field => field is not null)?.In(me.Language) ?? key;

    private static IEnumerable<IntakeField> Asked(TicketsAsked asked, IReadOnlyList<IntakeForm> forms) =>
        forms.FirstOrDefault(form => form.Service.Value == asked.Filter.Service)?.Live ?? [];
}
