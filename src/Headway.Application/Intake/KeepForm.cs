using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Services;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Intake;

namespace Headway.Application.Intake;

/// <summary>
/// Changes what a service asks: the whole form, one field, its order. Every change leaves the whole form such that it can be asked, and is
/// remembered. What was answered on tickets stays as it is.
/// </summary>
public sealed class KeepForm(SettingsChange settings, IntakeQuestions questions, Database database, DeskClock clock)
{
    /// <summary>The whole form in its order; what is not in it is retired.</summary>
    public Task<Refusal?> Set(Caller caller, ServiceId service, IReadOnlyList<FieldDraft> wanted, int? expected, CancellationToken stop = default) =>
        Make(caller, Permission.ManageSettings, service, expected, _ => (Outcome<IReadOnlyList<FieldDraft>>)wanted.ToArray(), stop);

    /// <summary>Adds a field behind the others; answers its id.</summary>
    public async Task<Outcome<long>> Add(Caller caller, ServiceId service, FieldDraft draft, int? expected = null, CancellationToken stop = default)
    {
        var before = await database.Read(session => FormRows.Of(session, caller.Tenant, service), stop);
        return await Make(caller, Permission.ManageSettings, service, expected, form => form.Find(draft.Key ?? "") is null ? Drafts(form, [draft]) : FormRefusals.KeyTaken, stop) is { } no
            ? no
            : await Newest(caller.Tenant, service, before, stop);
    }

    /// <summary>Changes a field; its key and kind stay.</summary>
    public Task<Refusal?> Change(Caller caller, ServiceId service, long field, FieldDraft draft, int? expected, CancellationToken stop = default) =>
        Make(caller, Permission.ManageSettings, service, expected, form => Known(form, field) is not { } known ? FormRefusals.FieldUnknown
            : Drafts(form).Value.Select(one => one.Key == known.Key ? draft with { Key = known.Key, Type = known.Type } : one).ToArray(), stop);

    /// <summary>Puts it before (-1) or behind (+1) its neighbour; at an end it stays.</summary>
    public Task<Refusal?> Move(Caller caller, ServiceId service, long field, int by, CancellationToken stop = default) =>
        Make(caller, Permission.ManageSettings, service, null, form =>
        {
            if (Known(form, field) is not { Retired: false } known)
            {
                return FormRefusals.FieldUnknown;
            }

            var drafts = Drafts(form).Value.ToArray();
            var at = Array.FindIndex(drafts, one => one.Key == known.Key);
            var to = Math.Clamp(at + Math.Sign(by), 0, drafts.Length - 1);
            (drafts[at], drafts[to]) = (drafts[to], drafts[at]);
            return drafts;
        }, stop);

    /// <summary>Asks it no longer, or again, behind the others.</summary>
    public Task<Refusal?> Retire(Caller caller, ServiceId service, long field, bool retired, CancellationToken stop = default) =>
        Make(caller, Permission.ManageSettings, service, null, form => Known(form, field) is not { } known ? FormRefusals.FieldUnknown
            : Drafts(form).Value.Where(one => one.Key != known.Key).Concat(retired ? [] : [FieldDraft.Of(known)]).ToArray(), stop);

    /// <summary>What was learned from returns becomes a field that customers must answer: a line of words. The same words twice are one field.</summary>
    public async Task<Outcome<long>> Learn(Caller caller, ServiceId service, string? label, string? labelDe, string? reason, TeamId? team, bool needed = true, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.KeepMacros) is { } denied)
        {
            return denied;
        }

        var before = await database.Read(session => FormRows.Of(session, caller.Tenant, service), stop);
        if (before.Live.FirstOrDefault(field => string.Equals(field.Help is { Length: > IntakeField.LongestLabel } whole ? whole : field.Label, label?.Trim(), StringComparison.OrdinalIgnoreCase)) is { } same)
        {
            return same.Id;
        }

        var (asked, help) = Shortened(label?.Trim() ?? "");
        var draft = new FieldDraft(null, FieldType.ShortText, asked) { Help = help, LabelDe = labelDe is { Length: > IntakeField.LongestLabel } ? null : labelDe, Required = needed, Reason = reason, FromTeam = team };
        return await Make(caller, Permission.KeepMacros, service, null, form => Drafts(form, [draft]), stop) is { } no ? no : await Newest(caller.Tenant, service, before, stop);
    }

    /// <summary>A question of the service becomes a field with the same words, and is asked as that from then on.</summary>
    public async Task<Outcome<long>> FromQuestion(Caller caller, long question, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.KeepMacros) is { } denied)
        {
            return denied;
        }

        if ((await questions.Of(caller.Tenant, stop)).Find(one => one.Id == question) is not { } asked)
        {
            return IntakeRefusals.Unknown;
        }

        var team = await database.Read(session => session.Number("SELECT from_team FROM intake_questions WHERE tenant = $1 AND id = $2", caller.Tenant.Value, question).AsTask(), stop);
        var learned = await Learn(caller, asked.Service, asked.Text, asked.TextDe, asked.Reason, team is { } known ? new TeamId(known) : null, asked.Needed, stop);
        return learned.IsRefused ? learned : await questions.Remove(caller, question, stop) is { } no ? no : learned;
    }

    // More words than a label has stand under it.
    private static (string Label, string? Help) Shortened(string words)
    {
        if (words.Length <= IntakeField.LongestLabel)
        {
            return (words, null);
        }

        var end = words.LastIndexOf(' ', IntakeField.LongestLabel - 2);
        return (words[..(end > 0 ? end : IntakeField.LongestLabel - 2)] + " …", words);
    }

    private async Task<Outcome<long>> Newest(TenantId tenant, ServiceId service, IntakeForm before, CancellationToken stop) =>
        (await database.Read(session => FormRows.Of(session, tenant, service), stop)).Live.LastOrDefault(field => before.Live.All(known => known.Id != field.Id)) is { } added
            ? added.Id
            : FormRefusals.FieldUnknown;

    private Task<Refusal?> Make(
        Caller caller, Permission permission, ServiceId service, int? expected, Func<IntakeForm, Outcome<IReadOnlyList<FieldDraft>>> wanted, CancellationToken stop) =>
        settings.Make(caller, permission, stop, new SettingPart(IntakeForms.What(service), expected, async session =>
        {
            if (await session.Number("SELECT id FROM services WHERE tenant = $1 AND id = $2", caller.Tenant.Value, service.Value) is null)
            {
                return SettingsRefusals.ServiceUnknown;
            }

            var before = await FormRows.Of(session, caller.Tenant, service);
            var planned = wanted(before).Then(drafts => drafts.Select(Unreadable).FirstOrDefault(no => no is not null) is { } unreadable ? unreadable : FormPlan.Of(before, drafts));
            if ((planned.Refusal ?? CheckForm.Check(planned.Value)) is { } no)
            {
                return no;
            }

            var differences = Differences(before, planned.Value);
            if (Difference.Entry("form.changed", ServiceBook.What(service), differences) is not { } entry)
            {
                return Remembered.Nothing;
            }

            await FormRows.Write(session, caller.Tenant, planned.Value, clock.Now(caller.Tenant).ToUnixTimeMilliseconds(), caller.Person);
            return new Remembered(entry);
        }));

    private static Refusal? Unreadable(FieldDraft draft) =>
        new[] { draft.Key, draft.Label, draft.LabelDe, draft.Help, draft.HelpDe }.Concat(draft.Choices.SelectMany(choice => new[] { choice.Key, choice.Label, choice.LabelDe }))
            .Select(TextCheck.Check).FirstOrDefault(no => no is not null);

    private static IEnumerable<Difference> Differences(IntakeForm before, IntakeForm after)
    {
        var (was, now) = (Lines(before), Lines(after));
        return was.Keys.Union(now.Keys).Select(key => new Difference(key, was.GetValueOrDefault(key), now.GetValueOrDefault(key)))
            .Append(new Difference("order", Order(before, now), Order(after, was)));
    }

    // What both have, in the order of the one.
    private static string Order(IntakeForm form, Dictionary<string, string> other) => string.Join(", ", form.Live.Select(field => field.Key).Where(other.ContainsKey));

    private static Dictionary<string, string> Lines(IntakeForm form) => form.Live.ToDictionary(field => field.Key, FormPlan.Said);

    private static IntakeField? Known(IntakeForm form, long id) => form.Fields.FirstOrDefault(field => field.Id == id);

    private static Outcome<IReadOnlyList<FieldDraft>> Drafts(IntakeForm form, params IReadOnlyList<FieldDraft> more) => (FieldDraft[])[.. form.Live.Select(FieldDraft.Of), .. more];
}
