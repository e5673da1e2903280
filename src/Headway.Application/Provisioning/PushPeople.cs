using Headway.Application.Access;
using Headway.Application.People;
using Headway.Application.SignOn;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Provisioning;

/// <summary>
/// The provider's directory says who there is. It sees and changes only whom it pushed; somebody known here already is joined when
/// their address lies in the provider's domains and they come in. Whoever is removed is deactivated: nothing they did is lost.
/// </summary>
public sealed class PushPeople(Database database, JoinPushed join, SettleStanding settle, Deactivate deactivate, Sessions sessions, TimeProvider clock)
{
    public async Task<Outcome<PushedList<PushedPerson>>> Find(Caller caller, IReadOnlyList<PushedTerm> terms, int start, int count, CancellationToken stop = default) =>
        caller.Denies(Permission.ManagePeople) is { } no ? no : await database.Snapshot<Outcome<PushedList<PushedPerson>>>(
            async session => await PushedRows.Find(session, caller.Tenant, terms, start, count), stop);

    public async Task<Outcome<PushedPerson>> Read(Caller caller, PersonId person, CancellationToken stop = default) =>
        caller.Denies(Permission.ManagePeople) is { } no ? no : await database.Snapshot<Outcome<PushedPerson>>(
            async session => await PushedRows.Person(session, caller.Tenant, person) is { } found ? found : ProvisioningRefusals.Unknown, stop);

    /// <summary>Enters somebody, or joins who is known already.</summary>
    public async Task<Outcome<PushedPerson>> Add(Caller caller, PersonSaid said, CancellationToken stop = default)
    {
        var added = await Write(caller, (session, provider) => join.Do(session, caller, provider, said, clock.Milliseconds()), stop);
        return added.Refusal is { } no ? no : await Read(caller, added.Value, stop);
    }

    /// <param name="caller">Whose token it is.</param>
    /// <param name="person">Whom.</param>
    /// <param name="change">What is said now, from what was said; a refusal leaves all as it was.</param>
    /// <param name="expected">The version it is meant for; null for whatever stands.</param>
    /// <param name="stop">Stops waiting.</param>
    public async Task<Outcome<PushedPerson>> Change(Caller caller, PersonId person, Func<PushedPerson, Outcome<PersonSaid>> change, int? expected = null, CancellationToken stop = default)
    {
        var changed = await Write(caller, (session, provider) => Change(session, caller, provider, person, change, expected), stop);
        return changed.Refusal is { } no ? no : await Read(caller, person, stop);
    }

    /// <summary>They no longer come in and are nobody of the directory's any more. Pushed again under the same id, they come back as who they were.</summary>
    public async Task<Refusal?> Remove(Caller caller, PersonId person, int? expected = null, CancellationToken stop = default) => (await Write(
        caller,
        async (session, _) =>
        {
            if (await PushedRows.Standing(session, caller.Tenant, person) is not { Gone: false } standing)
            {
                return ProvisioningRefusals.Unknown;
            }

            if (expected is { } version && version != standing.Version)
            {
                return ProvisioningRefusals.Stale;
            }

            if (await MustStay(session, caller, person) is { } stays)
            {
                return stays;
            }

            await session.Do("DELETE FROM provisioned_members WHERE tenant = $1 AND person = $2", caller.Tenant.Value, person.Value);
            await session.Do(
                "UPDATE provisioned_people SET gone = true, changed = $3, version = version + 1 WHERE tenant = $1 AND person = $2", caller.Tenant.Value, person.Value, clock.Milliseconds());
            await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry("provisioning.removed", PersonRows.Target(person)));
            return person;
        },
        stop)).Refusal;

    // Whoever still stands between the desk and nobody who could set it right.
    private static async Task<Refusal?> MustStay(Session session, Caller caller, PersonId person) =>
        person == caller.Person ? ProvisioningRefusals.Holder
        : await PersonRows.Find(session, caller.Tenant, person) is { Active: true, Role: Role.Administrator } && !await PersonRows.AnotherAdministrator(session, caller.Tenant, person) ? PeopleRefusals.LastAdministrator
        : null;

    private async Task<Outcome<PersonId>> Change(Session session, Caller caller, Provider provider, PersonId person, Func<PushedPerson, Outcome<PersonSaid>> change, int? expected)
    {
        var standing = await PushedRows.Standing(session, caller.Tenant, person);
        if (standing is null || await PushedRows.Person(session, caller.Tenant, person) is not { } before)
        {
            return ProvisioningRefusals.Unknown;
        }

        if (expected is { } version && version != before.Version)
        {
            return ProvisioningRefusals.Stale;
        }

        var changed = change(before);
        if (changed.Refusal is { } no)
        {
            return no;
        }

        var said = changed.Value;
        if (said == before.Said)
        {
            return before.Id;
        }

        if (before.Said.Active && !said.Active && await MustStay(session, caller, person) is { } stays)
        {
            return stays;
        }

        // What the desk itself keeps out is shown as not active; saying nothing about it changes nothing.
        var active = said.Active == before.Said.Active ? standing.SaidActive : said.Active;
        if (await join.Keep(session, caller, provider, person, before.Said.Email, said with { Active = active }, clock.Milliseconds()) is { } wrong)
        {
            return wrong;
        }

        if (active != standing.SaidActive)
        {
            await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry(active ? "provisioning.comes" : "provisioning.leaves", PersonRows.Target(person)));
        }

        return person;
    }

    private async Task<Outcome<PersonId>> Write(Caller caller, Func<Session, Provider, Task<Outcome<PersonId>>> write, CancellationToken stop)
    {
        if (caller.Denies(Permission.ManagePeople) is { } no)
        {
            return no;
        }

        var left = false;
        var done = await Refusable.Write<PersonId>(
            database,
            async session =>
            {
                if (await ProviderRows.Find(session, caller.Tenant) is not { } provider)
                {
                    return ProvisioningRefusals.ProviderMissing;
                }

                var written = await write(session, provider);
                left = !written.IsRefused && await settle.Do(session, caller, provider, written.Value);
                return written;
            },
            stop);
        sessions.ForgetAll();
        if (left && !done.IsRefused)
        {
            await deactivate.GiveBack(caller, done.Value, stop);
        }

        return done;
    }
}
