using Headway.Domain;
using Headway.Domain.Intake;

namespace Headway.Application.Intake;

/// <summary>Something to choose as somebody would have it; without a key it gets one from its words.</summary>
public sealed record ChoiceDraft(string? Key, string? Label, string? LabelDe = null);

/// <summary>A field as somebody would have it. The key says which one is meant; without a key it is a new one and gets its key from the label.</summary>
public sealed record FieldDraft(string? Key, FieldType? Type, string? Label)
{
    public string? LabelDe { get; init; }

    public string? Help { get; init; }

    public string? HelpDe { get; init; }

    public bool Required { get; init; }

    public bool ForCustomer { get; init; } = true;

    public decimal? Low { get; init; }

    public decimal? High { get; init; }

    public IReadOnlyList<ChoiceDraft> Choices { get; init; } = [];

    public ShownWhen? When { get; init; }

    public string? Reason { get; init; }

    public TeamId? FromTeam { get; init; }

    /// <summary>The draft of a field that stays as it is.</summary>
    public static FieldDraft Of(IntakeField field) => new(field.Key, field.Type, field.Label)
    {
        LabelDe = field.LabelDe,
        Help = field.Help,
        HelpDe = field.HelpDe,
        Required = field.Required,
        ForCustomer = field.ForCustomer,
        Low = field.Low,
        High = field.High,
        Choices = [.. field.Choices.Where(choice => !choice.Retired).Select(choice => new ChoiceDraft(choice.Key, choice.Label, choice.LabelDe))],
        When = field.When,
    };
}

/// <summary>What becomes of a form when it shall be as a list of drafts says.</summary>
internal static class FormPlan
{
    /// <summary>The form with the drafts in their order; fields and choices that no draft names are retired, those named again come back.</summary>
    public static Outcome<IntakeForm> Of(IntakeForm before, IReadOnlyList<FieldDraft> wanted)
    {
        var fields = new List<IntakeField>();
        var taken = before.Fields.Select(field => field.Key).Concat(wanted.Select(draft => draft.Key).OfType<string>()).ToHashSet();
        foreach (var draft in wanted)
        {
            var known = draft.Key is { Length: > 0 } key ? before.Find(key) : null;
            if (draft.Type is not { } type)
            {
                return FormRefusals.TypeUnknown;
            }

            if (known is not null && known.Type != type)
            {
                return FormRefusals.TypeFixed;
            }

            if (fields.Exists(field => field.Key == draft.Key))
            {
                return FormRefusals.KeyTaken;
            }

            var label = draft.Label?.Trim() ?? "";
            var name = known?.Key ?? (draft.Key is { Length: > 0 } given ? given.Trim() : CheckForm.KeyOf(label, taken));
            taken.Add(name);
            fields.Add(new IntakeField(known?.Id ?? 0, name, type, label)
            {
                LabelDe = Given(draft.LabelDe),
                Help = Given(draft.Help),
                HelpDe = Given(draft.HelpDe),
                Required = draft.Required,
                ForCustomer = draft.ForCustomer,
                Low = draft.Low,
                High = draft.High,
                Choices = Choices(known, draft.Choices),
                When = draft.When,
                Reason = known?.Reason ?? draft.Reason,
                FromTeam = known?.FromTeam ?? draft.FromTeam,
            });
        }

        return before with { Fields = [.. fields, .. before.Fields.Where(field => !fields.Exists(kept => kept.Id == field.Id)).Select(field => field with { Retired = true })] };
    }

    /// <summary>A field in one line, as the trail remembers it.</summary>
    public static string Said(IntakeField field) => string.Join(" · ", new[]
    {
        field.Label, field.LabelDe, field.Type.Code(), field.Required ? "required" : null, field.ForCustomer ? null : "internal",
        field.Low is { } low ? $"≥ {FieldValue.Text(low)}" : null, field.High is { } high ? $"≤ {FieldValue.Text(high)}" : null,
        field.HasChoices ? string.Join(" | ", field.Choices.Where(choice => !choice.Retired).Select(choice => choice.LabelDe is { } german ? $"{choice.Label} ({german})" : choice.Label)) : null,
        field.When is { } when ? $"{when.Field} = {when.Value}" : null, field.Help, field.HelpDe,
    }.Where(part => !string.IsNullOrEmpty(part)));

    private static List<FieldChoice> Choices(IntakeField? known, IReadOnlyList<ChoiceDraft> wanted)
    {
        var choices = new List<FieldChoice>();
        var taken = (known?.Choices ?? []).Select(choice => choice.Key).Concat(wanted.Select(draft => draft.Key).OfType<string>()).ToHashSet();
        foreach (var draft in wanted.Where(draft => !string.IsNullOrWhiteSpace(draft.Label) || !string.IsNullOrWhiteSpace(draft.LabelDe)))
        {
            var label = Given(draft.Label) ?? Given(draft.LabelDe) ?? "";
            // What was put away and is written down again is the same choice.
            var had = known?.Choices.FirstOrDefault(choice => choice.Key == draft.Key)
                ?? known?.Choices.FirstOrDefault(choice => string.IsNullOrEmpty(draft.Key) && choice.Retired && string.Equals(choice.Label, label, StringComparison.OrdinalIgnoreCase));
            var key = had?.Key ?? (draft.Key is { Length: > 0 } given ? given.Trim() : CheckForm.KeyOf(label, taken));
            taken.Add(key);
            choices.Add(new FieldChoice(had?.Id ?? 0, key, label, Given(draft.LabelDe)));
        }

        choices.AddRange((known?.Choices ?? []).Where(choice => !choices.Exists(kept => kept.Id == choice.Id)).Select(choice => choice with { Retired = true }));
        return choices;
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
