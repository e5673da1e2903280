using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Finding;

/// <summary>A view as somebody would have it; without a team it is their own. <paramref name="Query"/>: the query of the page's address.</summary>
public sealed record ViewDraft(string? Name, string? Query, TeamId? Team = null);

/// <summary>Saves, changes, orders and deletes views. Whoever reads tickets may have some; what a view finds is decided when it is opened, by who opens it.</summary>
public sealed class KeepViews(Database database, DeskClock clock)
{
    public const int Most = 50;

    /// <summary>Saves a new one behind the others; answers its id.</summary>
    public async Task<Outcome<long>> Add(Caller caller, ViewDraft draft, RequestKey? key = null, CancellationToken stop = default)
    {
        if (Wrong(caller, draft) is { } no)
        {
            return no;
        }

        var now = clock.Wall().ToUnixTimeMilliseconds();
        return await Refusable.Write<long>(
            database,
            session => AddedOnce.Do(session, caller, key, async () =>
            {
                var beside = (await SavedViews.Of(session, caller)).Where(view => view.Team?.Id == draft.Team?.Value).ToList();
                if (beside.Count >= Most)
                {
                    return FindingRefusals.TooMany;
                }

                if (Taken(beside, draft, null))
                {
                    return SettingsRefusals.NameTaken;
                }

                var id = await session.NextId();
                await session.Do(
                    "INSERT INTO saved_views (tenant, id, name, person, team, filter, place, created, changed, revision) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, 1)",
                    caller.Tenant.Value, id, draft.Name!.Trim(), caller.Person.Value, draft.Team?.Value, TicketsAsked.Of(draft.Query).Canonical, (long)Behind(beside), now);
                await Remember(session, caller, "view.saved", id, draft.Team?.Value, before: null);
                return id;
            }),
            stop);
    }

    /// <summary>Changes name, filter and whose it is; what the draft leaves null stays. A view that goes to another team goes behind its others.</summary>
    public async Task<Refusal?> Change(Caller caller, long id, ViewDraft draft, int? expected = null, CancellationToken stop = default)
    {
        var now = clock.Wall().ToUnixTimeMilliseconds();
        return await One(caller, id, expected, stop, async (session, all, view) =>
        {
            var whole = draft with { Name = draft.Name ?? view.Name, Query = draft.Query ?? view.Filter };
            var moves = view.Team?.Id != whole.Team?.Value;
            if (Wrong(caller, whole, known: !moves) is { } wrong)
            {
                return wrong;
            }

            var beside = all.Where(other => other.Team?.Id == whole.Team?.Value).ToList();
            if (Taken(beside, whole, id))
            {
                return SettingsRefusals.NameTaken;
            }

            // Somebody else's view becomes nobody's own but theirs.
            if (whole.Team is null && view.By != caller.Person)
            {
                return FindingRefusals.NotYours;
            }

            await session.Do(
                "UPDATE saved_views SET name = $3, team = $4, filter = $5, place = $6, changed = $7, revision = revision + 1 WHERE tenant = $1 AND id = $2",
                caller.Tenant.Value, id, whole.Name!.Trim(), whole.Team?.Value, TicketsAsked.Of(whole.Query).Canonical, (long)(moves ? Behind(beside) : view.Place), now);
            await Remember(session, caller, "view.changed", id, whole.Team?.Value, view.Team?.Id);
            return null;
        });
    }

    /// <summary>Puts it before (-1) or behind (+1) its neighbour; at an end it stays.</summary>
    public Task<Refusal?> Move(Caller caller, long id, int by, CancellationToken stop = default) => One(caller, id, null, stop, async (session, all, view) =>
    {
        var beside = all.Where(other => other.Team?.Id == view.Team?.Id).ToList();
        var at = beside.FindIndex(other => other.Id == id);
        var to = Math.Clamp(at + Math.Sign(by), 0, beside.Count - 1);
        (beside[at], beside[to]) = (beside[to], beside[at]);
        for (var place = 0; place < beside.Count; place++)
        {
            await session.Do("UPDATE saved_views SET place = $3 WHERE tenant = $1 AND id = $2", caller.Tenant.Value, beside[place].Id, (long)place);
        }

        return null;
    });

    public Task<Refusal?> Delete(Caller caller, long id, CancellationToken stop = default) => One(caller, id, null, stop, async (session, _, view) =>
    {
        await session.Do("DELETE FROM saved_views WHERE tenant = $1 AND id = $2", caller.Tenant.Value, id);
        await Remember(session, caller, "view.deleted", id, null, view.Team?.Id);
        return null;
    });

    private async Task<Refusal?> One(Caller caller, long id, int? expected, CancellationToken stop, Func<Session, IReadOnlyList<SavedView>, SavedView, Task<Refusal?>> act)
    {
        if (Denied(caller) is { } no)
        {
            return no;
        }

        return (await Refusable.Write<bool>(
            database,
            async session =>
            {
                var all = await SavedViews.Of(session, caller);
                var view = all.Find(one => one.Id == id);
                var wrong = view is null ? FindingRefusals.Unknown : !view.MayChange ? FindingRefusals.NotYours : expected is { } seen && seen != view.Revision ? SettingsRefusals.Stale : null;
                return (wrong ?? await act(session, all, view!)) is { } refused ? refused : true;
            },
            stop)).Refusal;
    }

    private static Refusal? Wrong(Caller caller, ViewDraft draft, bool known = false) =>
        Denied(caller) ?? TextCheck.Check(draft.Name) ?? TextCheck.Check(draft.Query)
        ?? (string.IsNullOrWhiteSpace(draft.Name) || draft.Name.Trim().Length > 100 ? SettingsRefusals.NameMissing
            : TicketsAsked.Of(draft.Query).Canonical.Length == 0 ? FindingRefusals.Empty
            : !known && draft.Team is { } team && !SavedViews.MayShare(caller, team) ? FindingRefusals.TeamNotYours : null);

    // Who reads tickets may keep views of them; a token that only reads may not.
    private static Refusal? Denied(Caller caller) => caller.Denies(Permission.ReadTickets) ?? (caller.ReadOnly ? AccessRefusals.OnlyReads : null);

    private static bool Taken(IEnumerable<SavedView> beside, ViewDraft draft, long? id) =>
        beside.Any(view => view.Id != id && string.Equals(view.Name, draft.Name!.Trim(), StringComparison.OrdinalIgnoreCase));

    private static int Behind(List<SavedView> beside) => beside.Count == 0 ? 0 : beside.Max(view => view.Place) + 1;

    // One's own lists are one's own business; what a team shares is remembered.
    private static async Task Remember(Session session, Caller caller, string kind, long id, long? team, long? before)
    {
        if ((team ?? before) is not null)
        {
            await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry(kind, $"view:{id}", SettingChange.Body(new SettingChange("team", before is { } from ? $"team:{from}" : null, team is { } to ? $"team:{to}" : null))));
        }
    }
}
