namespace Headway.Domain.Intake;

/// <summary>
/// What an intake says once it was read: values by key, what is wrong beside which field, which needed answers are missing, and which
/// fields are asked as things stand (a condition may hide some).
/// </summary>
public sealed record FormReading(
    IReadOnlyDictionary<string, FieldValue> Values, IReadOnlyDictionary<string, Refusal> Faults, IReadOnlyList<IntakeField> Missing, IReadOnlySet<string> Asked)
{
    /// <summary>Why it can't be kept; null when it can. A missing answer binds only where <paramref name="binds"/> says so.</summary>
    public Refusal? Refused(bool binds) =>
        Faults.Count > 0 ? Faults.First().Value
        : binds && Missing.Count > 0 ? AnswerRefusals.Missing
        : null;
}

/// <summary>A service's form: its fields in their order, the retired ones among them.</summary>
public sealed record IntakeForm(ServiceId Service, IReadOnlyList<IntakeField> Fields)
{
    public const int MostFields = 30, MostChoices = 50;

    public IEnumerable<IntakeField> Live => Fields.Where(one => !one.Retired);

    public IntakeField? Find(string key) => Fields.FirstOrDefault(field => field.Key == key);

    /// <summary>
    /// Reads answers by the fields' keys. What a condition hides is not kept, whatever was sent; a field that is not asked of whoever
    /// answers is passed over. An answer that stands already (<paramref name="stands"/>) is never refused.
    /// </summary>
    public FormReading Read(IReadOnlyDictionary<string, IReadOnlyList<string>> said, bool byCustomer, IReadOnlyDictionary<string, FieldValue>? stands = null)
    {
        var (values, faults, missing, asked) = (new Dictionary<string, FieldValue>(), new Dictionary<string, Refusal>(), new List<IntakeField>(), new HashSet<string>());
        foreach (var field in Live.Where(field => field.ForCustomer || !byCustomer))
        {
            if (field.When is { } when && !(values.TryGetValue(when.Field, out var deciding) && deciding.Has(when.Value)))
            {
                continue;
            }

            asked.Add(field.Key);
            var answers = (said.GetValueOrDefault(field.Key) ?? []).Select(answer => answer.Trim()).Where(answer => answer.Length > 0).ToArray();
            if (answers.Length == 0)
            {
                if (field.Required)
                {
                    missing.Add(field);
                }

                continue;
            }

            var read = ReadAnswer.Of(field, answers, stands?.GetValueOrDefault(field.Key));
            if (read.Refusal is { } no)
            {
                faults[field.Key] = no;
            }
            else
            {
                values[field.Key] = read.Value;
            }
        }

        return new FormReading(values, faults, missing, asked);
    }

    /// <summary>
    /// The same where some answers stand and others are new: a key that is not named keeps what it has, an empty answer takes it away.
    /// </summary>
    public FormReading Over(IReadOnlyDictionary<string, FieldValue> stands, IReadOnlyDictionary<string, IReadOnlyList<string>> said, bool byCustomer) =>
        Read(Live.ToDictionary(field => field.Key, field => said.GetValueOrDefault(field.Key) ?? Said(field, stands)), byCustomer, stands);

    /// <summary>The first key that is no field of this form; null when all are.</summary>
    public string? Unknown(IEnumerable<string> keys) => keys.FirstOrDefault(key => Find(key) is null);

    private static string[] Said(IntakeField field, IReadOnlyDictionary<string, FieldValue> stands) => !stands.TryGetValue(field.Key, out var value) ? []
        : field.HasChoices ? [.. value.Choices.Select(choice => choice.Key)]
        : [value.Said];
}
