using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Statuses;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Statuses;

namespace Headway.Application.Services;

/// <summary>A service as somebody would have it. A team of null is the Service Desk, a calendar of null the acting team's.</summary>
public sealed record ServiceDraft(
    string Name, string? NameDe, long? Team, long? Calendar, bool StraightOff,
    IReadOnlyDictionary<Priority, WorkingTime> Response, IReadOnlyDictionary<Priority, WorkingTime> Completion, bool Active = true)
{
    public TargetsDraft Targets => new(Response, Completion);
}

/// <summary>Adds services and changes them. Tickets of a service that was put away stay; nobody can choose it any more.</summary>
public sealed class SaveServices(SettingsChange settings)
{
    /// <summary>Answers the new service's id.</summary>
    public async Task<Outcome<ServiceId>> Add(Caller caller, ServiceDraft draft, RequestKey? key = null, CancellationToken stop = default)
    {
        var id = default(ServiceId);
        var no = await settings.Make(caller, Permission.ManageSettings, stop, new SettingPart("services", null, async session =>
        {
            var before = await AddedOnce.Before(session, caller, key);
            if ((before.Refusal ?? (before.Value is null ? await Check(session, caller.Tenant, draft, null) : null)) is { } wrong)
            {
                return wrong;
            }

            id = new ServiceId(before.Value ?? await session.NextId());
            if (before.Value is not null)
            {
                return Remembered.Nothing;
            }

            await session.Do(
                "INSERT INTO services (tenant, id, name, name_de, team, calendar, straight_off, response_targets, completion_targets, active) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                [caller.Tenant.Value, id.Value, .. Values(draft)]);
            await AddedOnce.Keep(session, caller, key, id.Value);
            return new Remembered(Difference.Entry("service.added", ServiceBook.What(id), Lines(null, draft)));
        }));
        return no is null ? id : no;
    }

    public Task<Refusal?> Change(Caller caller, ServiceId id, ServiceDraft draft, int? expected, CancellationToken stop = default) =>
        settings.Make(caller, Permission.ManageSettings, stop, new SettingPart(ServiceBook.What(id), expected, async session =>
        {
            if ((await ServiceBook.Read(session, caller.Tenant)).FirstOrDefault(service => service.Id == id) is not { } before)
            {
                return SettingsRefusals.ServiceUnknown;
            }

            if (await Check(session, caller.Tenant, draft, id) is { } wrong)
            {
                return wrong;
            }

            await session.Do(
                """
                UPDATE services SET name = $3, name_de = $4, team = $5, calendar = $6, straight_off = $7, response_targets = $8, completion_targets = $9, active = $10
                WHERE tenant = $1 AND id = $2
                """,
                [caller.Tenant.Value, id.Value, .. Values(draft)]);
            return new Remembered(Difference.Entry("service.changed", ServiceBook.What(id), Lines(before, draft)));
        }));

    private static object?[] Values(ServiceDraft draft) =>
    [
        draft.Name.Trim(), Given(draft.NameDe), draft.Team, draft.Calendar, draft.StraightOff, Hours(draft.Response), Hours(draft.Completion), draft.Active,
    ];

    private static async Task<Refusal?> Check(Session session, TenantId tenant, ServiceDraft draft, ServiceId? id)
    {
        if (string.IsNullOrWhiteSpace(draft.Name) || draft.Name.Trim().Length > 100 || draft.NameDe is { Length: > 100 })
        {
            return SettingsRefusals.NameMissing;
        }

        if ((TextCheck.Check(draft.Name) ?? TextCheck.Check(draft.NameDe)
            ?? draft.Targets.Check(all: false, (await RulesReader.Read(session, tenant)).Statuses.ResponseTargets)) is { } wrong)
        {
            return wrong;
        }

        if (draft.Team is { } team && await session.Number("SELECT id FROM teams WHERE tenant = $1 AND id = $2 AND active", tenant.Value, team) is null)
        {
            return SettingsRefusals.TeamUnknown;
        }

        if (draft.Calendar is { } calendar && await session.Number("SELECT id FROM calendars WHERE tenant = $1 AND id = $2 AND current", tenant.Value, calendar) is null)
        {
            return SettingsRefusals.CalendarUnknown;
        }

        return await session.Number("SELECT id FROM services WHERE tenant = $1 AND lower(name) = lower($2) AND id <> $3", tenant.Value, draft.Name.Trim(), id?.Value ?? 0) is null
            ? null
            : SettingsRefusals.NameTaken;
    }

    private static IEnumerable<Difference> Lines(ServiceRead? before, ServiceDraft after)
    {
        yield return new Difference("name", before?.Name, after.Name.Trim());
        yield return new Difference("name.de", before?.NameDe, Given(after.NameDe));
        yield return new Difference("team", Id("team", before?.Team?.Id), Id("team", after.Team));
        yield return new Difference("calendar", Id("calendar", before?.Calendar?.Id), Id("calendar", after.Calendar));
        yield return new Difference("straight-off", before is null ? null : Yes(before.StraightOff), Yes(after.StraightOff));
        yield return new Difference("response", Targets(before?.Response), Targets(after.Response));
        yield return new Difference("completion", Targets(before?.Completion), Targets(after.Completion));
        yield return new Difference("active", before is null ? null : Yes(before.Active), Yes(after.Active));
    }

    private static string? Id(string kind, long? id) => id is { } known ? $"{kind}:{known}" : null;

    private static string Yes(bool value) => value ? "yes" : "no";

    private static string? Targets(IReadOnlyDictionary<Priority, WorkingTime>? targets) => targets is { Count: > 0 } ? TargetsDraft.Line(targets) : null;

    private static string? Hours(IReadOnlyDictionary<Priority, WorkingTime> targets) =>
        targets.Count == 0 ? null : JsonSerializer.Serialize(targets.OrderBy(one => one.Key).ToDictionary(one => one.Key.ToString(), one => one.Value.Hours));

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
