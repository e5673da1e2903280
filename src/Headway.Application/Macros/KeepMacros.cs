using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Statuses;

namespace Headway.Application.Macros;

/// <summary>For whom a canned text is.</summary>
public enum MacroFor { Me, Team, Desk }

/// <summary>A canned text as somebody would have it; an internal note instead of a reply where <paramref name="IsNote"/>.</summary>
public sealed record MacroDraft(string Name, MacroFor For, TeamId? Team, string? Language, string Text, bool IsNote, StatusCode? Status)
{
    /// <summary>Why it can't be kept, or null.</summary>
    public Refusal? Check(StatusBook book)
    {
        if (string.IsNullOrWhiteSpace(Name) || Name.Trim().Length > 100)
        {
            return SettingsRefusals.NameMissing;
        }

        if (string.IsNullOrWhiteSpace(Text))
        {
            return SettingsRefusals.ReplyEmpty;
        }

        if (Text.Length > 20_000)
        {
            return SettingsRefusals.TextTooLong;
        }

        if (MacroWords.Unknown(Text) is { } place)
        {
            return SettingsRefusals.PlaceUnknown.Because($"{{{place}}}: {SettingsRefusals.PlaceUnknown.Message}");
        }

        if (Status is { } code && (book.Find(code) is not { } status || !(status.Selectable || code == StatusCode.Resolved || code == StatusCode.CustomerSilent)))
        {
            return StatusRefusals.NotSelectable;
        }

        return TextCheck.Check(Name) ?? TextCheck.Check(Text);
    }
}

/// <summary>Adds, changes and puts away canned texts. What was sent with one stays as it was sent.</summary>
public sealed class KeepMacros(SettingsChange settings, DeskRulesCache rules)
{
    /// <summary>Adds one (<paramref name="id"/> null) or changes one; answers its id.</summary>
    public async Task<Outcome<long>> Keep(Caller caller, long? id, MacroDraft draft, int? expected, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.KeepMacros) is { } denied)
        {
            return denied;
        }

        var book = (await rules.Of(caller.Tenant, stop)).Statuses;
        var kept = id ?? 0;
        var no = await settings.Make(caller, Permission.KeepMacros, stop, new SettingPart(id is { } known ? What(known) : "macros", expected, async session =>
        {
            var before = id is { } given ? (await MacroBook.Macros(session, caller)).FirstOrDefault(macro => macro.Id == given) : null;
            var wrong = id is not null && before is null ? SettingsRefusals.MacroUnknown
                : before is { MayChange: false } || !May(caller, draft) ? SettingsRefusals.NotYours
                : draft.Check(book);
            if (wrong is not null)
            {
                return wrong;
            }

            object?[] values =
            [
                caller.Tenant.Value, id ?? (kept = await session.NextId()), draft.Name.Trim(), draft.For == MacroFor.Team ? draft.Team?.Value : null,
                draft.For == MacroFor.Me ? caller.Person.Value : null, draft.Language, draft.IsNote ? null : Text(draft), draft.IsNote ? Text(draft) : null, draft.Status?.Value,
            ];
            await session.Do(
                id is null
                    ? "INSERT INTO macros (tenant, id, name, team, person, language, reply, note, status, fields, active) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '{}', true)"
                    : "UPDATE macros SET name = $3, team = $4, person = $5, language = $6, reply = $7, note = $8, status = $9 WHERE tenant = $1 AND id = $2",
                values);
            return new Remembered(Difference.Entry(
                id is null ? "macro.added" : "macro.changed", What(kept),
                new Difference("name", before?.Name, draft.Name.Trim()), new Difference("for", Whose(before), Whose(draft)), new Difference("language", before?.Language, draft.Language),
                new Difference("status", before?.Status, draft.Status?.Value), new Difference("text", Mark(before?.Reply ?? before?.Note), Mark(Text(draft)))));
        }));
        return no is null ? kept : no;
    }

    public Task<Refusal?> PutAway(Caller caller, long id, CancellationToken stop = default) =>
        settings.Make(caller, Permission.KeepMacros, stop, new SettingPart(What(id), null, async session =>
        {
            var before = (await MacroBook.Macros(session, caller)).FirstOrDefault(macro => macro.Id == id);
            if (before is not { MayChange: true })
            {
                return before is null ? SettingsRefusals.MacroUnknown : SettingsRefusals.NotYours;
            }

            await session.Do("UPDATE macros SET active = false WHERE tenant = $1 AND id = $2", caller.Tenant.Value, id);
            return new Remembered(Difference.Entry("macro.removed", What(id), new Difference("name", before.Name, null)));
        }));

    private static bool May(Caller caller, MacroDraft draft) => draft.For switch
    {
        MacroFor.Me => true,
        MacroFor.Team => draft.Team is { } team && MacroBook.MayKeepFor(caller, team),
        _ => caller.May(Permission.ManageSettings),
    };

    private static string What(long id) => $"macro:{id}";

    private static string Text(MacroDraft draft) => draft.Text.Trim().ReplaceLineEndings("\n");

    private static string? Whose(MacroRead? macro) => macro is null ? null : macro.Own ? "person" : macro.Team is { } team ? $"team:{team.Id}" : "desk";

    private static string Whose(MacroDraft draft) => draft.For switch { MacroFor.Me => "person", MacroFor.Team => $"team:{draft.Team?.Value}", _ => "desk" };

    // What is in it is the desk's own business; the trail keeps that it changed.
    private static string? Mark(string? text) => text is null ? null
        : $"{text.Length} characters ({Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)))[..8]})";
}
