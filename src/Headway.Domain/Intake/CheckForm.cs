using System.Globalization;
using System.Text;

namespace Headway.Domain.Intake;

/// <summary>Whether a form can be asked as it is meant, field by field in its order; and names for what has none yet.</summary>
public static class CheckForm
{
    private const int LongestKey = 40;

    /// <summary>What is wrong with it; null when nothing is. Retired fields count only by their keys.</summary>
    public static Refusal? Check(IntakeForm form)
    {
        var live = form.Live.ToList();
        if (live.Count > IntakeForm.MostFields)
        {
            return FormRefusals.TooManyFields;
        }

        if (form.Fields.GroupBy(field => field.Key).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            return FormRefusals.KeyTaken.Because($"'{twice.Key}' is the name of another field of this form: give each its own.");
        }

        var before = new Dictionary<string, IntakeField>();
        foreach (var field in live)
        {
            if ((Own(field) ?? Condition(form, before, field)) is { } no)
            {
                return no;
            }

            before[field.Key] = field;
        }

        return null;
    }

    /// <summary>A key made of a label, other than those that are taken.</summary>
    public static string KeyOf(string label, IReadOnlyCollection<string> taken)
    {
        var key = new StringBuilder();
        foreach (var letter in label.Replace("ß", "ss", StringComparison.Ordinal).Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                key.Append(letter);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && key.Length > 0 && key[^1] != '-')
            {
                key.Append('-');
            }
        }

        var stem = key.ToString().Trim('-');
        stem = stem.Length == 0 || !char.IsAsciiLetter(stem[0]) ? $"field-{stem}".TrimEnd('-') : stem;
        stem = stem.Length > LongestKey - 3 ? stem[..(LongestKey - 3)].TrimEnd('-') : stem;
        var name = stem;
        for (var number = 2; taken.Contains(name); number++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{stem}-{number}");
        }

        return name;
    }

    private static Refusal? Own(IntakeField field)
    {
        if (!IsKey(field.Key))
        {
            return FormRefusals.KeyMalformed;
        }

        if (string.IsNullOrWhiteSpace(field.Label) || field.Label.Length > IntakeField.LongestLabel || field.LabelDe is { Length: > IntakeField.LongestLabel }
            || field.Help is { Length: > IntakeField.LongestHelp } || field.HelpDe is { Length: > IntakeField.LongestHelp })
        {
            return FormRefusals.LabelMissing;
        }

        if (field.Type != FieldType.Number && (field.Low is not null || field.High is not null))
        {
            return FormRefusals.BoundsPointless;
        }

        if (field.Low > field.High)
        {
            return FormRefusals.BoundsCrossed;
        }

        var choices = field.Choices.Where(choice => !choice.Retired).ToList();
        return !field.HasChoices ? (choices.Count > 0 ? FormRefusals.ChoicesPointless : null)
            : choices.Count is 0 or > IntakeForm.MostChoices ? FormRefusals.ChoicesMissing
            : choices.Exists(choice => string.IsNullOrWhiteSpace(choice.Label) || choice.Label.Length > IntakeField.LongestLabel || !IsKey(choice.Key)) ? FormRefusals.ChoiceMalformed
            : field.Choices.GroupBy(choice => choice.Key).Any(same => same.Count() > 1) || choices.GroupBy(choice => choice.Label.ToLowerInvariant()).Any(same => same.Count() > 1) ? FormRefusals.ChoiceTwice
            : null;
    }

    private static Refusal? Condition(IntakeForm form, Dictionary<string, IntakeField> before, IntakeField field)
    {
        if (field.When is not { } when)
        {
            return null;
        }

        if (!before.TryGetValue(when.Field, out var deciding))
        {
            return form.Find(when.Field) is { Retired: false } ? FormRefusals.ConditionLater : FormRefusals.ConditionUnknown;
        }

        if (field.ForCustomer && !deciding.ForCustomer)
        {
            return FormRefusals.ConditionHidden;
        }

        var holds = deciding.Type == FieldType.YesNo ? when.Value is "yes" or "no" : deciding.HasChoices && deciding.Choices.Any(choice => choice.Key == when.Value && !choice.Retired);
        return holds ? null : FormRefusals.ConditionValue;
    }

    private static bool IsKey(string key) =>
        key.Length is > 0 and <= LongestKey && char.IsAsciiLetterLower(key[0]) && key.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');
}
