using Headway.Application.Intake;
using Headway.Application.Views;
using Headway.Domain.Intake;
using Headway.Web.Layout;

namespace Headway.Web.Intake;

/// <summary>Answers as people read them, in their own language's way of writing days and numbers.</summary>
internal static class AnswerWords
{
    public static string Of(Viewer me, AnswerRead answer) => answer.Field.Type switch
    {
        FieldType.YesNo => me[answer.Value.Yes == true ? "form.yes" : "form.no"],
        FieldType.Date when FieldValue.Day(answer.Value.Said) is { } day => me.Time.Date(day),
        FieldType.Number when FieldValue.Number(answer.Value.Said) is { } number => AskedFields.Number(me, number),
        _ when answer.Value.Said.Length == 0 => me["form.erased"],
        _ => answer.Words(me.Language),
    };

    /// <summary>The same for a table to save: days and numbers in the one form that programs read.</summary>
    public static object? Cell(AnswerRead answer, string language) => answer.Field.Type == FieldType.Number ? FieldValue.Number(answer.Value.Said) : answer.Words(language);

    /// <summary>The card beside a ticket; null when its service asks nothing and nothing was answered.</summary>
    public static IntakeCardView? Card(Viewer me, TicketIntake intake, string? service, bool mayEdit) => intake.IsEmpty ? null : new IntakeCardView(
        service ?? me["form.card"], [.. intake.Form.Live.Select(field => Line(me, intake, field)).OfType<AnswerView>()], [.. intake.Others.Select(answer => new AnswerView(answer.Field.In(me.Language), Of(me, answer)))],
        mayEdit && intake.Form.Live.Any());

    /// <summary>What a customer reads of their own answers.</summary>
    public static IReadOnlyList<AnswerView> Told(Viewer me, TicketIntake intake) =>
        [.. intake.Answers.Concat(intake.Others).Where(answer => answer.Field.ForCustomer).Select(answer => new AnswerView(answer.Field.In(me.Language), Of(me, answer)))];

    private static AnswerView? Line(Viewer me, TicketIntake intake, IntakeField field) =>
        intake.Answers.FirstOrDefault(answer => answer.Field.Id == field.Id) is { } answer
            ? new AnswerView(field.In(me.Language), Of(me, answer)) { Href = Href(answer) }
            : intake.Missing.Contains(field) ? new AnswerView(field.In(me.Language), me["form.missing"], Missing: true) : null;

    // Tickets are looked for by what was chosen; words and days are rarely the same twice.
    private static string? Href(AnswerRead answer) => answer.Field.Type is FieldType.OneOf or FieldType.YesNo
        ? FormattableString.Invariant($"/tickets?service={answer.Service.Value}&field={Uri.EscapeDataString($"{answer.Field.Key}={answer.Value.Said}")}")
        : null;
}
