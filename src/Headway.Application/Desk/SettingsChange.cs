using Headway.Application.Access;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Desk;

/// <summary>One value that was changed, before and after, as the trail keeps it.</summary>
public sealed record Difference(string Field, string? From, string? To)
{
    /// <summary>Those that differ.</summary>
    public static IReadOnlyList<Difference> Among(params IEnumerable<Difference> all) => [.. all.Where(one => one.From != one.To)];

    /// <summary>An entry that says them; null when nothing differs.</summary>
    public static AuditEntry? Entry(string kind, string target, params IEnumerable<Difference> all) =>
        Among(all) is { Count: > 0 } changes ? new AuditEntry(kind, target, new { changes }) : null;
}

/// <summary>
/// A part of a change: of what thing, on which revision (null: whatever stands), and how. The change answers what is to be
/// remembered; null when nothing differs, and then nothing is kept.
/// </summary>
internal sealed record SettingPart(string What, int? Expected, Func<Session, Task<Outcome<Remembered>>> Change);

/// <summary>What the trail remembers of a part; nothing when nothing differed.</summary>
internal sealed record Remembered(AuditEntry? Entry)
{
    public static readonly Remembered Nothing = new((AuditEntry?)null);
}

/// <summary>
/// The one way in which a setting is changed: permission, revision, change, trail and the rules of every node, in one
/// transaction. Open activities keep the due they have; the new rules are for new ones.
/// </summary>
public sealed class SettingsChange(Database database, DeskRulesCache rules)
{
    internal async Task<Refusal?> Make(Caller caller, Permission permission, CancellationToken stop, params IReadOnlyList<SettingPart> parts)
    {
        if (caller.Denies(permission) is { } no)
        {
            return no;
        }

        var made = await Refusable.Write<bool>(database, session => Make(session, caller, parts), stop);

        // Once more after the commit: somebody may have read the old rules while it was made.
        rules.Forget(caller.Tenant);
        return made.Refusal;
    }

    private async Task<Outcome<bool>> Make(Session session, Caller caller, IReadOnlyList<SettingPart> parts)
    {
        var now = await session.Now();
        var changed = false;
        foreach (var part in parts)
        {
            var stands = await Revisions.Of(session, caller.Tenant, part.What);
            if (part.Expected is { } expected && expected != stands)
            {
                return SettingsRefusals.Stale;
            }

            var done = await part.Change(session);
            if (done.Refusal is { } no)
            {
                return no;
            }

            if (done.Value.Entry is not { } entry)
            {
                continue;
            }

            if (!await Revisions.Next(session, caller, part.What, stands, now))
            {
                return SettingsRefusals.Stale;
            }

            await AuditTrail.Record(session, caller.Tenant, caller.Actor, entry);
            changed = true;
        }

        if (changed)
        {
            await rules.Changed(session, caller.Tenant, now);
        }

        return true;
    }
}

/// <summary>A thing that was added under a request's own key is added once: the same request again is answered with the same id.</summary>
internal static class AddedOnce
{
    /// <summary>Adds and keeps what was answered with the request's key; the same request again is answered with that and adds nothing.</summary>
    public static async Task<Outcome<long>> Do(Session session, Caller caller, RequestKey? key, Func<Task<Outcome<long>>> add)
    {
        var before = await Before(session, caller, key);
        if (before.Refusal is not null || before.Value is not null)
        {
            return before.Then<long>(known => known.GetValueOrDefault());
        }

        var added = await add();
        if (!added.IsRefused)
        {
            await Keep(session, caller, key, added.Value);
        }

        return added;
    }

    /// <summary>The id that the request was answered with before; a refusal when its key was used for something else.</summary>
    public static async Task<Outcome<long?>> Before(Session session, Caller caller, RequestKey? key)
    {
        if (key is null || await Requests.Find(session, caller.Tenant, key.Person, key.Key, key.Hash) is not { } found)
        {
            return (long?)null;
        }

        return found.Then<long?>(answer => long.Parse(answer.Body, System.Globalization.CultureInfo.InvariantCulture));
    }

    public static async Task Keep(Session session, Caller caller, RequestKey? key, long id)
    {
        if (key is not null)
        {
            await Requests.Keep(
                session, caller.Tenant, key.Person, key.Key, key.Hash, new StoredAnswer(201, id.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                NodaTime.Instant.FromUnixTimeMilliseconds(await session.Now()));
        }
    }
}

/// <summary>How often a thing of the settings was changed; 0 for one that never was.</summary>
internal static class Revisions
{
    public static async ValueTask<int> Of(Session session, TenantId tenant, string what) =>
        (int)(await session.Number("SELECT revision FROM revisions WHERE tenant = $1 AND what = $2", tenant.Value, what) ?? 0);

    /// <summary>False when somebody else changed it since it stood at <paramref name="stands"/>.</summary>
    public static async ValueTask<bool> Next(Session session, Caller caller, string what, int stands, long now) => stands == 0
        ? await session.Run(
            "INSERT INTO revisions (tenant, what, revision, changed, actor) VALUES ($1, $2, 1, $3, $4) ON CONFLICT (tenant, what) DO NOTHING",
            caller.Tenant.Value, what, now, caller.Actor.ToString()) == 1
        : await session.Run(
            "UPDATE revisions SET revision = revision + 1, changed = $4, actor = $5 WHERE tenant = $1 AND what = $2 AND revision = $3",
            caller.Tenant.Value, what, (long)stands, now, caller.Actor.ToString()) == 1;
}
