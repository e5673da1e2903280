using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Webhooks;

namespace Headway.Application.Webhooks;

/// <summary>A webhook that was kept, and its key where a new one was made: shown this once.</summary>
public sealed record WebhookKept(long Id, string? Key);

/// <summary>Adds, changes and removes webhooks, and gives them new keys.</summary>
public sealed class KeepWebhooks(SettingsChange settings, WebhookSecrets secrets, WebhookQueue queue, OutboundWay way)
{
    private const int Most = 20;

    /// <summary>Both keys count for so many hours after a new one was made, and never longer than a week.</summary>
    private const int Both = 24, LongestBoth = 168;

    /// <summary>Adds one (<paramref name="id"/> null) or changes it. One that was stopped begins anew when it is switched on.</summary>
    public async Task<Outcome<WebhookKept>> Keep(Caller caller, long? id, WebhookDraft draft, int? expected, CancellationToken stop = default)
    {
        if ((caller.Denies(Permission.ManageSettings) ?? Check(draft, id is null)) is { } no)
        {
            return no;
        }

        var url = string.IsNullOrWhiteSpace(draft.Url) ? null : new Uri(draft.Url.Trim());
        if (url is not null && !await way.LeadsOutside(url, stop))
        {
            return WebhookRefusals.AddressInside;
        }

        var key = id is null && draft.Kind == WebhookKind.Signed ? FreshKey() : null;
        var before = id is { } old ? await secrets.Find(caller.Tenant, old, stop) : null;
        if (url is null && before is null)
        {
            return id is null ? WebhookRefusals.AddressMalformed : WebhookRefusals.Unknown;
        }

        // The kind stays: a program and a chat are not told in the same words.
        var after = new WebhookSecret(url?.AbsoluteUri ?? before!.Url, key ?? before?.Key, before?.OldKey, before?.OldUntilMs);
        var closed = await secrets.Close(after, stop);
        var kept = id ?? 0;
        var refused = await settings.Make(caller, Permission.ManageSettings, stop, new SettingPart(id is { } known ? WebhookRows.What(known) : "webhooks", expected, async session =>
        {
            var all = await WebhookRows.All(session, caller.Tenant);
            var stands = id is { } changed ? await WebhookRows.Find(session, caller, changed) : null;
            if ((id is not null && stands is null) || (id is null && all.Count >= Most))
            {
                return id is null ? WebhookRefusals.TooMany : WebhookRefusals.Unknown;
            }

            if (draft.Team is { } team && (caller.HiddenTeams.Contains(team) || await session.Number("SELECT id FROM teams WHERE tenant = $1 AND id = $2", caller.Tenant.Value, team.Value) is null))
            {
                return SettingsRefusals.TeamUnknown;
            }

            object?[] values = [caller.Tenant.Value, id ?? (kept = await session.NextId()), draft.Name.Trim(), new Uri(after.Url).Authority, closed, draft.Team?.Value, string.Join(' ', draft.Events.Distinct()), draft.Active];
            if (stands is null)
            {
                await session.Do(
                    "INSERT INTO webhooks (tenant, id, name, host, secret, team, events, active, kind, created) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                    [.. values, draft.Kind.ToString().ToLowerInvariant(), await session.Now()]);
            }
            else
            {
                await session.Do(
                    """
                    UPDATE webhooks SET name = $3, host = $4, secret = $5, team = $6, events = $7, active = $8,
                      failing_since = CASE WHEN $8 THEN NULL ELSE failing_since END, stopped_at = CASE WHEN $8 THEN NULL ELSE stopped_at END, error = CASE WHEN $8 THEN NULL ELSE error END
                    WHERE tenant = $1 AND id = $2
                    """,
                    values);
                if (!draft.Active)
                {
                    await WebhookRows.CallOff(session, caller.Tenant, stands);
                }
            }

            return new Remembered(Difference.Entry(
                stands is null ? "webhook.added" : "webhook.changed", WebhookRows.What(kept),
                new Difference("name", stands?.Name, draft.Name.Trim()), new Difference("to", stands?.Host, new Uri(after.Url).Authority),
                new Difference("address", null, url is null || stands is null ? null : "changed"),
                new Difference("team", stands?.Team is { } of ? $"team:{of.Value}" : null, draft.Team is { } to ? $"team:{to.Value}" : null),
                new Difference("events", stands is null ? null : string.Join(' ', stands.Events), string.Join(' ', draft.Events.Distinct())),
                new Difference("active", stands is null ? null : stands.Active ? "true" : "false", draft.Active ? "true" : "false")));
        }));
        queue.Forget(caller.Tenant);
        return refused is null ? new WebhookKept(kept, key) : refused;
    }

    /// <summary>Tells it nothing any more; what was told stays in no log.</summary>
    public async Task<Refusal?> Remove(Caller caller, long id, int? expected, CancellationToken stop = default)
    {
        var refused = await settings.Make(caller, Permission.ManageSettings, stop, new SettingPart(WebhookRows.What(id), expected, async session =>
        {
            if (await WebhookRows.Find(session, caller, id) is not { } stands)
            {
                return WebhookRefusals.Unknown;
            }

            await WebhookRows.CallOff(session, caller.Tenant, stands);
            await session.Do("DELETE FROM webhooks WHERE tenant = $1 AND id = $2", caller.Tenant.Value, id);
            return new Remembered(Difference.Entry("webhook.removed", WebhookRows.What(id), new Difference("name", stands.Name, null)));
        }));
        queue.Forget(caller.Tenant);
        return refused;
    }

    /// <summary>A new key. For <paramref name="hours"/> (a day when null, a week at most) everything is signed with both, so that the receiver can change over.</summary>
    public async Task<Outcome<WebhookKept>> NewKey(Caller caller, long id, int? hours = null, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        if (await secrets.Find(caller.Tenant, id, stop) is not { } before)
        {
            return WebhookRefusals.Unknown;
        }

        if (before.Key is null)
        {
            return WebhookRefusals.Unsigned;
        }

        var key = FreshKey();
        var closed = await secrets.Close(before with { Key = key, OldKey = before.Key, OldUntilMs = (secrets.Now + NodaTime.Duration.FromHours(Math.Clamp(hours ?? Both, 0, LongestBoth))).ToUnixTimeMilliseconds() }, stop);
        var refused = await settings.Make(caller, Permission.ManageSettings, stop, new SettingPart(WebhookRows.What(id), null, async session =>
        {
            if (await WebhookRows.Find(session, caller, id) is null)
            {
                return WebhookRefusals.Unknown;
            }

            await session.Do("UPDATE webhooks SET secret = $3 WHERE tenant = $1 AND id = $2", caller.Tenant.Value, id, closed);
            return new Remembered(new AuditEntry("webhook.key-renewed", WebhookRows.What(id)));
        }));
        return refused is null ? new WebhookKept(id, key) : refused;
    }

    private static string FreshKey() => WebhookSignature.Key(System.Security.Cryptography.RandomNumberGenerator.GetBytes(WebhookSignature.KeyBytes));

    private Refusal? Check(WebhookDraft draft, bool isNew)
    {
        if (string.IsNullOrWhiteSpace(draft.Name) || draft.Name.Trim().Length > 100 || TextCheck.Check(draft.Name) is not null)
        {
            return WebhookRefusals.NameMissing;
        }

        if (string.IsNullOrWhiteSpace(draft.Url) ? isNew
            : draft.Url.Length > 2_000 || !Uri.TryCreate(draft.Url.Trim(), UriKind.Absolute, out var url) || url.UserInfo.Length > 0 || url.Fragment.Length > 0 || !way.Takes(url))
        {
            return WebhookRefusals.AddressMalformed;
        }

        return draft.Events.Count == 0 ? WebhookRefusals.NothingChosen
            : draft.Events.FirstOrDefault(one => !WebhookEvents.All.Contains(one)) is { } unknown ? WebhookRefusals.EventUnknown.Because($"There is no event '{unknown}'. The list is in the guide, and in the API reference.")
            : null;
    }
}
