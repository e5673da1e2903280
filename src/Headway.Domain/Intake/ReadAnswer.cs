using NodaTime.Text;

namespace Headway.Domain.Intake;

/// <summary>Reads what was typed or chosen into a field's value.</summary>
internal static class ReadAnswer
{
    /// <param name="field">What was asked.</param>
    /// <param name="said">What was answered; at least one thing that is not blank.</param>
    /// <param name="stands">What stands there already: it is taken as it is, though the field may have changed since.</param>
    public static Outcome<FieldValue> Of(IntakeField field, IReadOnlyList<string> said, FieldValue? stands)
    {
        if (!field.HasChoices && said.Count > 1)
        {
            return AnswerRefusals.OneOnly;
        }

        if (stands is not null && !field.HasChoices && stands.Said == said[0])
        {
            return stands;
        }

        return field.Type switch
        {
            FieldType.ShortText => Words(said[0], IntakeField.LongestShort),
            FieldType.LongText => Words(said[0], IntakeField.LongestLong),
            FieldType.Number => Number(field, said[0]),
            FieldType.Date => FieldValue.Day(said[0]) is { } day ? new FieldValue(LocalDatePattern.Iso.Format(day)) : AnswerRefusals.NoDay,
            FieldType.YesNo => said[0] switch { "yes" => new FieldValue("yes") { Yes = true }, "no" => new FieldValue("no") { Yes = false }, _ => AnswerRefusals.NotYesOrNo },
            _ => Chosen(field, said, stands),
        };
    }

    private static Outcome<FieldValue> Words(string text, int longest) =>
        text.Length <= longest ? new FieldValue(text) : AnswerRefusals.TooLong.Because($"Say it in at most {longest} characters.");

    private static Outcome<FieldValue> Number(IntakeField field, string said) =>
        FieldValue.Number(said) is not { } number ? AnswerRefusals.NoNumber
        : number < field.Low || number > field.High ? AnswerRefusals.OutOfBounds.Because(Bounds(field))
        : new FieldValue(FieldValue.Text(number));

    private static string Bounds(IntakeField field) => (field.Low, field.High) switch
    {
        ({ } low, { } high) => $"Say a number from {FieldValue.Text(low)} to {FieldValue.Text(high)}.",
        ({ } low, null) => $"Say a number of at least {FieldValue.Text(low)}.",
        (_, var high) => $"Say a number of at most {FieldValue.Text(high ?? FieldValue.Most)}.",
    };

    private static Outcome<FieldValue> Chosen(IntakeField field, IReadOnlyList<string> said, FieldValue? stands)
    {
        if (field.Type == FieldType.OneOf && said.Distinct().Count() > 1)
        {
            return AnswerRefusals.OneOnly;
        }

        var chosen = field.Choices.Where(choice => said.Contains(choice.Key) && (!choice.Retired || stands?.Choices.Any(had => had.Id == choice.Id) == true)).ToArray();
        return said.FirstOrDefault(key => !Array.Exists(chosen, choice => choice.Key == key)) is { } unknown
            ? AnswerRefusals.ChoiceUnknown.Because($"'{unknown}' can't be chosen.")
            : new FieldValue(string.Join(',', chosen.Select(choice => choice.Key))) { Choices = chosen };
    }
}
