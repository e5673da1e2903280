using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Services;

/// <summary>What is asked when a service is chosen. <paramref name="Reason"/> is the repeated return that taught it.</summary>
public sealed record IntakeQuestion(long Id, ServiceId Service, string ServiceName, string Text, string? TextDe, bool Needed, string? Reason, string? FromTeam)
{
    public string In(string language) => language == "de" ? TextDe ?? Text : Text;
}

/// <summary>A question as somebody would have it.</summary>
public sealed record IntakeDraft(long Service, string? Text, string? TextDe = null, bool Needed = false, string? Reason = null, long? FromTeam = null);

/// <summary>
/// Questions of a service's intake: asked in the portal when the service is chosen, answered above the first reply, so that
/// nobody has to send the ticket back for it.
/// </summary>
public sealed class IntakeQuestions(Database database, SettingsChange settings, DeskClock clock)
{
    public const int Longest = 300, MostOfService = 8;

    /// <summary>All that are asked now; for anybody who may raise a ticket.</summary>
    public Task<List<IntakeQuestion>> Of(TenantId tenant, CancellationToken stop = default) => database.Read(session => Rows(session, tenant), stop);

    /// <summary>The service of that name; null when there is none.</summary>
    public Task<long?> ServiceOf(TenantId tenant, string? name, CancellationToken stop = default) => database.Read(
        session => session.Number("SELECT id FROM services WHERE tenant = $1 AND lower(name) = lower($2) AND active", tenant.Value, name ?? "").AsTask(), stop);

    public async Task<Outcome<long>> Add(Caller caller, IntakeDraft draft, CancellationToken stop = default)
    {
        var id = 0L;
        var no = await settings.Make(caller, Permission.KeepMacros, stop, new SettingPart("intake", null, async session =>
        {
            if (string.IsNullOrWhiteSpace(draft.Text) || draft.Text.Trim().Length > Longest || draft.TextDe is { Length: > Longest })
            {
                return IntakeRefusals.TextMissing;
            }

            if ((TextCheck.Check(draft.Text) ?? TextCheck.Check(draft.TextDe)) is { } wrong)
            {
                return wrong;
            }

            if (await session.Number("SELECT id FROM services WHERE tenant = $1 AND id = $2 AND active", caller.Tenant.Value, draft.Service) is null)
            {
                return SettingsRefusals.ServiceUnknown;
            }

            var asked = (await Rows(session, caller.Tenant)).FindAll(one => one.Service.Value == draft.Service);
            if (asked.Count >= MostOfService)
            {
                return IntakeRefusals.TooMany;
            }

            if (asked.Find(one => string.Equals(one.Text, draft.Text.Trim(), StringComparison.OrdinalIgnoreCase)) is { } same)
            {
                id = same.Id;
                return Remembered.Nothing;
            }

            id = await session.NextId();
            await session.Do(
                "INSERT INTO intake_questions (tenant, id, service, text, text_de, needed, reason, from_team, active, created, created_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                caller.Tenant.Value, id, draft.Service, draft.Text.Trim(), string.IsNullOrWhiteSpace(draft.TextDe) ? null : draft.TextDe.Trim(), draft.Needed, draft.Reason, draft.FromTeam, true,
                clock.Now(caller.Tenant).ToUnixTimeMilliseconds(), caller.Person.Value);
            return new Remembered(Difference.Entry("intake.added", $"service:{draft.Service}", new Difference("text", null, draft.Text.Trim())));
        }));
        return no is null ? id : no;
    }

    /// <summary>The whole list of a service: what is not in it is asked no longer.</summary>
    public async Task<Refusal?> Set(Caller caller, long service, IReadOnlyList<IntakeDraft> wanted, CancellationToken stop = default)
    {
        foreach (var gone in (await Of(caller.Tenant, stop)).Where(one => one.Service.Value == service && !wanted.Any(draft => string.Equals(draft.Text?.Trim(), one.Text, StringComparison.OrdinalIgnoreCase))))
        {
            if (await Remove(caller, gone.Id, stop) is { } no)
            {
                return no;
            }
        }

        foreach (var draft in wanted)
        {
            var added = await Add(caller, draft with { Service = service }, stop);
            if (added.IsRefused)
            {
                return added.Refusal;
            }
        }

        return wanted.Count == 0 ? caller.Denies(Permission.KeepMacros) : null;
    }

    public Task<Refusal?> Remove(Caller caller, long id, CancellationToken stop = default) =>
        settings.Make(caller, Permission.KeepMacros, stop, new SettingPart("intake", null, async session =>
        {
            if ((await Rows(session, caller.Tenant)).Find(one => one.Id == id) is not { } before)
            {
                return IntakeRefusals.Unknown;
            }

            await session.Do("UPDATE intake_questions SET active = $3 WHERE tenant = $1 AND id = $2", caller.Tenant.Value, id, false);
            return new Remembered(Difference.Entry("intake.removed", $"service:{before.Service.Value}", new Difference("text", before.Text, null)));
        }));

    /// <summary>
    /// The text of a need with its answers under it, each below its question; a refusal when one that is needed lacks its
    /// answer. What was not asked is not taken.
    /// </summary>
    public async Task<Outcome<string>> Answered(Caller caller, long? service, string? text, IReadOnlyDictionary<long, string> answers, CancellationToken stop = default)
    {
        var said = new List<string> { text?.Trim() ?? "" };
        foreach (var question in service is null ? [] : (await Of(caller.Tenant, stop)).Where(one => one.Service.Value == service))
        {
            var answer = answers.GetValueOrDefault(question.Id)?.Trim() ?? "";
            if (answer.Length == 0 && question.Needed)
            {
                return IntakeRefusals.AnswerMissing;
            }

            if (answer.Length > 0)
            {
                said.Add($"{question.In(caller.Language)}\n{answer}");
            }
        }

        return string.Join("\n\n", said.Where(part => part.Length > 0));
    }

    private static async Task<List<IntakeQuestion>> Rows(Session session, TenantId tenant) => await session.Query(
        """
        SELECT q.id, q.service, s.name, q.text, q.text_de, q.needed, q.reason, t.name FROM intake_questions q
        JOIN services s ON s.tenant = q.tenant AND s.id = q.service LEFT JOIN teams t ON t.tenant = q.tenant AND t.id = q.from_team
        WHERE q.tenant = $1 AND q.active ORDER BY s.name, q.id
        """,
        row => new IntakeQuestion(
            row.GetInt64(0), new ServiceId(row.GetInt64(1)), row.GetString(2), row.GetString(3), row.TextOrNull(4), row.GetBoolean(5), row.TextOrNull(6), row.TextOrNull(7)),
        tenant.Value);
}

public static class IntakeRefusals
{
    public static readonly Refusal TextMissing = new(RefusalKind.Invalid, "intake.text-missing", "Say what is to be asked, in at most 300 characters.");
    public static readonly Refusal TooMany = new(RefusalKind.Conflict, "intake.too-many", "Eight questions are asked for this service already: put one away first.");
    public static readonly Refusal Unknown = new(RefusalKind.NotFound, "intake.unknown", "There is no such question.");
    public static readonly Refusal AnswerMissing = new(RefusalKind.Invalid, "intake.answer-missing", "A question with a mark needs its answer: it saves a way back and forth.");
}
