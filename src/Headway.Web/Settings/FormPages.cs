using Headway.Application.Access;
using Headway.Application.Intake;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Domain.Intake;
using Headway.Web.Doors;
using Headway.Web.Intake;
using Headway.Web.Layout;

namespace Headway.Web.Settings;

/// <summary>A service's form with how customers are asked it.</summary>
public sealed record FormView(FormRead Read, IReadOnlyList<AskedField> Preview)
{
    public Refusal? Refused { get; init; }

    public string? Done { get; init; }

    /// <summary>The portal's address with the service chosen.</summary>
    public string Link { get; init; } = "";
}

/// <summary>One field as it is edited. <paramref name="Field"/> is null for a new one.</summary>
public sealed record FieldEditView(FormRead Read, IntakeField? Field, FieldTyped Typed, IReadOnlyList<ConditionGroup> Conditions, Refusal? Refused);

/// <summary>What a field can depend on: an earlier field and its answers, as <c>key=value</c>.</summary>
public sealed record ConditionGroup(string Label, IReadOnlyList<Choice> Choices);

/// <summary>What a service asks when it is chosen: fields added, changed, ordered, retired.</summary>
internal static class FormPages
{
    public static void Map(IEndpointRouteBuilder staff)
    {
        const string Form = "/settings/services/{id:long}/form";
        staff.MapGet(Form, (HttpContext http, SettingsDoor door, IntakeForms forms, long id, string? done, CancellationToken stop) => Page(http, door, forms, id, null, done, stop));
        staff.MapGet(Form + "/new", (HttpContext http, SettingsDoor door, IntakeForms forms, long id, string? type, CancellationToken stop) =>
            Edit(http, door, forms, id, null, FieldTyped.New(FieldTypes.Read(type) ?? FieldType.ShortText), null, stop));
        staff.MapGet(Form + "/{field:long}", (HttpContext http, SettingsDoor door, IntakeForms forms, long id, long field, CancellationToken stop) => Edit(http, door, forms, id, field, null, null, stop));
        staff.MapPost(Form, (HttpContext http, SettingsDoor door, IntakeForms forms, KeepForm keep, long id, CancellationToken stop) => Save(http, door, forms, keep, id, null, stop));
        staff.MapPost(Form + "/{field:long}", (HttpContext http, SettingsDoor door, IntakeForms forms, KeepForm keep, long id, long field, CancellationToken stop) => Save(http, door, forms, keep, id, field, stop));
        staff.MapPost(Form + "/{field:long}/move", async (HttpContext http, SettingsDoor door, IntakeForms forms, KeepForm keep, long id, long field, CancellationToken stop) =>
        {
            var sent = await http.Request.ReadFormAsync(stop);
            return await After(http, door, forms, id, await keep.Move(http.Caller(), new ServiceId(id), field, sent.Text("by") == "-1" ? -1 : 1, stop), "saved", stop);
        });
        staff.MapPost(Form + "/{field:long}/retire", async (HttpContext http, SettingsDoor door, IntakeForms forms, KeepForm keep, long id, long field, CancellationToken stop) =>
        {
            var back = (await http.Request.ReadFormAsync(stop)).Ticked("back");
            return await After(http, door, forms, id, await keep.Retire(http.Caller(), new ServiceId(id), field, !back, stop), back ? "saved" : "removed", stop);
        });
        staff.MapPost("/settings/services/{id:long}/questions/{question:long}/field", async (HttpContext http, KeepForm keep, long id, long question, CancellationToken stop) =>
            (await keep.FromQuestion(http.Caller(), question, stop)).Refusal is { } no ? SettingsDoor.No(no) : SettingsDoor.Done(FormattableString.Invariant($"/settings/services/{id}/form"), "added"));
    }

    private static async Task<IResult> After(HttpContext http, SettingsDoor door, IntakeForms forms, long id, Refusal? refused, string done, CancellationToken stop) =>
        refused is { Kind: RefusalKind.Forbidden or RefusalKind.NotFound } no ? SettingsDoor.No(no)
        : refused is not null ? await Page(http, door, forms, id, refused, null, stop)
        : SettingsDoor.Done(FormattableString.Invariant($"/settings/services/{id}/form"), done);

    private static async Task<IResult> Page(HttpContext http, SettingsDoor door, IntakeForms forms, long id, Refusal? refused, string? done, CancellationToken stop)
    {
        var read = await forms.Read(http.Caller(), new ServiceId(id), stop);
        if ((http.Caller().Denies(Permission.ManageSettings) ?? read.Refusal) is { } no)
        {
            return SettingsDoor.No(no);
        }

        var me = http.RequestServices.GetRequiredService<Viewer>();
        var view = new FormView(read.Value, AskedFields.Of(me, read.Value.Form, AskedFields.Nothing, byCustomer: true))
        {
            Refused = refused,
            Done = done is "saved" or "added" or "removed" ? done : null,
            Link = http.Features.Get<TenantDoor>() is { } desk ? new Uri(desk.BaseUrl, FormattableString.Invariant($"/portal/new?service={id}")).AbsoluteUri : "",
        };
        return await door.Page<FormPage>(http, refused, (nameof(FormPage.View), view));
    }

    private static async Task<IResult> Edit(HttpContext http, SettingsDoor door, IntakeForms forms, long id, long? field, FieldTyped? typed, Refusal? refused, CancellationToken stop)
    {
        var read = await forms.Read(http.Caller(), new ServiceId(id), stop);
        var known = read.IsRefused || field is null ? null : read.Value.Form.Fields.FirstOrDefault(one => one.Id == field);
        if ((http.Caller().Denies(Permission.ManageSettings) ?? read.Refusal ?? (field is not null && known is null ? FormRefusals.FieldUnknown : null)) is { } no)
        {
            return SettingsDoor.No(no);
        }

        var me = http.RequestServices.GetRequiredService<Viewer>();
        var view = new FieldEditView(read.Value, known, typed ?? (known is null ? FieldTyped.New(FieldType.ShortText) : FieldTyped.Of(known)), Conditions(me, read.Value.Form, known), refused);
        return await door.Page<FieldPage>(http, refused, (nameof(FieldPage.View), view));
    }

    private static async Task<IResult> Save(HttpContext http, SettingsDoor door, IntakeForms forms, KeepForm keep, long id, long? field, CancellationToken stop)
    {
        var sent = await http.Request.ReadFormAsync(stop);
        var typed = FieldTyped.Of(sent);
        if (typed.Act is not null)
        {
            return await Edit(http, door, forms, id, field, typed.Arranged(), null, stop);
        }

        var draft = typed.Draft();
        var refused = draft.Refusal ?? (field is { } known
            ? await keep.Change(http.Caller(), new ServiceId(id), known, draft.Value, sent.Revision(), stop)
            : (await keep.Add(http.Caller(), new ServiceId(id), draft.Value, sent.Revision(), stop)).Refusal);
        return refused is null ? SettingsDoor.Done(FormattableString.Invariant($"/settings/services/{id}/form"), field is null ? "added" : "saved")
            : refused.Kind is RefusalKind.Forbidden ? SettingsDoor.No(refused)
            : await Edit(http, door, forms, id, field, typed, refused, stop);
    }

    private static ConditionGroup[] Conditions(Viewer me, IntakeForm form, IntakeField? field) =>
    [
        .. form.Live.TakeWhile(one => one.Id != field?.Id).Where(one => one.Type == FieldType.YesNo || one.HasChoices).Select(one => new ConditionGroup(
            one.In(me.Language),
            one.Type == FieldType.YesNo
                ? [new Choice($"{one.Key}=yes", me["form.yes"]), new Choice($"{one.Key}=no", me["form.no"])]
                : [.. one.Choices.Where(choice => !choice.Retired).Select(choice => new Choice($"{one.Key}={choice.Key}", choice.In(me.Language)))])),
    ];
}
