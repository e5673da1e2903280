using Headway.Application.Desk;
using Headway.Application.Intake;
using Headway.Domain;
using Headway.Domain.Intake;

namespace Headway.Web.Settings;

/// <summary>A line of a list of choices as typed.</summary>
public sealed record ChoiceTyped(string Key, string Label, string LabelDe);

/// <summary>A field of a form as typed.</summary>
public sealed record FieldTyped(string Type, string Key, string Label, string LabelDe, string Help, string HelpDe, bool Required, bool Internal, string Low, string High, string When)
{
    private const int EmptyLines = 3;

    public IReadOnlyList<ChoiceTyped> Choices { get; init; } = [];

    /// <summary>What was asked of the list instead of saving: more lines, or one of them moved.</summary>
    public string? Act { get; init; }

    public static FieldTyped New(FieldType type) => new FieldTyped(type.Code(), "", "", "", "", "", false, false, "", "", "") { Choices = [.. Enumerable.Repeat(new ChoiceTyped("", "", ""), EmptyLines)] };

    public static FieldTyped Of(IntakeField field) => new(
        field.Type.Code(), field.Key, field.Label, field.LabelDe ?? "", field.Help ?? "", field.HelpDe ?? "", field.Required, !field.ForCustomer,
        field.Low is { } low ? FieldValue.Text(low) : "", field.High is { } high ? FieldValue.Text(high) : "", field.When is { } when ? $"{when.Field}={when.Value}" : "")
    {
        Choices = [.. field.Choices.Where(choice => !choice.Retired).Select(choice => new ChoiceTyped(choice.Key, choice.Label, choice.LabelDe ?? "")), new ChoiceTyped("", "", "")],
    };

    public static FieldTyped Of(IFormCollection form) => new(
        form.Text("type"), form.Text("key"), form.Text("label"), form.Text("label.de"), form.Text("help"), form.Text("help.de"), form.Ticked("required"), form.Ticked("internal"), form.Text("low"),
        form.Text("high"), form.Text("when"))
    {
        Choices = [.. form.Rows("choice").Select(row => new ChoiceTyped(form.Text($"choice-key.{row}"), form.Text($"choice.{row}"), form.Text($"choice-de.{row}")))],
        Act = form.Given("act"),
    };

    /// <summary>The same with what was asked of the list done.</summary>
    public FieldTyped Arranged()
    {
        var choices = Choices.ToList();
        if (Act?.Split(':') is ["up", var text] && int.TryParse(text, out var at) && at > 0 && at < choices.Count)
        {
            (choices[at - 1], choices[at]) = (choices[at], choices[at - 1]);
        }
        else if (Act == "more")
        {
            choices.AddRange(Enumerable.Repeat(new ChoiceTyped("", "", ""), EmptyLines));
        }

        return this with { Choices = choices, Act = null };
    }

    public Outcome<FieldDraft> Draft()
    {
        var type = FieldTypes.Read(Type);
        if (Bound(Low) is not { } low || Bound(High) is not { } high)
        {
            return SettingsRefusals.NumberMalformed;
        }

        return new FieldDraft(Key.Length == 0 ? null : Key, type, Label)
        {
            LabelDe = LabelDe, Help = Help, HelpDe = HelpDe, Required = Required, ForCustomer = !Internal,
            Low = type == FieldType.Number ? low.Value : null,
            High = type == FieldType.Number ? high.Value : null,
            Choices = type is FieldType.OneOf or FieldType.SeveralOf ? [.. Choices.Select(choice => new ChoiceDraft(choice.Key.Length == 0 ? null : choice.Key, choice.Label, choice.LabelDe))] : [],
            When = When.Split('=', 2) is [var field, var value] ? new ShownWhen(field, value) : null,
        };
    }

    // Nothing typed is no bound; null is no number.
    private static Maybe? Bound(string text) => text.Length == 0 ? new Maybe(null) : FieldValue.Number(text) is { } number ? new Maybe(number) : null;

    private sealed record Maybe(decimal? Value);
}
