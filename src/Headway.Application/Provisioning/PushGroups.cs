using System.Globalization;
using Headway.Application.Access;
using Headway.Application.People;
using Headway.Application.SignOn;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Provisioning;

/// <summary>
/// The groups of the provider's directory and who is in them. What a group gives stands under Single sign-on, by its name or by the
/// directory's own id of it; a group that gives nothing is kept all the same, for the day it does.
/// </summary>
public sealed class PushGroups(Database database, SettleStanding settle, Deactivate deactivate, Sessions sessions, TimeProvider clock)
{
    public async Task<Outcome<PushedList<PushedGroup>>> Find(Caller caller, IReadOnlyList<PushedTerm> terms, int start, int count, CancellationToken stop = default) =>
        caller.Denies(Permission.ManagePeople) is { } no ? no : await database.Snapshot<Outcome<PushedList<PushedGroup>>>(
            async session => await PushedRows.FindGroups(session, caller.Tenant, terms, start, count), stop);

    public async Task<Outcome<PushedGroup>> Read(Caller caller, long group, CancellationToken stop = default) =>
        caller.Denies(Permission.ManagePeople) is { } no ? no : await database.Snapshot<Outcome<PushedGroup>>(
            async session => await PushedRows.Group(session, caller.Tenant, group) is { } found ? found : ProvisioningRefusals.Unknown, stop);

    public async Task<Outcome<PushedGroup>> Add(Caller caller, GroupSaid said, CancellationToken stop = default)
    {
        var added = await Write(
            caller,
            async session =>
            {
                var id = await session.NextId();
                if (Check(said) is { } wrong)
                {
                    return wrong;
                }

                if (await session.Run(
                    "INSERT INTO provisioned_groups (tenant, id, name, name_key, external_id, since, changed, version) VALUES ($1, $2, $3, $4, $5, $6, $6, 1) ON CONFLICT DO NOTHING",
                    caller.Tenant.Value, id, said.Name.Trim(), PushedRows.Key(said.Name), said.ExternalId, clock.Milliseconds()) == 0)
                {
                    return ProvisioningRefusals.GroupTaken;
                }

                return await Members(session, caller, id, new HashSet<PersonId>(), said.Members) is { } unknown ? unknown
                    : await Recorded(session, caller, "provisioning.group-added", id, said.Members.Distinct());
            },
            stop);
        return added.Refusal is { } no ? no : await Read(caller, added.Value.Group, stop);
    }

    /// <param name="caller">Whose token it is.</param>
    /// <param name="group">Which.</param>
    /// <param name="change">What is said now, from what was said, in the same transaction: two changes at once lose nobody.</param>
    /// <param name="expected">The version it is meant for; null for whatever stands.</param>
    /// <param name="stop">Stops waiting.</param>
    public async Task<Outcome<PushedGroup>> Change(Caller caller, long group, Func<PushedGroup, Outcome<GroupSaid>> change, int? expected = null, CancellationToken stop = default)
    {
        var changed = await Write(
            caller,
            async session =>
            {
                if (await Lock(session, caller, group, expected) is { } missing)
                {
                    return missing;
                }

                if (await PushedRows.Group(session, caller.Tenant, group) is not { } before)
                {
                    return ProvisioningRefusals.Unknown;
                }

                var outcome = change(before);
                if ((outcome.Refusal ?? Check(outcome.Value)) is { } wrong)
                {
                    return wrong;
                }

                var (said, was) = (outcome.Value, before.Said.Members.ToHashSet());
                var renamed = said.Name.Trim() != before.Said.Name || said.ExternalId != before.Said.ExternalId;
                if (!renamed && was.SetEquals(said.Members))
                {
                    return new Touched(group, []);
                }

                if (await session.Number("SELECT 1 FROM provisioned_groups WHERE tenant = $1 AND id <> $2 AND name_key = $3", caller.Tenant.Value, group, PushedRows.Key(said.Name)) is not null)
                {
                    return ProvisioningRefusals.GroupTaken;
                }

                await session.Do(
                    "UPDATE provisioned_groups SET name = $3, name_key = $4, external_id = $5, changed = $6, version = version + 1 WHERE tenant = $1 AND id = $2",
                    caller.Tenant.Value, group, said.Name.Trim(), PushedRows.Key(said.Name), said.ExternalId, clock.Milliseconds());
                return await Members(session, caller, group, was, said.Members) is { } unknown ? unknown
                    : await Recorded(
                        session, caller, "provisioning.group-changed", group,
                        renamed ? was.Union(said.Members) : was.Except(said.Members).Union(said.Members.Except(was)));
            },
            stop);
        return changed.Refusal is { } no ? no : await Read(caller, group, stop);
    }

    /// <summary>The group is gone, and with it what it gave its members.</summary>
    public async Task<Refusal?> Remove(Caller caller, long group, int? expected = null, CancellationToken stop = default) => (await Write(
        caller,
        async session =>
        {
            if (await Lock(session, caller, group, expected) is { } missing)
            {
                return missing;
            }

            var members = await session.Query(
                "SELECT person FROM provisioned_members WHERE tenant = $1 AND group_id = $2", row => new PersonId(row.GetInt64(0)), caller.Tenant.Value, group);
            await session.Do("DELETE FROM provisioned_members WHERE tenant = $1 AND group_id = $2", caller.Tenant.Value, group);
            await session.Do("DELETE FROM provisioned_groups WHERE tenant = $1 AND id = $2", caller.Tenant.Value, group);
            return await Recorded(session, caller, "provisioning.group-removed", group, members);
        },
        stop)).Refusal;

    /// <summary>What groups give was set anew: everybody who was pushed has it at once.</summary>
    public async Task<Refusal?> Again(Caller caller, CancellationToken stop = default) => (await Write(
        caller,
        async session => new Touched(0, await session.Query(
            "SELECT person FROM provisioned_people WHERE tenant = $1 AND NOT gone ORDER BY person", row => new PersonId(row.GetInt64(0)), caller.Tenant.Value)),
        stop)).Refusal;

    private static async Task<Refusal?> Lock(Session session, Caller caller, long group, int? expected)
    {
        var version = await session.Number("SELECT version FROM provisioned_groups WHERE tenant = $1 AND id = $2" + session.ForUpdate, caller.Tenant.Value, group);
        return version is null ? ProvisioningRefusals.Unknown : expected is { } wanted && wanted != version ? ProvisioningRefusals.Stale : null;
    }

    private static async Task<Refusal?> Members(Session session, Caller caller, long group, IReadOnlySet<PersonId> was, IReadOnlyList<PersonId> now)
    {
        foreach (var person in now.Except(was))
        {
            if (await session.Run(
                "INSERT INTO provisioned_members (tenant, group_id, person) SELECT $1, $2, x.person FROM provisioned_people x WHERE x.tenant = $1 AND x.person = $3 AND NOT x.gone ON CONFLICT DO NOTHING",
                caller.Tenant.Value, group, person.Value) == 0)
            {
                return ProvisioningRefusals.MemberUnknown.Because($"{person.Value} was not pushed here. Push the person first.");
            }
        }

        foreach (var person in was.Except(now))
        {
            await session.Do("DELETE FROM provisioned_members WHERE tenant = $1 AND group_id = $2 AND person = $3", caller.Tenant.Value, group, person.Value);
        }

        return null;
    }

    private static async Task<Outcome<Touched>> Recorded(Session session, Caller caller, string kind, long group, IEnumerable<PersonId> touched)
    {
        List<PersonId> people = [.. touched];
        await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry(
            kind, string.Create(CultureInfo.InvariantCulture, $"group:{group}"), new { people = people.Select(person => person.Value) }));
        return new Touched(group, people);
    }

    private static Refusal? Check(GroupSaid said) =>
        said.Name.Trim() is not { Length: > 0 and <= 300 } || said.ExternalId is { Length: > 300 }
            ? ProvisioningRefusals.ValueWrong.Because("displayName has 1 to 300 characters, externalId at most 300.")
            : TextCheck.Check(said.Name) ?? TextCheck.Check(said.ExternalId);

    private async Task<Outcome<Touched>> Write(Caller caller, Func<Session, Task<Outcome<Touched>>> write, CancellationToken stop)
    {
        if (caller.Denies(Permission.ManagePeople) is { } no)
        {
            return no;
        }

        List<PersonId> left = [];
        var done = await Refusable.Write<Touched>(
            database,
            async session =>
            {
                left.Clear();
                if (await ProviderRows.Find(session, caller.Tenant) is not { } provider)
                {
                    return ProvisioningRefusals.ProviderMissing;
                }

                var touched = await write(session);
                foreach (var person in touched.IsRefused ? [] : touched.Value.People)
                {
                    if (await settle.Do(session, caller, provider, person))
                    {
                        left.Add(person);
                    }
                }

                return touched;
            },
            stop);
        sessions.ForgetAll();
        foreach (var person in done.IsRefused ? [] : left)
        {
            await deactivate.GiveBack(caller, person, stop);
        }

        return done;
    }

    private sealed record Touched(long Group, IReadOnlyList<PersonId> People);
}
