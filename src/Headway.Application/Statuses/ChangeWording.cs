using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Statuses;

namespace Headway.Application.Statuses;

/// <summary>Label and customers' line of a status in one language; empty ones mean the shipped words.</summary>
public sealed record WordingDraft(string Language, string? Label, string? Line);

/// <summary>Changes what people of support call a status and what customers read in it. It is read from the next look on, also for open tickets.</summary>
public sealed class ChangeWording(SettingsChange settings)
{
    private static readonly string[] Languages = ["en", "de"];

    public Task<Refusal?> Of(Caller caller, StatusCode code, IReadOnlyList<WordingDraft> wording, int? expected, CancellationToken stop = default) =>
        settings.Make(caller, Permission.ManageSettings, stop, Part(caller, code, wording, expected));

    internal static SettingPart Part(Caller caller, StatusCode code, IReadOnlyList<WordingDraft> wording, int? expected) =>
        new(StatusSettings.WordsWhat(code), expected, session => Change(session, caller, code, wording));

    /// <summary>Why a draft can't be kept, or null.</summary>
    public static Refusal? Check(StatusDefinition status, WordingDraft draft) =>
        Given(draft.Label) is { } label && (label.Length > 40 || label.Any(char.IsControl)) ? WordingRefusals.TooLong
        : Given(draft.Line) is { } line ? TextCheck.Check(line) ?? StatusWords.Check(line, Promises(status))
        : null;

    /// <summary>Whether the customer is to hear from us in this situation, and so reads by when.</summary>
    public static bool Promises(StatusDefinition status) => status.Kind != StatusKind.Terminal && status.Timing != DueTiming.AgreedTime;

    private static async Task<Outcome<Remembered>> Change(Session session, Caller caller, StatusCode code, IReadOnlyList<WordingDraft> wording)
    {
        var desk = await RulesReader.Read(session, caller.Tenant);
        if (desk.Statuses.Find(code) is not { } status)
        {
            return StatusRefusals.Unknown;
        }

        var changes = new List<Difference>();
        foreach (var draft in wording.Where(one => Languages.Contains(one.Language)))
        {
            if (Check(status, draft) is { } no)
            {
                return no;
            }

            changes.Add(new Difference($"label.{draft.Language}", desk.Words.Label(code, draft.Language), Given(draft.Label)));
            changes.Add(new Difference($"line.{draft.Language}", desk.Words.CustomerLine(code, draft.Language), Given(draft.Line)));
            await session.Do(
                $"UPDATE statuses SET label_{(draft.Language == "de" ? "de" : "en")} = $3 WHERE tenant = $1 AND code = $2", caller.Tenant.Value, code.Value, Given(draft.Label));
            await session.Do("DELETE FROM wordings WHERE tenant = $1 AND status = $2 AND language = $3", caller.Tenant.Value, code.Value, draft.Language);
            if (Given(draft.Line) is { } line)
            {
                await session.Do("INSERT INTO wordings (tenant, status, language, line) VALUES ($1, $2, $3, $4)", caller.Tenant.Value, code.Value, draft.Language, line);
            }
        }

        return new Remembered(Difference.Entry("status.wording", $"status:{code}", changes));
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
