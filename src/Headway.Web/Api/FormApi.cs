using System.Globalization;
using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Intake;
using Headway.Domain;
using Headway.Domain.Intake;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary>What can be chosen in a list; a retired choice stays on the tickets that have it.</summary>
public sealed record FormChoiceJson(string Key, string Label, string? LabelDe, bool Retired);

/// <summary>On which earlier field, and which answer to it, a field depends.</summary>
public sealed record FormConditionJson(string Field, string Value);

public sealed record FormFieldJson(
    string Key, string Type, string Label, string? LabelDe, string? Help, string? HelpDe, bool Required, bool ForCustomer, decimal? Low, decimal? High, IReadOnlyList<FormChoiceJson> Choices,
    FormConditionJson? When, bool Retired);

/// <summary>A service's form; the service by its number.</summary>
public sealed record FormJson(long Service, IReadOnlyList<FormFieldJson> Fields, int Version);

public sealed record FormChoiceBody(string? Key, string? Label, string? LabelDe);

public sealed record FormConditionBody(string? Field, string? Value);

/// <summary>A field as it shall be; with the key of one that is there, that one.</summary>
public sealed record FormFieldBody(
    string? Key, string? Type, string? Label, string? LabelDe, string? Help, string? HelpDe, bool? Required, bool? ForCustomer, decimal? Low, decimal? High, IReadOnlyList<FormChoiceBody>? Choices,
    FormConditionBody? When);

public sealed record FormBody(IReadOnlyList<FormFieldBody>? Fields);

/// <summary><c>/forms</c> and <c>/services/{id}/form</c>: what services ask.</summary>
internal static class FormApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/forms", async (HttpContext http, IntakeForms forms, CancellationToken stop) =>
            ApiAnswer.Of(await forms.Shown(http.Caller(), stop), all => ApiAnswer.List(all.Select(Json)))).Produces<ListJson<FormJson>>()
            .Describe("Intake forms", "What each service asks when it is chosen; services that ask nothing are left out.");
        api.MapGet("/services/{id:long}/form", async (HttpContext http, IntakeForms forms, long id, CancellationToken stop) => await Shown(http, forms, id, stop)).Produces<FormJson>()
            .Describe("A service's form", "Its fields in their order, the retired ones last. A ticket takes the answers as `fields`, by key.");
        api.MapPut("/services/{id:long}/form", Set).Produces<FormJson>()
            .Describe<FormBody>(
                "Say what a service asks",
                "The whole form in its order. A field or choice that is left out is retired: what was answered stays readable, and naming its key brings it back. A field keeps its type. If-Match with the form's version answers 409 when somebody changed it meanwhile.",
                """{"fields":[{"key":"start-date","type":"date","label":"First day","labelDe":"Erster Tag","required":true},{"key":"phone","type":"yes-no","label":"Needs a phone"},{"key":"model","type":"one-of","label":"Model","choices":[{"label":"Desk phone"},{"label":"Mobile"}],"when":{"field":"phone","value":"yes"}}]}""");
    }

    /// <summary>Answers by key as bodies carry them: a text, a number, true or false, or a list of keys; null or an empty text takes one away.</summary>
    public static Outcome<IReadOnlyDictionary<string, IReadOnlyList<string>>> Said(IReadOnlyDictionary<string, JsonElement> fields)
    {
        var said = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var (key, value) in fields)
        {
            var answers = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(Word).ToArray() : [Word(value)];
            if (Array.Exists(answers, answer => answer is null))
            {
                return ApiRefusals.Malformed.Because($"'{key}' is a text, a number, true, false, null or a list of texts.");
            }

            said[key] = [.. answers.OfType<string>().Where(answer => answer.Length > 0)];
        }

        return said;
    }

    /// <summary>What a ticket's fields hold, by key.</summary>
    public static IReadOnlyDictionary<string, object?> Values(IEnumerable<AnswerRead> answers) => answers.ToDictionary(answer => answer.Field.Key, answer => answer.Field.Type switch
    {
        FieldType.YesNo => answer.Value.Yes,
        FieldType.Number => FieldValue.Number(answer.Value.Said),
        FieldType.SeveralOf => answer.Value.Choices.Select(choice => choice.Key).ToArray(),
        _ => answer.Value.Said is { Length: > 0 } said ? said : (object?)null,
    });

    private static string? Word(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Null => "",
        _ => null,
    };

    private static async Task<IResult> Set(HttpContext http, KeepForm keep, IntakeForms forms, long id, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<FormBody>(http, stop);
        return (asked.Refusal ?? await keep.Set(http.Caller(), new ServiceId(id), [.. (asked.Value.Body.Fields ?? []).Select(Draft)], ApiRequest.Version(http) - 1, stop)) is { } no
            ? ApiAnswer.Refuse(no)
            : await Shown(http, forms, id, stop);
    }

    private static async Task<IResult> Shown(HttpContext http, IntakeForms forms, long id, CancellationToken stop) =>
        ApiAnswer.Of(await forms.Read(http.Caller(), new ServiceId(id), stop), read =>
        {
            http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{read.Revision + 1}\"");
            return ApiAnswer.Json(Json(read));
        });

    private static FieldDraft Draft(FormFieldBody body) => new(body.Key, FieldTypes.Read(body.Type), body.Label)
    {
        LabelDe = body.LabelDe,
        Help = body.Help,
        HelpDe = body.HelpDe,
        Required = body.Required ?? false,
        ForCustomer = body.ForCustomer ?? true,
        Low = body.Low,
        High = body.High,
        Choices = [.. (body.Choices ?? []).Select(choice => new ChoiceDraft(choice.Key, choice.Label, choice.LabelDe))],
        When = body.When is { } when ? new ShownWhen(when.Field ?? "", when.Value ?? "") : null,
    };

    private static FormJson Json(FormRead read) => new(
        read.Form.Service.Value,
        [
            .. read.Form.Fields.Select(field => new FormFieldJson(
                field.Key, field.Type.Code(), field.Label, field.LabelDe, field.Help, field.HelpDe, field.Required, field.ForCustomer, field.Low, field.High,
                [.. field.Choices.Select(choice => new FormChoiceJson(choice.Key, choice.Label, choice.LabelDe, choice.Retired))],
                field.When is { } when ? new FormConditionJson(when.Field, when.Value) : null, field.Retired)),
        ],
        read.Revision + 1);
}
