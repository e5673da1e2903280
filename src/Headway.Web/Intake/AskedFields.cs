using Headway.Application.Views;
using Headway.Domain;
using Headway.Domain.Intake;
using Headway.Web.Access;
using Headway.Web.Layout;

namespace Headway.Web.Intake;

/// <summary>A service's form as pages ask it, and what comes back from them: a field is called <c>field.</c> and its number.</summary>
internal static class AskedFields
{
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Nothing = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The fields in their order, with what was said; once something was refused, with what is wrong beside each.</summary>
    public static IReadOnlyList<AskedField> Of(
        Viewer me, IntakeForm form, IReadOnlyDictionary<string, IReadOnlyList<string>> said, bool byCustomer, bool refused = false, IReadOnlyDictionary<string, FieldValue>? stands = null)
    {
        var reading = form.Read(said, byCustomer, stands);
        return
        [
            .. form.Live.Where(field => field.ForCustomer || !byCustomer).Select(field => new AskedField(field.Id, field.Type.Code(), field.In(me.Language), field.HelpIn(me.Language), Choices(me, field, said))
            {
                Binds = field.Required && byCustomer,
                Needed = field.Required && !byCustomer,
                Said = said.GetValueOrDefault(field.Key) ?? [],
                Fault = !refused ? null
                    : reading.Faults.TryGetValue(field.Key, out var fault) ? Words(me, field, fault)
                    : byCustomer && reading.Missing.Contains(field) ? me["form.needed-here"] : null,
                Low = field.Low is { } low ? FieldValue.Text(low) : null,
                High = field.High is { } high ? FieldValue.Text(high) : null,
                When = field.When is { } when ? form.Find(when.Field)?.Id : null,
                Is = field.When?.Value,
                Hidden = !reading.Asked.Contains(field.Key),
                MayBeOpen = !(field.Required && byCustomer),
            }),
        ];
    }

    /// <summary>What a page sent, by the fields' keys; what it did not send is nothing.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Said(HttpRequest request, IntakeForm form) => !request.HasFormContentType ? Nothing
        : form.Live.ToDictionary(field => field.Key, field => (IReadOnlyList<string>)[.. request.Form[FormattableString.Invariant($"field.{field.Id}")].OfType<string>()]);

    /// <summary>What stands, as a page would send it.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Standing(IReadOnlyDictionary<string, FieldValue> values) =>
        values.ToDictionary(one => one.Key, one => (IReadOnlyList<string>)(one.Value.Choices.Count > 0 ? [.. one.Value.Choices.Select(choice => choice.Key)] : [one.Value.Said]));

    private static Choice[] Choices(Viewer me, IntakeField field, IReadOnlyDictionary<string, IReadOnlyList<string>> said) => field.Type == FieldType.YesNo
        ? [new Choice("yes", me["form.yes"]), new Choice("no", me["form.no"])]
        : [.. field.Choices.Where(choice => !choice.Retired || said.GetValueOrDefault(field.Key)?.Contains(choice.Key) == true).Select(choice => new Choice(choice.Key, choice.In(me.Language)))];

    private static string Words(Viewer me, IntakeField field, Refusal fault) => fault.Code == AnswerRefusals.OutOfBounds.Code
        ? (field.Low, field.High) switch
        {
            ({ } low, { } high) => me["form.between", Number(me, low), Number(me, high)],
            ({ } low, null) => me["form.at-least", Number(me, low)],
            (_, var high) => me["form.at-most", Number(me, high ?? FieldValue.Most)],
        }
        : fault.Code == AnswerRefusals.TooLong.Code ? me["form.too-long", field.Type == FieldType.ShortText ? IntakeField.LongestShort : IntakeField.LongestLong]
        : Refusals.Said(me, fault);

    /// <summary>A number as it is read in the viewer's language.</summary>
    public static string Number(Viewer me, decimal number) => number.ToString("#,##0.####", me.Words.Culture);
}
